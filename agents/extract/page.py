"""A page as it was read, before it becomes an article: the same type for HTML, Markdown and plain text.

Here is also the choice of what reads it, because the parent of the pool chooses, and imports no reader.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from schemas import BlockKind, TextBlock, Update

CELL_END = "\t"  # between the cells of a table's row
MOST_BLOCKS = 20_000  # lines; of 2,690 articles none has more than 673


class Extractor(StrEnum):
    """What reads the text of HTML pages first."""

    BLOCKS = "blocks"  # newsmill's model, and trafilatura for the pages that the model is unsure of
    TRAFILATURA = "trafilatura"  # alone


class Line(NamedTuple):
    """One line of an article's text, and what it is; `level` is a heading's, 1 to 6."""

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """What a page states about its article; a field is None or empty if the page does not state it.

    `claims` are the URLs that the page gives as its own, unchanged, the most trustworthy first.
    `methods` has the source of each field (`json-ld`, `meta`, `htmldate` ...); `confidence` is the block model's.
    """

    lines: Sequence[Line]
    title: str | None = None
    description: str | None = None
    authors: tuple[str, ...] = ()
    published_at: datetime | None = None
    modified_at: datetime | None = None
    image: str | None = None
    section: str | None = None
    keywords: tuple[str, ...] = ()
    outlet: str | None = None
    claims: tuple[str, ...] = ()
    is_partial: bool = False
    methods: dict[str, str] = field(default_factory=dict)
    confidence: float | None = None
    updates: tuple[Update, ...] | None = None
    next_page: str | None = None


def text_of(lines: Sequence[Line]) -> str:
    """Return the text that has these lines."""
    return "\n".join([line.text for line in lines])


def starts_of(lines: Sequence[Line]) -> list[int]:
    """Return the offset of each line in the text, and that of a line behind the last one."""
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line.text) + 1)
    return starts


def text_blocks(lines: Sequence[Line]) -> tuple[TextBlock, ...] | None:
    """Return the lines as blocks of the text, or None if there are too many."""
    if len(lines) > MOST_BLOCKS:
        return None
    starts = starts_of(lines)
    return tuple(
        TextBlock(kind=line.kind, start=start, end=start + len(line.text), level=line.level)
        for line, start in zip(lines, starts, strict=False)
    )
