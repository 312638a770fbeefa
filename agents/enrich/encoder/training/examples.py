"""Labelled sentences as arrays of pieces and labels, ready for a network.

The labelled data know three types of names, the silver labels of English ten. Each piece therefore has a code, which
stands for a set of the network's labels: the code LOC of the labelled data allows GPE, LOC and FAC, and its O allows
every label of a type that these data leave out. Training maximises the probability of the set.
"""

import gzip
import json
import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from agents.enrich.encoder.decode import glued
from agents.enrich.encoder.labels import COARSE, LABELS
from agents.enrich.encoder.pieces import Pieces

Row: TypeAlias = dict[str, Any]
Span: TypeAlias = tuple[int, int, str]

GOLD = ("O", *(f"{position}-{kind}" for kind in COARSE for position in "BI"))
CODES = (*(f"gold {label}" for label in GOLD), *LABELS)
CODE = {code: number for number, code in enumerate(CODES)}
LONGEST = 254  # pieces of a sentence; two more are the marks around it
CAPITALS = 0.04  # share of the sentences that are learnt once more in capitals, and once more in Title Case
POLARITIES = (-1, 0, 1)


def allowed() -> NDArray[np.bool_]:
    """Return which labels each code stands for: (len(CODES), len(LABELS))."""
    table = np.zeros((len(CODES), len(LABELS)), bool)
    table[np.arange(len(GOLD), len(CODES)), np.arange(len(LABELS))] = True
    for number, label in enumerate(GOLD[1:], 1):
        position, kind = label.split("-")
        for fine in COARSE[kind]:
            table[number, LABELS.index(f"{position}-{fine}")] = True
    table[0] = ~table[: len(GOLD)].any(axis=0)
    return table


class Packed(NamedTuple):
    """Sentences one behind the other: sentence i is `ids[ends[i - 1]:ends[i]]`; rows of one document are neighbours."""

    ids: NDArray[np.uint32]
    codes: NDArray[np.uint8]
    ends: NDArray[np.int64]
    documents: NDArray[np.int32]


def read(path: Path) -> list[Row]:
    """Return the rows of a file of JSON lines, gzipped."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def coded(offsets: Sequence[tuple[int, int]], spans: Iterable[Span], text: str, prefix: str) -> list[int]:
    """Return the code of each piece: the first word that touches a span begins it, and a word has one type."""
    codes = [CODE[f"{prefix}O"]] * len(offsets)
    for start, end, kind in spans:
        begun, before = False, -1
        for piece, (first, last) in enumerate(offsets):
            if first < last and first < end and last > start:
                begins = not begun
                codes[piece] = CODE[f"{prefix}{'B' if begins else 'I'}-{kind}"]
                begun, before = True, last
            elif begun and first < last and first >= before and not (first == before and glued(text, first)):
                break
    return codes


def packed(rows: Sequence[Row], pieces: Pieces, prefix: str = "gold ") -> Packed:
    """Cut rows with `text`, `spans` and `doc` into pieces; a row without `spans` gets codes that mean nothing."""
    ids: list[int] = []
    codes: list[int] = []
    ends, documents = [], []
    numbers: dict[str | None, int] = {}
    for row in rows:
        (encoded,) = pieces.encode([row["text"]])
        ids += encoded.ids[:LONGEST]
        codes += coded(encoded.offsets, row.get("spans", ()), row["text"], prefix)[:LONGEST]
        ends.append(len(ids))
        documents.append(numbers.setdefault(row.get("doc"), len(numbers)))
    return Packed(
        np.array(ids, np.uint32), np.array(codes, np.uint8), np.array(ends, np.int64), np.array(documents, np.int32)
    )


def with_capitals(rows: Sequence[Row], seed: int) -> Iterator[Row]:
    """Yield a share of the rows in capitals and in Title Case: headlines, ledes and agencies write names so."""
    draw = random.Random(seed)  # noqa: S311 - a sample, not a secret
    for row in rows:
        for change in (str.upper, str.title):
            if draw.random() < CAPITALS:
                text = "".join(_changed(row["text"], change))
                if text != row["text"]:
                    yield {**row, "text": text, "doc": f"{row.get('doc')} {change.__name__} {row['text'][:20]}"}


def _changed(text: str, change: Any) -> Iterator[str]:
    """Yield the characters in another case, each as one character, so that offsets stay."""
    for old, new in zip(text, change(text) if len(change(text)) == len(text) else text, strict=True):
        yield new if len(new) == 1 else old


class Targets(NamedTuple):
    """Sentences with a target: its pieces are marked, its polarity is 0, 1 or 2 (negative, neutral, positive)."""

    ids: NDArray[np.uint32]
    marks: NDArray[np.uint8]
    ends: NDArray[np.int64]
    polarities: NDArray[np.int64]


def targets(rows: Sequence[Row], pieces: Pieces) -> Targets:
    """Cut rows with `sentence`, `from`, `to` and `polarity` into pieces; long sentences are cut around the target."""
    ids: list[int] = []
    marks: list[int] = []
    ends, polarities = [], []
    for row in rows:
        (encoded,) = pieces.encode([row["sentence"]])
        marked = [int(a < b and a < row["to"] and b > row["from"]) for a, b in encoded.offsets]
        first = max(0, (marked.index(1) if 1 in marked else 0) - LONGEST // 2)
        ids += encoded.ids[first : first + LONGEST]
        marks += marked[first : first + LONGEST]
        ends.append(len(ids))
        polarities.append(POLARITIES.index(int(row["polarity"])))
    return Targets(
        np.array(ids, np.uint32), np.array(marks, np.uint8), np.array(ends, np.int64), np.array(polarities, np.int64)
    )
