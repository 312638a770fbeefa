"""The memory of one partition: the entries of all articles and duplicates, in columns of fixed width.

A million entries as objects would take several times the memory, and the garbage collector would walk over them. An
`Entry` is made when one is asked for. What few entries have, links and earlier texts, is kept beside the columns.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from agents.deduplicate.bulk import Bulk
from agents.deduplicate.chains import Chains
from agents.deduplicate.columns import Columns
from agents.deduplicate.entry import Entry, Ruling, pack_tail, unpack_tail
from agents.deduplicate.index import Found, Index
from agents.deduplicate.signature import DIGEST, Text, digest, key_of, keys_of


class Seen(NamedTuple):
    """When an entry's article was last seen."""

    id: str
    time: float
    position: int


class Memory:
    """The entries, found by id, by what their texts share, and in the order in which they were last seen."""

    def __init__(self) -> None:
        self._table = Columns(
            {
                "id": ("u1", DIGEST),
                "fingerprint": ("u1", DIGEST),
                "time": "f8",
                "position": "i8",
                "ruled_at": "i8",
                "revision": "u4",
                "language": "u4",
                "source": "u4",
                "title": "u4",
                "article": "u4",  # its row in the index; 0 for a duplicate
                "key": "u4",  # four bytes of the id
                "link": "u4",
                "older": "u4",  # the entry last seen before it; of row 0 the newest
                "newer": "u4",  # the entry last seen after it; of row 0 the oldest
            }
        )
        self._ids = Chains(self._table, keys="key", links="link")
        self._names: dict[int, str] = {}  # of ids that are not 32 hexadecimal digits
        self._tails: dict[int, bytes] = {}  # links and earlier rulings
        self._index = Index(self._table)
        self._is_sorted = True

    def __len__(self) -> int:
        return len(self._table)

    @property
    def articles(self) -> int:
        """Number of the entries that are published articles."""
        return len(self._index)

    @property
    def nbytes(self) -> int:
        """Bytes of its arrays."""
        return self._table.nbytes + self._ids.nbytes + self._index.nbytes

    def get(self, article_id: str) -> Entry | None:
        """Return the entry of an article or duplicate."""
        row = self._row(article_id)
        return self._entry(row) if row else None

    def last_seen(self, article_id: str) -> tuple[float, int] | None:
        """Return the time and position at which an article was last seen."""
        row = self._row(article_id)
        return (float(self._table["time"][row]), int(self._table["position"][row])) if row else None

    def put(self, entry: Entry) -> None:
        """Add an entry, or replace that of the same id, as the one seen last."""
        row = self._row(entry.id) or self._take(entry.id)
        self._forget(row)
        table, last = self._table, entry.last
        table["fingerprint"][row] = np.frombuffer(last.fingerprint, "u1")
        table["time"][row] = entry.time
        table["position"][row] = entry.position
        table["ruled_at"][row] = last.position
        table["revision"][row] = last.revision
        table["language"][row] = entry.language
        table["source"][row] = entry.source
        table["title"][row] = entry.title
        if tail := pack_tail(entry.rulings):
            self._tails[row] = tail
        if last.revision:
            fingerprint = last.fingerprint if entry.by_fingerprint else None
            table["article"][row] = self._index.add(row, fingerprint, entry.sketch, entry.indexed)
        newest = int(table["older"][0])
        seen = float(table["time"][newest]), int(table["position"][newest])
        self._is_sorted = self._is_sorted and (not newest or seen <= entry.last_seen)
        self._append(row)

    def put_new(self, bulk: Bulk) -> NDArray[np.bool_]:
        """Add the entries whose ids are not known, as those seen last in their order; returns which were added."""
        is_new = np.ones(len(bulk), dtype=np.bool_)
        places, rows = self._ids.find(keys_of(bulk.digests))
        is_new[places[(self._table["id"][rows] == bulk.digests[places]).all(axis=1)]] = False
        self._add(bulk.at(np.flatnonzero(is_new)))
        return is_new

    def touch(self, article_id: str, time: float, position: int) -> None:
        """Make an entry the one seen last."""
        row = self._row(article_id)
        self._table["time"][row] = time
        self._table["position"][row] = position
        self._unchain(row)
        self._append(row)

    def drop(self, article_id: str) -> None:
        """Forget an entry, if there is one."""
        row = self._row(article_id)
        if not row:
            return
        self._forget(row)
        self._ids.remove(row)
        self._names.pop(row, None)
        self._table.free(row)

    def oldest(self) -> Iterator[Seen]:
        """Yield when the entries were seen, the one that was not seen for the longest time first."""
        row = int(self._table["newer"][0])
        while row:
            yield Seen(self._id(row), float(self._table["time"][row]), int(self._table["position"][row]))
            row = int(self._table["newer"][row])

    def query(self, text: Text, *, since: float, without: str) -> Found:
        """Compare a text with the published articles seen since a time, but for the one with an id."""
        return self._index.query(text, since=since, without=int(self._table["article"][self._row(without)]))

    def matched(self, row: int) -> Entry:
        """Return the entry of a match, without its sketch, links and earlier rulings."""
        return self._entry(row, is_whole=False)

    def sort(self) -> None:
        """Order the entries by when they were last seen, if they were put in another order."""
        if self._is_sorted:
            return
        rows = self._table.rows()
        order = rows[np.lexsort((self._table["position"][rows], self._table["time"][rows]))]
        around = np.concatenate(([0], order, [0]))
        self._table["older"][around[1:]] = around[:-1]
        self._table["newer"][around[:-1]] = around[1:]
        self._is_sorted = True

    def _entry(self, row: int, *, is_whole: bool = True) -> Entry:
        table = self._table
        last = Ruling(int(table["ruled_at"][row]), table["fingerprint"][row].tobytes(), int(table["revision"][row]))
        article = int(table["article"][row])
        sketch, indexed = self._index.sketch(article) if article and is_whole else (None, 0)
        tail = self._tails.get(row, b"") if is_whole else b""
        by_fingerprint = not article or self._index.is_found_by_fingerprint(article)
        return Entry(
            self._id(row), int(table["language"][row]), int(table["source"][row]), int(table["title"][row]),
            float(table["time"][row]), int(table["position"][row]), unpack_tail(last, tail),
            sketch, indexed, by_fingerprint,
        )  # fmt: skip

    def _add(self, bulk: Bulk) -> None:
        if not len(bulk):
            return
        table, fixed = self._table, bulk.fixed
        rows = table.take_all(len(bulk))
        table["id"][rows] = bulk.digests
        table["key"][rows] = keys_of(bulk.digests)
        for column in ("fingerprint", "time", "position", "ruled_at", "revision", "language", "source", "title"):
            table[column][rows] = fixed[column]
        self._ids.add_all(rows)
        for row, name, own in zip(rows.tolist(), bulk.names, bulk.digests, strict=True):
            if own.tobytes().hex() != name:
                self._names[row] = name
        self._tails.update((int(rows[at]), tail) for at, tail in bulk.tails.items())
        is_published = fixed["revision"] > 0
        sketches = {name: array[is_published] for name, array in bulk.sketches.items()}
        articles = self._index.add_all(rows[is_published], bulk.fingerprints[is_published], sketches)
        table["article"][rows[is_published]] = articles
        self._append_all(rows)

    def _append_all(self, rows: NDArray[np.intp]) -> None:
        """Make rows the newest of the order, the last one the newest of all."""
        table = self._table
        older, newer = table["older"], table["newer"]
        newest = int(older[0])
        ring = np.concatenate(([newest], rows, [0]))
        newer[ring[:-1]] = ring[1:]
        older[ring[1:]] = ring[:-1]
        seen = ring[:-1] if newest else rows
        times, positions = table["time"][seen], table["position"][seen]
        is_after = (times[1:] > times[:-1]) | ((times[1:] == times[:-1]) & (positions[1:] >= positions[:-1]))
        self._is_sorted = self._is_sorted and bool(is_after.all())

    def _row(self, article_id: str) -> int:
        """Return an id's row; 0 if it has none."""
        wanted = digest(article_id)
        for row in self._ids.find_one(key_of(wanted)):
            if self._table["id"][row].tobytes() == wanted:
                return row
        return 0

    def _take(self, article_id: str) -> int:
        row, name = self._table.take(), digest(article_id)
        self._table["id"][row] = np.frombuffer(name, "u1")
        self._table["key"][row] = key_of(name)
        self._ids.add(row)
        if name.hex() != article_id:
            self._names[row] = article_id
        return row

    def _id(self, row: int) -> str:
        name = self._names.get(row)
        return self._table["id"][row].tobytes().hex() if name is None else name

    def _forget(self, row: int) -> None:
        """Take an entry out of the order and of the index."""
        self._unchain(row)
        self._tails.pop(row, None)
        if article := int(self._table["article"][row]):
            self._index.remove(article)
            self._table["article"][row] = 0

    def _append(self, row: int) -> None:
        """Make a row the newest of the order, a ring through row 0."""
        older, newer = self._table["older"], self._table["newer"]
        newest = int(older[0])
        older[row], newer[row] = newest, 0
        newer[newest] = older[0] = row

    def _unchain(self, row: int) -> None:
        older, newer = self._table["older"], self._table["newer"]
        if newer[older[row]] == row:  # not of a row that was just taken
            newer[older[row]], older[newer[row]] = newer[row], older[row]
