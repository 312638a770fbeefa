"""The duplicate event: an article that repeats one already published, and how newsmill knows."""

from pydantic import Field

from schemas.article import Language, Link, Provenance, Source
from schemas.base import Event, UtcTime


class Duplicate(Event):
    """A copy of a published article: where it stood and what it repeats; its text is not published again."""

    id: str = Field(description="The id this copy would have had as an article.")
    duplicate_of: Link = Field(description="The published article it repeats.")
    url: str | None = None
    canonical_url: str | None = None
    source: Source = Field(default_factory=Source)
    title: str | None = None
    language: Language
    published_at: UtcTime | None = None
    fetched_at: UtcTime | None = None
    processed_at: UtcTime | None = None
    word_count: int = Field(default=0, ge=0)
    fingerprint: str
    raw_id: str | None = None
    provenance: Provenance
