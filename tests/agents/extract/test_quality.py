"""What extraction must reach on public sets of labelled pages: floors, lowered only with a reason in the commit."""

import gzip
import json
import re
import unicodedata
from collections import Counter
from typing import NamedTuple

import pytest

from agents.extract import extract
from schemas import Article, RawArticle, Rejected
from tests.support.paths import data


class Figures(NamedTuple):
    """F1 of the body, and the shares of right titles, authors and dates; None if a set has no such labels."""

    body: float
    title: float | None = None
    authors: float | None = None
    date: float | None = None


# About .005 below what extraction reaches; beside each what trafilatura 2.3.1's own default reaches. The labels of the
# last four sets are mostly not by hand: they come from parsers for one site or from other extractors.
FLOORS = {
    "wcxb": Figures(0.937, 0.842, 0.726, 0.818),  # .930 .548 .666 .847
    "fundus": Figures(0.947, 0.876, 0.89, 0.95),  # .948 .686 .814 .959
    "fundus-history": Figures(0.923, 0.866, 0.85, 0.908),  # .928 .763 .742 .959
    "fundus-evaluation": Figures(0.947),  # .941
    "mercury": Figures(0.912, 0.81, 0.527, 0.762),  # .920 .795 .515 .767
    "readability": Figures(0.926, 0.577, None, 0.96),  # .935 .673 - .959
    "newspaper": Figures(0.942),  # .948
    "trafilatura": Figures(0.943, 0.832, 0.589, 0.861),  # .948 .617 .579 .889
}
FIELDS = ("title", "authors", "date")


def fold(text: str | None) -> str:
    return re.sub(r"\W+", " ", unicodedata.normalize("NFKC", text or "").lower()).strip()


def shingles(text: str) -> Counter[tuple[str, ...]]:
    tokens = re.findall(r"\w+", text)
    return Counter(tuple(tokens[at : at + 4]) for at in range(max(1, len(tokens) - 3)))


def share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def body_f1(pairs: list[tuple[str, str]]) -> float:
    counted = [(shingles(truth), shingles(found)) for truth, found in pairs]
    hits = [(sum((truth & found).values()), sum(truth.values()), sum(found.values())) for truth, found in counted]
    precision = sum(share(hit, found) for hit, _, found in hits) / len(hits)
    recall = sum(share(hit, truth) for hit, truth, _ in hits) / len(hits)
    return 2 * precision * recall / (precision + recall)


def article_of(row: dict[str, str]) -> Article | None:
    """Extract a row's article; None if its page has none. Some rows have a name in the place of a URL."""
    url = row["url"] if (row["url"] or "").startswith("http") else None
    raw = RawArticle(id=row["id"], url=url, content=row["content"], content_type=row["content_type"])
    try:
        return extract(raw, version="1.0")
    except Rejected:
        return None


def is_right(truth: dict, article: Article | None) -> dict[str, bool]:
    if article is None:
        return dict.fromkeys(FIELDS, False)
    day = article.published_at.date().isoformat() if article.published_at else None
    return {
        "title": fold(truth["title"]) == fold(article.title),
        "authors": {fold(author) for author in truth["authors"]} == {fold(author) for author in article.authors},
        "date": truth["date"] == day,
    }


@pytest.mark.quality
@pytest.mark.parametrize("name", FLOORS)
def test_extraction_reaches_its_floors(name):
    right: Counter[str] = Counter()
    known: Counter[str] = Counter()
    bodies: list[tuple[str, str]] = []
    with gzip.open(data("extraction", f"{name}-dev.jsonl.gz"), "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            truth = row["truth"]
            article = article_of(row)
            bodies.append((truth["body"], article.text if article else ""))
            labelled = {field: same for field, same in is_right(truth, article).items() if truth[field]}
            known.update(labelled.keys())
            right.update(field for field, same in labelled.items() if same)
    shares = [share(right[field], known[field]) if known[field] else None for field in FIELDS]
    reached = Figures(body_f1(bodies), *shares)
    for value, floor in zip(reached, FLOORS[name], strict=True):
        assert (value is None) == (floor is None), reached
        assert (value or 0.0) >= (floor or 0.0), reached
