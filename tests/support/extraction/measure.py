"""How near what an extractor found in pages is to their labels: the text by shingles, the other fields exactly."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from statistics import mean
from typing import NamedTuple

from agents.extract.training.score import Overlap, overlap
from tests.support.extraction.pages import Found

FIELDS = ("title", "authors", "date")


class Score(NamedTuple):
    """One page: how many shingles of the texts agree, and by labelled field whether it is right."""

    body: Overlap
    right: dict[str, bool]

    @property
    def precision(self) -> float:
        """The share of the found text that is right; of no text it is 0, if there is one to find."""
        return self.body.both / self.body.given if self.body.given else float(not self.body.wanted)

    @property
    def recall(self) -> float:
        """The share of the labelled text that is found; of no text it is 0, if one is found."""
        return self.body.both / self.body.wanted if self.body.wanted else float(not self.body.given)

    @property
    def f1(self) -> float:
        """The harmonic mean of the two, 0 to 1."""
        return _f1(self.precision, self.recall)


class Figures(NamedTuple):
    """A set of pages, each value 0 to 1: the text, and the shares of right fields; None if no page has such a label."""

    body: float  # F1
    precision: float
    recall: float
    title: float | None = None
    authors: float | None = None
    date: float | None = None


def score(truth: Found, found: Found) -> Score:
    """Compare what was found in a page with its labels."""
    agrees: dict[str, Callable[[], bool]] = {
        "title": lambda: fold(truth.title) == fold(found.title),
        "authors": lambda: set(map(fold, truth.authors)) == set(map(fold, found.authors)),
        "date": lambda: truth.date == found.date,
    }
    return Score(overlap(truth.text, found.text), {name: agrees[name]() for name in FIELDS if getattr(truth, name)})


def figures(scores: Sequence[Score]) -> Figures:
    """Return the figures of at least one page. Precision and recall are means over all pages, F1 is of these means.

    Unlike `blocks/score.py`, which leaves pages out that have nothing to count, this counts every page: an extractor
    does not gain by finding no text.
    """
    precision, recall = mean(one.precision for one in scores), mean(one.recall for one in scores)
    return Figures(_f1(precision, recall), precision, recall, *(_share(scores, name) for name in FIELDS))


def fold(text: str | None) -> str:
    """Return the words of a text, without differences of case, punctuation and compatibility forms."""
    return re.sub(r"\W+", " ", unicodedata.normalize("NFKC", text or "").lower()).strip()


def _share(scores: Sequence[Score], name: str) -> float | None:
    known = [one.right[name] for one in scores if name in one.right]
    return sum(known) / len(known) if known else None


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
