"""How English is cut into words: spaCy's rules for it, as the converter wrote them down."""

import json
import re
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple, Self

from agents.enrich.recognise.cnn.hashing import Numbers
from agents.enrich.recognise.cnn.urls import Urls

WIDEST = 5  # characters of a suffix at most
LOOK_BACK = 2  # characters that a suffix looks back at, at most


class Token(NamedTuple):
    """A word as the networks know it: its text, and the norm under which it shares what was learnt of similar words."""

    text: str
    norm: str


class Rules:
    """Affixes, exceptions and norms of English, and the strings that have a number of their own in place of a hash."""

    def __init__(self, written: dict[str, Any]) -> None:
        """Take the content of the rules' file."""
        self._written = written
        self.numbers = Numbers(written["symbols"])
        self._norms = {int(number): norm for number, norm in written["norms"].items()}
        self.prefix = _prefix(written["prefixes"])
        self.suffix = _suffix(written["suffixes"])
        self.infix = _infix(written["infixes"])
        self.urls = Urls(written["lower_case"])
        self.exceptions = {word: self._tokens(parts) for word, parts in written["exceptions"].items()}
        self.longest_exception = max(map(len, self.exceptions))

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read the rules' file."""
        return cls(json.loads(path.read_text(encoding="utf-8")))

    @cached_property
    def joined(self) -> dict[str, dict[str, list[list[str]]]]:
        """The exceptions that the rules for affixes cut, as the words that come of it, by the first and the second."""
        sequences: dict[str, dict[str, list[list[str]]]] = {}
        for words in self._written["joined"]:
            sequences.setdefault(words[0], {}).setdefault(words[1], []).append(words)
        return sequences

    def token(self, text: str) -> Token:
        """Return a word with its usual norm."""
        return Token(text, self._norms.get(self.numbers.of(text)) or text.lower())

    def exception(self, text: str, start: int, end: int) -> tuple[Token, ...] | None:
        """Return the words that a part of a text stands for by exception."""
        return self.exceptions.get(text[start:end]) if end - start <= self.longest_exception else None

    def _tokens(self, parts: list[list[str]]) -> tuple[Token, ...]:
        """Return words written as [text] or [text, norm]."""
        return tuple(Token(*part) if len(part) > 1 else self.token(part[0]) for part in parts)


def _prefix(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(patterns))


def _suffix(patterns: list[str]) -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(patterns)})\\Z")


def _infix(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(patterns))
