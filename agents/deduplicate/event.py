"""The duplicate event: where a copy was found, and which article it copies."""

from datetime import datetime

from schemas import Article, Duplicate, Link


def duplicate_event(copy: Article, duplicate_of: Link, now: datetime) -> Duplicate:
    """Return the event about a copy; it has no text, since the article that it copies has it."""
    return Duplicate(
        id=copy.id,
        duplicate_of=duplicate_of,
        url=copy.url,
        canonical_url=copy.canonical_url,
        source=copy.source,
        title=copy.title,
        language=copy.language,
        published_at=copy.published_at,
        fetched_at=copy.fetched_at,
        processed_at=now,
        word_count=copy.word_count,
        fingerprint=copy.fingerprint,
        raw_id=copy.raw_id,
        provenance=copy.provenance,
    )
