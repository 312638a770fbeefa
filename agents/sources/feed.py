"""RSS and Atom feeds: each entry is a page to fetch."""

import calendar
import io
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import feedparser
import lxml.html

from agents.sources.listing import Listed, Listing, NotListing, is_url, listed

NO_LINK = "without a link"


def parse_feed(document: bytes, address: str, content_type: str | None = None) -> Listing:
    """Return the pages that a feed lists; relative links are resolved against its address. Raises NotListing."""
    headers = {"content-location": address, "content-type": content_type or "application/xml"}
    try:
        feed = feedparser.parse(io.BytesIO(document), response_headers=headers)
        pages = [_page(entry, feed.feed, address) for entry in feed.entries if is_url(entry.get("link"))]
    except Exception as error:  # of any kind: `&#xd800;` is enough to make feedparser 6.0 raise a UnicodeEncodeError
        raise NotListing(f"this feed cannot be read: {error}") from error
    if not feed.get("version"):
        why = feed.get("bozo_exception")
        raise NotListing(f"this is not an RSS or Atom feed{f': {why}' if why else ''}")
    without = len(feed.entries) - len(pages)
    return Listing(pages, skipped={NO_LINK: without} if without else None)


def _page(entry: dict[str, Any], feed: Mapping[str, Any], address: str) -> Listed:
    metadata = {
        "feed": address,
        "summary": _text(entry, "summary"),
        "categories": [tag["term"] for tag in entry.get("tags", ()) if tag.get("term")],
    }
    return listed(
        entry["link"],
        metadata,
        identity=entry.get("id"),
        title=_text(entry, "title"),
        # dict.get, because feedparser's own `get` warns when it substitutes another field for a missing one.
        published_at=_time(entry.get("published_parsed") or dict.get(entry, "updated_parsed")),
        source=_text(feed, "title"),
        language=feed.get("language"),
    )


def _text(part: Mapping[str, Any], name: str) -> str | None:
    """Return the text of a title or a summary; markup in it is removed."""
    text: str = part.get(name) or ""
    if "<" in text and part.get(f"{name}_detail", {}).get("type") != "text/plain":
        text = str(lxml.html.fromstring(f"<div>{text}</div>").xpath("string()"))
    return " ".join(text.split()) or None


def _time(utc: tuple[int, ...] | None) -> datetime | None:
    try:
        return None if utc is None else datetime.fromtimestamp(calendar.timegm(utc), UTC)
    except (ValueError, OverflowError, OSError):
        return None
