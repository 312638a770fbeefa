"""Spans that the rest of the text contradicts."""

from agents.enrich.languages import vocabulary_of
from agents.enrich.mentions.revise import revised
from agents.enrich.spans import Span
from schemas import EntityType

ENGLISH = vocabulary_of("en")


def spans_of(text, *names):
    return [Span(text.index(name), text.index(name) + len(name), kind) for name, kind in names]


def kept(text, *names):
    return [span.of(text) for span in revised(text, spans_of(text, *names), ENGLISH)]


def test_a_word_with_a_capital_only_where_a_sentence_begins_is_not_a_name():
    text = "Garlic keeps well. Store garlic in a dry place, said Tim Garlic."
    assert kept(text, ("Garlic", EntityType.PERSON), ("Tim Garlic", EntityType.PERSON)) == ["Tim Garlic"]


def test_a_capital_within_a_sentence_makes_a_name():
    text = "He works for Apple. An apple a day."
    assert kept(text, ("Apple", EntityType.ORG)) == ["Apple"]


def test_pieces_of_headlines_are_dropped():
    text = "Officials met.\nPutin Slams Vaccine Criticism, to Get Jab on Tuesday\nNothing was decided."
    assert kept(text, ("Putin Slams Vaccine Criticism", EntityType.PERSON)) == []


def test_a_name_in_a_headline_stays_if_prose_has_it():
    text = "More About Ann Lee and the Prize\nThe prize went to Ann Lee on Monday."
    found = spans_of(text, ("Ann Lee", EntityType.PERSON))
    again = text.rindex("Ann Lee")
    assert len(revised(text, [*found, Span(again, again + 7, EntityType.PERSON)], ENGLISH)) == 2


def test_a_list_of_names_is_not_a_headline():
    text = "1. Max Verstappen, Red Bull Racing, Lando Norris"
    assert kept(text, ("Max Verstappen", EntityType.PERSON)) == ["Max Verstappen"]


def test_an_owner_known_elsewhere_is_not_part_of_the_name_it_owns():
    text = "Ukraine fought back. Drones hit Ukraine's Air Force base."
    names = ("Ukraine", EntityType.GPE), ("Ukraine's Air Force", EntityType.ORG)
    assert kept(text, *names) == ["Ukraine", "Air Force"]


def test_an_owner_that_names_nothing_else_stays():
    text = "She wrote for Reader's Digest and left."
    assert kept(text, ("Reader's Digest", EntityType.ORG)) == ["Reader's Digest"]


def test_a_german_noun_behind_an_article_is_no_person():
    text = "Der Koch des Hotels kam. Die Merkel kam, sagte Koch."
    spans = spans_of(text, ("Koch", EntityType.PERSON), ("Merkel", EntityType.PERSON))
    assert [span.of(text) for span in revised(text, spans, vocabulary_of("de"))] == ["Merkel"]
