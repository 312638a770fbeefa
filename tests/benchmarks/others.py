"""The deduplicator beside two MinHash LSH indexes, datasketch's and rensa's, on the same texts at the same recall.

The indexes answer which texts may be copies; the deduplicator also compares, decides, and encodes its state. All take
signatures that were made before; making them is timed apart. The indexes get the fewest bands of two values with which
they find as many of the copies as the deduplicator.
"""

import time
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, Protocol, TypeAlias

import numpy as np
from rensa import RMinHash

from tests.benchmarks.measured import Figures, in_child, resident, settled
from tests.benchmarks.synthetic import (
    ADDED,
    DEVIATION_LOG,
    FEWEST,
    KEPT,
    MEAN_LOG,
    MOST,
    Kind,
    extracted,
    kind_of,
    number_of,
)

Words: TypeAlias = list[str]

ROWS = 2
MOST_BANDS = 64
PAIRS = 2_000  # copies by which the number of bands is chosen
VOCABULARY = [f"word{rank}" for rank in range(50_000)]
FREQUENCIES = np.cumsum(1 / (np.arange(len(VOCABULARY)) + 3))  # as in a language, by Zipf's law


class Given(NamedTuple):
    """A text by its number, with the number of the text that it copies."""

    number: int
    original: int | None
    words: Words

    @property
    def shingles(self) -> list[str]:
        """The distinct runs of three words."""
        return list(set(map(" ".join, zip(self.words, self.words[1:], self.words[2:], strict=False))))


class Rival(Protocol):
    """An index under measurement."""

    def sign(self, given: Given) -> Any:
        """Make the text's signature."""

    def find(self, number: int, signature: Any) -> Iterable[int]:
        """Return the numbers of the texts that this one may copy, and add it."""


class Newsmill:
    """The deduplicator: every text that a decision is linked to is one found."""

    def __init__(self, _: int) -> None:
        from agents.deduplicate import Deduplicator

        self._deduplicator = Deduplicator(window=86_400.0)

    def sign(self, given: Given) -> Any:
        from agents.deduplicate import sign

        return extracted(given.number, "outlet.example", sign(" ".join(given.words)))

    def find(self, number: int, signature: Any) -> Iterable[int]:
        from tests.support.articles.judged import links_of

        decision = self._deduplicator.decide(signature, position=number, time=0.0)
        links = links_of(decision.article) if decision.duplicate_of is None else (decision.duplicate_of,)
        return {number_of(link.id) for link in links}


class Datasketch:
    """MinHashLSH of datasketch, with rensa's values, since its own take milliseconds a text."""

    def __init__(self, bands: int) -> None:
        from datasketch import MinHash, MinHashLSH

        self._new = MinHash
        self._permutations = bands * ROWS
        self._index = MinHashLSH(num_perm=self._permutations, params=(bands, ROWS))

    def sign(self, given: Given) -> Any:
        values = np.array(_minhash(given, self._permutations).digest(), dtype=np.uint64)
        return self._new(num_perm=self._permutations, hashvalues=values, scheme="affine32")

    def find(self, number: int, signature: Any) -> Iterable[int]:
        found: list[int] = self._index.query(signature)
        self._index.insert(number, signature)
        return found


class Rensa:
    """RMinHashLSH of rensa."""

    def __init__(self, bands: int) -> None:
        from rensa import RMinHashLSH

        self._permutations = bands * ROWS
        self._index = RMinHashLSH(0.5, self._permutations, bands)

    def sign(self, given: Given) -> Any:
        return _minhash(given, self._permutations)

    def find(self, number: int, signature: Any) -> Iterable[int]:
        found: list[int] = self._index.query(signature)
        self._index.insert(number, signature)
        return found


RIVALS: dict[str, type[Newsmill | Datasketch | Rensa]] = {
    "newsmill": Newsmill,
    "datasketch": Datasketch,
    "rensa": Rensa,
}


def compare(count: int, seed: int) -> Figures:
    """Measure all on so many texts, each in a process of its own."""
    own = in_child(measure, "newsmill", count, seed, 0)
    bands = bands_for(own["copies found"], count, seed)
    others = {
        f"{name} ({bands} × {ROWS})": in_child(measure, name, count, seed, bands)
        for name in RIVALS
        if name != "newsmill"
    }
    return {"index": {"newsmill": own, **others}}


def bands_for(recall: float, count: int, seed: int) -> int:
    """Return the fewest bands that find so many of the copies."""
    agreed = []
    for number in range(19, min(count, 20 * PAIRS), 20):
        copy = text(number, seed)
        assert copy.original is not None
        both = (copy, text(copy.original, seed))
        one, other = (np.array(_minhash(given, MOST_BANDS * ROWS).digest()) for given in both)
        agreed.append(one == other)
    banded = np.array(agreed).reshape(len(agreed), MOST_BANDS, ROWS).all(axis=2)
    found = np.logical_or.accumulate(banded, axis=1).mean(axis=0)
    return min(MOST_BANDS, 1 + int(np.searchsorted(found, recall)))


def _minhash(given: Given, permutations: int) -> RMinHash:
    minhash = RMinHash(permutations, 1)
    minhash.update(given.shingles)
    return minhash


def measure(name: str, count: int, seed: int, bands: int) -> Figures:
    """Give so many texts to an index."""
    warmed = RIVALS[name](bands or MOST_BANDS)
    for given in texts(100, seed + 1):
        warmed.find(given.number, warmed.sign(given))
    rival = RIVALS[name](bands or MOST_BANDS)
    before = settled()
    signing = finding = copies = found = candidates = 0
    for given in texts(count, seed):
        started = time.thread_time_ns()
        signature = rival.sign(given)
        signed = time.thread_time_ns()
        answer = rival.find(given.number, signature)
        finding += time.thread_time_ns() - signed
        signing += signed - started
        if given.original is None:
            candidates += len(list(answer))
        else:
            copies += 1
            found += given.original in answer
    return {
        "bytes a text": round((resident() - before) / count),
        "texts a second": round(1e9 * count / finding),
        "signing a text (µs)": round(signing / count / 1000),
        "copies found": round(found / copies, 4),
        "false candidates a text": round(candidates / (count - copies), 3),
    }


def texts(count: int, seed: int) -> Iterator[Given]:
    """Yield random texts; each twentieth is a copy of one before."""
    for number in range(count):
        yield text(number, seed)


def text(number: int, seed: int) -> Given:
    """Return a text by its number."""
    if kind_of(number) is not Kind.COPY:
        return Given(number, None, _original(number, seed)[1])
    random = np.random.default_rng((seed, 1, number))
    original = number - int(random.integers(1, number))
    original -= kind_of(original) is Kind.COPY
    kept, words = _original(original, seed)
    return Given(number, original, words[:kept] + _words(random, int(len(words) * random.uniform(*ADDED))))


def _original(number: int, seed: int) -> tuple[int, Words]:
    """Return how many of its words a copy has, and the words."""
    random = np.random.default_rng((seed, 0, number))
    length = int(np.clip(random.lognormal(MEAN_LOG, DEVIATION_LOG), FEWEST, MOST))
    return max(4, int(length * random.uniform(*KEPT))), _words(random, length)


def _words(random: np.random.Generator, count: int) -> Words:
    ranks = np.searchsorted(FREQUENCIES, random.random(count) * FREQUENCIES[-1])
    return [VOCABULARY[rank] for rank in ranks.tolist()]
