"""The whole of a headline that was cut: another one on the page that begins with it and goes on."""

import re
import unicodedata
from collections.abc import Iterable

from agents.extract.words import any_of

# A cut says so by dots, alone or in brackets: `...`, `[...]`.
_DOTS = re.compile(r"(?<![\s(\[])[\s(\[]*+(?:\.{2,4}|…|⋯|(?<!。)。。++)[)\]\s]*+$")
# What follows in front of an outlet's name, a section or a subtitle, but not inside a headline.
_ANOTHER_PART = re.compile(r"\W*?(?:[|｜•·»«›‹~*/>_:：]|(?<=\s)[-–—―]+(?=\s)|(?<=\s)[(\[（])|[.…]{2,}|\W*$")
_OPEN = re.compile(rf"[,;:–—(\[„“«‹-]$|(?<!\w){any_of('unfinished')}$", re.IGNORECASE)
_SHORTEST = 20  # characters of a start without dots: a shorter one is a heading, or is said by chance


def whole(title: str, others: Iterable[str]) -> str:
    """Return the longest of other titles that begin with a title that was cut, or the title.

    A cut is told by dots, by a word that is not ended, by a last word or mark that ends no headline. Without such a
    sign both may be meant: of four labelled pages where a title of 60 or 70 characters begins the <h1>, all want it.
    """
    start = _DOTS.sub("", title)
    if not any(map(str.isalnum, start)):
        return title
    has_dots = start != title
    longest = title
    for other in others:
        if len(other) <= len(start):
            continue
        rest = _rest(start, other)
        if rest is None or _ANOTHER_PART.match(rest) or len(_DOTS.sub("", other)) <= len(_DOTS.sub("", longest)):
            continue
        if has_dots or (len(start) >= _SHORTEST and _is_cut(start, rest)):
            longest = other
    return longest


def _is_cut(start: str, rest: str) -> bool:
    """Whether a title without dots ends where no headline does."""
    if start[-1].isalnum() and rest[0].isalnum():
        return unicodedata.category(start[-1]) != "Lo" and start[-1].isdigit() == rest[0].isdigit()
    return _OPEN.search(start) is not None


def _rest(start: str, other: str) -> str | None:
    """Return what follows in another title after the letters and digits of a start; None if it begins otherwise."""
    place = 0
    for letter in start:
        if not letter.isalnum():
            continue
        while place < len(other) and not other[place].isalnum():
            place += 1
        if place == len(other) or other[place].casefold() != letter.casefold():
            return None
        place += 1
    return other[place:]
