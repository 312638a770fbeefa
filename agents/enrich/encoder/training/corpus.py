"""The data to learn from, as they lie in a folder: `entities/`, `sentiment/`, `topics/` and `extraction/`."""

import random
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from agents.enrich.encoder.training.examples import Row, read
from agents.enrich.encoder.training.recipe import ENGLISH, MOST_PLAIN
from agents.enrich.languages import vocabulary_of
from agents.enrich.sentences import sentences

LEAST_BODY, LONGEST_PAGE = 200, 40_000  # characters
LEAST = 15  # characters of a sentence
SAMPLE = 1_000  # characters of which a language is told
SAME = 200  # letters and digits that two copies of an article begin with


class Corpus:
    """The rows of each set; a missing file raises OSError with its name."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def labelled(self, language: str, part: str = "train") -> list[Row]:
        """Return sentences with names: `text`, `spans` of PER, ORG and LOC, `doc`."""
        return read(self._folder / "entities" / f"{language}-{part}.jsonl.gz")

    def targets(self, name: str, part: str = "train") -> list[Row]:
        """Return sentences with a target: `sentence`, `from`, `to`, `polarity`."""
        return read(self._folder / "sentiment" / f"{name}-{part}.jsonl.gz")

    def topical(self, part: str = "train") -> dict[str, list[Row]]:
        """Return sentences with a topic by language: `text`, `topic`."""
        rows = [row for row in read(self._folder / "topics" / "sib200.jsonl.gz") if row["part"] == part]
        rows.sort(key=lambda row: str(row["lang"]))
        return {language: list(own) for language, own in groupby(rows, key=lambda row: row["lang"])}

    def pages(self, detect: Callable[[str], str]) -> dict[str, list[tuple[str, str]]]:
        """Return pages by the language of their body: a name, and title and body; copies are left out."""
        found: dict[str, list[tuple[str, str]]] = {}
        seen: set[str] = set()
        for path in sorted((self._folder / "extraction").glob("*-dev.jsonl.gz")):
            for row in read(path):
                title, body = (row["truth"].get(part) or "" for part in ("title", "body"))
                beginning = "".join(filter(str.isalnum, body[: 4 * SAME]))[:SAME]
                if len(body) < LEAST_BODY or beginning in seen:
                    continue
                seen.add(beginning)
                page = (f"{path.name} {row['id']}", f"{title}\n{body}"[:LONGEST_PAGE])
                found.setdefault(detect(body[:SAMPLE].replace("\n", " ")), []).append(page)
        return found

    def plain(self, language: str, pages: Sequence[tuple[str, str]], topical: Sequence[Row]) -> list[Row]:
        """Return sentences without labels: of a language's pages, and those that have a topic; English has labels."""
        if language == ENGLISH:
            return []
        rows = [row for page in pages for row in _sentences(*page, language)]
        rows += [{"text": row["text"], "doc": f"topic {row['id']}"} for row in topical]
        return _sample(rows, MOST_PLAIN.get(language, len(rows)))


def _sentences(document: str, text: str, language: str) -> Iterator[Row]:
    for start, end in sentences(text, vocabulary_of(language)):
        if end - start > LEAST and any(map(str.isalpha, text[start:end])):
            yield {"text": text[start:end], "doc": document}


def _sample(rows: list[Row], most: int) -> list[Row]:
    """Return at most so many rows, in their order: neighbours of a document are read together."""
    if len(rows) <= most:
        return rows
    chosen = random.Random(0).sample(range(len(rows)), most)  # noqa: S311 - a sample, not a secret
    return [rows[number] for number in sorted(chosen)]
