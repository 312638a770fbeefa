"""The first whole date in a short text, in figures or with a month's name in any language.

Own code beside dateparser, which tries its two hundred languages one after the other: 20 ms for a text and most of a
second for the first one. The texts here are many, and hold a year already.
"""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import NamedTuple

from agents.extract.words import LANGUAGES

LONGEST = 300  # characters of a text that is searched

_YEAR = r"((?:19|20)\d\d)(?!\d)"
_WORD = r"([^\W\d_][^\s\d.,:;/()-]{1,14})"  # the vowel signs of Hindi are no word characters
_OF = r"(?:(?:de|of|di|del|d['’])\s?)?"
_YEAR_FIRST = re.compile(
    r"(?<![\d.])((?:19|20)\d\d)(?:[-/.]|\s?[年년]\s?)(\d{1,2})(?:[-/.]|\s?[月월]\s?)(\d{1,2})(?!\d)"
)
_FIGURES = re.compile(rf"(?<![\d.])(\d{{1,2}})\s?([./-])\s?(\d{{1,2}})\s?[./-]\s?{_YEAR}")
_DAY_FIRST = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|er|[.ºª°,])?[\s-]{{0,2}}{_OF}{_WORD}\.?,?[\s-]{{0,2}}{_OF}{_YEAR}"
)
_MONTH_FIRST = re.compile(
    rf"(?<![^\W\d_]){_WORD}\.?\s{{0,2}}(\d{{1,2}})(?:st|nd|rd|th)?\.?,?\s{{1,2}}{_OF}{_YEAR}", re.IGNORECASE
)
_YEAR_MONTH_DAY = re.compile(rf"(?<![\d.])((?:19|20)\d\d)[.,]?\s{_WORD}\s(\d{{1,2}})(?!\d)")  # Hungarian
_UNCLEAR = re.compile(r"\d{1,2}\s?[/-]\s?\d")
_HAS_DIGIT = re.compile(r"\d")
_TIME = re.compile(
    r"[\s,T-]{0,3}(?:UTC)?(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?\s?(?:Z{1,2}|UTC|GMT)?\s?([+-]\d\d:?\d\d)?(?:Z|\s?UTC)?"
)
_SHORTEST_STEM = 2  # characters

_STEMS = {
    form: number
    for words in LANGUAGES.values()
    for number, forms in enumerate(words.months.split(), 1)
    for form in forms.split("/")
}


class Day(NamedTuple):
    """A day, as midnight UTC, and where in the text it stands."""

    day: datetime
    start: int
    end: int


def find_day(text: str, *, is_american: bool = False) -> Day | None:
    """Return the first whole date in the first 300 characters of a text; in American English, 3/4/2021 is in March."""
    text = text[:LONGEST]
    found = (day for pattern, read in _SHAPES for day in _found(text, pattern, read, is_american=is_american))
    return min(found, key=lambda day: day.start, default=None)


def find_moment(text: str) -> datetime | None:
    """Read a text that has a date, with a time or without, and no other figures; it must be clear in any language.

    Not read are 3/4/2021, times in 12 hours, and time zones by other names than UTC and GMT.
    """
    found = find_day(text) if len(text) <= LONGEST else None
    if found is None or _HAS_DIGIT.search(text[: found.start]) or _UNCLEAR.match(text, found.start, found.end):
        return None
    time = _TIME.fullmatch(text[found.end :])
    if time is None:
        return None if _HAS_DIGIT.search(text[found.end :]) else found.day
    try:
        zone = datetime.strptime(time[4].replace(":", ""), "%z").tzinfo if time[4] else UTC
        return found.day.replace(hour=int(time[1]), minute=int(time[2]), second=int(time[3] or 0), tzinfo=zone)
    except ValueError:
        return None


def _found(text: str, pattern: re.Pattern[str], read: "_Read", *, is_american: bool) -> Iterator[Day]:
    """Yield the first date of one shape."""
    for match in pattern.finditer(text):
        year, month, day = read(match, is_american)
        try:
            yield Day(datetime(year, month, day, tzinfo=UTC), *match.span())
        except ValueError:  # the 45th of a month, or a word that is no month
            continue
        return


def _figures(match: re.Match[str], is_american: bool) -> tuple[int, int, int]:
    """Return the parts of a date in figures: the day comes first, but for slashes in American English."""
    day, month = int(match[1]), int(match[3])
    if (is_american and match[2] == "/" and day <= 12) or month > 12:
        day, month = month, day
    return int(match[4]), month, day


def _month(word: str) -> int:
    """Return the number of the month whose longest stem begins a word; 0 if it is not one."""
    word = word.casefold()
    stems = (word[:length] for length in range(len(word), _SHORTEST_STEM - 1, -1))
    return next((_STEMS[stem] for stem in stems if stem in _STEMS), 0)


_Read = Callable[[re.Match[str], bool], tuple[int, int, int]]
_SHAPES: tuple[tuple[re.Pattern[str], _Read], ...] = (
    (_YEAR_FIRST, lambda match, _: (int(match[1]), int(match[2]), int(match[3]))),
    (_FIGURES, _figures),
    (_DAY_FIRST, lambda match, _: (int(match[3]), _month(match[2]), int(match[1]))),
    (_MONTH_FIRST, lambda match, _: (int(match[3]), _month(match[1]), int(match[2]))),
    (_YEAR_MONTH_DAY, lambda match, _: (int(match[1]), _month(match[2]), int(match[3]))),
)
