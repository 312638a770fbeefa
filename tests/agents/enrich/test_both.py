"""English names by two networks: what one of them, both, or one and a doubt of the other decide."""

from types import SimpleNamespace

import numpy as np
import pytest

from agents.enrich.both import ALONE, CONFIRMED, together
from agents.enrich.encoder.decode import Found
from agents.enrich.spans import Span
from schemas import EntityType

LESS, MORE = -0.05, 0.05
NAME = "Ada Byron"


class Read:
    """What the encoder read of each sentence, by number; the others it has not read."""

    def __init__(self, readings):
        self._readings = readings

    def best(self, number):
        return self._readings.get(number)


def places_of(text):
    places, start = [], 0
    for line in text.split("\n"):
        places.append((start, start + len(line)))
        start += len(line) + 1
    return places


def reading(sentence, names=(), within=0.0, name=NAME):
    """Return a reading with names (words, type, probability), and the probability that words of `name` are in one."""
    offsets, outside, place = [], [], 0
    for word in sentence.split():
        start = sentence.index(word, place)
        place = start + len(word)
        offsets.append((start, place))
        outside.append(1 - within if word.strip(".,") in name.split() else 1.0)
    found = [
        Found(sentence.index(words), sentence.index(words) + len(words), kind, probability)
        for words, kind, probability in names
    ]
    return SimpleNamespace(names=found, encoded=SimpleNamespace(offsets=offsets), outside=np.array(outside))


def merged(text, readings, by_convolutions):
    """Merge; names of the convolutions are (words, type) each with its place after the one before."""
    spans, place = [], 0
    for words, kind in by_convolutions:
        place = text.index(words, place)
        spans.append(Span(place, place + len(words), EntityType(kind)))
        place += len(words)
    return [(span.of(text), span.type.value) for span in together(Read(readings), places_of(text), spans, text)]


TEXT = "I met Ada Byron today."


@pytest.mark.parametrize("more, expected", [(MORE, [(NAME, "PERSON")]), (LESS, [])])
def test_a_name_that_the_encoder_alone_finds_must_be_probable(more, expected):
    assert merged(TEXT, {0: reading(TEXT, [(NAME, "PERSON", ALONE + more)])}, []) == expected


def test_a_name_with_the_same_ends_needs_no_probability_and_has_the_encoders_type():
    read = reading(TEXT, [(NAME, "ORG", 0.3)])
    assert merged(TEXT, {0: read}, [(NAME, "PERSON")]) == [(NAME, "ORG")]


def test_a_name_with_other_ends_is_the_encoders_if_it_is_probable():
    read = reading(TEXT, [(NAME, "PERSON", 0.9)])
    assert merged(TEXT, {0: read}, [("Byron", "GPE")]) == [(NAME, "PERSON")]


@pytest.mark.parametrize("more, expected", [(MORE, [(NAME, "PERSON")]), (LESS, [])])
def test_a_name_that_the_convolutions_alone_find_needs_that_the_encoder_doubts(more, expected):
    read = reading(TEXT, within=CONFIRMED + more)
    assert merged(TEXT, {0: read}, [(NAME, "PERSON")]) == expected


def test_a_name_that_is_confirmed_does_not_stand_on_a_probable_one():
    read = reading(TEXT, [("Ada", "PERSON", 0.9)], within=0.9)
    assert merged(TEXT, {0: read}, [(NAME, "ORG")]) == [("Ada", "PERSON")]


TWICE = f"{TEXT}\nLater Ada Byron left."


def test_where_the_encoder_has_not_read_the_convolutions_decide():
    assert merged(TWICE, {}, [(NAME, "PERSON")] * 2) == [(NAME, "PERSON")] * 2


def test_the_type_that_the_encoder_gave_holds_in_sentences_that_it_has_not_read():
    read = reading(TEXT, [(NAME, "PERSON", 0.9)])
    assert merged(TWICE, {0: read}, [(NAME, "ORG")] * 2) == [(NAME, "PERSON")] * 2


def test_a_name_that_the_encoder_refused_is_none_in_sentences_that_it_has_not_read():
    assert merged(TWICE, {0: reading(TEXT)}, [(NAME, "ORG")] * 2) == []


def test_a_name_within_a_larger_one_is_not_refused_elsewhere():
    read = reading(TEXT, [(NAME, "PERSON", 0.9)])
    text = f"{TEXT}\nLater Byron left."
    assert merged(text, {0: read}, [("Byron", "PERSON")] * 2) == [(NAME, "PERSON"), ("Byron", "PERSON")]


def test_most_sentences_decide():
    text = f"{TEXT}\nI saw Ada Byron too.\nI heard Ada Byron too.\nLater Ada Byron left."
    lines = text.split("\n")
    readings = {
        0: reading(lines[0], [(NAME, "ORG", 0.9)]),
        1: reading(lines[1], [(NAME, "PERSON", 0.9)]),
        2: reading(lines[2], [(NAME, "PERSON", 0.9)]),
    }
    kinds = [kind for _, kind in merged(text, readings, [(NAME, "ORG")] * 4)]
    assert kinds == ["ORG", "PERSON", "PERSON", "PERSON"]


def test_names_over_the_end_of_a_sentence_do_not_overlap():
    text = "The town of Ada\nByron won."
    read = reading("Byron won.", [("Byron", "ORG", 0.9)])
    assert merged(text, {1: read}, [("Ada\nByron", "PERSON")]) == [("Ada\nByron", "PERSON")]


def test_no_names_and_no_sentences_are_merged():
    assert merged("", {}, []) == []
    assert together(Read({}), [], [], "") == []
