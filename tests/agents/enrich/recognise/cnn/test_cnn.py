"""English names are found in any text, in linear time and bounded memory, and are always the same."""

import time
import tracemalloc

import pytest

from agents.enrich.recognise.cnn import EnglishRecogniser
from schemas import EntityType
from tests.support.recognition import TEXTS

TEXT = "Angela Merkel met Emmanuel Macron in Berlin on Tuesday to discuss a loan of 5 billion euros."
LENGTH = 200_000  # characters
HOSTILE = {
    "no spaces": "a",
    "punctuation marks": "!",
    "brackets": "(",
    "emoticons": ":)",
    "ellipses": "x..!",
    "lone combining marks": "\u0301",
    "NULs": "\0",
    "half surrogate pairs": "\ud800",
    "mail addresses": "a@",
    "users and passwords": "a:",
    "hosts": "a.",
    "schemes": "http://",
    "white space": "\n ",
    "names without end": "Ab ",
    "infixes": "a-b",
    "quotation marks": "' ",
}


@pytest.fixture(scope="module")
def recogniser():
    return EnglishRecogniser.load()


def test_names_are_found_with_their_types_and_exact_offsets(recogniser):
    spans = recogniser.recognise(TEXT)
    assert [(span.of(TEXT), span.type) for span in spans] == [
        ("Angela Merkel", EntityType.PERSON),
        ("Emmanuel Macron", EntityType.PERSON),
        ("Berlin", EntityType.GPE),
    ]


def test_dates_and_amounts_are_not_entities(recogniser):
    assert recogniser.recognise("He paid 30 dollars on 4 May 2021, twice as much as in 2020.") == []


def test_a_recogniser_has_a_name_and_a_version(recogniser):
    assert (recogniser.name, recogniser.version) == ("newsmill-names-en", "1")


def test_a_text_gives_the_same_names_again_also_after_other_texts(recogniser):
    text = "\n".join(TEXTS)
    once = recogniser.recognise(text)
    assert recogniser.recognise(text) == once
    for number in range(200):
        recogniser.recognise(f"Number {number} of {number}th Street met word{number} Smith{number}.")
    assert recogniser.recognise(text) == once
    assert EnglishRecogniser.load().recognise(text) == once


def test_a_long_text_is_read_to_its_end(recogniser):
    text = f"{'The weather stayed dry all day.' * 3}\n" * 2_000 + TEXT
    assert [span.of(text) for span in recogniser.recognise(text)][-3:] == ["Angela Merkel", "Emmanuel Macron", "Berlin"]


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_text_takes_time_in_proportion_to_its_length(recogniser, kind):
    text = HOSTILE[kind] * (LENGTH // len(HOSTILE[kind]))
    recogniser.recognise(text[: LENGTH // 10])
    part = seconds(recogniser, text[: LENGTH // 10])
    assert seconds(recogniser, text) < 25 * part + 0.5


def test_memory_does_not_grow_with_the_texts(recogniser):
    def read(start):
        recogniser.recognise(" ".join(f"Word{number}x" for number in range(start, start + 5_000)))

    tracemalloc.start()
    for start in range(0, 45_000, 5_000):
        read(start)
    full, _ = tracemalloc.get_traced_memory()
    for start in range(45_000, 90_000, 5_000):
        read(start)
    after, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert full > 10 * 2**20
    assert after < full + 5 * 2**20  # what is remembered varies by that much; 45,000 more words would take 14 MB


def seconds(recogniser, text):
    """Return this process's time for a text."""
    started = time.process_time()
    recogniser.recognise(text)
    return time.process_time() - started
