"""The duplicate event: an article that repeats a published one, and how newsmill recognised it."""

from pydantic import Field

from schemas.article import Language, Link, Provenance, Source
from schemas.base import Event, UtcTime


class Duplicate(Event):
    """A copy of a published article: where it was found and what it repeats; its text is not published again."""

    id: str = Field(description="The id this copy would have had as an article.")
    duplicate_of: Link = Field(description="The published article it repeats.")
    url: str | None = Field(default=None, description="Where the copy was found.")
    canonical_url: str | None = Field(default=None, description="The copy's own permanent URL, normalised.")
    source: Source = Field(default_factory=Source)
    title: str | None = Field(default=None, description="The copy's headline.")
    language: Language
    published_at: UtcTime | None = Field(default=None, description="When the copy was published.")
    fetched_at: UtcTime | None = Field(default=None, description="When the page was fetched.")
    processed_at: UtcTime | None = Field(default=None, description="When newsmill recognised the copy.")
    word_count: int = Field(default=0, ge=0, description="Words of the copy's text.")
    fingerprint: str = Field(description="Hash of the copy's text that ignores case, punctuation and white space.")
    raw_id: str | None = Field(default=None, description="The raw event's id, as the feed gave it.")
    provenance: Provenance
