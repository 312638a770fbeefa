"""Which ways of writing a name are the same name."""

import pytest

from agents.enrich.languages import vocabulary_of
from agents.enrich.mentions.names import initials, is_acronym, is_company, is_title, key_of
from schemas import EntityType

ENGLISH = vocabulary_of("en")


@pytest.mark.parametrize(
    "names, kind",
    [
        (["the U.S.", "US", "U.S", "USA"], EntityType.GPE),
        (["United States", "the United States", "The United States of America"], EntityType.GPE),
        (["Coca-Cola", "Coca Cola", "COCA-COLA", "Coca-Cola Co.", "The Coca-Cola Co"], EntityType.ORG),
        (["Emmanuel Macron", "EMMANUEL MACRON", "Émmanuel Macron"], EntityType.PERSON),
        (["Russian", "Russians"], EntityType.NORP),
        (["O'Brien", "O’Brien"], EntityType.PERSON),
    ],
)
def test_ways_of_writing_a_name_have_one_key(names, kind):
    assert len({key_of(name, kind, ENGLISH) for name in names}) == 1


def test_different_names_have_different_keys():
    people = ["Donald Trump", "Donald Trump Jr.", "Ivana Trump", "Trump"]
    assert len({key_of(name, EntityType.PERSON, ENGLISH) for name in people}) == 4
    assert key_of("Swiss", EntityType.NORP, ENGLISH) == ("swiss",)
    assert key_of("Co", EntityType.ORG, ENGLISH) == ("co",)


@pytest.mark.parametrize("name", ["EU", "U.S.", "NATO", "E.U"])
def test_capitals_with_or_without_dots_are_an_acronym(name):
    assert is_acronym(name)


@pytest.mark.parametrize("name", ["Eu", "A", "Moscow", "UNESCOORG", "BBC News"])
def test_other_names_are_not_acronyms(name):
    assert not is_acronym(name)


def test_initials_may_leave_out_small_words():
    assert initials(("department", "of", "defense"), ENGLISH) == {"dod", "dd"}


def test_offices_and_honorifics_are_titles():
    assert all(is_title(word, ENGLISH) for word in ("Mr.", "President", "minister", "Foreign"))
    assert not is_title("Moscow", ENGLISH)


def test_a_legal_form_makes_a_company():
    english = vocabulary_of("en")
    assert is_company(("mars", "inc"), english)
    assert not any(is_company(key, english) for key in (("inc",), ("leamington", "spa"), ("jorge", "sa"), ("mars",)))
