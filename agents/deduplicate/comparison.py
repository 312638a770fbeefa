"""The comparison of two texts by their sketches, and the rules by which one is a copy of the other or a part of it.

Shared words alone prove nothing: reports from one template share most of theirs. A copy also goes on in the same way
after shared words, and has the same numbers and names in the same places.
"""

from collections.abc import Collection
from typing import NamedTuple

import numpy as np

from agents.deduplicate.sketch import Hashes, Sketch

RULES = "2"
"""Version of the rules, stated in events: raise it if a threshold, or what is compared, changes."""

COPIED = 0.6
"""Mean of the two shares of a copy; a tenth of the words edited leaves .73 of the shingles."""

MIN_SHARE = 0.45
LENGTHS = (0.6, 1.5)
"""Length of a copy as a multiple of the other's: below it is an excerpt, above it has news of its own."""

SHORT = 40  # shingles
COPIED_STRICTLY = 0.8
"""Share of each text in the other where little is compared: in a short notice, or beside a repeated frame."""

MIN_COPIED = 8  # shared hashes, unless a text is short
CONTAINED = 0.6
MIN_SHARED = 4

RUNNING = 0.6
"""Share of the shared shingles that go on in the same way: .9 in copies, .5 in reports from one template."""

RUNNING_STRICTLY = 0.7  # where a fact differs, or few facts are compared

DIFFERING = 0.1
"""Share of the facts in common contexts that may differ: a copy may have another dateline or a corrected number."""

FEW_FACTS = 3


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
        return _share(self.shared, self.compared[0])

    @property
    def share_of_other(self) -> float:
        """Share of the other that the text has, 0 to 1."""
        return _share(self.shared, self.compared[1])

    @property
    def similarity(self) -> float:
        """Estimated Jaccard similarity, 0 to 1; 1 if the texts are equal."""
        return 1.0 if self.is_equal else _share(self.shared, sum(self.compared) - self.shared)

    @property
    def is_copy(self) -> bool:
        """Whether the text is the other again, with few changes."""
        if self.is_equal:
            return True
        if not self._repeats:
            return False
        lowest = min(self.share, self.share_of_other)
        if min(self.lengths) < SHORT:
            return lowest >= COPIED_STRICTLY and not self.facts[1]
        if self.boilerplate > self.compared[0]:
            return lowest >= COPIED_STRICTLY and self.shared >= MIN_COPIED
        is_as_long = LENGTHS[0] <= self.lengths[0] / self.lengths[1] <= LENGTHS[1]
        mean = (self.share + self.share_of_other) / 2
        return is_as_long and mean >= COPIED and lowest >= MIN_SHARE and self.shared >= MIN_COPIED

    @property
    def is_excerpt(self) -> bool:
        """Whether the other has most of the text, and is longer; asked if the text is no copy."""
        return self.share >= CONTAINED and self.lengths[0] < self.lengths[1] and self._repeats

    @property
    def has_excerpt(self) -> bool:
        """Whether the text has most of the other, and is longer; asked if the text is no copy."""
        return self.share_of_other >= CONTAINED and self.lengths[0] >= self.lengths[1] and self._repeats

    @property
    def _repeats(self) -> bool:
        """Whether what is shared is a report and not its frame."""
        agreeing, differing = self.facts
        is_strict = differing or agreeing < FEW_FACTS
        return (
            self.shared >= MIN_SHARED
            and _share(*self.running) >= (RUNNING_STRICTLY if is_strict else RUNNING)
            and _share(differing, agreeing + differing) <= DIFFERING
        )


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


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
