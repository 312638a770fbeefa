"""Reading of times from metadata, and of dates from lines of text; all in UTC."""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, time, timedelta
from email.utils import parsedate_to_datetime

from agents.extract.when.clues import DAY_FIRST, NOTHING, Clues, Known, Order
from agents.extract.when.days import find_day, find_moment
from agents.extract.when.digits import plain
from agents.extract.when.names import months_of

_EARLIEST = datetime(1900, 1, 2, tzinfo=UTC)  # a spreadsheet's day 0 is the first of January
_LATEST = datetime(2100, 1, 1, tzinfo=UTC)  # for events without fetched_at: a stage has no clock
_DAY_0 = datetime(1970, 1, 1, tzinfo=UTC)
# Midnights from which computers count, or which they have for 0000-00-00, and the last second of 32 bits.
_NO_TIMES = frozenset(
    (
        datetime(1904, 1, 1, tzinfo=UTC),
        datetime(1980, 1, 1, tzinfo=UTC),
        datetime(1999, 11, 30, tzinfo=UTC),
        datetime(2000, 1, 1, tzinfo=UTC),
        datetime(2001, 1, 1, tzinfo=UTC),
        datetime(2038, 1, 19, 3, 14, 7, tzinfo=UTC),
    )
)
_A_DAY = timedelta(days=1)  # any time zone's midnight
_YEAR = re.compile(r"(?<!\d)(?:1[349]|2[0456])\d\d(?!\d)")
_LONGEST = 60  # characters of a date line with weekday, time and zone
_LONGEST_STATED = 200  # characters of a time in metadata
_FIGURES = re.compile(r"\d{1,2}\s?[-/.]\s?\d{1,2}\s?[-/.]")  # read above, or not clear
_WORD = re.compile(r"[^\W\d_]{3,}")
_EPOCH = re.compile(r"(?:/Date\()?(\d{10})(?:\d{3}(?:\d{3})?|\.\d{1,9})?(?:[+-]\d{4})?(?:\)/)?")
_COMPACT = re.compile(r"((?:19|20)\d\d[01]\d[0-3]\d)([0-2]\d[0-5]\d(?:[0-5]\d)?)")
_MAIL = re.compile(
    r"(?:[A-Z][a-z]{2},? )?\d{1,2} [A-Z][a-z]{2} \d{2}(?:\d{2})? \d\d:\d\d(?::\d\d)? ?"
    r"(?:[+-]\d{4}|GMT|UTC?|Z|[ECMP][SD]T)?(?: \(\w+\))?"
)
_CTIME = re.compile(r"(?:\w{3},? )?(\w{3}) {1,2}(\d{1,2}) (\d\d:\d\d(?::\d\d)?) (\S{1,6}) (\d{4})")  # of Unix and Ruby
# Day, month and year must all be stated: dateparser fills missing parts from the clock.
_SETTINGS = {
    "PARSERS": ["absolute-time"],
    "REQUIRE_PARTS": ["day", "month", "year"],
    "STRICT_PARSING": True,
    "RELATIVE_BASE": datetime(2000, 1, 1),  # noqa: DTZ001 - dateparser wants it naive
}


def parse_time(stated: str | None, clues: Clues = NOTHING) -> datetime | None:
    """Read a time from metadata, in any form, language and calendar; None if it is not one, or not clear.

    The forms are ISO 8601, RFC 2822, epoch seconds or milliseconds, and prose with a zone by its name. Unclear is
    03/04/2026, unless the clues decide. What a database has for an empty field (1970, 2000-01-01) is dropped.
    """
    ways = (_iso, _number, _by_shape, _rfc2822, _by_dateparser)
    return _first(stated, clues, ways)


def read_time(stated: str | None, clues: Clues = NOTHING) -> datetime | None:
    """Read a time that is written for machines (ISO 8601, RFC 2822 or epoch seconds); None if it is not one.

    Drops what `parse_time` drops.
    """
    return _first(stated, clues, (_iso, _number, _rfc2822))


_Way = Callable[[str, Clues], datetime | None]


def _first(stated: str | None, clues: Clues, ways: Iterable[_Way]) -> datetime | None:
    if not stated or not (stated := stated.strip()) or len(stated) > _LONGEST_STATED:
        return None
    for read in ways:
        try:
            moment = read(stated, clues)
        except (ValueError, TypeError, OverflowError, IndexError, OSError):
            continue
        if moment is not None:
            return to_utc(moment)
    return None


def parse_date_line(line: str, language: str | None = None, clues: Clues | None = None) -> datetime | None:
    """Read a line that is a date in any language and nothing else; None if it is not.

    Without clues, the day comes first in figures: enough for those who ask whether it is a date.
    """
    line = line.strip(" \t.,|·•–—-")
    if not (6 <= len(line) <= _LONGEST):
        return None
    if clues is None:
        clues = Known(language, order=Order.DAY_FIRST) if language else DAY_FIRST
    moment = find_moment(line, clues)
    if moment is None:
        return _by_dateparser(line, clues)
    return moment if _has_only_date_words(line, moment, clues) else None


def _has_only_date_words(line: str, moment: datetime, clues: Clues) -> bool:
    """Whether a line with a date has no other words than those of dates: `The war began on 24 February 2022` has."""
    day = find_day(line, clues)
    if day is None:
        return False
    rest = f"{line[: day.start]} {line[day.end :]}"
    if len(_WORD.findall(rest)) == 0:
        return True
    return _by_dateparser(f"{line[: day.start]} {moment.date()} {line[day.end :]}", clues, is_read=True) is not None


def to_utc(moment: datetime) -> datetime | None:
    """Convert a moment to UTC; None if it is before 1900, after 2100, or what a database has for an empty field.

    Local midnight is mostly a date to which a template added a zone. It stays that date: midnight UTC.
    """
    if moment.tzinfo is None or moment.time() == time():
        moment = moment.replace(tzinfo=UTC)
    try:
        moment = moment.astimezone(UTC)
    except OverflowError:
        return None
    is_empty = abs(moment - _DAY_0) < _A_DAY or moment in _NO_TIMES
    return moment if _EARLIEST < moment < _LATEST and not is_empty else None


def not_after(moment: datetime | None, fetched_at: datetime | None) -> datetime | None:
    """Return the moment, or None if it is more than a day after the page was fetched."""
    return None if moment and fetched_at and moment - _A_DAY > fetched_at else moment


def _iso(stated: str, clues: Clues) -> datetime | None:
    if len(stated) < 8 or not stated[:4].isdigit() or re.fullmatch(r"\d{9,}", stated):
        return None
    moment = datetime.fromisoformat(stated)
    is_ours = _EARLIEST.year <= moment.year < _LATEST.year and clues.language != "ne"
    return moment if is_ours else find_moment(stated, clues)


def _number(stated: str, _: Clues) -> datetime | None:
    if found := _COMPACT.fullmatch(stated):
        return datetime.strptime(f"{found[1]}{found[2]:0<6}", "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    found = _EPOCH.fullmatch(stated)
    return datetime.fromtimestamp(int(found[1]), UTC) if found else None


def _by_shape(stated: str, clues: Clues) -> datetime | None:
    if found := _CTIME.fullmatch(stated):
        stated = f"{found[2]} {found[1]} {found[5]} {found[3]} {found[4]}"
    return find_moment(stated, clues)


def _rfc2822(stated: str, _: Clues) -> datetime | None:
    """Read a mail's date, unless its zone has a name that email.utils takes for UTC."""
    return parsedate_to_datetime(stated) if _MAIL.fullmatch(stated) else None


def _by_dateparser(line: str, clues: Clues, *, is_read: bool = False) -> datetime | None:
    """Read a date in a language whose months are not known here, or the words beside a date that was read."""
    line = plain(line)
    if len(line) > _LONGEST + 10 or (not is_read and (not _YEAR.search(line) or _FIGURES.search(line))):
        return None
    words = _WORD.findall(line)
    if not words or (not is_read and any(months_of(word, clues.language) for word in words)):
        return None
    from dateparser import DateDataParser  # type: ignore[import-untyped]  # takes .3 s to import, and few texts need it

    try:
        languages = [clues.language] if clues.language else None
        found = DateDataParser(languages=languages, settings=_SETTINGS).get_date_data(line).date_obj
    except (ValueError, OverflowError, RecursionError):
        return None
    return found.replace(tzinfo=found.tzinfo or UTC) if isinstance(found, datetime) else None
