"""The times that feeds and sitemaps state, in whatever form they write them.

Own code beside feedparser's, which takes a zone that it does not know for UTC, and takes from the clock what it cannot
read: https://github.com/kurtmckee/feedparser/issues/75. A date in words, or in another calendar, is read as on pages.
"""

import re
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime

from agents.extract.when.dates import parse_time, read_time, to_utc
from agents.extract.when.zones import zone_of

LONGEST = 100  # characters of a time
MAX_DAYS = 300  # different days of one listing that are read: in words, one may take 20 ms
MAX_UNREAD = 50  # of those, days that were none: 50 ms each

_MAIL = re.compile(r"(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d(?::\d\d)? (?:GMT|UTC|[+-]\d{4})")
_ISO = re.compile(r"\d{4}-?\d\d-?\d\d(?:[T ]\d\d:?\d\d.{0,30})?")
_EPOCH = re.compile(r"\d{10}(?:\d{3})?")
_CLOCK = re.compile(
    r"(?<![\d:])(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?(?![\d:])\s{0,2}([AaPp])?(?(4)\.?\s?[Mm]\b\.?)"
)
_OFFSET = re.compile(r"(?:GMT|UTC?|Z)?\s?([+\u2212-])(\d{1,2})(?::?([0-5]\d))?(?:\s?\([^()]{1,40}\))?")
_NAME = re.compile(r"\(?([A-Z]{2,5}|Z|МСК|[A-Z]{3}\d[A-Z]{3}|[A-Z][A-Za-z]{1,20}/[A-Za-z_/-]{2,40})\)?")
_NAME_AND_YEAR = re.compile(r"([A-Z]{1,5}|[+-]\d{4})\s(\d{4})")  # of ctime: Tue Mar 3 21:10:00 EST 2026
_FIRST_WORD = re.compile(r"[^\W\d_][^\s\d,]{0,20}(?:,\s?|\s)")  # of which a weekday is one
_SHORT_YEAR = re.compile(r"(\d{1,2} [^\W\d_]{3,12} )(\d\d)")  # of RFC 822
_YEAR_FIRST = re.compile(r"((?:19|20)\d\d)([-/.])\s?(\d{1,2})\2\s?(\d{1,2})\.?")
_FIGURES = re.compile(r"(\d{1,2})([-/.])\s?(\d{1,2})\2\s?((?:19|20)\d\d)")
_AROUND = " \t,;|@T·•–—-"
_MONTH_FIRST = ("en-us", "en-ph")
_DAY_NOT_CLEAR = ("", "en")  # the United States write the month first, most others the day


class Moments:
    """Reads the times of one listing, in the way of its language, a BCP 47 tag; days that were read are remembered."""

    def __init__(self, language: str | None = None) -> None:
        self._language = (language or "").lower().replace("_", "-")
        self._days: dict[str, datetime | None] = {}
        self._unread = 0

    def read(self, stated: str | None) -> datetime | None:
        """Return a time in UTC, in which it is without a zone; None if it is none, unclear, or a placeholder.

        Unclear are figures that may be day or month, and names of zones that are not known.
        """
        text = " ".join((stated or "")[: 2 * LONGEST].split())
        if not 6 <= len(text) <= LONGEST:
            return None
        try:
            moment = self._moment(text)
            return None if moment is None else to_utc(moment)  # without what a database has for an empty field
        except (ValueError, OverflowError, TypeError):
            return None

    def _moment(self, text: str) -> datetime | None:
        if _EPOCH.fullmatch(text):
            return read_time(text)
        if (moment := _for_machines(text)) is not None:
            return moment
        clock = next(_CLOCK.finditer(text), None)
        if clock is None:
            return self._day(text.strip(_AROUND))
        before, behind = text[: clock.start()].strip(_AROUND), text[clock.end() :].strip()
        if with_year := _NAME_AND_YEAR.fullmatch(behind):
            behind, before = with_year[1], f"{before} {with_year[2]}"
        zone, rest = self._zone(behind)
        day = None if zone is None else self._day(" ".join(filter(None, (before, rest.strip(_AROUND)))))
        return None if day is None else _at(day, clock).replace(tzinfo=zone)

    def _zone(self, text: str) -> tuple[tzinfo | None, str]:
        """Return the zone behind a clock, UTC if there is none, and what is left; None if its name is not known."""
        if offset := _OFFSET.match(text):
            distance = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
            return timezone(distance if offset[1] == "+" else -distance), text[offset.end() :]
        if named := _NAME.fullmatch(text):
            return zone_of(named[1], self._language), ""
        return UTC, text if re.search(r"\d", text) else ""  # words such as `Uhr`, or the date

    def _day(self, text: str) -> datetime | None:
        """Return a day, at midnight; None if it is not one."""
        if text not in self._days:
            if len(self._days) == MAX_DAYS or self._unread == MAX_UNREAD:
                return None
            first = _FIRST_WORD.match(text)
            self._days[text] = (first and self._read_day(text[first.end() :])) or self._read_day(text)
            self._unread += self._days[text] is None
        return self._days[text]

    def _read_day(self, text: str) -> datetime | None:
        if found := _YEAR_FIRST.fullmatch(text):
            return datetime(int(found[1]), int(found[3]), int(found[4]))  # noqa: DTZ001 - its zone comes later
        if found := _FIGURES.fullmatch(text):
            return self._in_figures(int(found[1]), int(found[3]), int(found[4]), found[2])
        if found := _SHORT_YEAR.fullmatch(text):
            text = f"{found[1]}20{found[2]}"
        day = parse_time(text)
        return day and day.replace(hour=0, minute=0, second=0, microsecond=0)

    def _in_figures(self, first: int, second: int, year: int, mark: str) -> datetime | None:
        """Return a day by the order of the language; None if that is not clear."""
        month_first = mark != "." and self._language in _MONTH_FIRST
        if first <= 12 and second <= 12 and first != second and mark != "." and self._language in _DAY_NOT_CLEAR:
            return None
        if second > 12 or (month_first and first <= 12):
            first, second = second, first
        return datetime(year, second, first)  # noqa: DTZ001


def _for_machines(text: str) -> datetime | None:
    """Return a time as RFC 3339 or RFC 2822 have it, which most are; None for any other."""
    with suppress(ValueError):
        if _MAIL.fullmatch(text):
            return parsedate_to_datetime(text)
        if _ISO.fullmatch(text):
            return datetime.fromisoformat(text)
    return None


def _at(day: datetime, clock: re.Match[str]) -> datetime:
    """Return the time of a clock on a day; raises ValueError if there is none, such as 27:10 or 13:00 pm."""
    hours, minutes, seconds = int(clock[1]), int(clock[2]), int(clock[3] or 0)
    if clock[4]:
        if not 1 <= hours <= 12:
            raise ValueError(hours)
        hours = hours % 12 + (12 if clock[4] in "Pp" else 0)
    if hours > 24 or minutes > 59 or seconds > 60 or (hours == 24 and minutes + seconds):
        raise ValueError(clock[0])
    return day + timedelta(hours=hours, minutes=minutes, seconds=seconds)
