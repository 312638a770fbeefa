"""An article's traits: what it adds to the counts of content, in closed lists."""

from pathlib import Path

from agents import extract
from agents.enrich.levels import ENTITIES_TRAINED, SAME, TRANSFERRED, Level, entities_level
from agents.enrich.traits import LANGUAGES, METHODS, traits
from schemas import Article, Entity, EntityType, Language, Mention, Provenance, Sentiment, SentimentLabel, Source


def article(code="en", method="json-ld", **fields):
    methods = {"text": method} if method else {}
    return Article(
        id="1",
        text="Ann Lee met Bo in Rome.",
        language=Language(code=code, confidence=1),
        fingerprint="f",
        provenance=Provenance(version="0", methods=methods),
        **fields,
    )


def entity(kind, *texts):
    mentions = tuple(Mention(start=place, end=place + 1, text=text) for place, text in enumerate(texts))
    return Entity(name=texts[0], type=kind, mentions=mentions, salience=0.5)


def test_mentions_are_counted_by_type_over_all_entities():
    people = (entity(EntityType.PERSON, "Ann Lee", "Lee"), entity(EntityType.PERSON, "Bo"))
    found = traits(article(entities=(*people, entity(EntityType.GPE, "Rome"))))
    assert found.mentions == {"PERSON": 3, "GPE": 1}


def test_traits_repeat_what_the_article_says_of_itself():
    positive = Sentiment(label=SentimentLabel.POSITIVE, score=0.5)
    source = Source(name="The Herald", domain="herald.example")
    found = traits(article(word_count=6, is_partial=True, sentiment=positive, source=source))
    assert (found.language, found.method, found.words, found.source) == ("en", "json-ld", 6, "herald.example")
    assert (found.is_partial, found.sentiment) == (True, "positive")


def test_a_value_outside_the_lists_is_other_and_without_a_model_there_is_no_sentiment():
    assert traits(article(code="xx", method="a new one")).language == "other"
    assert traits(article(code="xx", method="a new one")).method == "other"
    assert traits(article(method=None)).method == "other"
    assert traits(article()).sentiment == "none"
    assert traits(article(code="und")).language == "und"


def test_each_language_with_answers_is_counted_by_itself():
    codes = [code for code in ENTITIES_TRAINED | TRANSFERRED if entities_level(code) is not Level.NONE]
    assert [code for code in codes if traits(article(code=code)).language != code] == []
    assert len(LANGUAGES) < 100  # series of a metric


def test_a_language_with_the_answers_of_another_is_counted_as_that_one():
    assert {traits(article(code=code)).language for code in SAME} == set(SAME.values())


def test_each_method_of_the_list_is_one_of_the_extraction():
    source = "".join(path.read_text() for path in Path(extract.__file__).parent.rglob("*.py"))
    assert {method for method in METHODS if f'"{method}"' in source} == METHODS
