"""The encoder's files belong together, and their version changes with them."""

import numpy as np
import pytest

from agents.enrich.encoder.files import BUNDLED, CARD, TOPICS, WIDTH, Heads, Linear, version_of


def test_each_head_has_its_shape():
    heads = Heads.load(BUNDLED)
    assert heads.tone.weight.shape == (2 * WIDTH, 3)
    assert heads.topic.weight.shape == (WIDTH, len(TOPICS))
    assert heads.vector.weight.shape[0] == WIDTH
    assert all(head.bias.shape == head.weight.shape[1:] for head in heads)
    assert all(np.isfinite(head.weight).all() for head in heads)


def test_a_head_multiplies_and_adds():
    head = Linear(np.array([[1, 2], [3, 4]], np.float32), np.array([10, 20], np.float32))
    np.testing.assert_array_equal(head(np.array([1, 2], np.float32)), [17, 30])


def test_missing_heads_are_refused(tmp_path):
    with pytest.raises(FileNotFoundError):
        Heads.load(tmp_path)


def test_the_version_is_another_one_if_the_card_is(tmp_path):
    (tmp_path / CARD).write_bytes((BUNDLED / CARD).read_bytes())
    assert version_of(tmp_path) == version_of(BUNDLED)
    assert len(version_of(tmp_path)) == 12
    (tmp_path / CARD).write_bytes(b"another")
    assert version_of(tmp_path) != version_of(BUNDLED)
