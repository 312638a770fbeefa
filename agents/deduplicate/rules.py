"""The rules by which a text is a copy of another one, or a part of it: ranges in which figures must be.

Shared words alone prove nothing: reports from one template share most of theirs. A copy also has the same numbers and
names in the same places, and goes on in the same way after shared words. Where few facts can be compared, more must be
shared. How often the rules err on copies and on reports from templates: `make bench-copies`.
"""

from collections.abc import Mapping
from math import inf
from typing import NamedTuple, TypeAlias

from agents.deduplicate.comparison import Comparison, share_of

RULES = "2"
"""Version of the rules, stated in events: raise it if a threshold, or what is compared, changes."""

COVERED = 0.7
"""Mean over both texts of how much of each the other covers, in a copy: the share, and what edits took from it.

If a share w of the words is edited, (1 - w)³ of the shingles are left, and (1 - w)⁵ of those go on in the same way. So
`running` tells the edits, and the share over running^(3/5) is what the two have in common. Two reports that share one
long notice go on in the same way there, so little is allowed for.
"""

MIN_COVERED = 0.55
MIN_SHARE = 0.35
LENGTHS = (0.6, 1.5)
"""Length of a copy as a multiple of the other's: below it is an excerpt, above it has news of its own."""

SHORT = 40  # shingles
COPIED_STRICTLY = 0.8
"""Share of each text in the other where little is compared: in a short notice, or beside a repeated frame.

There, no fact may differ either.
"""

MIN_COPIED = 8  # shared hashes, unless a text is short
CONTAINED = 0.6
MIN_SHARED = 4

DIFFERING = 0.15
"""Share of the facts in common contexts that may differ: a copy may have another dateline or a corrected number.

Of reports from one template that share as much as copies do, at most one in a hundred has less.
"""

DIFFERING_NEAR = 0.25
"""Share of the facts that may differ in a text that is published, with a link to the article that it nearly repeats.

Of reports from one template that share as much as copies do, one in fifty has less.
"""

FEW_FACTS, MANY_FACTS = 3, 5  # that are equal

RUNNING_STRICTLY = 0.7
"""Share of the shared shingles that go on in the same way, if few facts are equal: .9 in copies, .6 in templates."""

RUNNING = 0.5  # if some are equal and none differs, or many are equal; and in a text that is published anyway
RUNNING_SURELY = 0.3  # if many are equal and none differs: paragraphs in another order, and many small edits


class Range(NamedTuple):
    """The values that a figure may have."""

    least: float = -inf
    most: float = inf

    def __str__(self) -> str:
        if self.least == -inf:
            return f"at most {self.most:g}"
        return f"at least {self.least:g}" if self.most == inf else f"{self.least:g} to {self.most:g}"

    def fits(self, value: float) -> bool:
        """Whether a figure may have a value."""
        return self.least <= value <= self.most


Ranges: TypeAlias = Mapping[str, Range]
"""By the name of a figure; one without a range may have any value."""


def figures(comparison: Comparison) -> dict[str, float]:
    """Return what the rules ask of a text and another one, by name."""
    agreeing, differing = comparison.facts
    share, share_of_other = comparison.share, comparison.share_of_other
    running = share_of(*comparison.running)
    left = max(running, RUNNING_SURELY) ** (3 / 5)
    covered, covered_of_other = min(1.0, share / left), min(1.0, share_of_other / left)
    return {
        "shared": comparison.shared,
        "share": share,
        "share_of_other": share_of_other,
        "covered": covered,
        "covered_of_other": covered_of_other,
        "mean_covered": (covered + covered_of_other) / 2,
        "length": share_of(*comparison.lengths),
        "running": running,
        "differing": share_of(differing, agreeing + differing),
    }


def copy_ranges(comparison: Comparison) -> Ranges:
    """Return the ranges if the text is the other one again, with few changes; none if the two are equal."""
    if comparison.is_equal:
        return {}
    running = {"running": Range(_running(comparison))}
    is_short = min(comparison.lengths) < SHORT
    if is_short or comparison.is_framed:
        strict = {"share": Range(COPIED_STRICTLY), "share_of_other": Range(COPIED_STRICTLY), "differing": Range(most=0)}
        return {"shared": Range(MIN_SHARED if is_short else MIN_COPIED), **strict, **running}
    shares = {"share": Range(MIN_SHARE), "share_of_other": Range(MIN_SHARE)}
    covered = {"covered": Range(MIN_COVERED), "covered_of_other": Range(MIN_COVERED), "mean_covered": Range(COVERED)}
    others = {"length": Range(*LENGTHS), "differing": Range(most=DIFFERING)}
    return {"shared": Range(MIN_COPIED), **shares, **covered, **others, **running}


def part_ranges(comparison: Comparison) -> Ranges:
    """Return the ranges if the shorter of the two is a part of the longer one."""
    if comparison.is_equal:
        return {}
    shorter = "share" if comparison.lengths[0] < comparison.lengths[1] else "share_of_other"
    is_framed = comparison.is_framed
    return {
        "shared": Range(MIN_SHARED),
        shorter: Range(COPIED_STRICTLY if is_framed else CONTAINED),
        "differing": Range(most=0 if is_framed else DIFFERING),
        "running": Range(_running(comparison)),
    }


def is_copy(comparison: Comparison) -> bool:
    """Tell whether the text is a copy of the other one."""
    return _fit(comparison, copy_ranges(comparison))


def is_near(comparison: Comparison) -> bool:
    """Tell whether a text that is no copy nearly repeats the other one: more facts differ, or more words are edited."""
    if min(comparison.lengths) < SHORT or comparison.is_framed or comparison.facts[0] < FEW_FACTS:
        return False
    near = {"differing": Range(most=DIFFERING_NEAR), "running": Range(RUNNING)}
    return _fit(comparison, {**copy_ranges(comparison), **near})


def is_part(comparison: Comparison) -> bool:
    """Tell whether the shorter of the two is a part of the longer one."""
    return _fit(comparison, part_ranges(comparison))


def _fit(comparison: Comparison, ranges: Ranges) -> bool:
    found = figures(comparison)
    return all(allowed.fits(found[name]) for name, allowed in ranges.items())


def _running(comparison: Comparison) -> float:
    """Return how many of the shared shingles must go on in the same way: the fewer, the more the facts say."""
    agreeing, differing = comparison.facts
    if agreeing >= MANY_FACTS:
        return RUNNING if differing else RUNNING_SURELY
    return RUNNING if agreeing >= FEW_FACTS and not differing else RUNNING_STRICTLY
