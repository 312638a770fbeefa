"""Words are embedded once, in bounded memory, and always to the same numbers.

Covers also cnn/embed.py.
"""

import random

import numpy as np
import pytest

from agents.enrich.recognise.cnn.embed import Vectors
from agents.enrich.recognise.cnn.files import BUNDLED, Weights
from agents.enrich.recognise.cnn.rules import Token
from agents.enrich.recognise.cnn.word_types import WordTypes
from agents.enrich.recognise.cnn.words import Features
from tests.support.recognition import rules

WORDS = [Token(f"word{number}", f"word{number}") for number in range(500)]


@pytest.fixture
def types():
    return WordTypes(Features(rules().numbers), Weights.load(BUNDLED).embeddings, 100)


def test_a_word_has_one_row(types):
    rows = types.rows([WORDS[0], WORDS[1], WORDS[0]]).tolist()
    assert rows == [1, 2, 1]
    assert types.rows([WORDS[1]]).tolist() == [2]


def test_the_padding_is_zero(types):
    types.rows(WORDS[:50])
    assert not types.embeddings[:, 0].any()


def test_types_stay_within_their_capacity(types):
    for start in range(0, 500, 30):
        assert types.rows(WORDS[start : start + 30]).max() < 100
    assert types.embeddings.shape[1] == 100


def test_a_text_with_more_types_than_the_capacity_is_read_and_its_memory_freed(types):
    assert len(set(types.rows(WORDS).tolist())) == 500
    types.rows([*WORDS[:20], Token("new", "new")])
    assert types.embeddings.shape[1] == 100


def test_a_word_has_the_same_numbers_in_whatever_company_it_comes(types):
    first = types.embeddings[:, types.rows(WORDS[:90])]
    shuffled = WORDS[:90]
    random.Random(5).shuffle(shuffled)
    for token in shuffled[:40]:
        types._forget(100)
        assert (types.embeddings[:, types.rows([token])[0]] == first[:, WORDS.index(token)]).all()
    types._forget(100)
    rows = types.rows(shuffled)
    assert (types.embeddings[:, rows[[shuffled.index(token) for token in WORDS[:90]]]] == first).all()


def test_vectors_are_found_by_48_bits_of_a_words_number():
    numbers = np.array([7 << 60, 1 << 16, 5 << 48, (5 << 48) + (1 << 16)], np.uint64)
    table = np.arange(8, dtype=np.float32).reshape(4, 2)
    vectors = Vectors.of_words(numbers, np.arange(4), table)
    assert (vectors.of(numbers) == table).all()
    unknown = np.array([2 << 16, 6 << 48, 2**64 - 1, (5 << 48) + (2 << 16)], np.uint64)
    assert not vectors.of(unknown).any()


def test_vectors_of_words_with_a_small_number_of_their_own_are_told_apart():
    numbers, table = np.array([101, 380, 383], np.uint64), np.arange(3, dtype=np.float32)[:, None] + 1
    vectors = Vectors.of_words(numbers, np.arange(3), table)
    assert (vectors.of(numbers) == table).all()
    assert not vectors.of(np.array([102], np.uint64)).any()
