"""Sentences go through the layers in batches, and each comes back with its own numbers."""

import numpy as np
import pytest

from agents.enrich.encoder.files import BUNDLED, WIDTH
from agents.enrich.encoder.labels import LABELS
from agents.enrich.encoder.network import BATCH, PADDED, Network, _batches
from agents.enrich.encoder.pieces import Pieces

SENTENCES = [
    "Angela Merkel sprach in Berlin.",
    "Yes.",
    "习近平主席在北京会见了德国总理。",
    "The chief executive of the company resigned on Monday after the report of the auditors had been published.",
]


@pytest.fixture(scope="module")
def network():
    return Network.load(BUNDLED)


@pytest.fixture(scope="module")
def ids():
    return [encoded.ids for encoded in Pieces.load(BUNDLED).encode(SENTENCES)]


def test_each_sentence_has_a_score_and_a_state_for_each_piece_and_both_marks(network, ids):
    lower = network.lower(ids)
    upper = network.upper([half.states for half in lower])
    for half, sentence in zip([*lower, *upper], [*ids, *ids], strict=True):
        assert half.scores.shape == (len(sentence) + 2, len(LABELS))
        assert half.states.shape == (len(sentence) + 2, WIDTH)
        assert np.isfinite(half.scores).all()


def test_a_sentence_in_a_batch_has_nearly_the_states_that_it_has_alone(network, ids):
    # Not the very same: the ranges of the rounding to 8 bits are those of the batch.
    for half, sentence in zip(network.lower(ids), ids, strict=True):
        (alone,) = network.lower([sentence])
        cosines = (half.states * alone.states).sum(1)
        cosines /= np.linalg.norm(half.states, axis=1) * np.linalg.norm(alone.states, axis=1)
        assert cosines.min() > 0.98


def test_the_same_batch_gives_the_same_numbers(network, ids):
    for first, second in zip(network.lower(ids), network.lower(ids), strict=True):
        np.testing.assert_array_equal(first.scores, second.scores)


def test_no_sentences_and_empty_ones_are_read(network):
    assert network.lower([]) == []
    assert network.upper([]) == []
    (half,) = network.lower([[]])
    assert half.scores.shape == (2, len(LABELS))


def test_toward_no_piece_is_a_number_too(network, ids):
    (half,) = network.lower(ids[:1])
    scores = network.toward(half.states, np.zeros(len(half.states), np.float32))
    assert scores.shape == (3,)
    assert np.isfinite(scores).all()


def test_batches_have_every_sentence_once_and_little_padding():
    lengths = [3, 250, 7, 3, 100, 256, 90, 4, 1, 60] * 5
    batches = _batches(lengths)
    assert sorted(number for numbers, _ in batches for number in numbers) == list(range(len(lengths)))
    for numbers, mask in batches:
        assert mask.sum(axis=1).tolist() == [lengths[number] for number in numbers]
        assert mask.size <= BATCH or len(numbers) == 1
        assert mask.shape[1] <= PADDED * min(lengths[number] for number in numbers) + 1
    assert _batches([]) == []


def test_missing_files_are_refused(tmp_path):
    with pytest.raises(Exception, match=r"rows\.bin|lower\.onnx"):
        Network.load(tmp_path)
