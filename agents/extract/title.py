"""Removal of the outlet's name, which sites put before or after a headline."""

import re
from collections.abc import Iterable

from agents.extract.clean import clean_value, fold
from agents.extract.labels import SPACE

_SEPARATOR = re.compile(rf"{SPACE}[-–—―‒|·•:⁄/»«›‹~*]++\s++|{SPACE}?(?:[|｜]|[-–—]{{2,}}+|[_＿]++)\s*+|(?<=\S)[：]\s*+")
_LONGEST = 1_000  # characters; four times the longest on 2,690 pages: a longer text is no headline
_MOST_WORDS = 6  # of an outlet's name
_MOST_SEPARATORS = 8  # of a title whose parts are compared
_SHORTEST = 4  # characters of a part that counts as the whole name
_SHARE = 0.5  # of the whole name


def clean_title(title: str | None, outlets: Iterable[str | None]) -> str | None:
    """Return the headline without an outlet's name (or domain) before or after a separator; None if nothing is left.

    None also for a text that is too long for a headline.

    `outlets` are the names that the page and the feed give to the outlet, and its domain.
    """
    if not title or not (title := clean_value(title)) or len(title) > _LONGEST:
        return None
    names = {squeezed for outlet in outlets if outlet and (squeezed := _squeeze(outlet))}
    if _squeeze(title) in names:
        return None
    while (shorter := _without_name(title, names)) != title:
        title = shorter
    return title


def parts_of(title: str) -> list[str]:
    """Return a title, and all shorter ones between two of its first separators."""
    separators = list(_SEPARATOR.finditer(title))[:_MOST_SEPARATORS]
    starts = [0, *(separator.end() for separator in separators)]
    ends = [*(separator.start() for separator in separators), len(title)]
    return [title[start:end] for start in starts for end in ends if start < end]


def without_end(title: str) -> str:
    """Return a <title> without its last part, which is mostly an outlet's name that nothing else states."""
    separators = list(_SEPARATOR.finditer(title))
    if not separators:
        return title
    start, end = title[: separators[-1].start()].strip(), title[separators[-1].end() :]
    return start if len(end.split()) <= _MOST_WORDS and len(end) <= len(start) else title


def _without_name(title: str, names: set[str]) -> str:
    """Remove one name from one end."""
    separators = list(_SEPARATOR.finditer(title))
    if not separators:
        return title
    last, first = separators[-1], separators[0]
    if title[: last.start()].strip() and _is_name(title[last.end() :], names):
        return title[: last.start()].strip()
    if title[first.end() :].strip() and _is_name(title[: first.start()], names):
        return title[first.end() :].strip()
    return title


def _is_name(part: str, names: set[str]) -> bool:
    squeezed = _squeeze(part)
    if not squeezed or len(part.split()) > _MOST_WORDS:
        return False
    return any(squeezed == name or _is_short_for(*sorted((squeezed, name), key=len)) for name in names)


def _is_short_for(short: str, long: str) -> bool:
    """Whether a squeezed name is a large part of another: `moscowtimes` of `moscowtimesonline`."""
    return len(short) >= _SHORTEST and short in long and len(short) >= _SHARE * len(long)


def _squeeze(name: str) -> str:
    """Return a name without spaces and domain ending: `The Moscow Times` and `moscowtimes.com` become equal."""
    name = re.sub(r"^(?:https?://)?(?:www\.)?", "", name.strip().casefold())
    name = re.sub(r"\.(?:com?|org|net|info|[a-z]{2})(?:\.[a-z]{2})?/?$", "", name)
    return fold(name).replace(" ", "").removeprefix("the")
