"""Numbers are those of spaCy and thinc."""

import random

import numpy as np
from spacy.strings import StringStore, hash_string
from thinc.api import NumpyOps

from agents.enrich.recognise.cnn.hashing import number_hashes, string_hash
from tests.support.recognition import TEXTS, rules


def test_strings_have_the_hashes_of_spacy():
    for text in [*TEXTS[1:], "a", "abcdefgh", "abcdefghi", "é" * 7, "x" * 1_000]:
        assert string_hash(text) == hash_string(text)
    store = StringStore()
    for text in ["PERSON", "X", "NORM", "IS_ALPHA", "Paris", ""]:
        assert rules().numbers.of(text) == store.add(text)


def test_numbers_have_the_hashes_of_thinc():
    draw = random.Random(3)
    keys = np.array([0, 1, 2**64 - 1, *(draw.getrandbits(64) for _ in range(1_000))], np.uint64)
    for seed in (8, 9, 10, 11):
        assert (number_hashes(keys, seed) == NumpyOps().hash(keys, seed)).all()


def test_half_a_surrogate_pair_has_a_hash():
    assert string_hash("\ud800") == string_hash("?")
