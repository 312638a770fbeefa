"""Sketches: what is kept of a text to compare it with others, the same in every process and on every machine.

The hashes are a bottom-k sketch of the text's shingles, runs of three words (Broder, On the resemblance and
containment of documents, 1997): of two texts, all hashes below the lower of their highest ones can be compared. A part
of a text has the same hashes as the whole in that range, so a sketch of 48 shows a quarter of a text by about 12.
"""

import struct
from functools import reduce
from typing import NamedTuple, Self, TypeAlias

import numpy as np
from numpy.typing import NDArray

from agents.deduplicate.facts import Fact, facts_of
from agents.deduplicate.words import STOP, hashed, words_of

VERSION = 2  # of the format; sketches of different versions cannot be compared. 1 was MinHash
HASHES = 48
FACTS = 32
RUN = 5  # words

_HEAD = struct.Struct("<IBB")  # shingles, hashes, facts
_MULTIPLIERS = np.array(
    [
        0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93, 0xA0761D6478BD642F,
        0xE7037ED1A0B428DB, 0x8EBC6AF09C88C6E3, 0x589965CC75374CC3,
    ],
    dtype=np.uint64,
)  # fmt: skip
"""Odd numbers, one for each place of a word in a shingle and in the run after it."""

Hashes: TypeAlias = NDArray[np.uint32]
Bytes: TypeAlias = NDArray[np.uint8]
Longs: TypeAlias = NDArray[np.uint64]


class Sketch(NamedTuple):
    """A text's hashes and facts."""

    shingles: int  # distinct ones of the whole text
    hashes: Hashes  # the lowest hashes of the shingles, ascending, not 0
    runs: Bytes  # for each of them a hash of the five words that follow the shingle; 0 at the end of the text
    contexts: NDArray[np.uint16]  # hashes of the contexts of facts
    values: Bytes  # hashes of the facts' values

    @property
    def limit(self) -> int:
        """The hash up to which this sketch has all of its text's hashes."""
        if self.shingles <= len(self.hashes):
            return 0xFFFFFFFF
        return int(self.hashes.max() if len(self.hashes) == HASHES else self.hashes[-1])  # fewer: the highest are gone

    @property
    def is_whole(self) -> bool:
        """Whether its hashes are all that a sketch has of its text, ascending; the state may have fewer, reordered."""
        return len(self.hashes) == min(self.shingles, HASHES) and bool((self.hashes[1:] > self.hashes[:-1]).all())

    def pack(self) -> bytes:
        """Return the sketch as bytes, little-endian."""
        head = _HEAD.pack(self.shingles, len(self.hashes), len(self.contexts))
        return b"".join(
            (head, self.hashes.tobytes(), self.runs.tobytes(), self.contexts.tobytes(), self.values.tobytes())
        )

    @classmethod
    def unpack(cls, packed: bytes) -> Self:
        """Read a sketch; raises ValueError if its parts do not fit together."""
        if len(packed) < _HEAD.size:
            raise ValueError(f"a sketch of {len(packed)} bytes")
        shingles, hashes, facts = _HEAD.unpack_from(packed)
        is_possible = hashes <= min(shingles, HASHES) and facts <= FACTS and (hashes > 0) == (shingles > 0)
        if not is_possible or len(packed) != _HEAD.size + 5 * hashes + 3 * facts:
            raise ValueError(f"a sketch of {len(packed)} bytes with {hashes} hashes of {shingles} and {facts} facts")
        at = _HEAD.size
        sketch = cls(
            shingles,
            np.frombuffer(packed, "<u4", hashes, at),
            np.frombuffer(packed, "u1", hashes, at + 4 * hashes),
            np.frombuffer(packed, "<u2", facts, at + 5 * hashes),
            np.frombuffer(packed, "u1", facts, at + 5 * hashes + 2 * facts),
        )
        ascending = np.sort(sketch.hashes)
        if hashes and not (ascending[0] and (ascending[1:] > ascending[:-1]).all()):
            raise ValueError("a sketch with a hash that is 0 or comes twice")
        return sketch


def sketch_of(text: str, language: str = "") -> Sketch:
    """Return the sketch of a text in a language, given by its code; a text of fewer than three words has no hashes."""
    words = words_of(text)
    shingles, hashes, runs = _shingles(np.array([hash_ for _, kind, hash_ in words if kind != STOP], dtype=np.uint64))
    contexts, values = _facts(facts_of(words, language))
    return Sketch(shingles, hashes, runs, contexts, values)


def _shingles(words: Longs) -> tuple[int, Hashes, Bytes]:
    """Return the number of distinct shingles, their lowest hashes, and the hash of the run after each.

    A shingle that occurs several times has the lowest of its runs, whatever is cut from the text elsewhere.
    """
    count = len(words) - 2
    if count < 1:
        return 0, np.zeros(0, np.uint32), np.zeros(0, np.uint8)
    hashes = np.maximum(_hashed(words, 0, 3) >> np.uint64(32), np.uint64(1))
    runs = np.zeros(count, np.uint64)
    if count > RUN:
        runs[:-RUN] = 1 + _hashed(words[3:], 3, 3 + RUN) % np.uint64(255)
    both = np.unique(hashes << np.uint64(8) | runs)
    hashes = both >> np.uint64(8)
    is_first = np.append(True, hashes[1:] != hashes[:-1])
    lowest = both[is_first][:HASHES]
    return int(is_first.sum()), (lowest >> np.uint64(8)).astype(np.uint32), lowest.astype(np.uint8)


def _hashed(words: Longs, first: int, last: int) -> Longs:
    """Hash each run of `last - first` words: a sum with a multiplier for each place, then splitmix64's last steps."""
    count = len(words) - (last - first) + 1
    mixed = reduce(np.add, (words[at : at + count] * _MULTIPLIERS[first + at] for at in range(last - first)))
    mixed = (mixed ^ mixed >> np.uint64(30)) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ mixed >> np.uint64(27)) * np.uint64(0x94D049BB133111EB)
    return np.asarray(mixed ^ mixed >> np.uint64(31))


def _facts(facts: list[Fact]) -> tuple[NDArray[np.uint16], Bytes]:
    """Hash the facts, those with the lowest hashes of their contexts, so that two texts keep the same ones."""
    lowest = sorted((hashed(context), value) for context, value in facts)[:FACTS]
    contexts = np.array([context for context, _ in lowest], dtype=np.uint32)
    values = np.array([hashed(value) & 0xFF for _, value in lowest], dtype=np.uint8)
    return contexts.astype(np.uint16), values
