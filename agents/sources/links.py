"""The page among the links of a feed's entry: never a picture, a sound, a film, the feed itself or the comments."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from agents.sources.listing import is_url

_PAGES = frozenset({"", "text/html", "application/xhtml+xml", "text/plain", "html", "text"})
_ALTERNATE = frozenset({"", "alternate", "http://www.iana.org/assignments/relation/alternate"})
_MEDIA = re.compile(r"(?i)\.(?:jpe?g|png|gif|webp|avif|svg|mp3|m4a|aac|ogg|wav|mp4|m4v|mov|webm|pdf|zip)(?:[?#]|$)")
_NO_SCHEME = re.compile(r"www\.[\w-]{1,63}\.[\w.-]{1,60}(?:/|$)")
_ORIGINALS = ("feedburner_origlink", "pheedo_origlink")  # of services that count clicks


def page_link(entry: Mapping[str, Any], feed: Mapping[str, Any]) -> str | None:
    """Return the URL of an entry's page: an original link, an alternate one that is a page, or an id; None without one.

    A link to the front page gives way to an id that is a URL of its own.
    """
    media = {link.get("href") for link in entry.get("links", ()) if not _is_page(link)}
    media |= {part.get("url") for part in entry.get("media_content", ())}
    named = [url for url in _named(entry, media) if is_url(url)]
    front = _bare(feed.get("link") or "")
    return next((url for url in named if not _MEDIA.search(url) and _bare(url) != front), named[0] if named else None)


def _named(entry: Mapping[str, Any], media: set[str | None]) -> Iterator[str]:
    """Yield what may be the page, the most likely first."""
    for name in _ORIGINALS:
        if original := entry.get(name):
            yield original
    for link in entry.get("links", ()):
        if _is_page(link) and link.get("rel", "") in _ALTERNATE and link.get("href") not in media:
            yield _with_scheme(link["href"]) if link.get("href") else ""
    if _ID.match(identity := entry.get("id") or ""):
        yield identity
    if entry.get("guidislink") and (link := entry.get("link")) not in media:  # as above, or the id made absolute
        yield link
    yield from (part["src"] for part in entry.get("content", ()) if part.get("src") and _is_page(part))


_ID = re.compile(r"(?i)https?://")


def _is_page(link: Mapping[str, Any]) -> bool:
    return (link.get("type") or "").partition(";")[0].strip().lower() in _PAGES


def _with_scheme(url: str) -> str:
    """Return a URL of which feedparser took a host without a scheme for the name of a file."""
    _, _, last = url.partition("://")
    at = last.find("/www.")
    return f"https://{last[at + 1 :]}" if at >= 0 and _NO_SCHEME.match(last, at + 1) else url


def _bare(url: str) -> str:
    return url.partition("#")[0].partition("://")[2].rstrip("/")
