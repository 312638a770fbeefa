"""Reading of times from metadata, and of dates from lines of text; all in UTC."""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, time, timedelta
from email.utils import parsedate_to_datetime

_EARLIEST = datetime(1900, 1, 2, tzinfo=UTC)  # a spreadsheet's day 0 is the first of January
_LATEST = datetime(2100, 1, 1, tzinfo=UTC)  # for events without fetched_at: a stage has no clock
_DAY_0 = datetime(1970, 1, 1, tzinfo=UTC)
_A_DAY = timedelta(days=1)  # any time zone's midnight
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|(?:[12]\d{3}|[०-९٠-٩۰-۹]{4})")
_LONGEST = 60  # characters of a date line with weekday, time and zone
# Day, month and year must all be stated: dateparser fills missing parts from the clock.
_DOTTED = re.compile(r"\d{1,2}\. ?\d{1,2}\. ?\d{4}")  # with dots, the day comes first
_SETTINGS = {
    "PARSERS": ["absolute-time"],
    "REQUIRE_PARTS": ["day", "month", "year"],
    "STRICT_PARSING": True,
    "RELATIVE_BASE": datetime(2000, 1, 1),  # noqa: DTZ001 - dateparser wants it naive
}


def parse_time(stated: str | None) -> datetime | None:
    """Read a time from metadata (ISO 8601, RFC 2822, epoch seconds or prose); None if it is not one."""
    return _first(stated, (_iso, _rfc2822, _epoch, parse_date_line))


def read_time(stated: str | None) -> datetime | None:
    """Read a time that is written for machines (ISO 8601, RFC 2822 or epoch seconds); None if it is not one."""
    return _first(stated, (_iso, _rfc2822, _epoch))


def _first(stated: str | None, ways: Iterable[Callable[[str], datetime | None]]) -> datetime | None:
    if not stated or not (stated := stated.strip()):
        return None
    for read in ways:
        try:
            moment = read(stated)
        except (ValueError, TypeError, OverflowError, IndexError, OSError):
            continue
        if moment is not None:
            return to_utc(moment)
    return None


def parse_date_line(line: str, language: str | None = None) -> datetime | None:
    """Read a line that is a date in any language and nothing else; None if it is not."""
    line = line.strip(" \t.,|·•–—-")
    if not (6 <= len(line) <= _LONGEST) or not _YEAR.search(line):
        return None
    return _prose(line, language)


def to_utc(moment: datetime) -> datetime | None:
    """Convert a moment to UTC; None before 1900, after 2100, and at a computer's day 0, which is a field left empty.

    Local midnight is mostly a date to which a template added a zone. It stays that date: midnight UTC.
    """
    if moment.tzinfo is None or moment.time() == time():
        moment = moment.replace(tzinfo=UTC)
    try:
        moment = moment.astimezone(UTC)
    except OverflowError:
        return None
    is_empty = abs(moment - _DAY_0) < _A_DAY
    return moment if _EARLIEST < moment < _LATEST and not is_empty else None


def not_after(moment: datetime | None, fetched_at: datetime | None) -> datetime | None:
    """Return the moment, or None if it is more than a day after the page was fetched."""
    return None if moment and fetched_at and moment - _A_DAY > fetched_at else moment


def _iso(stated: str) -> datetime | None:
    return datetime.fromisoformat(stated) if len(stated) >= 8 and not re.fullmatch(r"\d{9,13}", stated) else None


def _rfc2822(stated: str) -> datetime | None:
    is_mail_date = re.match(r"[A-Z][a-z]{2},? \d|\d{1,2} [A-Z][a-z]{2} \d{4}", stated)
    return parsedate_to_datetime(stated) if is_mail_date else None


def _epoch(stated: str) -> datetime | None:
    if not re.fullmatch(r"\d{10}|\d{13}", stated):
        return None
    return datetime.fromtimestamp(int(stated[:10]), UTC)


def _prose(line: str, language: str | None) -> datetime | None:
    from dateparser import DateDataParser  # type: ignore[import-untyped]  # takes .3 s to import, and few texts need it

    languages = [language] if language else None
    try:
        order = {"DATE_ORDER": "DMY"} if _DOTTED.match(line) else {}
        found = DateDataParser(languages=languages, settings=_SETTINGS | order).get_date_data(line).date_obj
    except (ValueError, OverflowError, RecursionError):
        return None
    return found if isinstance(found, datetime) else None
