"""How near found texts are to the labelled ones, by shingles.

The measure is that of https://github.com/scrapinghub/article-extraction-benchmark.
"""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from agents.extract.training.labels import shingles, words_of


class Overlap(NamedTuple):
    """Numbers of shingles of one page, each as often as it occurs."""

    wanted: int
    given: int
    both: int


def overlap(body: str, found: str) -> Overlap:
    """Compare a found text with the labelled one."""
    wanted, given = (Counter(shingles(words_of(text))) for text in (body, found))
    return Overlap(wanted.total(), given.total(), (wanted & given).total())


def quality(pages: Sequence[Overlap]) -> tuple[float, float, float]:
    """Return F1, precision and recall, 0 to 1.

    Precision is a mean over the pages with a found text, recall over those with a labelled one; F1 is of these means.
    """
    precision = _mean([page.both / page.given for page in pages if page.given])
    recall = _mean([page.both / page.wanted for page in pages if page.wanted])
    return (2 * precision * recall / (precision + recall) if precision + recall else 0.0), precision, recall


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
