"""The duplicate event of a copy: where it stood and what it repeats."""

from datetime import datetime

from schemas import Article, Duplicate, Link


def duplicate_event(copy: Article, duplicate_of: Link, now: datetime) -> Duplicate:
    """Return what subscribers learn of a copy; its text is left out, the article it repeats has it."""
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
