"""What the networks are given of a word: the numbers of its norm, first letter, last letters and shape."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from agents.enrich.recognise.cnn.arrays import Hashes
from agents.enrich.recognise.cnn.hashing import Numbers
from agents.enrich.recognise.cnn.rules import Token

SUFFIX = 3  # letters
RUN = 4  # of equal characters in a shape at most
LONG = 100  # characters; a longer word has no shape
SHARED = 4_096  # first letters, endings and shapes whose numbers are remembered


class Features:
    """Makes the features of words; remembers those that words share."""

    def __init__(self, numbers: Numbers) -> None:
        self._of = numbers.of
        self._shared = lru_cache(SHARED)(numbers.of)

    def of(self, tokens: Sequence[Token]) -> Hashes:
        """Return (tokens, 5): the numbers of norm, first letter, last letters, shape, and of the text itself."""
        rows = [self._row(token) for token in tokens]
        return np.array(rows, np.uint64).reshape(-1, 5)

    def _row(self, token: Token) -> tuple[int, ...]:
        text, norm = token
        shared = self._shared
        number = self._of(text)
        of_norm = number if norm == text else self._of(norm)
        return of_norm, shared(text[0]), shared(text[-SUFFIX:]), shared(shape(text)), number


def shape(text: str) -> str:
    """Return a word's shape: X for capitals, x for other letters, d for digits, in runs of four at most."""
    if len(text) >= LONG:
        return "LONG"
    parts: list[str] = []
    last, run = "", 0
    for character in text:
        kind = _kind(character)
        run = run + 1 if kind == last else 1
        last = kind
        if run <= RUN:
            parts.append(kind)
    return "".join(parts)


def _kind(character: str) -> str:
    if character.isalpha():
        return "X" if character.isupper() else "x"
    return "d" if character.isdigit() else character
