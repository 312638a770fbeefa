"""The figures of a comparison with the ranges in which they must be, as `newsmill explain` shows them.

The rules are those of agents/deduplicate/comparison.py, with its constants; a test holds that both agree on all
comparisons. Between two texts alone nothing is known to be boilerplate, so the rule on it is left out.
"""

from collections.abc import Iterator
from math import inf
from typing import NamedTuple

from agents.deduplicate.comparison import (
    CONTAINED,
    COPIED,
    COPIED_STRICTLY,
    DIFFERING,
    FEW_FACTS,
    LENGTHS,
    MIN_COPIED,
    MIN_SHARE,
    MIN_SHARED,
    RUNNING,
    RUNNING_STRICTLY,
    SHORT,
    Comparison,
)


class Range(NamedTuple):
    """The values that a figure may have."""

    least: float = -inf
    most: float = inf

    def __str__(self) -> str:
        if self.least == -inf:
            return f"at most {self.most:g}"
        return f"at least {self.least:g}" if self.most == inf else f"{self.least:g} to {self.most:g}"


class Figure(NamedTuple):
    """A figure of a comparison; a range is None where any value will do."""

    name: str
    label: str  # for people
    value: float
    counts: str  # behind the value
    copy: Range | None  # if one text is a copy of the other
    part: Range | None  # if the shorter text is a part of the longer one

    @property
    def fits_copy(self) -> bool:
        """Whether the figure is as in a copy."""
        return _fits(self.value, self.copy)

    @property
    def fits_part(self) -> bool:
        """Whether the figure is as in a part and its whole."""
        return _fits(self.value, self.part)


def figures(comparison: Comparison) -> list[Figure]:
    """Return the figures of two texts, A and B; if they are equal, all values will do."""
    shared, (a, b) = comparison.shared, comparison.compared
    length_a, length_b = comparison.lengths
    is_short = min(length_a, length_b) < SHORT
    share, share_of_other = comparison.share, comparison.share_of_other
    each = Range(COPIED_STRICTLY if is_short else MIN_SHARE)
    part_a, part_b = (Range(CONTAINED), None) if length_a < length_b else (None, Range(CONTAINED))
    mean, lengths = (None, None) if is_short else (Range(COPIED), Range(*LENGTHS))
    least = Range(MIN_SHARED if is_short else MIN_COPIED)
    found = [
        Figure("shared", "shingles in both, of the sample", shared, "", least, Range(MIN_SHARED)),
        Figure("share", "share of A that B has", share, f"{shared} of {a}", each, part_a),
        Figure("share_of_other", "share of B that A has", share_of_other, f"{shared} of {b}", each, part_b),
        Figure("mean_share", "mean of the two shares", (share + share_of_other) / 2, "", mean, None),
        Figure("length", "length of A / of B", _ratio(length_a, length_b), f"{length_a} / {length_b}", lengths, None),
        *_repeated(comparison, is_short=is_short),
    ]
    return [figure._replace(copy=None, part=None) for figure in found] if comparison.is_equal else found


def notes(comparison: Comparison) -> Iterator[str]:
    """Yield why ranges are narrower than for other texts."""
    if comparison.is_equal:
        return
    if min(comparison.lengths) < SHORT:
        yield f"With fewer than {SHORT} shingles a text is short: a copy has more of it, and no fact that differs."
    if _is_strict(comparison):
        yield (
            f"Where a fact differs, or fewer than {FEW_FACTS} are compared, more of the shared shingles must have the "
            "same words after them."
        )


def _repeated(comparison: Comparison, *, is_short: bool) -> list[Figure]:
    """Return the figures that tell a report from its frame."""
    (same, continued), (equal, different) = comparison.running, comparison.facts
    running = Range(RUNNING_STRICTLY if _is_strict(comparison) else RUNNING)
    differing, counts = Range(most=DIFFERING), f"{different} of {equal + different}"
    return [
        Figure("running", "shared shingles with the same words after them", _ratio(same, continued),
               f"{same} of {continued}", running, running),
        Figure("differing", "facts that differ", _ratio(different, equal + different), counts,
               Range(most=0) if is_short else differing, differing),
    ]  # fmt: skip


def _is_strict(comparison: Comparison) -> bool:
    equal, different = comparison.facts
    return different > 0 or equal < FEW_FACTS


def _fits(value: float, allowed: Range | None) -> bool:
    return allowed is None or allowed.least <= value <= allowed.most


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
