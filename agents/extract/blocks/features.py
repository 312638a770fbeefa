"""Numbers about each block of a page, for the model: its text, its place, its elements and its neighbours.

Blocks below an element follow each other on the page, so what an element holds is a difference of two running sums.
"""

from collections import Counter
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from agents.extract.blocks.blocks import ABOVE, TAGS, Blocks, bits
from agents.extract.blocks.lexicon import NAMES, SIGNS, WORDS
from agents.extract.blocks.looks import Hints, Looks, look
from agents.extract.blocks.paths import distances, inherited, paths

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

PROSE = 60  # characters from which a block that ends as a sentence does is a paragraph
MOST_LINKED = 0.4  # of its characters
MOST_OF_BODY = 0.7  # that the innermost large element holds
LITTLE_OF_BODY = 0.5  # below which an element is beside the article, or a part of it
LIKE_HEADLINE = 0.5
FAR = 99  # blocks
NO_HEADLINE = -999
NEAR = (2, 5, 12)  # blocks before and after a block
LARGE_NAMES = tuple(list(NAMES).index(name) for name in ("picture", "title", "body", "article", "main", "question"))
_BESIDE = ABOVE["nav"] | ABOVE["footer"] | ABOVE["aside"] | ABOVE["figcaption"] | ABOVE["button"]


class _Page:
    """A page's blocks as arrays, with the sums that several groups of columns need."""

    def __init__(self, blocks: Blocks, hints: Hints) -> None:
        elements = blocks.elements
        self.elements = elements
        self.looks: Looks = look(blocks.texts, hints)
        self.hints = hints
        self.count = len(blocks.texts)
        self.at = np.arange(self.count)
        self.length = self.looks.numbers[:, 0]
        self.terminal = self.looks.numbers[:, 2]
        self.linked = np.minimum(np.array(blocks.linked), self.length)
        self.density = self.linked / self.length
        self.links, self.broken = np.array(blocks.links), np.array(blocks.broken)
        self.strong = np.array(blocks.strong)
        self.spans = np.array(blocks.names)
        self.element = np.array(blocks.element)
        self.parents = np.array(elements.parent)
        self.parent = self.parents[self.element]
        self.grand = self.parents[self.parent]
        self.tags = np.array(elements.tag)
        self.tag = self.tags[self.element]
        self.depths = np.array(elements.depth)
        self.depth = self.depths[self.element]
        self.hidden = np.array(elements.hidden)[self.element]
        self.first, self.end = np.array(elements.first), np.array(elements.end)
        self.above = np.array(inherited(elements.parent, elements.above))[self.element]
        copies = Counter(blocks.texts)
        self.copies = np.array([copies[text] for text in blocks.texts], np.float32)
        self.weight = self._weight()
        self.total = float(self.weight.sum()) or 1.0
        self.characters = float(self.length.sum())
        self.run = _Sums(*map(_running, (self.weight, self.length, self.linked, self.terminal)))
        self.holds_weight = self.run.weight[self.end] - self.run.weight[self.first]
        large = np.nonzero(self.holds_weight > MOST_OF_BODY * self.total)[0]
        self.best = int(large[-1]) if len(large) else 0
        self.densest = self._densest()

    def _weight(self) -> Floats:
        """Return how much of an article each block may be, by its text alone: its characters outside links."""
        own = self.length * (1 - self.density)
        is_prose = (self.length > PROSE) & (self.density < MOST_LINKED) & (self.terminal > 0)
        weight = np.where(is_prose & ((self.above & _BESIDE) == 0) & (self.hidden == 0), own, 0.0)
        if weight.any():
            return weight
        return np.where((self.length > 40) & (self.density < 0.5), own, 0.0)

    def _densest(self) -> int:
        """Return the element right above most of the article."""
        holders = ((self.parent, 1.0), (self.grand, 0.5), (self.element, 0.3))
        held = [share * np.bincount(holder, self.weight, len(self.tags)) for holder, share in holders]
        return int(np.sum(held, axis=0).argmax())


@dataclass(frozen=True, slots=True)
class _Sums:
    """Running sums over the blocks, from 0."""

    weight: NDArray[np.float64]
    length: NDArray[np.float64]
    linked: NDArray[np.float64]
    terminal: NDArray[np.float64]


def features(blocks: Blocks, hints: Hints) -> Floats:
    """Return (blocks, columns) numbers for a page with at least one block; the model knows the order of the columns."""
    page = _Page(blocks, hints)
    path = paths(page.elements, page.densest, page.holds_weight < LITTLE_OF_BODY * page.total)
    names = np.array(page.elements.names)
    own_names = names[page.element] | page.spans
    own_names = np.where(own_names == 0, names[page.parent], own_names)
    near_names = np.array(path.names)[page.element] | page.spans
    groups: list[NDArray[Any]] = [
        page.looks.numbers,
        _shape(page),
        _place(page),
        *(_held(page, holder) for holder in (page.element, page.parent, page.grand)),
        *_alike(page),
        _common(page, np.array(path.common)[page.element]),
        *(_around(page, reach) for reach in NEAR),
        *_neighbours(page),
        bits(page.looks.words, len(WORDS)),
        bits(page.looks.signs, len(SIGNS)),
        bits(_over(page)[1], len(WORDS)),
        bits(np.array(path.above)[page.element], len(ABOVE)),
        bits(page.above, len(ABOVE)),
        bits(near_names, len(NAMES)) + 2 * bits(own_names, len(NAMES)),
        bits(np.array(path.large)[page.element], len(NAMES))[:, list(LARGE_NAMES)],
    ]
    return np.concatenate([group.astype(np.float32, copy=False) for group in groups], axis=1)


def _shape(page: _Page) -> Floats:
    """Return what a block is made of."""
    return _columns(
        np.log1p(page.length), page.density, page.tag, page.tags[page.parent], page.tags[page.grand], page.depth,
        page.links, page.strong / page.length, page.broken, page.hidden,
    )  # fmt: skip


def _place(page: _Page) -> Floats:
    """Return where a block is: on the page, from the headline, and from the paragraphs."""
    count, at = page.count, page.at
    numbers = page.looks.numbers
    likeness = numbers[:, 10] * 0.5 + numbers[:, 11] + (page.tag == TAGS["h1"]) * 0.35
    headline = int(likeness.argmax()) if likeness.max() > LIKE_HEADLINE else -1
    inside = (at >= page.first[page.densest]) & (at < page.end[page.densest])
    body = np.nonzero((page.weight > 0) & inside)[0]
    first, last = (body[0], body[-1]) if len(body) else (0, count - 1)
    before, after = distances(np.nonzero(page.weight > 0)[0], count, FAR)
    over, _ = _over(page)
    return _columns(
        at / count, at, np.full(count, count), count - at, page.run.weight[:-1] / page.total,
        at - headline if headline >= 0 else np.full(count, NO_HEADLINE), at == headline, at - first, at - last,
        page.copies, page.length / numbers[:, 1], np.full(count, np.log1p(len(page.hints.body))), before, after,
        np.where(over >= 0, at - over, FAR), np.full(count, np.log1p(page.total)),
        np.full(count, page.total / page.characters),
    )  # fmt: skip


def _over(page: _Page) -> tuple[Ints, Ints]:
    """Return the place of the heading before each block, -1 without one, and the bits of its words."""
    is_heading = (page.tag >= TAGS["h1"]) & (page.tag <= TAGS["h6"])
    is_heading |= (page.length < 90) & (page.strong > 0.8 * page.length)
    last = np.maximum.accumulate(np.where(is_heading, page.at, -1))
    over = np.concatenate(([-1], last[:-1]))
    return over, np.where(over >= 0, page.looks.words[np.maximum(over, 0)], 0)


def _held(page: _Page, holder: Ints) -> Floats:
    """Return what an element above each block holds."""
    low, high = page.first[holder], page.end[holder]
    run, count = page.run, high - low
    length = run.length[high] - run.length[low]
    return _columns(
        page.holds_weight[holder] / page.total,
        length / page.characters,
        (run.linked[high] - run.linked[low]) / np.maximum(1, length),
        count,
        (run.terminal[high] - run.terminal[low]) / np.maximum(1, count),
    )


def _alike(page: _Page) -> list[Floats]:
    """Return what the blocks in elements of the same kind hold together."""
    kinds = np.array(page.elements.kind)
    pairs = ((kinds[page.element], kinds[page.parent]), (kinds[page.parent], kinds[page.grand]))
    found = []
    for inner, outer in pairs:
        _, group = np.unique(inner * 4096 + outer, return_inverse=True)
        length = np.bincount(group, page.length)
        sums = _columns(
            np.bincount(group, page.weight) / page.total,
            length / page.characters,
            np.bincount(group),
            np.bincount(group, page.linked) / length,
        )
        found.append(sums[group])
    return found


def _common(page: _Page, common: Ints) -> Floats:
    """Return how a block's path relates to that of the article's own element."""
    return _columns(
        (page.at >= page.first[page.best]) & (page.at < page.end[page.best]),
        (page.at >= page.first[page.densest]) & (page.at < page.end[page.densest]),
        page.depth - page.depths[page.best],
        page.depths[page.densest] - common,
        page.depth - common,
    )


def _around(page: _Page, reach: int) -> Floats:
    """Return what the blocks within a reach hold, before and after each block."""
    at, run = page.at, page.run
    low, high = np.maximum(0, at - reach), np.minimum(page.count, at + reach + 1)
    length = run.length[high] - run.length[low]
    return _columns(
        (run.weight[at] - run.weight[low]) / page.total,
        (run.weight[high] - run.weight[at + 1]) / page.total,
        (run.linked[high] - run.linked[low]) / length,
        length / (high - low),
    )


def _neighbours(page: _Page) -> list[Floats]:
    """Return the main numbers of the two blocks before and after, and whether the next ones have the same parent."""
    core = _columns(np.log1p(page.length), page.density, page.terminal, page.tag, page.copies)
    same = np.zeros((page.count, 2), np.float32)
    same[1:, 0] = page.parent[1:] == page.parent[:-1]
    same[:-1, 1] = page.parent[:-1] == page.parent[1:]
    return [*(_shifted(core, by) for by in (-2, -1, 1, 2)), same]


def _shifted(core: Floats, by: int) -> Floats:
    """Return the rows of the blocks `by` places on; -1 beyond the page."""
    moved = np.full_like(core, -1.0)
    if abs(by) < len(core):
        if by < 0:
            moved[-by:] = core[:by]
        else:
            moved[:-by] = core[by:]
    return moved


def _columns(*columns: ArrayLike) -> Floats:
    return np.stack([np.asarray(column, np.float32) for column in columns], axis=1)


def _running(values: NDArray[np.generic]) -> NDArray[np.float64]:
    return np.concatenate(([0.0], np.cumsum(values, dtype=np.float64)))
