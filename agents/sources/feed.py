"""Feeds (RSS, Atom, JSON Feed): each entry is a page to fetch.

feedparser needs a time that grows with the square of what it reads, for some inputs hours (100,000 categories of one
entry); `apart.py` ends it.
"""

import io
import re
from collections.abc import Mapping
from itertools import islice
from typing import Any
from urllib.parse import urljoin

import feedparser
import lxml.html

from agents.sources.cut import FEED_ENTRY, cut
from agents.sources.json_feed import parse_json_feed
from agents.sources.links import page_link
from agents.sources.listing import (
    BAD_URL,
    LEFT_OUT,
    MAX_CATEGORIES,
    MAX_ENTRIES,
    Listed,
    Listing,
    NotListing,
    counted,
    is_url,
    listed,
)
from agents.sources.moment import Moments
from agents.sources.plain import plain
from agents.sources.repair import as_text, with_references
from agents.web.sniff import looks_html
from agents.web.unpack import NotUnpackable, TooLarge

MAX_BYTES = 50 * 1024 * 1024  # unpacked; as a sitemap's
MAX_HEAD = 1_000_000  # characters of a page in which the address of a feed is looked for
MAX_LINKS = 20
_LINK = re.compile(r"<(?:[a-z]{1,9}:)?link(?:>\s{0,99}(https?://[^<>\s]{1,2000})|\s[^<>]{1,2000})")
_HREF = re.compile(r"href=[\"'](https?://[^\"'<>\s]{1,2000})")
_FEEDS = "application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"


def parse_feed(document: bytes, address: str, content_type: str | None = None) -> Listing:
    """Return the pages that a feed lists, of its first entries; relative links are resolved against its address.

    Raises NotListing.
    """
    try:
        text = as_text(document, content_type, limit=MAX_BYTES)
    except (TooLarge, NotUnpackable) as error:
        raise NotListing(f"this feed cannot be read: {error}") from None
    if text.lstrip().startswith("{"):
        return parse_json_feed(text, address)
    base = address if is_url(address) else _stated_base(text) or address
    return _parse_xml(text, address, base)


def _stated_base(text: str) -> str | None:
    """Return the address that a saved feed states of itself or of its site; None if it states none."""
    links = [*islice(_LINK.finditer(text, 0, MAX_HEAD), MAX_LINKS)]
    own = (_HREF.search(link[0]) for link in links if "self" in link[0])
    stated = [found[1] for found in own if found] + [link[1] for link in links if link[1]]
    return next(filter(is_url, stated), None)


def _parse_xml(text: str, address: str, base: str) -> Listing:
    # What expat refuses, feedparser reads with a parser for SGML, which takes R&D for the entity R&D;.
    whole = text if "<!ENTITY" in text else with_references(text)
    document, left_out = cut(whole.encode(errors="replace"), FEED_ENTRY, MAX_ENTRIES)
    headers = {"content-location": base, "content-type": "application/xml; charset=utf-8"}
    try:
        # Markup is removed below: to sanitize it first would take twice the time, and for some inputs hours.
        feed = feedparser.parse(
            io.BytesIO(document), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
        entries = feed.entries[:MAX_ENTRIES]
        moments = Moments(feed.feed.get("language") or feed.feed.get("title_detail", {}).get("language"))
        linked = [(entry, page_link(entry, feed.feed)) for entry in entries]
        pages = [_page(entry, url, feed.feed, address, moments) for entry, url in linked if url is not None]
    except Exception as error:  # of any kind: feedparser 6.0 is not made for hostile documents
        raise NotListing(f"this feed cannot be read: {error}") from error
    if not feed.get("version"):
        raise NotListing(_why_none(text, address, feed.get("bozo_exception")))
    left_out += len(feed.entries) - len(entries)
    return Listing(pages, skipped=counted({BAD_URL: len(entries) - len(pages), LEFT_OUT: left_out}))


def _page(entry: dict[str, Any], url: str, feed: Mapping[str, Any], address: str, moments: Moments) -> Listed:
    metadata = {
        "feed": address,
        "summary": _text(entry, "summary"),
        "categories": [tag["term"] for tag in islice(entry.get("tags", ()), MAX_CATEGORIES) if tag.get("term")],
    }
    # dict.get, because feedparser's own `get` warns when it substitutes another field for a missing one.
    dates = (moments.read(dict.get(entry, name)) for name in ("published", "updated", "created"))
    return listed(
        url,
        metadata,
        identity=entry.get("id"),
        title=_text(entry, "title"),
        published_at=next(filter(None, dates), None),
        source=_text(feed, "title"),
        language=feed.get("language"),
    )


def _text(part: Mapping[str, Any], name: str) -> str | None:
    is_markup = part.get(f"{name}_detail", {}).get("type") != "text/plain"
    return plain(part.get(name) or "", is_markup=is_markup)


def _why_none(text: str, address: str, error: object) -> str:
    """Return why a document is not a feed; of a page, with the feed that it links to."""
    if not looks_html(text[:MAX_HEAD].encode(errors="replace")):
        return f"this is not an RSS or Atom feed{f': {error}' if error else ''}"
    links = lxml.html.fromstring(text[:MAX_HEAD].encode(errors="replace")).iter("link")
    named = (link.get("href") for link in links if (link.get("type") or "").strip().lower() in _FEEDS)
    found = next((url for href in named if href and is_url(url := _join(address, href))), None)
    return f"this is not an RSS or Atom feed, it is an HTML page{f'; its feed is {found[:500]}' if found else ''}"


def _join(address: str, href: str) -> str:
    try:
        return urljoin(address, href.strip())
    except ValueError:  # of a broken host, such as [
        return ""
