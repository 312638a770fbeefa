"""What stands beside a place: months, days and words that are surnames too, both ways."""

import pytest

from agents.enrich.languages import vocabulary_of
from agents.enrich.mentions.context import (
    begins_sentence,
    beside,
    is_behind_article,
    is_date,
    is_spoken_of_as_person,
    may_be_surname,
    speaks,
)

ENGLISH = vocabulary_of("en")


def place(text):
    """Return a text with [a place] without its brackets, and where it is."""
    start, end = text.index("["), text.index("]") - 1
    return text.replace("[", "").replace("]", ""), start, end


def is_surname(text, language="en", is_common=False):
    return may_be_surname(*place(text), vocabulary_of(language), is_common)


@pytest.mark.parametrize(
    "text",
    [
        "The law takes effect in [May], and so on.",
        "Bills go out on 3 [May] 2026.",
        "On [May] 3, 2026, it ended.",
        "It was promised in [May] last year.",
        "It rose last [March].",
        "It was cold, [March] 2024 being the coldest.",
        "The [May] vote is near.",
        "Nothing moves from [May] to June.",
        "[May] I ask why?",
        "[May] was dry this year.",
        "They met on [Sunday].",
        "They met next [Sunday].",
        "The board said [Sunday] that it would wait.",
        "[Sunday] was quiet.",
    ],
)
def test_a_month_or_day_is_no_surname(text):
    assert not is_surname(text)


@pytest.mark.parametrize(
    "text",
    [
        "Labour asked [May] whether she would stay.",
        "[May] said that she would.",
        "It was [May]’s third vote.",
        "Mrs [May] left.",
        "[May], 61, leads the party.",
        "[May] has left.",
        "Reporters met Ms [March] there.",
        "[Sunday] said she was glad.",
        "They waved to Ms [Sunday] there.",
    ],
)
def test_a_surname_that_is_a_month_or_day_has_a_sign_of_a_person_or_stands_where_no_date_does(text):
    assert is_surname(text)


@pytest.mark.parametrize("text", ["[Will] the boats return?", "[Will] he?", "[Bush] fires burnt.", "[Gates] opened."])
def test_a_common_word_that_begins_a_sentence_is_no_surname(text):
    assert not is_surname(text, is_common=True)


@pytest.mark.parametrize(
    "text", ["Then [Bush] left.", "[Gates] said no.", "Critics of [Gates] came.", "[Will]’s boat left."]
)
def test_a_common_word_with_a_capital_within_a_sentence_or_a_sign_is_the_surname(text):
    assert is_surname(text, is_common=True)


@pytest.mark.parametrize(
    "language, text, expected",
    [
        ("de", "Im [Mai] wird gewählt.", False),
        ("de", "Am 3. [Mai] wird gewählt.", False),
        ("de", "Seit [August] regnet es.", False),
        ("de", "Die Leser liebten [May] sehr.", True),
        ("de", "Frau [März] sagte nichts.", True),
        ("fr", "Le vote aura lieu en [avril].", False),
        ("fr", "Elle est venue le 3 [mars] 2024.", False),
        ("es", "La votación será en [abril].", False),
        ("nl", "Volgens critici had [Mei] gelijk.", True),
        ("pt", "Ele voltou em [março] de 2020.", False),
        ("pl", "Ustawa wejdzie w życie w [maju].", False),
    ],
)
def test_months_of_other_languages_are_told_by_their_own_words(language, text, expected):
    text, start, end = place(text)
    vocabulary = vocabulary_of(language)
    if expected:
        assert may_be_surname(text, start, end, vocabulary, is_common=False)
    else:
        assert is_date(text, start, end, vocabulary)


def test_a_sentence_begins_behind_its_end_a_quotation_mark_or_a_line_but_not_behind_an_abbreviation():
    starts = ["It ended. [May]", "“[May]", "line\n[May]", "«[May]", "[May]"]
    assert all(begins_sentence(*place(text)[:2], ENGLISH) for text in starts)
    assert not any(begins_sentence(*place(text)[:2], ENGLISH) for text in ["Mr. [May]", "J. [May]", "and [May]"])


def test_the_words_beside_are_those_of_the_same_sentence():
    words = beside(*place("He met Mr. [May] yesterday."), ENGLISH)
    assert (words.before, words.before_starts, words.after) == ("Mr.", False, "yesterday.")
    assert beside(*place("He left. [May] stayed"), ENGLISH).before == ""
    assert beside(*place("President [May] stayed"), ENGLISH).before_starts


@pytest.mark.parametrize(
    "language, text",
    [("de", "Das sagte [Merz] gestern."), ("fr", "M. [Macron] est venu."), ("ru", "Об этом заявил [Песков] утром.")],
)
def test_a_verb_of_speech_or_a_title_says_that_a_name_is_a_persons(language, text):
    text, start, end = place(text)
    vocabulary = vocabulary_of(language)
    assert is_spoken_of_as_person(text, start, end, vocabulary)


def test_a_common_word_with_an_auxiliary_is_the_surname_unless_it_is_a_mass():
    text, start, end = place("It rained. [Bush] will leave.")
    assert may_be_surname(text, start, end, ENGLISH, is_common=True)
    assert not may_be_surname(text, start, end, ENGLISH, is_common=True, is_mass=True)
    assert not is_surname("It rained. [Bush] fires followed.", is_common=True)


def test_a_verb_behind_a_word_says_that_it_speaks():
    assert speaks(*place("[Washington] said so."), ENGLISH)
    assert speaks(*place("We met Mr [Washington] there."), ENGLISH)
    assert not speaks(*place("[Washington]’s streets are wide."), ENGLISH)


def test_an_article_makes_a_german_word_a_noun():
    german = vocabulary_of("de")
    assert is_behind_article(*place("Es war der [Koch] dort."), german)
    assert not is_behind_article(*place("Es war die [Merkel] dort."), german)
    assert not is_behind_article(*place("It is a [Bush] here."), ENGLISH)
