"""Numbers about the text of each block, by itself and beside what the page states."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from agents.extract.blocks.lexicon import SIGNS, WORD_BITS

TERMINAL = tuple(".!?。！？…\"”»’'।؟)")  # how sentences end
FIRST_WORDS = 25  # of a block, whose case is looked at
SHORT = 500  # characters up to which the words of a block are looked up
LOOKED_AT = 250  # characters of them
LONG_BODY = 300  # characters from which a stated body is one
MANY = 120  # characters from which a block's ends are looked for in the body, not all of it
ENDS = 60  # characters of them
START = 40  # characters of a description that a lead begins with
SEARCHED = 300_000_000  # characters of the body in all, for the blocks of a page: 3 ms each million; 30 million at most

TEXT = (
    "length", "words", "terminal", "colon", "question", "titled", "digits", "capitals", "commas", "stops", "in_title",
    "of_title", "described", "stated", "upper", "digit", "lower", "no_letters",
)  # fmt: skip
"""The columns of `Looks.numbers`."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Hints:
    """What the page states about its article, for comparison with each block; empty if it states nothing."""

    title: str = ""
    description: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True)
class Looks:
    """What the blocks' texts look like: (blocks, TEXT) numbers, and bits of WORDS and SIGNS."""

    numbers: NDArray[np.float32]
    words: NDArray[np.int64]
    signs: NDArray[np.int64]


class _Reader:
    """Looks at blocks of one page."""

    def __init__(self, hints: Hints) -> None:
        self._title = set(_WORD.findall(hints.title.lower()))
        self._longest = 4 * len(hints.title) + 40  # a longer block is no headline
        self._description = " ".join(hints.description.split())
        self._body = hints.body if len(hints.body) > LONG_BODY else None
        self._left = SEARCHED

    def numbers(self, text: str, in_title: float, of_title: float) -> tuple[float, ...]:
        first = text.split(" ", FIRST_WORDS)[:FIRST_WORDS]
        count = len(first)
        commas, stops = text.count(","), text.count(". ")
        if not text.isascii():
            commas += text.count("、") + text.count("，") + text.count("،")
            stops += text.count("。")
        initial, last = text[0], text[-1]
        return (
            len(text),
            text.count(" ") + 1,
            text.endswith(TERMINAL),
            last == ":",
            last == "?",
            sum(map(str.istitle, first)) / count,
            sum(map(str.isdigit, first)) / count,
            sum(map(str.isupper, first)) / count,
            commas,
            stops,
            in_title,
            of_title,
            self._described(text),
            self._stated(text),
            initial.isupper(),
            initial.isdigit(),
            initial.islower(),
            len(text) < 40 and not any(map(str.isalpha, text)),
        )

    def short(self, text: str) -> tuple[int, int, float, float]:
        """Return the bits of a short text's words and signs, the share of it in the title, and of the title in it."""
        own = _WORD.findall(text[:LOOKED_AT].lower())
        words = signs = 0
        for word in own:
            words |= WORD_BITS.get(word, 0)
        for place, sign in enumerate(SIGNS):
            if sign in text:
                signs |= 1 << place
        if not self._title or len(text) >= self._longest:
            return words, signs, 0.0, 0.0
        unique = set(own)
        shared = len(self._title & unique)
        return words, signs, shared / (len(unique) or 1), shared / len(self._title)

    def _described(self, text: str) -> float:
        """Return whether a block and the description begin alike; -1 without a description."""
        if len(self._description) <= START:
            return -1.0
        return float(self._description[:START] in text or (len(text) > 30 and text[:ENDS] in self._description))

    def _stated(self, text: str) -> float:
        """Return whether a block is in the stated body; -1 without one, or if the page has too many blocks for it."""
        if self._body is None or self._left < 0:
            return -1.0
        self._left -= len(self._body)
        if len(text) < MANY:
            return float(text in self._body)
        return float(text[:ENDS] in self._body or text[-ENDS:] in self._body)


def look(texts: Sequence[str], hints: Hints) -> Looks:
    """Look at the texts of a page's blocks; there is at least one, and none is empty."""
    reader = _Reader(hints)
    rows, words, signs = [], [], []
    for text in texts:
        of_words, of_signs, in_title, of_title = reader.short(text) if len(text) < SHORT else (0, 0, 0.0, 0.0)
        rows.append(reader.numbers(text, in_title, of_title))
        words.append(of_words)
        signs.append(of_signs)
    return Looks(np.array(rows, np.float32), np.array(words, np.int64), np.array(signs, np.int64))
