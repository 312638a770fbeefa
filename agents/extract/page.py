"""What a reader found in a page, before it becomes an article: the same shape for HTML, Markdown and plain text."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Page:
    """A page's own testimony; None or empty where it says nothing.

    `claims` are the URLs the page gives as its own, the most trustworthy first, as they stand in the page.
    `methods` names, field by field, what filled it (`json-ld`, `meta`, `htmldate` ...).
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
