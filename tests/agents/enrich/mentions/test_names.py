import pytest

from agents.enrich.mentions.names import initials, is_acronym, is_title, key_of
from schemas import EntityType


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
    assert len({key_of(name, kind) for name in names}) == 1


def test_different_names_have_different_keys():
    people = ["Donald Trump", "Donald Trump Jr.", "Ivana Trump", "Trump"]
    assert len({key_of(name, EntityType.PERSON) for name in people}) == 4
    assert key_of("Swiss", EntityType.NORP) == ("swiss",)
    assert key_of("Co", EntityType.ORG) == ("co",)


@pytest.mark.parametrize("name", ["EU", "U.S.", "NATO", "E.U"])
def test_capitals_with_or_without_dots_are_an_acronym(name):
    assert is_acronym(name)


@pytest.mark.parametrize("name", ["Eu", "A", "Moscow", "UNESCOORG", "BBC News"])
def test_other_names_are_no_acronyms(name):
    assert not is_acronym(name)


def test_initials_may_leave_out_small_words():
    assert initials(("department", "of", "defense")) == {"dod", "dd"}


def test_offices_and_honorifics_are_titles():
    assert all(map(is_title, ["Mr.", "President", "minister", "Foreign"]))
    assert not is_title("Moscow")
