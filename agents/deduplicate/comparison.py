"""The comparison of two texts by their sketches, in counts; the rules judge them."""

from collections.abc import Collection
from typing import NamedTuple

import numpy as np

from agents.deduplicate.sketch import Hashes, Sketch


class Comparison(NamedTuple):
    """What a text and another one have in common; hashes that their outlets repeat in other articles are left out."""

    is_equal: bool  # the same fingerprint
    lengths: tuple[int, int]  # distinct shingles of the text and of the other
    compared: tuple[int, int]  # hashes of each in the range where both have all
    shared: int  # of them in both
    running: tuple[int, int]  # shared hashes with the same words after them, of those with words after them
    facts: tuple[int, int]  # contexts in both texts: with the same value, with another
    boilerplate: int  # hashes of the text that weigh nothing

    @property
    def share(self) -> float:
        """Share of the text that the other has, 0 to 1."""
        return share_of(self.shared, self.compared[0])

    @property
    def share_of_other(self) -> float:
        """Share of the other that the text has, 0 to 1."""
        return share_of(self.shared, self.compared[1])

    @property
    def similarity(self) -> float:
        """Estimated Jaccard similarity, 0 to 1; 1 if the texts are equal."""
        return 1.0 if self.is_equal else share_of(self.shared, sum(self.compared) - self.shared)

    @property
    def is_framed(self) -> bool:
        """Whether most of the text's hashes weigh nothing."""
        return self.boilerplate > self.compared[0]


def compare(
    text: Sketch, other: Sketch, *, is_equal: bool, hashes: Hashes | None = None, facts: Collection[int] = ()
) -> Comparison:
    """Compare two sketches; `hashes` and `facts` weigh nothing.

    A fact is its context times 256 plus its value. The hashes of the text ascend; those of the other need not.
    """
    limit = min(text.limit, other.limit)
    mine, theirs = text.hashes <= limit, other.hashes <= limit
    boilerplate = 0
    if hashes is not None and len(hashes):
        light = np.isin(text.hashes, hashes)
        boilerplate = int(np.count_nonzero(mine & light))
        mine &= ~light
        theirs &= ~np.isin(other.hashes, hashes)
    places = np.searchsorted(text.hashes, other.hashes).clip(max=max(len(text.hashes) - 1, 0))
    at = np.flatnonzero(theirs & (text.hashes[places] == other.hashes)) if len(text.hashes) else _NONE
    ours = places[at]
    before, after = text.runs[ours], other.runs[at]
    goes_on = (before > 0) & (after > 0)
    return Comparison(
        is_equal,
        (text.shingles, other.shingles),
        (int(np.count_nonzero(mine)), int(np.count_nonzero(theirs))),
        len(at),
        (int(np.count_nonzero((before == after) & goes_on)), int(np.count_nonzero(goes_on))),
        _facts(text, other, facts),
        boilerplate,
    )


def _facts(text: Sketch, other: Sketch, light: Collection[int]) -> tuple[int, int]:
    """Count the facts in contexts that both texts have: those with the same value, and those with another.

    Values are counted once: a name that is replaced by another one throughout is one difference.
    """
    values = dict(zip(text.contexts.tolist(), text.values.tolist(), strict=True))
    agreeing: set[int] = set()
    differing: set[tuple[int, int]] = set()
    for context, value in zip(other.contexts.tolist(), other.values.tolist(), strict=True):
        mine = values.get(context)
        if mine is None or context << 8 | mine in light or context << 8 | value in light:
            continue
        if mine == value:
            agreeing.add(value)
        else:
            differing.add((mine, value))
    return len(agreeing), len(differing)


_NONE = np.empty(0, dtype=np.intp)


def share_of(part: int, whole: int) -> float:
    """Return a share; 0 if there is nothing to have a share of."""
    return part / whole if whole else 0.0
