"""A multimap from 32-bit keys to rows of a table: a chained hash table in arrays, which grows without a pause.

Linear hashing (Litwin, "Linear hashing: a new tool for file and table addressing", VLDB 1980): the buckets are split in
their order, a few for each few rows added, so no add has to rehash the whole table. With n buckets at the start of a
round, bucket b is split into b and b + n; keys of a bucket that is not split yet keep to b.
"""

import secrets
from math import ceil

import numpy as np
from numpy.typing import NDArray

from agents.deduplicate.columns import Columns, GrowableArray

LOAD = 2.0
"""Keys a bucket, on average. With 1 the heads take 4 bytes a key rather than 2, and a search is a quarter faster."""

MIN_BUCKETS = 64

SPLIT = 256
"""Buckets that are split at once, in .12 ms; with 64 a split takes .08 ms, but an add a quarter more on average."""

STEP = 1 << 14
"""Buckets by which the array of heads grows."""


class Chains:
    """Finds the rows of a table by their keys.

    A key in column c of row r is node r * width + c. `heads` has the first node of each bucket, and the column `links`
    of the table the next node of each node; 0 ends a chain. Key 0 means 'no key' and is never linked.

    The time of a search, and of a split, grows with the number of rows that have an equal key: the owner limits it.
    Different keys meet in a bucket only by chance, although those who write texts can choose keys, because the hash of
    a key depends on secret numbers, drawn for each object: (a * key + b) mod 2^64, whose high bits are pairwise
    independent (Thorup, "High speed hashing for integers and strings", 2015, section 3.3), then the high bits are mixed
    into the low ones and multiplied again. Without this second half, one draw in some hundred puts up to 58 of 65,535
    keys in arithmetic progression in one bucket; with it 14, as of random keys.
    """

    def __init__(self, table: Columns, *, keys: str, links: str) -> None:
        """Use two columns of type u4 and of the same width; rows that are in the table already are not linked."""
        self._keys, self._links = table.column(keys), table.column(links)
        self._width = self._keys.flat.size // len(self._keys)
        self._heads = GrowableArray("u4", MIN_BUCKETS)
        self._salt = (secrets.randbits(64) | 1, secrets.randbits(64), secrets.randbits(64) | 1)
        self._salt_of_arrays = tuple(map(np.uint64, self._salt))
        self._linked = 0
        self._resize(MIN_BUCKETS)

    def __len__(self) -> int:
        """Return the number of keys that are linked."""
        return self._linked

    @property
    def nbytes(self) -> int:
        """Bytes beside the table's columns."""
        return self._heads.array.nbytes

    def add(self, row: int) -> None:
        """Link the keys of a row that is not linked."""
        heads, links, start = self._heads.cells, self._links.cells, row * self._width
        for node, key in enumerate(self._keys.cells[start : start + self._width], start):
            if key:
                bucket = self._bucket(key)
                links[node] = heads[bucket]
                heads[bucket] = node
                self._linked += 1
        self._split_as_needed()

    def add_all(self, rows: NDArray[np.intp]) -> None:
        """Link the keys of rows that are not linked."""
        nodes = (rows[:, None] * self._width + np.arange(self._width)).ravel()
        nodes = nodes[self._keys.flat[nodes] != 0]
        self._link(nodes.astype(np.uint32))
        self._linked += len(nodes)
        self._split_as_needed()

    def remove(self, row: int) -> None:
        """Unlink the keys of a row, which must not have changed since it was added; raises KeyError if they did."""
        start = row * self._width
        for node, key in enumerate(self._keys.cells[start : start + self._width], start):
            if key:
                self._unlink(node, self._bucket(key))
                self._linked -= 1

    def find(self, keys: NDArray[np.uint32]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Return all pairs of a place in `keys` and a row that has the key there, in no order."""
        all_keys, links = self._keys.flat, self._links.flat
        nodes = self._heads.flat.take(self._buckets(keys))
        found: list[tuple[NDArray[np.intp], NDArray[np.uint32]]] = []
        while np.count_nonzero(nodes):
            equal = all_keys.take(nodes) == keys
            if np.count_nonzero(equal):
                at = np.flatnonzero(equal & (nodes != 0))  # node 0 ends a chain; its key is 0
                found.append((at, nodes[at]))
            nodes = links.take(nodes)
        if not found:
            return _NONE, _NONE
        places, matches = (np.concatenate(parts) for parts in zip(*found, strict=True))
        return places, (matches // self._width).astype(np.intp)

    def find_one(self, key: int) -> list[int]:
        """Return the rows that have a key, in no order."""
        keys, links = self._keys.cells, self._links.cells
        rows = []
        node = self._heads.cells[self._bucket(key)]
        while node:
            if keys[node] == key:
                rows.append(node // self._width)
            node = links[node]
        return rows

    def _bucket(self, key: int) -> int:
        factor, addend, second = self._salt
        mixed = (factor * key + addend) & WORD
        bucket = ((mixed ^ (mixed >> 32)) * second >> 32) & self._mask
        return bucket if bucket < self._count else bucket - self._round

    def _buckets(self, keys: NDArray[np.uint32]) -> NDArray[np.intp]:
        """Return `_bucket` of each key."""
        factor, addend, second = self._salt_of_arrays
        mixed = keys * factor
        mixed += addend
        mixed ^= mixed >> HALF
        mixed *= second
        mixed >>= HALF
        buckets = mixed.view(np.int64) & self._mask
        buckets -= (buckets >= self._count) * self._round
        return buckets

    def _unlink(self, node: int, bucket: int) -> None:
        heads, links = self._heads.cells, self._links.cells
        if heads[bucket] == node:
            heads[bucket] = links[node]
            return
        before = heads[bucket]
        while links[before] != node:
            if not before:
                raise KeyError(f"row {node // self._width} is not linked under its keys")
            before = links[before]
        links[before] = links[node]

    def _link(self, nodes: NDArray[np.integer]) -> None:
        """Put nodes before those that their buckets have."""
        heads = self._heads.flat
        buckets = self._buckets(self._keys.flat[nodes])
        by_bucket = np.argsort(buckets, kind="stable")
        nodes, buckets = nodes[by_bucket], buckets[by_bucket]
        is_first = np.ones(len(nodes), dtype=np.bool_)
        is_first[1:] = buckets[1:] != buckets[:-1]
        follows = np.empty_like(nodes)
        follows[:-1] = nodes[1:]
        is_last = np.roll(is_first, -1)
        follows[is_last] = heads[buckets[is_last]]
        self._links.flat[nodes] = follows
        heads[buckets[is_first]] = nodes[is_first]

    def _split_as_needed(self) -> None:
        while (missing := ceil(self._linked / LOAD) - self._count) > 0:
            first = self._count - self._round
            last = min(first + max(SPLIT, missing), self._round)
            nodes = self._nodes(first, last)
            self._heads.array[first:last] = 0
            self._resize(self._round + last)
            self._link(nodes)

    def _nodes(self, first: int, last: int) -> NDArray[np.uint32]:
        """Return the nodes of a range of buckets."""
        links = self._links.flat
        nodes = self._heads.flat[first:last]
        chained = []
        while len(nodes := nodes[nodes != 0]):
            chained.append(nodes)
            nodes = links[nodes]
        return np.concatenate([_NO_NODES, *chained])

    def _resize(self, count: int) -> None:
        """Set the number of buckets; those that are added are empty."""
        if count > len(self._heads):
            self._heads.grow(-(-count // STEP) * STEP)
        self._count = count
        self._round = 1 << (count.bit_length() - 1)  # buckets at the start of the round
        self._mask = 2 * self._round - 1


WORD = (1 << 64) - 1
HALF = np.uint64(32)

_NONE = np.empty(0, dtype=np.intp)
_NO_NODES = np.empty(0, dtype=np.uint32)
