"""The labelled pages that extraction is measured on: their sets, and how a page of a set is read."""

import gzip
import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from agents.extract.language import detect_language
from schemas import RawArticle
from tests.support.paths import data

SETS = tuple(f"{name}-dev" for name in (
    "wcxb", "fundus", "fundus-evaluation", "fundus-history", "mercury", "readability", "newspaper", "trafilatura"
))  # fmt: skip


class Found(NamedTuple):
    """What is in a page: by its labels, or by an extractor. An empty value means that there is none."""

    text: str = ""
    title: str | None = None
    authors: tuple[str, ...] = ()
    date: str | None = None  # as in 2021-03-23
    method: str = ""  # by which newsmill found the text


class Labelled(NamedTuple):
    """A page with what a person, or a parser made for its site, found in it."""

    id: str
    url: str  # some pages have the name of a file instead, or nothing
    html: str
    content_type: str
    language: str  # of the labelled text, ISO 639-1
    truth: Found

    @property
    def raw(self) -> RawArticle:
        """The raw event of the page."""
        url = self.url if self.url.startswith("http") else None
        return RawArticle(id=self.id, url=url, content=self.html, content_type=self.content_type)


def labelled_pages(name: str, limit: int | None = None) -> Iterator[Labelled]:
    """Yield the pages of a set, at most `limit`; skips the test if the data is missing."""
    with gzip.open(data("extraction", f"{name}.jsonl.gz"), "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number == limit:
                return
            yield _labelled(json.loads(line))


def _labelled(row: dict[str, Any]) -> Labelled:
    truth = row["truth"]
    found = Found(truth["body"] or "", truth["title"], tuple(truth["authors"] or ()), truth["date"])
    language = detect_language(found.text).code
    return Labelled(row["id"], row["url"] or "", row["content"], row["content_type"], language, found)
