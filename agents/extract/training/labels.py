"""Which blocks of a page are its article, by the article's labelled text: what the model is trained on.

A block of four words or more is article in the share of its shingles that the text has. A shorter one says little by
itself: it is article if it is a line of the text, and if the blocks around it are article too. Of copies of a block,
a teaser and the paragraph that it teases, one is article.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Shingle: TypeAlias = tuple[str, ...]
Shares: TypeAlias = NDArray[np.float64]
Counts: TypeAlias = NDArray[np.int64]

SHINGLE = 4  # words in a row
ARTICLE = 0.5  # share above which a block is article
_NO_WORDS = 0.5  # punctuation alone: neither
_INSIDE_A_LINE = 0.6  # three words that a line of the text has somewhere
_FEWEST_INSIDE = 3  # words; two in a row are anywhere
_AROUND = 4  # blocks before a block, and as many after it
_FEW_AROUND = 0.3  # share of the words around a short block, below which it is a menu's and equals a line by chance
_CLEARLY_MORE = 0.05  # of the words around a copy, than around the one before it: the later copy is the article's

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Body:
    """The labelled text, for look-up."""

    shingles: Counter[Shingle]
    lines: frozenset[str]
    words: str  # between single spaces, one of them before the first word and one after the last


def words_of(text: str) -> list[str]:
    """Return the words of a text: runs of letters, digits and underscores, as they are written."""
    return _WORD.findall(text)


def shingles(words: Sequence[str]) -> list[Shingle]:
    """Return every four words in a row; of one to three words, all of them as the only shingle."""
    return [tuple(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1))] if words else []


def label(texts: Sequence[str], body: str) -> tuple[Shares, Counts]:
    """Return how much of each block is article, 0 to 1, and its number of words, as arrays of one value a block."""
    labelled = _read(body)
    words = [words_of(text) for text in texts]
    counts = np.array([len(own) for own in words], np.int64)
    shares = np.array([_share(text, own, labelled) for text, own in zip(texts, words, strict=True)], np.float64)
    around = _around(shares, counts)
    shares[(counts < SHINGLE) & (around < _FEW_AROUND) & (shares > 0)] = 0.0
    for copies in _copies(texts, words, shares, labelled):
        kept = _best(copies, around)
        shares[[copy for copy in copies if copy != kept]] = 0.0
    return shares, counts


def _read(body: str) -> _Body:
    words = words_of(body)
    lines = frozenset(line.strip() for line in body.split("\n"))
    return _Body(Counter(shingles(words)), lines, f" {' '.join(words)} ")


def _share(text: str, words: Sequence[str], body: _Body) -> float:
    """Return how much of a block the body has, by the block alone."""
    if not words:
        return _NO_WORDS
    if len(words) >= SHINGLE:
        own = shingles(words)
        return sum(shingle in body.shingles for shingle in own) / len(own)
    if text in body.lines:
        return 1.0
    is_inside = len(words) >= _FEWEST_INSIDE and f" {' '.join(words)} " in body.words
    return _INSIDE_A_LINE if is_inside else 0.0


def _around(shares: Shares, counts: Counts) -> Shares:
    """Return the share of article among the words around each block, without the block and without short ones."""
    counted = np.where(counts >= SHINGLE, counts, 0)
    total = np.concatenate(([0.0], np.cumsum(counted)))
    article = np.concatenate(([0.0], np.cumsum(counted * shares)))
    at = np.arange(len(shares))
    low, high = np.maximum(0, at - _AROUND), np.minimum(len(shares), at + _AROUND + 1)
    others = total[high] - total[low] - counted
    around: Shares = (article[high] - article[low] - counted * shares) / np.maximum(1, others)
    return around


def _copies(texts: Sequence[str], words: Sequence[Sequence[str]], shares: Shares, body: _Body) -> list[list[int]]:
    """Return the numbers of the article's blocks by text, of texts that are long enough and once in the body."""
    found: dict[str, list[int]] = {}
    for at in np.nonzero(shares > ARTICLE)[0].tolist():
        if len(words[at]) >= SHINGLE and body.shingles[tuple(words[at][:SHINGLE])] < 2:  # a refrain is twice in it
            found.setdefault(texts[at], []).append(at)
    return list(found.values())


def _best(copies: Sequence[int], around: Shares) -> int:
    """Return the copy that stands in the article: the first, unless a later one has clearly more of it around."""
    best = copies[0]
    for copy in copies[1:]:
        if around[copy] > around[best] + _CLEARLY_MORE:
            best = copy
    return best
