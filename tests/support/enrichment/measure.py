"""How near names and classes that were found are to those that people labelled."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeAlias

from tests.support.enrichment.labelled import Name

ALL = "all"
TYPES = ("PER", "ORG", "LOC")
CLASSES = (-1, 0, 1)


class Counts(NamedTuple):
    """Names of one kind: those that are labelled and found with the same ends and type, those found, those labelled."""

    right: int = 0
    found: int = 0
    labelled: int = 0

    def plus(self, other: "Counts") -> "Counts":
        """Return the counts of both."""
        return Counts(*(one + another for one, another in zip(self, other, strict=True)))

    @property
    def precision(self) -> float:
        """The share of the found names that are right, 0 if there are none."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of the labelled names that are found, 0 if there are none."""
        return self.right / self.labelled if self.labelled else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / (self.found + self.labelled) if self.found + self.labelled else 0.0


ByKind: TypeAlias = dict[str, Counts]
"""Counts of PER, ORG, LOC, and of all."""


def compared(labelled: Iterable[Name], found: Iterable[Name]) -> ByKind:
    """Count the names of one text: a name is right if both its ends and its type are."""
    wanted, given = set(labelled), set(found)
    counts = {}
    for kind in TYPES:
        want, have = ({name for name in names if name.kind == kind} for names in (wanted, given))
        counts[kind] = Counts(len(want & have), len(have), len(want))
    return counts | {ALL: Counts(len(wanted & given), len(given), len(wanted))}


def total(counts: Iterable[ByKind]) -> ByKind:
    """Add up the counts of texts."""
    summed = dict.fromkeys((*TYPES, ALL), Counts())
    for one in counts:
        summed = {kind: summed[kind].plus(one[kind]) for kind in summed}
    return summed


def macro_f1(labelled: Sequence[int], found: Sequence[int], classes: Sequence[int] = CLASSES) -> float:
    """Return the mean of the classes' F1: of -1, 0 and 1, or of those given."""
    return sum(_class_f1(labelled, found, one) for one in classes) / len(classes)


def _class_f1(labelled: Sequence[int], found: Sequence[int], one: int) -> float:
    right = sum(want == have == one for want, have in zip(labelled, found, strict=True))
    return Counts(right, list(found).count(one), list(labelled).count(one)).f1
