"""A table of columns in numpy arrays that grows in steps, without a copy and without spare space.

Each array is a view of an anonymous private mapping, which Linux enlarges with mremap: the kernel moves page tables,
not bytes, so a column of 200 MB grows in less than a millisecond. An ordinary array would be copied (a pause that
grows with the table) or doubled (up to half of the memory unused).
"""

import mmap
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Format: TypeAlias = str | tuple[str, int]
"""A column's type, as numpy names it, and how many values a row has if it has more than one."""

STEP = 4096
"""Rows by which a table grows: 2 MB for rows of 500 bytes; memory is taken only as rows are written."""

LIVE = 0xFFFF_FFFF


class GrowableArray:
    """An array of one value or of several a row; its rows begin as zero."""

    __slots__ = ("_dtype", "_memory", "array", "cells", "flat")

    def __init__(self, form: Format, rows: int) -> None:
        self._dtype = np.dtype(form)
        self._memory = _mapping(rows * self._dtype.itemsize)
        self._view()

    def __len__(self) -> int:
        return len(self.array)

    def _view(self) -> None:
        # Not ndarray(buffer=...), which lets the mapping move while it is used.
        self.flat: NDArray[Any] = np.frombuffer(self._memory, self._dtype.base)
        self.array: NDArray[Any] = self.flat.reshape(-1, *self._dtype.shape)
        self.cells = memoryview(self.flat.data)  # reads or writes one value in half the time that an array takes

    def grow(self, rows: int) -> None:
        """Enlarge to a number of rows; replaces `array`, `flat` and `cells`.

        Raises BufferError, and leaves all as it was, if a view of one of them is still held; OSError if there is no
        memory.
        """
        if rows > len(self):
            with self._released():
                self._memory = _enlarged(self._memory, rows * self._dtype.itemsize)

    @contextmanager
    def _released(self) -> Iterator[None]:
        """Take the views away, since a mapping with views can't be moved, and make them again."""
        self.cells.release()
        del self.cells, self.flat, self.array
        try:
            yield
        except BufferError:
            raise BufferError("an array of the table is still held, so the table can't grow") from None
        finally:
            self._view()


class Columns:
    """Rows of fixed size, numbered from 1; row 0 is never taken and all zero, so that 0 can mean 'no row'."""

    def __init__(self, columns: Mapping[str, Format], *, step: int = STEP) -> None:
        self._step = step
        self._columns = {name: GrowableArray(form, step) for name, form in columns.items()}
        # Of a free row the next free row, of a row in use LIVE: a row is never freed twice, and no list is needed.
        self._states = GrowableArray("u4", step)
        self._first_free = 0
        self._unused = 1  # the first row that was never taken
        self._live = 0

    def __len__(self) -> int:
        return self._live

    def __getitem__(self, name: str) -> NDArray[Any]:
        """Return a column; do not keep it, or a view of it, over a call of `take`, which may have to move it."""
        return self._columns[name].array

    def column(self, name: str) -> GrowableArray:
        """Return what holds a column, which stays the same object for ever."""
        return self._columns[name]

    @property
    def capacity(self) -> int:
        """Rows that can be live before the table grows."""
        return len(self._states) - 1

    @property
    def nbytes(self) -> int:
        """Bytes of all columns; those of rows that were never taken are not in memory yet."""
        return sum(column.array.nbytes for column in (*self._columns.values(), self._states))

    def rows(self) -> NDArray[np.intp]:
        """Return the live rows, ascending."""
        return np.flatnonzero(self._states.array[: self._unused] == LIVE)

    def take(self) -> int:
        """Return a row that is all zero; grows the table if no row is free, see `GrowableArray.grow` for errors."""
        row = self._first_free
        if row:
            self._first_free = self._states.cells[row]
        else:
            row = self._unused
            if row == len(self._states):
                self._grow(row + self._step)
            self._unused += 1
        self._states.cells[row] = LIVE
        self._live += 1
        return row

    def take_all(self, count: int) -> NDArray[np.intp]:
        """Return so many rows, as `take` does."""
        return np.array([self.take() for _ in range(count)], dtype=np.intp)

    def free(self, row: int) -> None:
        """Set a row to zero and let it be taken again; raises ValueError if it is not live."""
        if self._states.cells[row] != LIVE:
            raise ValueError(f"row {row} is not live")
        for column in self._columns.values():
            column.array[row] = 0
        self._states.cells[row] = self._first_free
        self._first_free = row
        self._live -= 1

    def _grow(self, rows: int) -> None:
        for column in self._columns.values():
            column.grow(rows)
        self._states.grow(rows)  # last: it has the table's size, should a column fail to grow


def _mapping(size: int) -> mmap.mmap:
    # Private: the kernel gives no memory behind the first end of a shared anonymous mapping (SIGBUS).
    return mmap.mmap(-1, size, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)


def _enlarged(memory: mmap.mmap, size: int) -> mmap.mmap:
    """Return the mapping with a larger size: the same one, or a copy if the platform has no mremap (macOS)."""
    try:
        memory.resize(size)
    except SystemError:
        larger = _mapping(size)
        larger[: len(memory)] = memory
        return larger
    return memory
