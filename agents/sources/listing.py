"""The pages that feeds and sitemaps list, each as a raw event to fetch, with the metadata that the listing gives."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import orjson

from agents.web.url import fault
from schemas.url import without_credentials

MAX_ID, MAX_SOURCE, MAX_LANGUAGE = 1024, 1024, 35  # characters, of the fields of a raw event
MAX_TITLE, MAX_WORD, MAX_TEXT = 1024, 200, 5000  # characters of what has no limit there
MAX_ENTRIES = 5000  # of a feed, 0.3 ms each; feeds have tens, some have hundreds
MAX_CATEGORIES = 100  # of an entry
LEFT_OUT = f"beyond the first {MAX_ENTRIES}"  # a cause to skip an entry of a feed
BAD_URL = "without a URL that can be fetched"  # a cause to skip an entry


class NotListing(Exception):
    """A document is not a feed or a sitemap; the message says what is wrong with it."""


@dataclass(frozen=True)
class Listed:
    """A page that is listed, and the raw event that makes newsmill fetch it."""

    url: str
    event: bytes


@dataclass(frozen=True)
class Listing:
    """The pages of a feed or a sitemap, the sitemaps it links to, and how many entries were skipped, by cause."""

    pages: Sequence[Listed] = ()
    sitemaps: Sequence[str] = ()
    skipped: Mapping[str, int] | None = None


def is_url(url: str | None) -> bool:
    """Tell whether this is a URL that can be fetched; one that has lost characters is not."""
    return url is not None and "\ufffd" not in url and fault(url) is None


def counted(causes: Mapping[str, int]) -> Mapping[str, int] | None:
    """Return the causes to skip entries that have any; None if there are none."""
    return {cause: count for cause, count in causes.items() if count} or None


def listed(
    url: str,
    metadata: Mapping[str, object],
    *,
    identity: str | None = None,
    title: str | None = None,
    published_at: datetime | None = None,
    source: str | None = None,
    language: str | None = None,
) -> Listed:
    """Make the event of a page, without fields that are empty or longer than the raw event's schema allows.

    A title and the texts of the metadata are cut. A user and a password in the URL are left out: a listing gives none.
    """
    url = without_credentials(url)
    event = {
        "url": url,
        "id": _within(identity, MAX_ID),
        "title": title and title[:MAX_TITLE],
        "published_at": published_at,
        "source": _within(source, MAX_SOURCE),
        "language": _within(language, MAX_LANGUAGE),
        "metadata": {name: _short(value) for name, value in metadata.items() if value},
    }
    return Listed(url, orjson.dumps({name: value for name, value in event.items() if value}))


def _within(text: str | None, limit: int) -> str | None:
    return text if text is not None and len(text) <= limit else None


def _short(value: object) -> object:
    if isinstance(value, list):
        return [str(word)[:MAX_WORD] for word in value]
    return value[:MAX_TEXT] if isinstance(value, str) else value
