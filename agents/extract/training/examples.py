"""The labelled pages that the model is trained on: their sources, what each source weighs, and how pages are read."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from lxml import etree
from lxml.html import HTMLParser
from numpy.typing import NDArray

from agents.extract.blocks.blocks import read_blocks
from agents.extract.blocks.features import features
from agents.extract.html.hints import read_hints
from agents.extract.html.stated import read_stated
from agents.extract.training.folds import site_of
from agents.extract.training.labels import Counts, Shares, label


@dataclass(frozen=True, slots=True)
class Source:
    """What the labels of a source are worth."""

    weight: float  # of a page, beside one of WCXB
    is_snapshot: bool = False  # the labels are what another extractor found: learnt under a flag


# Fundus's labels follow news sites' own policy, and are few; labels made by programs count less.
SOURCES = {
    "wcxb": Source(1.0),
    "fundus": Source(3.0),
    "fundus-history": Source(2.0),
    "fundus-evaluation": Source(2.0),
    "mercury": Source(0.5),
    "readability": Source(0.5, is_snapshot=True),
    "newspaper": Source(0.5, is_snapshot=True),
    "trafilatura": Source(0.3),
}
IN_A_TEST_SET = frozenset(("fundus-Taz_2024_10_23",))  # under another date: no page to learn from

_NO_ROWS = np.zeros((0, 0), np.float32)


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled page. `rows` are its features, (blocks, columns), the last of them the flag of a snapshot."""

    source: str
    site: str
    body: str
    texts: list[str]
    rows: NDArray[np.float32]
    shares: Shares
    words: Counts


def read_examples(path: Path, source: str) -> Iterator[Example]:
    """Yield the pages of a source, one JSON object a line with id, url, content and truth.body.

    A page without blocks is an example too: the model finds nothing on it. Raises OSError and ValueError.
    """
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            page = json.loads(line)
            if page["id"] not in IN_A_TEST_SET:
                yield _example(page, source)


def unflagged(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the features as an unlabelled page has them: no snapshot."""
    return np.concatenate([rows[:, :-1], np.zeros((len(rows), 1), np.float32)], axis=1)


def _example(page: dict[str, Any], source: str) -> Example:
    body = page["truth"]["body"] or ""
    texts, rows = _blocks(page["content"], page["url"])
    flag = np.full((len(texts), 1), SOURCES[source].is_snapshot, np.float32)
    shares, words = label(texts, body)
    site = site_of(page["url"], page["id"])
    return Example(source, site, body, texts, np.concatenate([rows, flag], axis=1), shares, words)


def _blocks(content: str, url: str | None) -> tuple[list[str], NDArray[np.float32]]:
    """Return the blocks' texts and features of a page; none if it cannot be parsed."""
    parser = HTMLParser(encoding="utf-8", collect_ids=False, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        tree = etree.fromstring(content.encode("utf-8", "replace"), parser)
    except etree.LxmlError:
        tree = None
    if tree is None:
        return [], _NO_ROWS
    blocks = read_blocks(tree)
    if not blocks.texts:
        return [], _NO_ROWS
    return blocks.texts, features(blocks, read_hints(read_stated(tree, url)))
