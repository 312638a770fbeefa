"""The figures of a comparison with the ranges in which the rules want them, as `newsmill explain` shows them."""

from collections.abc import Iterator
from typing import NamedTuple

from agents.deduplicate.comparison import Comparison
from agents.deduplicate.rules import FEW_FACTS, SHORT, Range, copy_ranges, figures, part_ranges

LABELS = {
    "shared": "shingles in both, of the sample",
    "share": "share of A that B has",
    "share_of_other": "share of B that A has",
    "covered": "share of A that B has, allowing for edits",
    "covered_of_other": "share of B that A has, allowing for edits",
    "mean_covered": "mean of these two",
    "length": "length of A / of B",
    "running": "shared shingles with the same words after them",
    "differing": "facts that differ",
}


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
        return self.copy is None or self.copy.fits(self.value)

    @property
    def fits_part(self) -> bool:
        """Whether the figure is as in a part and its whole."""
        return self.part is None or self.part.fits(self.value)


def shown_figures(comparison: Comparison) -> list[Figure]:
    """Return the figures of two texts, A and B; if they are equal, all values will do."""
    copy, part, counts = copy_ranges(comparison), part_ranges(comparison), _counts(comparison)
    return [
        Figure(name, LABELS[name], value, counts.get(name, ""), copy.get(name), part.get(name))
        for name, value in figures(comparison).items()
    ]


def notes(comparison: Comparison) -> Iterator[str]:
    """Yield why ranges are narrower than for other texts."""
    if comparison.is_equal:
        return
    if min(comparison.lengths) < SHORT:
        yield f"With fewer than {SHORT} shingles a text is short: a copy has more of it, and no fact that differs."
    if comparison.facts[0] < FEW_FACTS or comparison.facts[1]:
        yield (
            f"Where a fact differs, or fewer than {FEW_FACTS} are equal, more of the shared shingles must have the "
            "same words after them."
        )


def _counts(comparison: Comparison) -> dict[str, str]:
    shared, (a, b) = comparison.shared, comparison.compared
    (same, continued), (equal, different) = comparison.running, comparison.facts
    return {
        "share": f"{shared} of {a}",
        "share_of_other": f"{shared} of {b}",
        "length": f"{comparison.lengths[0]} / {comparison.lengths[1]}",
        "running": f"{same} of {continued}",
        "differing": f"{different} of {equal + different}",
    }
