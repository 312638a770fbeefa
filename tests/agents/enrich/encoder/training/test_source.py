"""The source's file is read as its layout says."""

import numpy as np
import pytest

from agents.enrich.encoder.files import WIDTH
from agents.enrich.encoder.rows import dequantised
from agents.enrich.encoder.training.source import Source


@pytest.fixture(scope="module")
def source(tiny_source):
    return Source(tiny_source)


def test_sizes_pieces_and_scores_are_read(source):
    assert (source.hidden, source.layers, source.heads, source.inner) == (WIDTH, 2, 12, 64)
    assert source.epsilon == pytest.approx(1e-12)
    assert (source.bos, source.pad, source.eos, source.unk) == (0, 1, 2, 3)
    assert source.pieces[:5] == ["<s>", "<pad>", "</s>", "<unk>", "▁"]
    assert (len(source.scores), source.scores[4]) == (len(source.pieces), -10.0)


def test_characters_are_read_with_what_stands_for_them(source):
    assert source.characters == {"ﬁ": "fi", "Ａ": "A"}


def test_tensors_of_32_bits_are_read_in_their_shape(source):
    assert source.tensor("l1.fi.w", 64, WIDTH).shape == (64, WIDTH)
    assert source.tensor("emb.ln.w").mean() == pytest.approx(1, abs=0.02)


def test_a_tensor_of_4_bits_has_the_numbers_of_its_blocks(source):
    assert source.rows.shape == (len(source.pieces), WIDTH // 32)
    expected = dequantised(source.rows[7]).reshape(-1)
    assert np.allclose(source.tensor("emb.word", -1, WIDTH)[7], expected)
    assert abs(expected).max() <= 0.81  # eight times the scale


def test_an_unknown_tensor_is_an_error(source):
    with pytest.raises(KeyError, match=r"l9\.q\.w"):
        source.tensor("l9.q.w")


def test_another_file_is_refused(tmp_path):
    (tmp_path / "other.bin").write_bytes(b"GGUF" + bytes(100))
    with pytest.raises(ValueError, match=r"other\.bin does not begin with E5S1"):
        Source(tmp_path / "other.bin")
