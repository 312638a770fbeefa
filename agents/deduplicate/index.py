"""The index of the published articles: proposes those that a text may copy, and compares the text with them.

Of each article the lowest 16 hashes of its sketch are keys, and a text is looked up by all of its 48, so that a quarter
of an article finds the whole, and the whole finds the quarter, in 99 of 100 cases (.75 to the power of 16 is .01). One
more key is the fingerprint, by which equal texts without a shingle are found too.

What many articles share says nothing about any of them: a hash or fingerprint that 32 live articles have as a key, or
128 with those past the window, is no key of the next one, which bounds the length of every chain; and hashes that three
other articles of an outlet have weigh nothing when two texts are compared. All follows from the state.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from agents.deduplicate.chains import Chains
from agents.deduplicate.columns import Columns
from agents.deduplicate.comparison import Comparison, compare
from agents.deduplicate.rules import MIN_SHARED
from agents.deduplicate.signature import Text, key_of
from agents.deduplicate.sketch import FACTS, HASHES, Hashes, Sketch

KEYS = 16
OTHERS = HASHES - KEYS

COMMON = 32
"""Live articles that have a hash as a key; more would not help, since a copy has rarer hashes too.

As many have a fingerprint: a site in repair may serve one text at all addresses, which is an update of each article.
"""

KEPT = 4 * COMMON
"""Articles, live or past the window, that count like `COMMON` live ones.

A quiet partition keeps old ones for events that may come again; without this limit its chains would grow with them.
"""

REPEATED = 3
"""Other articles of an outlet that have a hash, or a fact, from which on it weighs nothing."""

COMPARED = 16  # articles with which a text is compared, those that share most with it

Rows: TypeAlias = NDArray[np.intp]


class Match(NamedTuple):
    """An article that was compared with a text."""

    entry: int  # its row in the table of entries
    comparison: Comparison


class Found(NamedTuple):
    """The answer to a query: the comparisons, and how many live articles have each key of the text."""

    matches: list[Match]
    counts: NDArray[np.intp]  # of each hash, and at the end of the fingerprint; see `KEPT`


class Index:
    """The published articles of one partition, each with a row of its own that names its entry."""

    def __init__(self, entries: Columns) -> None:
        """Use the entries' columns `time`, `language`, `source`, `fingerprint`, `ruled_at` and `key`."""
        self._entries = entries
        self._table = Columns(
            {
                "entry": "u4",
                "shingles": "u4",
                "keys": ("u4", KEYS + 1),  # the last one is the fingerprint's
                "links": ("u4", KEYS + 1),
                "others": ("u4", OTHERS),
                "runs": ("u1", HASHES),
                "contexts": ("u2", FACTS),
                "values": ("u1", FACTS),
            }
        )
        self._chains = Chains(self._table, keys="keys", links="links")

    def __len__(self) -> int:
        return len(self._table)

    @property
    def nbytes(self) -> int:
        """Bytes of its arrays."""
        return self._table.nbytes + self._chains.nbytes

    def add(self, entry: int, fingerprint: bytes | None, sketch: Sketch | None, indexed: int) -> int:
        """Add the article of an entry, found by its fingerprint and the first hashes of its sketch; returns its row."""
        table = self._table
        row = table.take()
        table["entry"][row] = entry
        keys = table["keys"][row]
        if fingerprint is not None:
            keys[KEYS] = key_of(fingerprint)
        if sketch is not None:
            table["shingles"][row] = sketch.shingles
            rest = sketch.hashes[indexed:]
            keys[:indexed] = sketch.hashes[:indexed]
            table["others"][row, : len(rest)] = rest
            table["runs"][row, :indexed] = sketch.runs[:indexed]
            table["runs"][row, KEYS : KEYS + len(rest)] = sketch.runs[indexed:]
            table["contexts"][row, : len(sketch.contexts)] = sketch.contexts
            table["values"][row, : len(sketch.values)] = sketch.values
        self._chains.add(row)
        return row

    def add_all(self, entries: Rows, fingerprints: Hashes, sketches: Mapping[str, NDArray[Any]]) -> Rows:
        """Add the articles of entries, with the keys of their fingerprints, 0 for none; returns their rows.

        The sketches are arrays by name, with a row for each article: as in a `Sketch`, and 0 beyond its values. The
        first `KEYS` hashes of a row become keys.
        """
        table = self._table
        rows = table.take_all(len(entries))
        table["entry"][rows] = entries
        table["keys"][rows, :KEYS] = sketches["hashes"][:, :KEYS]
        table["keys"][rows, KEYS] = fingerprints
        table["others"][rows] = sketches["hashes"][:, KEYS:]
        for column in ("shingles", "runs", "contexts", "values"):
            table[column][rows] = sketches[column]
        self._chains.add_all(rows)
        return rows

    def remove(self, row: int) -> None:
        """Drop an article."""
        self._chains.remove(row)
        self._table.free(row)

    def is_found_by_fingerprint(self, row: int) -> bool:
        """Tell whether an article's fingerprint is a key."""
        return bool(self._table["keys"][row, KEYS])

    def sketch(self, row: int) -> tuple[Sketch | None, int]:
        """Return an article's sketch, and how many of its hashes, the first ones, are keys."""
        table = self._table
        shingles = int(table["shingles"][row])
        if not shingles:
            return None, 0
        hashes = np.concatenate((table["keys"][row, :KEYS], table["others"][row]))
        taken = hashes != 0
        contexts, values = table["contexts"][row].copy(), table["values"][row].copy()
        facts = _codes(contexts, values) != 0
        return (
            Sketch(shingles, hashes[taken], table["runs"][row][taken], contexts[facts], values[facts]),
            int(np.count_nonzero(taken[:KEYS])),
        )

    def query(self, text: Text, *, since: float, without: int = 0) -> Found:
        """Compare a text with the articles in its language that were seen since a time, but for one row."""
        hashes = text.sketch.hashes
        places, rows = self._chains.find(np.append(hashes, key_of(text.fingerprint)).astype(np.uint32))
        kept = np.bincount(places, minlength=len(hashes) + 1)
        entries = self._table["entry"][rows]
        live = (self._entries["time"][entries] >= since) & (rows != without)
        places, rows = places[live], rows[live]
        counts = np.where(kept < KEPT, np.bincount(places, minlength=len(hashes) + 1), COMMON)
        if not len(rows):
            return Found([], counts)
        rows = np.unique(rows)
        rows = rows[self._entries["language"][self._table["entry"][rows]] == text.language]
        return Found(self._compared(text, rows, counts[:-1]), counts)

    def _compared(self, text: Text, rows: Rows, counts: NDArray[np.intp]) -> list[Match]:
        entries = self._table["entry"][rows]
        equal = (self._entries["fingerprint"][entries] == np.frombuffer(text.fingerprint, "u1")).all(axis=1)
        shared = _Shared(self._table, rows, text, self._entries["source"][entries], counts)
        weights = shared.weighed()
        asked = np.flatnonzero(equal | (weights >= MIN_SHARED))
        if len(asked) > COMPARED:  # ties are resolved by what the state has, and not by the rows' numbers
            first, name = (self._entries[column][entries[asked]] for column in ("ruled_at", "key"))
            order = np.lexsort((name, first, -weights[asked], ~equal[asked]))
            asked = asked[order[:COMPARED]]
        return [
            Match(int(entries[at]), self._compare(text, rows, at, shared, bool(equal[at]))) for at in asked.tolist()
        ]

    def _compare(self, text: Text, rows: Rows, at: int, shared: "_Shared", is_equal: bool) -> Comparison:
        sketch, _ = self.sketch(int(rows[at]))
        if sketch is None:
            sketch = text.sketch
        return compare(
            text.sketch, sketch, is_equal=is_equal, hashes=shared.repeated(at), facts=shared.repeated_facts(at)
        )


class _Shared:
    """What a text shares with each of several articles, and what their outlets repeat."""

    def __init__(
        self, table: Columns, rows: Rows, text: Text, sources: NDArray[np.uint32], counts: NDArray[np.intp]
    ) -> None:
        self._hashes = hashes = text.sketch.hashes
        self._source, self._sources = text.source, sources
        self._common = ~is_rare(counts)
        theirs = np.concatenate((table["keys"][rows, :KEYS], table["others"][rows]), axis=1)
        places = np.searchsorted(hashes, theirs).clip(max=max(len(hashes) - 1, 0))
        self._has = np.zeros((len(rows), len(hashes)), dtype=np.bool_)  # article by hash of the text
        if len(hashes):
            at, column = np.nonzero(hashes[places] == theirs)
            self._has[at, places[at, column]] = True
        self._facts = _codes(table["contexts"][rows], table["values"][rows])

    def weighed(self) -> NDArray[np.intp]:
        """Return how many hashes each article shares with the text that the text's outlet does not repeat."""
        repeated = self._repeats(self._source, self._has) > REPEATED  # one of them may be the article itself
        return np.asarray(self._has[:, ~(repeated | self._common)].sum(axis=1))

    def repeated(self, at: int) -> Hashes:
        """Return the text's hashes that three other articles of its outlet, or of the article's, have."""
        light = self._common.copy()
        for source in {self._source, int(self._sources[at])}:
            own = self._has[at] if self._sources[at] == source else 0
            light |= self._repeats(source, self._has) - own >= REPEATED
        return self._hashes[light]

    def repeated_facts(self, at: int) -> set[int]:
        """Return the facts that three other articles of the text's outlet, or of the article's, have."""
        light: set[int] = set()
        others = np.arange(len(self._facts)) != at
        for source in {self._source, int(self._sources[at])}:
            if source and np.count_nonzero(self._sources == source) > REPEATED:
                facts = self._facts[(self._sources == source) & others]
                codes, counts = np.unique(facts[facts != 0], return_counts=True)
                light.update(codes[counts >= REPEATED].tolist())
        return light

    def _repeats(self, source: int, has: NDArray[np.bool_]) -> NDArray[np.intp]:
        """Return how many articles of an outlet have each hash of the text."""
        if not source:
            return np.zeros(has.shape[1], dtype=np.intp)
        return np.asarray(has[self._sources == source].sum(axis=0))


def arrange(sketch: Sketch, counts: NDArray[np.intp]) -> tuple[Sketch, int]:
    """Put the hashes that become keys first: the lowest that few articles have; returns how many these are.

    The counts are those of `Found`. If there are fewer than 16, the highest of the others are dropped: they are common,
    so they weigh nothing.
    """
    can_be_key = is_rare(counts[: len(sketch.hashes)])
    if can_be_key[:KEYS].all():
        return sketch, min(KEYS, len(sketch.hashes))
    rare = np.flatnonzero(can_be_key)[:KEYS]
    is_key = np.zeros(len(sketch.hashes), dtype=np.bool_)
    is_key[rare] = True
    order = np.concatenate((rare, np.flatnonzero(~is_key)[:OTHERS]))
    return sketch._replace(hashes=sketch.hashes[order], runs=sketch.runs[order]), len(rare)


def is_rare(counts: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Tell of each key whether it can be a key of one more article."""
    return np.asarray(counts < COMMON)


def _codes(contexts: NDArray[np.uint16], values: NDArray[np.uint8]) -> NDArray[np.uint32]:
    """Return facts as one number each: the context times 256 plus the value; 0 where there is no fact."""
    return contexts.astype(np.uint32) << np.uint32(8) | values
