"""When a page's article was published and changed: as it states, as its URL or the page shows, else by htmldate."""

import re
import warnings
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from agents.extract.html import meta_tags as meta
from agents.extract.html.json_ld import first
from agents.extract.html.meta_tags import first_of
from agents.extract.html.shown_date import shown_date
from agents.extract.html.stated import Stated
from agents.extract.when.dates import not_after, parse_time, read_time, to_utc
from agents.extract.when.days import find_moment

# In a path: /2021/03/23/, /2021-03-23-story, /2021/3/23.html. A month alone is no date.
_IN_PATH = re.compile(r"(?<=[/_-])((?:19|20)\d\d)([/_-])(\d\d?)\2(\d\d?)(?![^/._-])")
_LONGEST_URL = 2_000  # characters
_MOST_ELEMENTS = 3_000  # of a page that htmldate reads: it copies the tree, and finds a date on one of five


def published(stated: Stated, fetched_at: datetime | None) -> tuple[datetime, str] | None:
    """Return the time of publication and its source; a day is its midnight UTC."""
    found = ((not_after(moment, fetched_at), method) for moment, method in _published(stated, fetched_at))
    return next(((moment, method) for moment, method in found if moment), None)


def modified(stated: Stated, fetched_at: datetime | None) -> tuple[datetime, str] | None:
    """Return the time of the last change that the page states, and its source."""
    times = (
        (first(stated.article.get("dateModified"), "@value"), "json-ld"),
        (first_of(stated.tags, meta.MODIFIED), "meta"),
        (first(stated.page.get("dateModified"), "@value"), "json-ld"),
    )
    found = ((not_after(_read(time), fetched_at), method) for time, method in times if time)
    return next(((moment, method) for moment, method in found if moment), None)


def _published(stated: Stated, fetched_at: datetime | None) -> Iterator[tuple[datetime | None, str]]:
    yield _read(first(stated.article.get("datePublished") or stated.article.get("dateCreated"), "@value")), "json-ld"
    yield _read(first_of(stated.tags, meta.PUBLISHED[:3])), "meta"
    yield _read(first(stated.page.get("datePublished"), "@value")), "json-ld"
    yield _read(first_of(stated.tags, meta.PUBLISHED[3:])), "meta"
    yield _in_url(stated.url), "url"
    yield shown_date(stated.tree, stated.elements["h1"]), "page"
    yield _by_htmldate(stated, fetched_at), "htmldate"


def _read(stated: str | None) -> datetime | None:
    """Read a stated time; as far as possible without dateparser, which takes 50 ms for one."""
    if not stated:
        return None
    moment = read_time(stated) or find_moment(stated)
    return to_utc(moment) if moment else parse_time(stated)


def _in_url(url: str | None) -> datetime | None:
    """Return the day in a URL's path."""
    try:
        found = _IN_PATH.search(urlsplit((url or "")[:_LONGEST_URL]).path)
        return datetime(int(found[1]), int(found[3]), int(found[4]), tzinfo=UTC) if found else None
    except ValueError:
        return None


def _by_htmldate(stated: Stated, fetched_at: datetime | None) -> datetime | None:
    """Return the day that htmldate finds without its slow search in the whole text, which finds little else."""
    if sum(1 for _ in zip(stated.tree.iter(), range(_MOST_ELEMENTS + 1), strict=False)) > _MOST_ELEMENTS:
        return None
    from htmldate import find_date  # takes .5 s to import, and few pages need it

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # from dateutil, about unknown time zones: the day is enough
        try:
            latest = (fetched_at + timedelta(days=1)).date().isoformat() if fetched_at else None
            day = find_date(stated.tree, original_date=True, extensive_search=False, url=stated.url, max_date=latest)
        except (ValueError, OverflowError, RecursionError):
            return None
    return datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None
