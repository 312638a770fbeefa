"""Synthetic extracted events: their signatures are distributed as those of random texts, and no text is made.

A text is a union of parts: the body, what a copy leaves out or adds, the outlet's boilerplate. The signature of the
union follows from those of the parts, so texts that share parts resemble each other as real ones do. Each event follows
from its number alone, so that nothing is kept of it.
"""

import base64
from enum import StrEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from agents.deduplicate.sketch import FACTS, HASHES, VERSION, Sketch
from schemas import Article, Extracted, Language, Provenance, Signature, Source

MEAN_LOG, DEVIATION_LOG = 6.563, 0.971
"""Of the natural logarithm of a text's number of distinct shingles: a median of 709, a mean of 1,136.

Fit to the labelled texts of the 2,660 pages of extraction/*-dev.jsonl.gz in the test data.
"""

FEWEST, MOST = 8, 20_000  # shingles
FACTS_PER_SHINGLE = 0.1
OUTLETS = 2_000
BOILERPLATE = (20, 100)  # shingles
KEPT = (0.7, 0.98)  # share of an article that its copy has
ADDED = (0.0, 0.15)  # to a copy, as a share of the article

MIXING = 0x9E3779B97F4A7C15F39CC0605CEDC835
"""Odd, so that ids differ and their numbers can be found: 2¹²⁸ divided by the golden ratio, which spreads them."""

LANGUAGE = Language(code="en", confidence=1.0)
PROVENANCE = Provenance(version="0")


class Kind(StrEnum):
    """What an event's text resembles."""

    NEW = "like no other"
    FRAMED = "with its outlet's boilerplate"
    COPY = "near copy"


class Part(NamedTuple):
    """A part of a text, as far as it can be in a signature."""

    shingles: int
    hashes: NDArray[np.uint32]  # the lowest, ascending
    runs: NDArray[np.uint8]
    contexts: NDArray[np.uint32]  # the lowest hashes of contexts, ascending
    values: NDArray[np.uint8]


class Stream:
    """Events by number; a copy repeats one of the `span` events before it."""

    def __init__(self, seed: int, span: int) -> None:
        self._seed = seed
        self._span = span

    def event(self, number: int) -> tuple[Kind, Extracted]:
        """Return an event: each twentieth a copy, each tenth with boilerplate."""
        kind = kind_of(number)
        random = self._random(0, number)
        outlet = int(OUTLETS * random.random() ** 2)  # a few outlets publish most
        parts: tuple[Part, ...] = self._copy(random, number) if kind is Kind.COPY else self._original(number)
        if kind is Kind.FRAMED:
            parts = (*parts, self._boilerplate(outlet))
        return kind, extracted(number, f"outlet{outlet}.example", signature(*parts))

    def _original(self, number: int) -> tuple[Part, Part]:
        """Return what the copies of an article have of it, and the rest."""
        random = self._random(1, number)
        shingles = int(np.clip(random.lognormal(MEAN_LOG, DEVIATION_LOG), FEWEST, MOST))
        kept = max(1, int(shingles * random.uniform(*KEPT)))
        return part(random, kept), part(random, shingles - kept)

    def _copy(self, random: np.random.Generator, number: int) -> tuple[Part, Part]:
        original = number - int(random.integers(1, max(2, min(number, self._span))))
        kept, left_out = self._original(original - (kind_of(original) is Kind.COPY))
        shingles = kept.shingles + left_out.shingles
        return kept, part(random, int(shingles * random.uniform(*ADDED)))

    def _boilerplate(self, outlet: int) -> Part:
        random = self._random(2, outlet)
        return part(random, int(random.integers(*BOILERPLATE)))

    def _random(self, use: int, number: int) -> np.random.Generator:
        return np.random.default_rng((self._seed, use, number))


def kind_of(number: int) -> Kind:
    """Return the kind of an event."""
    if number % 20 == 19:
        return Kind.COPY
    return Kind.FRAMED if number % 10 == 5 else Kind.NEW


def part(random: np.random.Generator, shingles: int) -> Part:
    """Draw a part with this number of shingles."""
    hashes = lowest(random, shingles, HASHES)
    contexts = lowest(random, int(shingles * FACTS_PER_SHINGLE), FACTS)
    runs = random.integers(1, 256, len(hashes), dtype=np.uint8)
    return Part(shingles, hashes, runs, contexts, random.integers(0, 256, len(contexts), dtype=np.uint8))


def lowest(random: np.random.Generator, count: int, limit: int) -> NDArray[np.uint32]:
    """Draw the lowest of `count` random hashes, at most `limit`, ascending.

    The order statistics of uniform numbers are sums of exponential ones, divided by the sum of all.
    """
    some = min(count, limit)
    sums = np.cumsum(random.standard_exponential(some))
    total = (sums[-1] if some else 0.0) + random.standard_gamma(count + 1 - some)
    return np.unique((sums / total * 0xFFFF_FFFE).astype(np.uint32) + np.uint32(1))


def signature(*parts: Part) -> Signature:
    """Return the signature of the text that has these parts."""
    hashes, at = np.unique(np.concatenate([part.hashes for part in parts]), return_index=True)
    contexts, of = np.unique(np.concatenate([part.contexts for part in parts]), return_index=True)
    sketch = Sketch(
        max(len(hashes), sum(part.shingles for part in parts)) if len(hashes) >= HASHES else len(hashes),
        hashes[:HASHES],
        np.concatenate([part.runs for part in parts])[at[:HASHES]],
        contexts[:FACTS].astype(np.uint16),
        np.concatenate([part.values for part in parts])[of[:FACTS]],
    )
    return Signature(version=VERSION, sketch=base64.b64encode(sketch.pack()).decode())


def extracted(number: int, domain: str, signed: Signature) -> Extracted:
    """Return an event with a signature; its text, which no decision depends on, is left out."""
    article = Article(
        id=f"{number * MIXING % 2**128:032x}",
        source=Source(domain=domain),
        text="-",
        language=LANGUAGE,
        fingerprint=f"{(number * MIXING + 1) % 2**128:032x}",
        provenance=PROVENANCE,
    )
    return Extracted(article=article, signature=signed)


def number_of(article_id: str) -> int:
    """Return the number of the event with an id."""
    return int(article_id, 16) * pow(MIXING, -1, 2**128) % 2**128
