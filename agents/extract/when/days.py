"""The first whole date in a short text, in figures or with a month's name, in any language and calendar.

Own code beside dateparser, which tries its two hundred languages one after the other: 20 ms for a text and most of a
second for the first one. The texts here are many, and hold a year already.
"""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from functools import partial
from itertools import islice
from typing import NamedTuple

from agents.extract.when.calendars import YEARS, Calendar, to_gregorian
from agents.extract.when.clock import has_no_figures, read_clock
from agents.extract.when.clues import DAY_FIRST, NOTHING, Clues, Order, decide
from agents.extract.when.digits import plain, without_numerals
from agents.extract.when.names import FIRST_WORDS, months_of

LONGEST = 300  # characters of a text that is searched
_MOST = 4  # places of one shape: a text with more has no date of its own

_YEAR = r"((?:1[349]|2[0456])\d\d)(?!\d)"
_LETTERS = r"[^\W\d_][^\s\d.,:;/()-]{1,14}"  # vowel signs are no word characters
_WORD = (
    r"((?:[\u0e01-\u0e4e\u0e81-\u0ecd]{1,4}\.\s?[\u0e01-\u0e4e\u0e81-\u0ecd]{1,3}\.?"  # Thai and Lao abbreviations
    rf"|(?:{'|'.join(map(re.escape, FIRST_WORDS))})\s{_LETTERS}|{_LETTERS}(?:/{_LETTERS})?))"
)
_OF = r"(?:(?:(?:de|of|di|del)(?=\s)|d['’]|من|năm|พ\.?\s?ศ\.?|ค\.?\s?ศ\.?|ឆ្នាំ|ปี|ປີ|ቀን|سنة|عام|سنه|سال)\s?)?"
_AFTER_YEAR = r"(?:\s?(?:m\.|г\.|ж\.|жылғы|-жылдын|\(?e?\)?ko|ခုနှစ်၊?|оны|gada|\.\s?gada))?"
_YEAR_FIRST = re.compile(
    rf"(?<![\d.]){_YEAR}(?:\s?[-/.]\s?|\s?[年년]\s?)(\d{{1,2}})(?:\s?[-/.]\s?|\s?[月월]\s?)(\d{{1,2}})(?!\d)"
)
_FIGURES = re.compile(rf"(?<![\d.])(\d{{1,2}})\s?([./-])\s?(\d{{1,2}})\s?[./-]\s?{_OF}{_YEAR}")
_DAY_FIRST = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|er|[.ºª°,])?[\s-]{{0,2}}{_OF}{_WORD}\.?,?[\s-]{{0,2}}{_OF}{_YEAR}",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"(?<![^\W\d_]){_WORD}\.?\s{{0,2}}(\d{{1,2}})(?:st|nd|rd|th)?\.?,?\s{{1,2}}{_OF}{_YEAR}", re.IGNORECASE
)
_YEAR_MONTH_DAY = re.compile(rf"(?<![\d.]){_YEAR}{_AFTER_YEAR}[.,]?\s{_WORD}\s(\d{{1,2}})(?!\d)")  # Hungarian, Basque
_YEAR_DAY_MONTH = re.compile(
    rf"(?<![\d.]){_YEAR}{_AFTER_YEAR}[.,]?\s(\d{{1,2}})[.-]?\s?{_WORD}(?!\w)"
)  # Latvian, Kazakh
_NUMBERED = re.compile(rf"(?<!\d)(\d{{1,2}})\s?tháng\s?(\d{{1,2}})(?:\s?,\s?|\s)(?:năm\s?)?{_YEAR}", re.IGNORECASE)
_MONGOLIAN = re.compile(rf"(?<!\d){_YEAR}\s?оны?\s(\d{{1,2}})[-\s](?:р\s)?сарын\s?(\d{{1,2}})(?!\d)")
_ERA = re.compile(
    r"(令和|平成|昭和|大正|(?<![A-Za-z])[RH](?=\d))\s?(元|\d{1,2})\s?[年./-]\s?(\d{1,2})\s?[月./-]\s?(\d{1,2})(?!\d)"
)
_MINGUO = re.compile(r"民[國国]\s?(元|\d{1,3})\s?[年./-]\s?(\d{1,2})\s?[月./-]\s?(\d{1,2})(?!\d)")
_TAIWANESE = re.compile(r"(?<![\d./-])(1[0-3]\d)\s?[年./-]\s?(\d{1,2})\s?[月./-]\s?(\d{1,2})(?!\d)")
_THAI_SHORT = re.compile(rf"(?<!\d)(\d{{1,2}})\s?{_WORD}\s?(?:พ\.?\s?ศ\.?\s?)?([4-7]\d)(?![\d:.])")
_THAI_FIGURES = re.compile(r"(?<![\d./-])(\d{1,2})[/.-](\d{1,2})[/.-]([5-7]\d)(?![\d:.])")
# A date in a calendar that has no conversion here, beside the one that has: `28 Falgun 1432` in Bengali.
_BESIDE = re.compile(r"(?<!\d)\d{1,2}\s(?:[^\W\d]\S{1,14}\s){1,2}(?:1[34]|5[78])\d\d(?!\d)\s?(?:هـ)?")
_ERAS = {"令和": 2018, "R": 2018, "平成": 1988, "H": 1988, "昭和": 1925, "大正": 1911}
_PERSIAN = frozenset(("fa", "ps", "prs", "ckb"))  # languages that count by the sun
_ARABIC = frozenset(("ar", "ur", "sd", "ug", "ku"))  # and by the moon
_FIGURE = re.compile(r"[\d年月]")
_REMAINS = re.compile(r"\{\{|\{%|<%|\$\{|%[YdmB]\b")  # of a template that was not filled


class Day(NamedTuple):
    """A day, as midnight UTC, and where in the text it stands."""

    day: datetime
    start: int
    end: int


class _Reading(NamedTuple):
    """One way to read a date."""

    calendar: Calendar
    year: int
    month: int
    day: int


class _Readings(NamedTuple):
    """The ways to read a date; `is_sure` if the first one is what the text itself prefers."""

    ways: list[_Reading]
    is_sure: bool = True


def find_day(text: str, clues: Clues = DAY_FIRST) -> Day | None:
    """Return the first whole date in the first 300 characters of a text that can be decided.

    Where it is given in two calendars, the lunar one is not taken: it may be a day off.
    """
    text = plain(text[:LONGEST])
    if _REMAINS.search(text):
        return None
    if "年" in text or "月" in text:
        text = without_numerals(text)
    found = [day for pattern, read in _shapes(text, clues) for day in _found(text, pattern, read, clues)]
    return min(found, default=(False, None), key=_first)[1]


def may_have_day(text: str) -> bool:
    """Whether a text has what each date has, a figure or the sign of a year or a month: a quick test before others."""
    return _FIGURE.search(text) is not None


def _first(found: tuple[bool, Day | None]) -> tuple[bool, int]:
    is_lunar, day = found
    return is_lunar, day.start if day else 0


def find_moment(text: str, clues: Clues = NOTHING) -> datetime | None:
    """Return the moment that a text is: a date that is clear, with a time or without, and no other figures.

    The time may be in 12 hours, and with a zone's name. Without a zone it is UTC.
    """
    found = find_day(text, clues) if len(text) <= LONGEST else None
    if found is None:
        return None
    text = plain(text)
    if "年" in text or "月" in text:
        text = without_numerals(text)
    rest = _BESIDE.sub(" ", f"{text[: found.start]} \n {text[found.end :]}")
    if has_no_figures(rest):
        return found.day
    clock = read_clock(rest, clues.language, clues.region)
    return clock and found.day.replace(
        hour=clock.hour, minute=clock.minute, second=clock.second, tzinfo=clock.tzinfo or UTC
    )


def _found(text: str, pattern: re.Pattern[str], read: "_Read", clues: Clues) -> Iterator[tuple[bool, Day]]:
    """Yield the first date of one shape that can be decided."""
    for match in islice(pattern.finditer(text), _MOST):
        ways, is_sure = read(match, clues)
        days = [(day, way.calendar) for way in ways if (day := _day(way))]
        if not days:
            continue
        first = _day(ways[0])
        if day := decide([day for day, _ in days], first if is_sure else None, clues):
            is_lunar = (day, Calendar.HIJRI) in days
            yield is_lunar, Day(datetime(day.year, day.month, day.day, tzinfo=UTC), *match.span())
            if not is_lunar:
                return


def _day(reading: _Reading) -> date | None:
    try:
        return to_gregorian(*reading)
    except ValueError:  # the 45th of a month, or a year that no newspaper has
        return None


def _calendars(year: int, clues: Clues) -> list[Calendar]:
    """Return the calendars of a year in figures, the likeliest first."""
    if clues.language == "ne":
        return [Calendar.BIKRAM, Calendar.GREGORIAN]
    if year in YEARS[Calendar.GREGORIAN]:
        return [Calendar.GREGORIAN]
    if year in YEARS[Calendar.BUDDHIST]:
        return [Calendar.BUDDHIST]
    if clues.language in _PERSIAN:
        return [Calendar.PERSIAN, Calendar.HIJRI]
    return [Calendar.HIJRI, Calendar.PERSIAN] if clues.language in _ARABIC else []


def _in_figures(match: re.Match[str], clues: Clues) -> _Readings:
    """Read a date with the year first."""
    year, month, day = int(match[1]), int(match[2]), int(match[3])
    return _Readings([_Reading(calendar, year, month, day) for calendar in _calendars(year, clues)])


def _figures(match: re.Match[str], clues: Clues) -> _Readings:
    """Read a date with the year last: with dots the day comes first, else nothing but the clues decide."""
    one, other, year = int(match[1]), int(match[3]), int(match[4])
    orders = [(one, other), (other, one)]
    is_sure = (
        match[2] == "."
        or year not in YEARS[Calendar.GREGORIAN]
        or clues.order is not None
        or one == other
        or one > 12
        or other > 12
    )
    if match[2] != "." and year in YEARS[Calendar.GREGORIAN] and clues.order is Order.MONTH_FIRST:
        orders.reverse()
    ways = [
        _Reading(calendar, year, month, day)
        for calendar in _calendars(year, clues)
        for day, month in orders
        if month <= 12
    ]
    return _Readings(ways, is_sure)


def _named(match: re.Match[str], clues: Clues, *, year: int, word: int, day: int) -> _Readings:
    """Read a date with the name of its month; the figures are the groups of the match."""
    count, named = int(match[day]), months_of(match[word], clues.language)
    stated = int(match[year])
    ways = [
        _Reading(_calendar_of(calendar, stated), stated, month, count)
        for calendar, month in named
        if stated in YEARS[_calendar_of(calendar, stated)]
    ]
    return _Readings(ways, is_sure=len(ways) == 1)


def _calendar_of(calendar: Calendar, year: int) -> Calendar:
    """Return the calendar of a year with a month's name: Thai months are those of Europe."""
    is_buddhist = calendar is Calendar.GREGORIAN and year in YEARS[Calendar.BUDDHIST]
    return Calendar.BUDDHIST if is_buddhist else calendar


def _gregorian(match: re.Match[str], _: Clues, *, year: int, month: int, day: int) -> _Readings:
    return _Readings([_Reading(Calendar.GREGORIAN, int(match[year]), int(match[month]), int(match[day]))])


def _era(match: re.Match[str], _: Clues) -> _Readings:
    year = _ERAS[match[1]] + _count(match[2])
    return _Readings([_Reading(Calendar.GREGORIAN, year, int(match[3]), int(match[4]))])


def _minguo(match: re.Match[str], _: Clues) -> _Readings:
    return _Readings([_Reading(Calendar.MINGUO, _count(match[1]), int(match[2]), int(match[3]))])


def _count(year: str) -> int:
    return 1 if year == "元" else int(year)


def _thai(match: re.Match[str], _: Clues) -> _Readings:
    named = months_of(match[2], "th")
    ways = [
        _Reading(Calendar.BUDDHIST, 2500 + int(match[3]), month, int(match[1]))
        for calendar, month in named
        if calendar is Calendar.GREGORIAN
    ]
    return _Readings(ways)


def _thai_figures(match: re.Match[str], _: Clues) -> _Readings:
    return _Readings([_Reading(Calendar.BUDDHIST, 2500 + int(match[3]), int(match[2]), int(match[1]))])


_Read = Callable[[re.Match[str], Clues], _Readings]
_Shape = tuple[re.Pattern[str], _Read]
_EVERYWHERE: tuple[_Shape, ...] = (
    (_YEAR_FIRST, _in_figures),
    (_FIGURES, _figures),
    (_DAY_FIRST, partial(_named, day=1, word=2, year=3)),
    (_MONTH_FIRST, partial(_named, word=1, day=2, year=3)),
    (_YEAR_MONTH_DAY, partial(_named, year=1, word=2, day=3)),
)
_ELSEWHERE: tuple[_Shape, ...] = (  # in texts with other characters than those of ASCII
    (_YEAR_DAY_MONTH, partial(_named, year=1, day=2, word=3)),
    (_NUMBERED, partial(_gregorian, day=1, month=2, year=3)),
    (_MONGOLIAN, partial(_gregorian, year=1, month=2, day=3)),
)


def _shapes(text: str, clues: Clues) -> Iterator[_Shape]:
    """Yield the shapes of dates that a text can have."""
    yield from _EVERYWHERE
    if not text.isascii():
        yield from _ELSEWHERE
        if "年" in text or "民" in text:
            yield _ERA, _era
            yield _MINGUO, _minguo
        if max(text) >= "\u0e01" and any("\u0e01" <= character <= "\u0e4e" for character in text):
            yield _THAI_SHORT, _thai
    language = clues.language
    if language == "ja":
        yield _ERA, _era
    elif language == "th":
        yield _THAI_FIGURES, _thai_figures
    elif language == "zh" and clues.region == "TW":
        yield _TAIWANESE, _minguo
