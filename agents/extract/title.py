"""Removal of the outlet's name, which sites put before or after a headline."""

import re
from collections.abc import Iterable
from functools import lru_cache

from agents.extract.clean import clean_value, fold
from agents.extract.labels import SPACE
from agents.extract.words import any_of

_SEPARATOR = re.compile(rf"{SPACE}[-–—―‒|·•:⁄/»«›‹~*]++\s++|{SPACE}?(?:[|｜]|[-–—]{{2,}}+|[_＿]++)\s*+|(?<=\S)[：]\s*+")
_END = "|｜·•-–—"  # a separator before nothing
_NUMBERED = "untitled|document|dokument|documento|unbenannt|sans titre|без названия|документ|無題|无标题"
_NO_TITLE = re.compile(rf"\W*(?:{any_of('no_title')}|(?:{_NUMBERED})\s*[#(]?\d{{1,3}}\)?)\W*", re.IGNORECASE)
_MADE = re.compile(r"(?i)microsoft (?:word|powerpoint) - |https?://\S+$")  # by the program that exported the page
# A URL, a file, a slug of four words at least: `state-of-the-art` is rarer as a headline than as an address.
_ADDRESS = re.compile(
    r"(?i:https?://.*|www\..*|\S+\.(?:x?html?|php\d?|aspx?|jspx?|pdf|docx?|rtf|indd|txt|jpe?g|png|xml))"
    r"|/\S*|[a-z0-9]+(?:-[a-z0-9]+){3,}|[a-z0-9]+(?:_[a-z0-9]+){3,}"
)
# A separator without spaces: before a known name, and in scripts without spaces before what outlets are called.
_GLUED = re.compile(r"(?<=[^\s\-–—:：|_])[-–—:：|_]++([^-–—:：|_]{2,40})$")
_GLUED_OUTLET = re.compile(rf"(?<=[^\W\d_a-zA-Z]|[！？。」”])[-–—_]++[^\W\da-zA-Z]{{0,8}}{any_of('outlet')}$")
_LONGEST = 1_000  # characters; four times the longest on 2,690 pages: a longer text is no headline
_MOST_WORDS = 6  # of an outlet's name
_MOST_SEPARATORS = 8  # of a title whose parts are compared
_SHORTEST = 4  # characters of a part that counts as the whole name
_SHARE = 0.5  # of the whole name


def clean_title(title: str | None, outlets: Iterable[str | None]) -> str | None:
    """Return the headline without an outlet's name (or domain) before or after a separator; None if nothing is left.

    None also for a text that is too long for a headline, or that stands in its place.

    `outlets` are the names that the page and the feed give to the outlet, and its domain.
    """
    if not title or not (title := clean_value(title)) or len(title) > _LONGEST:
        return None
    if title[-1] in _END and title[-2:-1] == " ":
        title = title.rstrip(f" {_END}")
    if is_placeholder(title):
        return None
    names = _names(tuple(outlets))
    if _squeeze(title) in names:
        return None
    while (shorter := _without_name(title, names)) != title:
        title = shorter
    return title


def is_outlet(title: str, outlets: Iterable[str | None]) -> bool:
    """Whether a title is an outlet's name, or a large part of it or of its domain."""
    return _is_name(title, _names(tuple(outlets)))


def is_placeholder(title: str) -> bool:
    """Whether a text is no headline but what stands where one is missing: `Untitled`, a URL, a slug, a file's name."""
    if not any(map(str.isalnum, title)):
        return True
    if " " in title:
        return _NO_TITLE.fullmatch(title) is not None or _MADE.match(title) is not None
    return _ADDRESS.fullmatch(title) is not None or _NO_TITLE.fullmatch(title) is not None


def parts_of(title: str) -> list[str]:
    """Return a title, and all shorter ones between two of its first separators."""
    separators = list(_SEPARATOR.finditer(title))[:_MOST_SEPARATORS]
    starts = [0, *(separator.end() for separator in separators)]
    ends = [*(separator.start() for separator in separators), len(title)]
    return [title[start:end] for start in starts for end in ends if start < end]


def without_end(title: str) -> str:
    """Return a <title> without its last part, which is mostly an outlet's name that nothing else states."""
    if glued := _GLUED_OUTLET.search(title):
        return title[: glued.start()].strip()
    separators = list(_SEPARATOR.finditer(title))
    if not separators:
        return title
    start, end = title[: separators[-1].start()].strip(), title[separators[-1].end() :]
    return start if len(end.split()) <= _MOST_WORDS and len(end) <= len(start) else title


def _without_name(title: str, names: frozenset[str]) -> str:
    """Remove one name from one end."""
    if (glued := _GLUED.search(title)) and _squeeze(glued[1]) in names:
        return title[: glued.start()].strip()
    separators = list(_SEPARATOR.finditer(title))
    if not separators:
        return title
    last, first = separators[-1], separators[0]
    if title[: last.start()].strip() and _is_name(title[last.end() :], names):
        return title[: last.start()].strip()
    if title[first.end() :].strip() and _is_name(title[: first.start()], names):
        return title[first.end() :].strip()
    return title


def _is_name(part: str, names: frozenset[str]) -> bool:
    squeezed = _squeeze(part)
    if not squeezed or len(part.split()) > _MOST_WORDS:
        return False
    return any(squeezed == name or _is_short_for(*sorted((squeezed, name), key=len)) for name in names)


def _is_short_for(short: str, long: str) -> bool:
    """Whether a squeezed name is a large part of another: `moscowtimes` of `moscowtimesonline`."""
    return len(short) >= _SHORTEST and short in long and len(short) >= _SHARE * len(long)


@lru_cache(maxsize=2)  # all titles of a page are cleaned with the same names
def _names(outlets: tuple[str | None, ...]) -> frozenset[str]:
    """Return the outlets' names without spaces; of a domain also that with its ending: `aoc.media`."""
    known = [outlet for outlet in outlets if outlet]
    whole = (fold(outlet).replace(" ", "") for outlet in known if "." in outlet)
    return frozenset(name for name in (*map(_squeeze, known), *whole) if name)


def _squeeze(name: str) -> str:
    """Return a name without spaces and domain ending: `The Moscow Times` and `moscowtimes.com` become equal."""
    name = re.sub(r"^(?:https?://)?(?:www\.)?", "", name.strip().casefold())
    if not any(map(str.isspace, name)):
        name = re.sub(r"(?<=\w)\.[a-z]{2,12}(?:\.[a-z]{2})?/?$", "", name)
    return fold(name).replace(" ", "").removeprefix("the")
