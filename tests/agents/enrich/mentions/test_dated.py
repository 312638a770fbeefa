"""People whose surname is a month or a day."""

import time

import pytest

from agents.enrich.languages import vocabulary_of
from agents.enrich.mentions.dated import with_dated
from agents.enrich.spans import Span
from schemas import EntityType

PERSON, ORG = EntityType.PERSON, EntityType.ORG


def names(text, *known, language="en"):
    spans = [Span(text.index(name), text.index(name) + len(name), kind) for name, kind in known]
    return [span.of(text) for span in with_dated(text, spans, vocabulary_of(language))]


@pytest.mark.parametrize(
    "language, text, name",
    [
        ("en", "Adaeze Sunday won the 400 metres on Sunday.", "Adaeze Sunday"),
        ("en", "In May, it was Rosalind May. They saw Rosalind May leave. Rosalind May said so.", "Rosalind May"),
        ("en", "It was Frederic March’s last play.", "Frederic March"),
        ("de", "Karla März sagte nichts.", "Karla März"),
    ],
)
def test_a_given_name_before_a_month_or_day_that_is_spoken_of_as_a_person_makes_a_name(language, text, name):
    assert names(text, language=language) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "They met in early May said he.",
        "Last Sunday said it all.",
        "On Easter Sunday they met.",
        "President Sunday said so.",
        "Monday Sunday said so.",
        "The Dunmore May 3 vote said no.",
    ],
)
def test_other_words_before_a_date_do_not(text):
    assert names(text) == []


def test_a_surname_before_a_day_is_that_person_on_the_day():
    assert names("Joe Biden came. Biden Sunday said no.", ("Joe Biden", PERSON)) == ["Joe Biden"]


def test_a_span_of_the_given_name_alone_is_widened():
    assert names("Frederic March said no.", ("Frederic", ORG)) == ["Frederic March"]


@pytest.mark.parametrize("given", ["", "Anna"])
def test_many_dates_take_little_time(given):
    text = "Anna Sunday said " * 50_000
    spans = [Span(start, start + len(given), PERSON) for start in range(0, len(text), 17)] if given else []
    started = time.process_time()
    with_dated(text, spans, vocabulary_of("en"))
    assert time.process_time() - started < 10


def test_a_given_name_gets_the_common_word_that_speaks_elsewhere():
    text = "Doris Day came for a day. “Yes,” Day said. Doris Hope came. There is hope."
    spans = [Span(start, start + 5, EntityType.PERSON) for start in (0, text.rindex("Doris"))]
    assert [span.of(text) for span in with_dated(text, spans, vocabulary_of("en"))] == ["Doris Day", "Doris"]
