"""The duplicate event says where the copy was found and what it copies, and has no text."""

from datetime import UTC, datetime

from agents.deduplicate.event import duplicate_event
from schemas import Duplicate, Link, Source

NOW = datetime(2026, 3, 3, tzinfo=UTC)
LINK = Link(id="a", revision=2, similarity=0.9, method="minhash")


def test_the_event_names_the_copy_the_article_it_copies_and_the_time(extract):
    found = {
        "title": "Ferries are back",
        "url": "https://herald.example/1?utm_source=feed",
        "canonical_url": "https://herald.example/1",
        "source": Source(name="Herald", domain="herald.example"),
        "raw_id": "feed-1",
        "word_count": 3,
    }
    copy = extract("b", "Ferries are back").article.model_copy(update=found)
    event = duplicate_event(copy, LINK, NOW)
    assert (event.id, event.duplicate_of, event.processed_at) == ("b", LINK, NOW)
    assert {name: getattr(event, name) for name in found} == found
    assert (event.language, event.fingerprint, event.provenance) == (copy.language, copy.fingerprint, copy.provenance)
    assert "text" not in Duplicate.model_fields
