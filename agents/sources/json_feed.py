"""JSON Feed, versions 1.0 and 1.1: each item is a page to fetch. Source: https://www.jsonfeed.org/version/1.1/."""

from collections.abc import Iterator
from itertools import islice
from typing import Any
from urllib.parse import urljoin

import orjson

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

_MARK = "jsonfeed.org"  # in the version, which is a URL


def parse_json_feed(text: str, address: str) -> Listing:
    """Return the pages that a feed in JSON lists; raises NotListing."""
    try:
        feed = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise NotListing(f"this is not a JSON Feed: {error}") from None
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        raise NotListing("this is not an RSS or Atom feed, nor a JSON Feed: it is JSON without a list of items")
    if _MARK not in str(feed.get("version")):
        raise NotListing("this is not an RSS or Atom feed, nor a JSON Feed: it is JSON without the version of one")
    items = feed["items"][:MAX_ENTRIES]
    pages = list(_pages(feed, items, address))
    left_out = {BAD_URL: len(items) - len(pages), LEFT_OUT: len(feed["items"]) - len(items)}
    return Listing(pages, skipped=counted(left_out))


def _pages(feed: dict[str, Any], items: list[Any], address: str) -> Iterator[Listed]:
    language = _text(feed, "language")
    moments = Moments(language)
    stated = (_text(feed, name) for name in ("feed_url", "home_page_url"))  # of a saved feed
    base = address if is_url(address) else next(filter(is_url, stated), None) or address
    for item in items:
        if not isinstance(item, dict) or (url := _url(item, base)) is None:
            continue
        metadata = {
            "feed": address,
            "summary": _summary(item),
            "categories": [tag for tag in islice(_list(item.get("tags")), MAX_CATEGORIES) if isinstance(tag, str)],
        }
        dates = (moments.read(_text(item, name)) for name in ("date_published", "date_modified"))
        yield listed(
            url,
            metadata,
            identity=_identity(item.get("id")),
            title=_text(item, "title"),
            published_at=next(filter(None, dates), None),
            source=_text(feed, "title"),
            language=_text(item, "language") or language,
        )


def _url(item: dict[str, Any], address: str) -> str | None:
    """Return the address of an item's page: its own, that of the page it is about, or an id that is one."""
    stated = (item.get(name) for name in ("url", "external_url"))
    named = [_join(address, url) for url in stated if isinstance(url, str) and url.strip()]
    identity = item.get("id")
    named += [identity] if isinstance(identity, str) and identity.startswith("http") else []
    return next(filter(is_url, named), None)


def _join(address: str, url: str) -> str:
    try:
        return urljoin(address, url.strip())
    except ValueError:  # of a broken host, such as [
        return ""


def _identity(stated: Any) -> str | None:
    """Return an id; 1.0 allowed numbers."""
    return str(stated) if isinstance(stated, str | int) and not isinstance(stated, bool) and stated != "" else None


def _text(part: dict[str, Any], name: str) -> str | None:
    value = part.get(name)
    return plain(value, is_markup=False) if isinstance(value, str) else None


def _summary(item: dict[str, Any]) -> str | None:
    markup = item.get("content_html")
    of_markup = plain(markup, is_markup=True) if isinstance(markup, str) else None
    return _text(item, "summary") or _text(item, "content_text") or of_markup


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
