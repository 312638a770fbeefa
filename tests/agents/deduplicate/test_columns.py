"""A table of columns grows in place, keeps what its rows hold, and gives free rows that are all zero."""

import mmap
import sys
import time

import numpy as np
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule

from agents.deduplicate import columns
from agents.deduplicate.columns import Columns, GrowableArray

MB = 1 << 20


class WithoutMremap(mmap.mmap):
    """A mapping as on macOS."""

    def resize(self, newsize):
        raise SystemError("mmap: resizing not available--no mremap()")


class AnyUse(RuleBasedStateMachine):
    """Take and free rows in any order, next to a dict that does the same."""

    taken = Bundle("taken")

    def __init__(self):
        super().__init__()
        self.table = Columns({"time": "f8", "hashes": ("u4", 3)}, step=4)
        self.expected = {}

    @rule(target=taken, value=st.integers(1, 1 << 31))
    def take(self, value):
        row = self.table.take()
        assert row > 0
        assert row not in self.expected
        assert not self.table["time"][row]
        assert not self.table["hashes"][row].any()
        self.table["time"][row] = value
        self.table["hashes"][row] = value
        self.expected[row] = value
        return row

    @rule(row=consumes(taken))
    def free(self, row):
        self.table.free(row)
        del self.expected[row]

    @invariant()
    def holds_what_was_written(self):
        assert len(self.table) == len(self.expected)
        assert self.table.rows().tolist() == sorted(self.expected)
        for row, value in self.expected.items():
            assert self.table["time"][row] == value
            assert self.table["hashes"][row].tolist() == [value] * 3

    @invariant()
    def row_0_is_zero(self):
        assert not self.table["time"][0]
        assert not self.table["hashes"][0].any()


AnyUse.TestCase.settings = settings(max_examples=50, stateful_step_count=60, deadline=None)
TestAnyUse = AnyUse.TestCase


def test_a_table_grows_by_its_step_and_not_more():
    table = Columns({"time": "f8", "hashes": ("u4", 48)}, step=100)
    rows = [table.take() for _ in range(1050)]
    assert rows == list(range(1, 1051))
    assert table.capacity == 1099
    assert table.nbytes == 1100 * (8 + 48 * 4 + 4)  # 4 more bytes a row for the list of free rows


def test_freed_rows_are_used_again_for_ever():
    table = Columns({"time": "f8"}, step=100)
    rows = [table.take() for _ in range(99)]
    for _ in range(1000):
        table.free(rows.pop(0))
        rows.append(table.take())
    assert table.capacity == 99
    assert sorted(rows) == list(range(1, 100))


def test_a_row_that_is_not_live_can_not_be_freed():
    table = Columns({"time": "f8"}, step=100)
    row = table.take()
    table.free(row)
    for free in (0, row, 50):
        with pytest.raises(ValueError, match=f"row {free} is not live"):
            table.free(free)
    assert len(table) == 0


def test_a_table_does_not_grow_while_one_of_its_arrays_is_held():
    table = Columns({"time": "f8", "hashes": ("u4", 2)}, step=4)
    table["hashes"][1:, 0] = [table.take() for _ in range(3)]
    held = table["hashes"][1:]
    with pytest.raises(BufferError, match="still held"):
        table.take()
    assert table["hashes"][:, 0].tolist() == [0, 1, 2, 3]
    del held
    assert table.take() == 4
    assert table["hashes"][:, 0].tolist() == [0, 1, 2, 3, 0, 0, 0, 0]
    assert len(table["time"]) == 8


def test_an_array_grows_by_a_copy_where_the_platform_has_no_mremap(monkeypatch):
    monkeypatch.setattr(columns.mmap, "mmap", WithoutMremap)
    column = GrowableArray(("u2", 2), 1000)
    column.array[:] = 7
    column.grow(1500)
    assert (column.array[:1000] == 7).all()
    assert not column.array[1000:].any()
    assert column.array.shape == (1500, 2)


def test_an_array_never_shrinks():
    column = GrowableArray("u4", 1000)
    before = column.array
    column.grow(500)
    column.grow(1000)
    assert column.array is before


def test_an_array_keeps_its_length_if_there_is_no_memory_to_grow():
    column = GrowableArray("u4", 1000)
    column.array[:] = 7
    with pytest.raises(OSError, match=r"memory|argument"):
        column.grow(1 << 45)
    assert column.array.tolist() == column.cells.tolist() == [7] * 1000


@pytest.mark.skipif(sys.platform != "linux", reason="mremap is a call of Linux")
def test_a_large_array_grows_without_a_pause_and_the_new_part_is_zero():
    column = GrowableArray(("u4", 64), 200 * MB // 256)
    column.array[:] = 0xFFFF_FFFF
    rows, pauses = len(column), []
    for _ in range(20):
        began = time.perf_counter()
        column.grow(len(column) + 4096)
        pauses.append(time.perf_counter() - began)
        column.array[-1] = 0  # memory is taken
    assert np.median(pauses) < 0.001
    assert (column.array[:rows] == 0xFFFF_FFFF).all()
    assert not column.array[rows:].any()


def test_views_of_an_array_see_the_same_values():
    column = GrowableArray(("u4", 3), 10)
    column.cells[3 * 2 + 1] = 5
    assert column.array[2].tolist() == [0, 5, 0]
    assert column.flat[7] == 5
