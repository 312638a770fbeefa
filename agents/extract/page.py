"""A page as it was read, before it becomes an article: the same type for HTML, Markdown and plain text.

Here is also the choice of what reads it, because the parent of the pool chooses, and imports no reader.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Extractor(StrEnum):
    """What reads the text of HTML pages first."""

    BLOCKS = "blocks"  # newsmill's model, and trafilatura for the pages that the model is unsure of
    TRAFILATURA = "trafilatura"  # alone


@dataclass(frozen=True, slots=True)
class Page:
    """What a page states about its article; a field is None or empty if the page does not state it.

    `claims` are the URLs that the page gives as its own, unchanged, the most trustworthy first.
    `methods` has the source of each field (`json-ld`, `meta`, `htmldate` ...); `confidence` is the block model's.
    """

    text: str
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
