"""What the end of a text says of the rest: that it is cut, or for those who subscribe, register or log in."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from agents.extract.asking.phrases import LOCKED, ONWARD, SIGNS, any_of
from agents.extract.page import Line
from schemas import BlockKind

LONGEST_PLEA = 300  # characters of one of its lines
_LONGEST_BUTTON = 60
_LONGEST_ONWARD = 120
_MOST_PLEA = 8  # lines
_UNSUSPECTED = 2  # lines of prose from the end behind which no plea is looked for
_END = 30  # characters of a paragraph that are looked at
_PROSE = 40  # characters
_MOSTLY = 0.8  # of a text's paragraphs that end as sentences do
# A word begins here, or a character of a script that has no spaces between words.
_BEFORE = r"(?<![^\W\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af])"
_LOCKED = re.compile(_BEFORE + any_of(LOCKED))  # of a text in lower case: thrice as fast
_ONWARD = re.compile(rf"\W*+{any_of(ONWARD)}\W*", re.IGNORECASE)
_REST = re.compile(r"\s?\[\+\d+ char(?:acter)?s\]\W?$")  # how feeds and news APIs count what they leave out
_CUT = re.compile(r"(?:\u2026|\.\.\.)[\])]?$")
# With the full stops of Arabic, Urdu, Hindi, Burmese, Khmer, Armenian, Ethiopic and Tibetan; a credit in brackets.
_STOPS = ".!?\u2026\u3002\uff01\uff1f\uff0e\u061f\u06d4\u0964\u0965\u104b\u17d4\u0589\u1362\u0f0d:;"
_CLOSED = re.compile(rf"[{_STOPS}][\"'\u201c\u201d\u2018\u2019\u00bb\u00ab\u203a\u300d\u300f\]]*$|[)\uff09]$")
_SIGNATURE = 8  # words
_NAMES = 0.6  # of the words of a signature or a credit have capitals


class Ending(NamedTuple):
    """A text's lines without the plea at their end, and what that end says.

    `is_locked`: a plea to subscribe, register or log in stood there. `is_cut`: so did a mark such as `[+1234 chars]`,
    `Continue reading` or an ellipsis. `is_open`: the last paragraph ends within a sentence, and the others do not.
    """

    lines: Sequence[Line]
    is_locked: bool = False
    is_cut: bool = False
    is_open: bool = False


def read_ending(lines: Sequence[Line]) -> Ending:
    """Return what the end of a text says, and the lines before it; at least one line of the text stays."""
    at = _plea(lines)
    kept = lines[:at]
    is_led_on = len(kept) > 1 and _is_onward(kept[-1].text)
    if is_led_on:
        kept = kept[:-1]
    counted = _REST.search(kept[-1].text[-_END:]) if kept else None
    if counted:
        cut = len(kept[-1].text) - len(counted[0])
        kept = [*kept[:-1], kept[-1]._replace(text=kept[-1].text[:cut])] if cut else kept
    is_cut = is_led_on or counted is not None or (bool(kept) and _CUT.search(kept[-1].text[-_END:]) is not None)
    return Ending(kept, at < len(lines), is_cut, _is_open(kept))


def pleads(text: str) -> bool:
    """Whether a text of a few sentences says that an article is for subscribers, members or those who log in."""
    lower = text[:LONGEST_PLEA].lower()
    return any(map(lower.__contains__, SIGNS)) and _LOCKED.search(lower) is not None


def _plea(lines: Sequence[Line]) -> int:
    """Return the place of the first line of the plea that ends a text, or the number of lines.

    What stands behind a plea belongs to it (`Choose a plan`), if it is short; so does a heading before it.
    """
    first = len(lines)
    prose = 0
    for at in range(len(lines) - 1, max(len(lines) - 1 - _MOST_PLEA, 0), -1):
        text = lines[at].text
        if len(text) > LONGEST_PLEA:
            break
        if pleads(text):
            first, prose = at, 0
        elif len(text) > _LONGEST_BUTTON and (prose := prose + 1) >= _UNSUSPECTED:
            break
    if first == len(lines):
        return first
    while first > 1 and lines[first - 1].kind is BlockKind.HEADING:
        first -= 1
    return first


def _is_onward(text: str) -> bool:
    return len(text) <= _LONGEST_ONWARD and _ONWARD.fullmatch(text) is not None


def _is_open(lines: Sequence[Line]) -> bool:
    """Whether the last paragraph ends within a sentence, unlike the others: poems and many a script have no stops."""
    if not lines or not _is_prose(lines[-1]) or _CLOSED.search(lines[-1].text[-_END:]):
        return False
    others = [line.text for line in lines[:-1] if _is_prose(line)]
    closed = sum(_CLOSED.search(text[-_END:]) is not None for text in others)
    return bool(others) and closed >= _MOSTLY * len(others) and not _is_signed(lines[-1].text)


def _is_prose(line: Line) -> bool:
    return line.kind is BlockKind.PARAGRAPH and len(line.text) >= _PROSE


def _is_signed(text: str) -> bool:
    """Whether what follows the last stop may be a signature, an agency, an address or a credit."""
    words = text.rpartition(". ")[2].split()[-_SIGNATURE:]
    capitals = sum(not word[:1].islower() and word[:1].isalpha() for word in words)
    has_case = any(word[:1].islower() for word in text.split()[:40])
    return has_case and (capitals >= _NAMES * len(words) or "@" in words[-1] or "/" in words[-1] or "." in words[-1])
