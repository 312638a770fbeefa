"""Paths through a page's elements: what is inherited along them, and where they part."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from agents.extract.blocks.blocks import Elements


@dataclass(frozen=True, slots=True)
class Paths:
    """For each element, about the elements from the page down to it.

    `common` is the depth at which its path parts from that of the article's element; `names` and `above` are bits of
    those that hold little of the article, `large` the names of those that hold much of it.
    """

    common: list[int]
    names: list[int]
    above: list[int]
    large: list[int]


def inherited(parents: Sequence[int], own: Sequence[int]) -> list[int]:
    """Return the bits of each element and of all elements above it."""
    found = [0] * len(parents)
    for number in range(1, len(parents)):
        found[number] = found[parents[number]] | own[number]
    return found


def paths(elements: Elements, article: int, is_small: NDArray[np.bool_]) -> Paths:
    """Return the paths; `article` is the number of the article's element, `is_small` says which hold little of it."""
    count = len(elements.parent)
    on_path = [False] * count
    number = article
    while number:
        on_path[number] = True
        number = elements.parent[number]
    common, names, above, large = ([0] * count for _ in range(4))
    small = is_small.tolist()
    for number in range(1, count):
        over = elements.parent[number]
        common[number] = elements.depth[number] if on_path[number] else common[over]
        names[number], above[number], large[number] = names[over], above[over], large[over]
        if small[number]:
            names[number] |= elements.names[number]
            above[number] |= elements.above[number]
        else:
            large[number] |= elements.names[number]
    return Paths(common, names, above, large)


def distances(marked: NDArray[np.intp], count: int, far: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return how many blocks before and after each block the nearest marked one is; `far` if there is none."""
    at = np.arange(count)
    if not len(marked):
        return np.full(count, far), np.full(count, far)
    place = np.searchsorted(marked, at, side="right")
    before = np.where(place > 0, at - marked[np.maximum(place - 1, 0)], far)
    place = np.searchsorted(marked, at)
    after = np.where(place < len(marked), marked[np.minimum(place, len(marked) - 1)] - at, far)
    return before, after
