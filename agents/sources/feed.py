"""RSS and Atom feeds: each entry is a page to fetch.

feedparser needs a time that grows with the square of what it reads, for some inputs hours (100,000 categories of one
entry); `apart.py` ends it.
"""

import calendar
import io
from collections.abc import Mapping
from datetime import UTC, datetime
from itertools import islice
from typing import Any

import feedparser
import lxml.html
from lxml import etree

from agents.sources.cut import FEED_ENTRY, cut
from agents.sources.listing import BAD_URL, Listed, Listing, NotListing, counted, is_url, listed

MAX_ENTRIES = 5000  # 0.3 ms each; feeds have tens, some have hundreds
MAX_MARKUP = 20_000  # characters of a title or a summary that are read
MAX_CATEGORIES = 100
LEFT_OUT = f"beyond the first {MAX_ENTRIES}"


def parse_feed(document: bytes, address: str, content_type: str | None = None) -> Listing:
    """Return the pages that a feed lists, of its first entries; relative links are resolved against its address.

    Raises NotListing.
    """
    headers = {"content-location": address, "content-type": content_type or "application/xml"}
    document, left_out = cut(document, FEED_ENTRY, MAX_ENTRIES)
    try:
        # Markup is removed below: to sanitize it first would take twice the time, and for some inputs hours.
        feed = feedparser.parse(
            io.BytesIO(document), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
        entries = feed.entries[:MAX_ENTRIES]
        pages = [_page(entry, feed.feed, address) for entry in entries if is_url(entry.get("link"))]
    except Exception as error:  # of any kind: `&#xd800;` is enough to make feedparser 6.0 raise a UnicodeEncodeError
        raise NotListing(f"this feed cannot be read: {error}") from error
    if not feed.get("version"):
        why = feed.get("bozo_exception")
        raise NotListing(f"this is not an RSS or Atom feed{f': {why}' if why else ''}")
    left_out += len(feed.entries) - len(entries)
    return Listing(pages, skipped=counted({BAD_URL: len(entries) - len(pages), LEFT_OUT: left_out}))


def _page(entry: dict[str, Any], feed: Mapping[str, Any], address: str) -> Listed:
    metadata = {
        "feed": address,
        "summary": _text(entry, "summary"),
        "categories": [tag["term"] for tag in islice(entry.get("tags", ()), MAX_CATEGORIES) if tag.get("term")],
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
    """Return the text of a title or a summary; markup in it is removed, with scripts and style sheets."""
    text: str = (part.get(name) or "")[:MAX_MARKUP]
    if "<" in text and part.get(f"{name}_detail", {}).get("type") != "text/plain":
        root = lxml.html.fromstring(f"<div>{text}</div>")
        etree.strip_elements(root, "script", "style", with_tail=False)
        text = str(root.xpath("string()"))
    return " ".join(text.split()) or None


def _time(utc: tuple[int, ...] | None) -> datetime | None:
    try:
        return None if utc is None else datetime.fromtimestamp(calendar.timegm(utc), UTC)
    except (ValueError, OverflowError, OSError):
        return None
