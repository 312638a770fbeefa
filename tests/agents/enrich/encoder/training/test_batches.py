"""Sentences of similar length are read together, with marks around them and padding behind them."""

import random

import pytest

pytest.importorskip("torch", reason="needs the packages of the group train-encoder")

import torch

from agents.enrich.encoder.pieces import BOS, EOS, PAD
from agents.enrich.encoder.training.batches import EVEN, LONGEST_JOINED, Pool, by_length, paragraph


def pool_of(*lengths):
    """Return a pool of sentences of these lengths; their pieces are numbered from 100 on."""
    size = sum(lengths)
    return Pool(torch.arange(100, 100 + size), torch.ones(size), torch.tensor(lengths).cumsum(0), "cpu")


def test_a_sentence_has_marks_around_it_and_padding_behind_it():
    batch = pool_of(2, 3).of([1, 0])
    assert batch.ids[:, :6].tolist() == [[BOS, 102, 103, 104, EOS, PAD], [BOS, 100, 101, EOS, PAD, PAD]]
    assert batch.mask.sum(1).tolist() == [5, 4]
    assert batch.inside.sum(1).tolist() == [3, 2]
    assert batch.places[batch.inside].tolist() == [2, 3, 4, 0, 1]
    assert batch.ids.shape[1] % EVEN == 0


def test_two_batches_are_padded_to_one_length():
    pool = pool_of(2, 20)
    both = pool.of([0]).and_(pool.of([1]))
    assert both.ids.shape == both.mask.shape == both.marks.shape == (2, 24)
    assert both.mask.sum(1).tolist() == [4, 22]


def test_batches_hold_similar_lengths_and_no_more_pieces_than_they_may():
    pool = pool_of(5, 50, 6, 48, 7)
    found = by_length(pool, [(one, one + 1) for one in range(5)], most=150)
    assert found == [[(0, 1), (2, 3), (4, 5)], [(3, 4), (1, 2)]]


def test_a_paragraph_stays_in_its_document_and_within_its_length():
    draw = random.Random(1)
    pool = pool_of(*[20] * 40)
    documents = [number // 2 for number in range(40)]
    for first, last in [paragraph(pool, documents, draw, 10) for _ in range(100)]:
        assert (first, last) in {(10, 11), (10, 12)}
    long = pool_of(LONGEST_JOINED, 20)
    assert {paragraph(long, [0, 0], draw, 0) for _ in range(50)} == {(0, 1)}


def test_about_a_quarter_of_the_sentences_are_read_with_their_neighbours():
    draw = random.Random(1)
    pool = pool_of(*[5] * 10)
    joined = sum(last > first + 1 for first, last in (paragraph(pool, [0] * 10, draw, 0) for _ in range(1_000)))
    assert 200 < joined < 300
