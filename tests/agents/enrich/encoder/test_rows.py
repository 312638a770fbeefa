"""The pieces' embeddings are read from 4 bits, and processes share them."""

import mmap
from pathlib import Path

import numpy as np
import pytest

from agents.enrich.encoder.files import BUNDLED, WIDTH
from agents.enrich.encoder.rows import BLOCK, NUMBERS, Rows, dequantised


@pytest.fixture(scope="module")
def blocks():
    random = np.random.default_rng(7)
    blocks = np.zeros((5, WIDTH // NUMBERS), BLOCK)
    blocks["scale"] = random.normal(size=blocks.shape)
    blocks["nibbles"] = random.integers(0, 256, (*blocks.shape, NUMBERS // 2))
    return blocks


def by_formula(block):
    """Return the numbers of one block, one at a time."""
    half = NUMBERS // 2
    scale, nibbles = float(block["scale"]), [int(byte) for byte in block["nibbles"]]
    return [
        (nibbles[i] % 16 - 8) * scale if i < half else (nibbles[i - half] // 16 - 8) * scale for i in range(NUMBERS)
    ]


def test_the_numbers_of_a_block_are_those_of_the_formula(blocks):
    np.testing.assert_allclose(dequantised(blocks[0]), [by_formula(block) for block in blocks[0]], rtol=1e-6)


def test_rows_have_the_shape_of_the_ids(blocks):
    rows = Rows(blocks)
    one = rows.of(np.array([3]))
    assert one.shape == (1, WIDTH)
    assert one.dtype == np.float32
    many = rows.of(np.array([[4, 3, 3], [0, 1, 3]]))
    assert many.shape == (2, 3, WIDTH)
    np.testing.assert_array_equal(many[1, 2], one[0])
    np.testing.assert_allclose(many[0, 0], np.ravel([by_formula(block) for block in blocks[4]]), rtol=1e-6)


def test_a_piece_that_the_table_lacks_is_refused(blocks):
    with pytest.raises(IndexError):
        Rows(blocks).of(np.array([len(blocks)]))


def test_a_file_is_read_as_it_was_written(blocks, tmp_path):
    path = tmp_path / "rows.bin"
    blocks.tofile(path)
    rows = Rows.load(path, WIDTH)
    assert (len(rows), rows.width) == (len(blocks), WIDTH)
    ids = np.arange(len(blocks))
    np.testing.assert_array_equal(rows.of(ids), Rows(blocks).of(ids))


@pytest.mark.parametrize("size", [1, BLOCK.itemsize - 1, BLOCK.itemsize, BLOCK.itemsize * 13, 0])
def test_a_file_without_a_whole_number_of_rows_is_refused(tmp_path, size):
    path = tmp_path / "rows.bin"
    path.write_bytes(b"\0" * size)
    with pytest.raises(ValueError, match=r"multiple of|reshape|empty file"):
        Rows.load(path, WIDTH)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(FileNotFoundError):
        Rows.load(tmp_path / "rows.bin", WIDTH)


def test_the_table_is_mapped_from_the_file_so_that_processes_share_its_pages():
    rows = Rows.load(BUNDLED / "rows.bin", WIDTH)
    base = rows._blocks
    while isinstance(base, np.ndarray):
        assert not base.flags.writeable
        assert base.base is not None
        base = base.base
    assert isinstance(base, mmap.mmap)


@pytest.mark.skipif(not Path("/proc/self/smaps").exists(), reason="only Linux tells which pages are shared")
def test_no_page_of_the_table_belongs_to_one_process():
    rows = Rows.load(BUNDLED / "rows.bin", WIDTH)
    rows.of(np.arange(0, len(rows), 100))
    lines = Path("/proc/self/smaps").read_text(encoding="ascii").splitlines()
    first = next(number for number, line in enumerate(lines) if line.endswith("multilingual/rows.bin"))
    kilobytes = {
        line.split(":")[0]: int(line.split()[1]) for line in lines[first + 1 : first + 16] if line.endswith("kB")
    }
    assert kilobytes["Rss"] > 1_000
    assert (kilobytes["Private_Dirty"], kilobytes["Anonymous"]) == (0, 0)
