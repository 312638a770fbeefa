"""Which names are those of countries, continents and large cities."""

from agents.enrich.languages import vocabulary_of
from agents.enrich.mentions.gazetteer import cities, territories
from schemas import EntityType

ENGLISH = vocabulary_of("en")


def test_countries_are_found_by_their_names_in_the_language():
    assert territories(ENGLISH)["germany",] is EntityType.GPE
    assert territories(vocabulary_of("fr"))["allemagne",] is EntityType.GPE
    assert ("germany",) not in territories(vocabulary_of("fr"))


def test_continents_are_locations():
    assert territories(ENGLISH)["africa",] is EntityType.LOC


def test_organisations_among_the_territories_are_left_out():
    assert not {("european", "union"), ("united", "nations"), ("eurozone",)} & territories(ENGLISH).keys()


def test_a_language_that_cldr_does_not_know_has_no_territories():
    assert territories(vocabulary_of("xx")) == {}


def test_cities_are_found_without_accents():
    assert {("kyiv",), ("sao", "paulo"), ("new", "york", "city")} <= cities(ENGLISH)
    assert ("tiny", "village") not in cities(ENGLISH)
