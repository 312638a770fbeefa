import pytest

from agents.enrich.sentiment.valence import is_negation, valences

LEXICON = {"good": 0.5, "bad": -0.5}


def test_words_have_the_lexicons_valence():
    assert valences(["good", "or", "bad"], LEXICON) == [0.5, 0, -0.5]


@pytest.mark.parametrize("words", ["not good", "not a good", "isn't very good", "isn’t a very good", "not never good"])
def test_a_negation_turns_the_next_three_words_round(words):
    assert valences(words.split(), LEXICON)[-1] == pytest.approx(-0.35)


def test_a_negation_reaches_no_further():
    assert valences("not at all a good".split(), LEXICON)[-1] == 0.5


def test_contractions_are_negations():
    assert is_negation("won't")
    assert is_negation("can’t")
    assert not is_negation("want")
