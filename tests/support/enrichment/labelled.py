"""The labelled data that enrichment is measured on: names, sentiment toward targets, topics, and articles to time.

All of it is outside the repository; a test that reads it is skipped if it is missing.
"""

import gzip
import json
from collections.abc import Iterator
from itertools import groupby
from typing import Any, NamedTuple

from schemas import EntityType
from tests.support.extraction.pages import SETS, labelled_pages
from tests.support.paths import data

LANGUAGES = "da de en fi fr hi hr hu id ja ko lv nn no pt ro ru sk sr sv th tr zh".split()
SENTIMENT = {"en": "newsmtsc", "ru": "rusentne"}
NAMES = {"PERSON", "ORGANIZATION", "COUNTRY"}  # of RuSentNE's targets: the others are professions and nationalities
LONGEST = 30  # sentences of a document
TIMED = "en de es ru zh".split()
WORDS, CHARACTERS = 600, 1_000  # of an article to time, in Chinese characters
CHINESE = "zh"


class Name(NamedTuple):
    """`text[start:end]` names a person, an organisation or a place: PER, ORG or LOC."""

    start: int
    end: int
    kind: str


KINDS = {
    EntityType.PERSON: "PER",
    EntityType.ORG: "ORG",
    EntityType.GPE: "LOC",
    EntityType.LOC: "LOC",
    EntityType.FAC: "LOC",
}
"""newsmill's types by those of the labels; other types are not labelled."""


class Labelled(NamedTuple):
    """A text and the names that people found in it."""

    text: str
    names: frozenset[Name]


class Target(NamedTuple):
    """How a sentence speaks of `sentence[start:end]`: -1, 0 or 1."""

    sentence: str
    start: int
    end: int
    polarity: int


class Story(NamedTuple):
    """An article of a fixed length, to time."""

    title: str | None
    text: str


def sentences(language: str, limit: int | None = None) -> list[Labelled]:
    """Return the labelled sentences of a language, at most `limit`."""
    return [_labelled([row]) for row in _rows("entities", f"{language}-dev", limit)]


def documents(language: str, limit: int | None = None) -> list[Labelled]:
    """Return the same sentences joined by line feeds where they are neighbours in one text of the source."""
    found = []
    for _, group in groupby(_rows("entities", f"{language}-dev", limit), key=lambda row: row["doc"]):
        rows = list(group)
        found += [_labelled(rows[first : first + LONGEST]) for first in range(0, len(rows), LONGEST)]
    return found


def long_texts(language: str, limit: int | None = None) -> list[Labelled]:
    """Return the same sentences joined to texts as long as articles, whatever they come from.

    News repeats its names, and these do not: what is lost by reading a part of them is an upper bound.
    """
    rows = list(_rows("entities", f"{language}-dev", limit))
    return [_labelled(rows[first : first + LONGEST]) for first in range(0, len(rows), LONGEST)]


def targets(language: str, limit: int | None = None) -> list[Target]:
    """Return the targets of a language with labelled sentiment; professions and nationalities are left out."""
    return [
        Target(row["sentence"], row["from"], row["to"], row["polarity"])
        for row in _rows("sentiment", f"{SENTIMENT[language]}-dev", limit)
        if row.get("tag", "PERSON") in NAMES
    ]


def topic_sentences() -> dict[str, list[tuple[str, str]]]:
    """Return the development sentences of SIB-200 by language, each with its topic."""
    found: dict[str, list[tuple[str, str]]] = {}
    for row in _rows("topics", "sib200", None):
        if row["part"] == "dev":
            found.setdefault(row["lang"], []).append((row["text"], row["topic"]))
    return found


def stories(language: str, count: int) -> list[Story]:
    """Return articles of 600 words, or of 1,000 Chinese characters, made of the lines of labelled pages.

    Short pages are joined. Where there are too few, stories overlap: each begins at another line.
    """
    pages = [page for name in SETS for page in labelled_pages(name) if page.language == language]
    lines = [(page.truth.title, line) for page in pages for line in page.truth.text.split("\n") if line.strip()]
    starts = [number * len(lines) // count for number in range(count)]
    return [_story(lines[start:] + lines[:start], language) for start in starts]


def news(language: str, count: int) -> list[str]:
    """Return the beginnings of labelled pages that have at least half a story's length, at most `count`."""
    is_chinese = language == CHINESE
    texts = [page.truth.text for name in SETS for page in labelled_pages(name) if page.language == language]
    least = (CHARACTERS if is_chinese else WORDS) // 2
    longest = CHARACTERS if is_chinese else 7 * WORDS  # characters
    long_enough = [text for text in texts if (len(text) if is_chinese else len(text.split())) >= least]
    return [text[:longest] for text in long_enough[:: max(1, len(long_enough) // count)][:count]]


def _story(lines: list[tuple[str | None, str]], language: str) -> Story:
    kept: list[str] = []
    left = CHARACTERS if language == CHINESE else WORDS
    for _, line in lines:
        pieces = list(line) if language == CHINESE else line.split()
        kept.append(("" if language == CHINESE else " ").join(pieces[:left]))
        left -= len(pieces)
        if left <= 0:
            break
    return Story(lines[0][0], "\n".join(kept))


def _labelled(rows: list[dict[str, Any]]) -> Labelled:
    text, names, offset = "\n".join(row["text"] for row in rows), set(), 0
    for row in rows:
        names |= {Name(offset + start, offset + end, kind) for start, end, kind in row["spans"]}
        offset += len(row["text"]) + 1
    return Labelled(text, frozenset(names))


def _rows(folder: str, name: str, limit: int | None) -> Iterator[dict[str, Any]]:
    with gzip.open(data(folder, f"{name}.jsonl.gz"), "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number == limit:
                return
            yield json.loads(line)
