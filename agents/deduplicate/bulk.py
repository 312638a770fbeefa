"""Records of the state decoded many at once, into arrays: a state is read back in a fraction of the time.

Only plain records are: the present format, whole, and the only one of its key among those given. `Entry.decode` reads
all others, one by one, and says what is wrong with them.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from agents.deduplicate.entry import FORMAT, NOT_BY_FINGERPRINT, Ruling, check_rulings, pack_tail, unpack_tail
from agents.deduplicate.index import KEYS
from agents.deduplicate.signature import DIGEST, digest, keys_of
from agents.deduplicate.sketch import FACTS, HASHES

Record: TypeAlias = tuple[bytes | None, bytes | None]
"""A key and a value of the state topic; without a value it is a tombstone."""

_FIXED = np.dtype(
    [
        ("format", "u1"), ("fingerprint", "u1", DIGEST), ("time", "<f8"), ("position", "<i8"), ("ruled_at", "<i8"),
        ("revision", "<u4"), ("language", "<u4"), ("source", "<u4"), ("title", "<u4"), ("found_by", "u1"),
        ("size", "<u2"),
    ]
)  # fmt: skip
"""What `Entry.encode` packs before the sketch."""
_HEAD = np.dtype([("shingles", "<u4"), ("hashes", "u1"), ("facts", "u1")])
"""What `Sketch.pack` packs before its arrays."""
_LONGEST = _FIXED.itemsize + _HEAD.itemsize + 5 * HASHES + 3 * FACTS  # bytes that may be read behind a record's start

Places: TypeAlias = NDArray[np.intp]


class Bulk(NamedTuple):
    """Entries, one in each row of its arrays."""

    names: list[str]
    digests: NDArray[np.uint8]  # of the names
    fixed: NDArray[Any]
    sketches: dict[str, NDArray[Any]]  # as in a `Sketch`, and 0 beyond; the first `KEYS` of the hashes are indexed
    tails: dict[int, bytes]  # by row

    def __len__(self) -> int:
        return len(self.names)

    @property
    def fingerprints(self) -> NDArray[np.uint32]:
        """The keys of the fingerprints; 0 where the index does not find an entry by it."""
        return np.where(self.fixed["found_by"] & NOT_BY_FINGERPRINT, 0, keys_of(self.fixed["fingerprint"]))

    def at(self, rows: Places) -> "Bulk":
        """Return some of the entries."""
        return Bulk(
            [self.names[row] for row in rows],
            self.digests[rows],
            self.fixed[rows],
            {name: array[rows] for name, array in self.sketches.items()},
            {at: self.tails[row] for at, row in enumerate(rows.tolist()) if row in self.tails},
        )


def read_bulk(records: Sequence[Record]) -> tuple[Bulk, Places]:
    """Decode the plain ones of some records; returns them and their places."""
    times = Counter(key for key, _ in records)
    names, texts, places = [], [], []
    for at, (key, value) in enumerate(records):
        if key is None or value is None or times[key] > 1 or len(value) < _FIXED.itemsize or value[0] != FORMAT:
            continue
        try:
            names.append(key.decode())
        except UnicodeDecodeError:
            continue
        texts.append(value)
        places.append(at)
    bulk, is_plain = _decode(names, texts)
    rows = np.flatnonzero(is_plain)
    return bulk.at(rows), np.array(places, dtype=np.intp)[rows]


def _decode(names: list[str], texts: list[bytes]) -> tuple[Bulk, NDArray[np.bool_]]:
    """Decode records that begin as plain ones do; returns them and which of them are plain."""
    lengths = np.array([len(text) for text in texts], dtype=np.intp)
    begins = np.cumsum(lengths) - lengths
    source = np.frombuffer(b"".join(texts) + bytes(_LONGEST), np.uint8)
    fixed = _taken(source, begins, _FIXED.itemsize).view(_FIXED).reshape(-1)
    head = _taken(source, begins + _FIXED.itemsize, _HEAD.itemsize).view(_HEAD).reshape(-1)
    head[fixed["size"] == 0] = 0
    sketches = _sketches(source, begins + _FIXED.itemsize + _HEAD.itemsize, head)
    ends = _FIXED.itemsize + fixed["size"].astype(np.intp)  # of the sketches, from the records' begins
    is_published, has_tail = fixed["revision"] > 0, lengths > ends
    is_plain = (lengths >= ends) & np.isfinite(fixed["time"]) & _are_whole(fixed, head, sketches["hashes"])
    is_plain &= np.where(fixed["size"], is_published, is_published | has_tail)  # a duplicate names its article
    tails: dict[int, bytes] = {}
    for row in np.flatnonzero(is_plain & has_tail).tolist():
        tail = _tail(fixed[row], texts[row][ends[row] :])
        if tail is None:
            is_plain[row] = False
        else:
            tails[row] = tail
    digests = np.frombuffer(b"".join(map(digest, names)), np.uint8).reshape(-1, DIGEST)
    return Bulk(names, digests, fixed, sketches, tails), is_plain


def _sketches(source: NDArray[np.uint8], begins: Places, head: NDArray[Any]) -> dict[str, NDArray[Any]]:
    hashes, facts = head["hashes"].astype(np.intp), head["facts"].astype(np.intp)
    return {
        "shingles": head["shingles"],
        "hashes": _array(source, begins, "<u4", HASHES, hashes),
        "runs": _array(source, begins + 4 * hashes, "u1", HASHES, hashes),
        "contexts": _array(source, begins + 5 * hashes, "<u2", FACTS, facts),
        "values": _array(source, begins + 5 * hashes + 2 * facts, "u1", FACTS, facts),
    }


def _are_whole(fixed: NDArray[Any], head: NDArray[Any], hashes: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Tell which sketches `Sketch.unpack` and the index would take as they are, or are none."""
    count, facts = head["hashes"].astype(np.intp), head["facts"].astype(np.intp)
    size = np.where(fixed["size"], _HEAD.itemsize + 5 * count + 3 * facts, 0)
    ascending = np.sort(hashes, axis=1)
    is_twice = ((ascending[:, 1:] == ascending[:, :-1]) & (ascending[:, 1:] != 0)).any(axis=1)
    return np.asarray(
        (fixed["size"] == size)
        & (facts <= FACTS)
        & (count <= np.minimum(head["shingles"], HASHES))
        & ((count > 0) == (head["shingles"] > 0))
        & (np.count_nonzero(hashes, axis=1) == count)
        & ~is_twice
        & (fixed["found_by"] & ~np.uint8(NOT_BY_FINGERPRINT) == np.minimum(count, KEYS))
    )


def _taken(source: NDArray[np.uint8], begins: Places, size: int) -> NDArray[np.uint8]:
    """Return so many bytes from each place on."""
    return source.take(begins[:, None] + np.arange(size), mode="clip")


def _array(source: NDArray[np.uint8], begins: Places, form: str, width: int, counts: Places) -> NDArray[Any]:
    """Return the arrays that begin at some places, each in a row; what a row has beyond its count is 0."""
    array = _taken(source, begins, width * np.dtype(form).itemsize).view(form)
    array[np.arange(width) >= counts[:, None]] = 0
    return array


def _tail(fixed: np.void, tail: bytes) -> bytes | None:
    """Return a tail as the memory keeps it; None if it is damaged."""
    last = Ruling(int(fixed["ruled_at"]), fixed["fingerprint"].tobytes(), int(fixed["revision"]))
    try:
        rulings = unpack_tail(last, tail)
        check_rulings(rulings)
    except ValueError:
        return None
    return pack_tail(rulings)
