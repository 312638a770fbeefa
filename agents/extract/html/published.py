"""When a page's article was published and changed: as it states, as its URL or the page shows, else by htmldate."""

import warnings
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from agents.extract.html import meta_tags as meta
from agents.extract.html.json_ld import texts
from agents.extract.html.places import without_others
from agents.extract.html.shown_date import shown_date
from agents.extract.html.stated import Stated
from agents.extract.html.structure.surroundings import Surroundings
from agents.extract.when.dates import not_after, parse_time
from agents.extract.when.days import find_day
from agents.extract.when.url import day_in
from schemas import RawArticle

_A_YEAR = timedelta(days=366)
_SHOWN = frozenset(("url", "page"))  # sources that no database fills
_MOST_VALUES = 3  # of one property or name
_MOST_ELEMENTS = 3_000  # of a page that htmldate reads, since it copies the tree


def published(stated: Stated, raw: RawArticle) -> tuple[datetime, str] | None:
    """Return the time of publication and its source; a day is its midnight UTC.

    A time more than a year after the last change is none, but if the page confirms it elsewhere: a database made it.
    """
    clues = Surroundings(stated, raw)
    changed = modified(stated, raw)
    latest = changed[0] + _A_YEAR if changed else None
    for moment, method in _published(stated, clues):
        if moment is None or not_after(moment, clues.latest) is None:
            continue
        if latest is None or moment < latest or method in _SHOWN:
            return moment, method
    return None


def modified(stated: Stated, raw: RawArticle) -> tuple[datetime, str] | None:
    """Return the time of the last change that the page states, and its source."""
    clues = Surroundings(stated, raw)
    times = (
        (_texts(stated.article.get("dateModified")), "json-ld"),
        (_contents(stated, meta.MODIFIED), "meta"),
        (_texts(stated.page.get("dateModified")), "json-ld"),
    )
    found = ((not_after(parse_time(time, clues), clues.latest), method) for values, method in times for time in values)
    return next(((moment, method) for moment, method in found if moment), None)


def _sources(stated: Stated) -> Iterator[tuple[Iterable[str], str]]:
    """Yield what the page states as its time of publication, and where."""
    yield from (
        (_texts(stated.article.get("datePublished")), "json-ld"),
        (_texts(stated.article.get("dateCreated")), "json-ld"),
        (_contents(stated, meta.PUBLISHED[:3]), "meta"),
        (_texts(stated.page.get("datePublished")), "json-ld"),
        (_contents(stated, meta.PUBLISHED[3:]), "meta"),
    )


def _is_unclear(value: str, clues: Surroundings) -> bool:
    """Whether a value is a date that can be read in two ways, of which nothing decides."""
    return parse_time(value, clues) is None and find_day(value) is not None


def _published(stated: Stated, clues: Surroundings) -> Iterator[tuple[datetime | None, str]]:
    for values, method in _sources(stated):
        for value in values:
            yield parse_time(value, clues), method
    yield day_in(stated.url), "url"
    yield shown_date(stated.tree, stated.elements["h1"], clues), "page"
    if not any(_is_unclear(value, clues) for values, _ in _sources(stated) for value in values):
        yield _by_htmldate(stated, clues.latest), "htmldate"


def _texts(value: Any) -> list[str]:
    """Return what a property of JSON-LD states; epoch seconds may be a number."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return [str(value)]
    return texts(value, "@value")[:_MOST_VALUES]


def _contents(stated: Stated, names: Sequence[str]) -> Iterator[str]:
    """Yield what <meta> states under each name: the next one where a template was not filled."""
    return (value for name in names for value in stated.tags.get(name, [])[:_MOST_VALUES])


def _by_htmldate(stated: Stated, latest: datetime | None) -> datetime | None:
    """Return the day that htmldate finds without its slow search in the whole text, which finds little else.

    It does not see what belongs to something else. The first of January is its answer to a year alone.
    """
    if sum(1 for _ in zip(stated.tree.iter(), range(_MOST_ELEMENTS + 1), strict=False)) > _MOST_ELEMENTS:
        return None
    from htmldate import find_date  # takes .5 s to import, and few pages need it

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # from dateutil, about unknown time zones: the day is enough
        try:
            last = (latest + timedelta(days=1)).date().isoformat() if latest else None
            own = without_others(stated.tree)
            day = find_date(own, original_date=True, extensive_search=False, url=stated.url, max_date=last)
        except (ValueError, OverflowError, RecursionError):
            return None
    return None if not day or day.endswith("-01-01") else datetime.fromisoformat(day).replace(tzinfo=UTC)
