"""Further places where a known name stands."""

import pytest

from agents.enrich.languages import vocabulary_of
from agents.enrich.mentions.occurrences import completed
from agents.enrich.spans import Span
from schemas import EntityType

ENGLISH = vocabulary_of("en")


def found(text, name, kind):
    start = text.index(name)
    known = Span(start, start + len(name), kind)
    return [(span.start, span.of(text)) for span in completed(text, [known], ENGLISH) if span != known]


def test_a_name_is_found_everywhere_it_stands_again():
    text = (
        "Trump ‘congratulates’ China.\nTrump first called on Congress. But Trump’s party said President Trump was late."
    )
    assert found(text, "Trump", EntityType.PERSON) == [(29, "Trump"), (65, "Trump"), (94, "Trump")]


def test_a_surname_is_looked_for_if_one_person_has_it():
    text = "Sergei Lavrov came to Guilin. In the end Lavrov left."
    assert found(text, "Sergei Lavrov", EntityType.PERSON) == [(41, "Lavrov")]


def test_a_surname_that_two_people_have_is_not_looked_for():
    text = "Boris Johnson met Rachel Johnson. Then Johnson left."
    spans = [Span(0, 13, EntityType.PERSON), Span(18, 32, EntityType.PERSON)]
    assert completed(text, spans, ENGLISH) == spans


@pytest.mark.parametrize(
    "text, name",
    [
        ("Moscow agreed. He reads the Moscow Times.", "Moscow"),
        ("Apple grew. He had an apple. Apple pie it was.", "Apple"),
        ("York won. He went to New York today.", "York"),
        ("Kent won. The Kentish coast. A Kent-based firm.", "Kent"),
        ("He met Li once. Li left.", "Li"),
    ],
)
def test_part_of_another_name_or_a_common_word_is_not_the_name(text, name):
    assert found(text, name, EntityType.GPE) == []


def test_an_acronym_counts_even_if_it_is_short():
    assert found("The EU agreed. Then the EU paid.", "EU", EntityType.ORG) == [(24, "EU")]


def test_mentions_do_not_overlap():
    text = "New York City grew. New York City is large. New York is, too."
    spans = completed(text, [Span(0, 13, EntityType.GPE), Span(44, 52, EntityType.GPE)], ENGLISH)
    assert [span.of(text) for span in spans] == ["New York City", "New York City", "New York"]


def test_without_known_names_nothing_is_found():
    assert completed("Nothing here.", [], ENGLISH) == []
