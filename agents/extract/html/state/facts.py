"""What the objects around a story's text state: headline, time of publication, authors, address."""

from collections.abc import Iterator
from datetime import datetime

from agents.extract.authors import clean_authors
from agents.extract.clean import clean_value
from agents.extract.html.state.candidates import Holder, name_of
from agents.extract.html.state.literals import Value
from agents.extract.when.dates import read_time

_LONGEST = 500  # characters of a headline
_MOST = 20
_TITLES = tuple(
    "headline headlines title articletitle heading posttitle newstitle titre titel titulo titolo name".split()
)
_TITLE_PARTS = ("basic", "main", "web", "rendered", "text", "value", "default", "headline", "title")
_PUBLISHED = (
    "datepublished", "publishedat", "publishdate", "publisheddate", "publicationdate", "firstpublishedat",
    "firstpublished", "firstpublishdate", "firstpublicationdate", "displaydate", "pubdate", "publishtime",
    "publishedtime", "publishat", "published", "publisheddatetime", "publicationtime", "releasedate", "dateissued",
    "dategmt", "date", "datetime", "publishedon", "publishedutc",
)  # fmt: skip
_AUTHORS = ("authors", "author", "byline", "bylines", "writers", "writer", "creators", "creator", "journalists",
            "journalist", "reporters", "reporter", "by", "credits")  # fmt: skip
_NAMES = (
    "name",
    "displayname",
    "fullname",
    "authorname",
    "title",
    "text",
    "by",
    "authors",
    "nodes",
    "edges",
    "node",
    "items",
)
_GIVEN, _FAMILY = ("firstname", "givenname", "forename"), ("lastname", "familyname", "surname")
_ADDRESSES = tuple(
    "url canonicalurl slug link permalink path uri websiteurl canonical id articleid postid storyid shorturl".split()
)
_MILLISECONDS = 100_000_000_000  # from which a number is not one of seconds


def title_of(holders: tuple[Holder, ...]) -> str | None:
    """Return the headline that the nearest object states, or None."""
    for value in _stated(holders, _TITLES):
        text = _part(value) if isinstance(value, dict) else value
        if isinstance(text, str) and 0 < len(text) <= _LONGEST and (cleaned := clean_value(text)):
            return cleaned
    return None


def published_of(holders: tuple[Holder, ...]) -> datetime | None:
    """Return the time of publication that the nearest object states, or None."""
    return next((moment for value in _stated(holders, _PUBLISHED) if (moment := _moment(value))), None)


def authors_of(holders: tuple[Holder, ...]) -> tuple[str, ...]:
    """Return the persons that the nearest object names as authors."""
    found = (clean_authors(_persons(value)) for value in _stated(holders, _AUTHORS))
    return next((names for names in found if names), ())


def addresses_of(holders: tuple[Holder, ...]) -> list[str]:
    """Return what the nearest two objects give as their address or its end."""
    return [str(value) for value in _stated(holders[:2], _ADDRESSES) if isinstance(value, str | int) and str(value)]


def _stated(holders: tuple[Holder, ...], names: tuple[str, ...]) -> Iterator[Value]:
    """Yield the values of properties with one of the names, from the nearest object outwards."""
    for holder in holders:
        own = {name_of(key): value for key, value in holder.items() if len(key) < 60}
        yield from (own[name] for name in names if own.get(name))


def _part(value: Holder) -> Value:
    return next((value[name] for name in _TITLE_PARTS if isinstance(value.get(name), str)), None)


def _moment(value: Value) -> datetime | None:
    if isinstance(value, list):  # `new Date("...")`
        value = value[0] if value else None
    if isinstance(value, dict):
        value = next((value[name] for name in ("iso", "date", "value", "utc", "$date") if name in value), None)
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(int(value // 1000 if value >= _MILLISECONDS else value)) if abs(value) < 1e15 else None
    return read_time(value) if isinstance(value, str) and len(value) <= 60 else None


def _persons(value: Value) -> Iterator[str]:
    """Yield the names in a property, in order; at most so many."""
    left = [value]
    for _ in range(_MOST * 5):
        if not left:
            return
        one = left.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, list):
            left.extend(reversed(one[:_MOST]))
        elif isinstance(one, dict):
            left.extend(_person(one))


def _person(person: Holder) -> list[Value]:
    own = {name_of(key): value for key, value in person.items() if len(key) < 60}
    given, family = (
        next((own[name] for name in names if isinstance(own.get(name), str)), "") for names in (_GIVEN, _FAMILY)
    )
    full = next((own[name] for name in _NAMES if own.get(name)), None)
    if full is not None and not isinstance(full, int | float):
        return [full]
    return [f"{given} {family}"] if given and family else []
