"""The valence of words, and negations that turn it round."""

import pytest

from agents.enrich.languages import vocabulary_of
from agents.enrich.sentiment.valence import is_negation, valences

ENGLISH = vocabulary_of("en")
LEXICON = {"good": 0.5, "bad": -0.5}


def test_words_have_the_lexicons_valence():
    assert valences(["good", "or", "bad"], LEXICON, ENGLISH) == [0.5, 0, -0.5]


@pytest.mark.parametrize("words", ["not good", "not a good", "isn't very good", "isn’t a very good", "not never good"])
def test_a_negation_turns_the_next_three_words_round(words):
    assert valences(words.split(), LEXICON, ENGLISH)[-1] == pytest.approx(-0.35)


def test_a_negation_reaches_no_further():
    assert valences("not at all a good".split(), LEXICON, ENGLISH)[-1] == 0.5


def test_contractions_are_negations():
    assert is_negation("won't", ENGLISH)
    assert is_negation("can’t", ENGLISH)
    assert not is_negation("want", ENGLISH)
