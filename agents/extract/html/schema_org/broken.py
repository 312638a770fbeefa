"""JSON as templates break it, read as far as it can be understood.

It has no error: what cannot be understood is left out, and at a cut end the value that was begun.
"""

import html
import json
import re
from typing import Any

from agents.extract.html.json_ld import Node

LONGEST = 200_000  # characters; JSON-LD of the measured pages has 75,000 at most
_DEEPEST = 100  # objects and lists inside each other
_MOST = 100  # values one after the other
_LONGEST_WORD = 200  # characters of a value without quotation marks
_LONGEST_GAP = 50  # spaces before a key

_SKIPPED = re.compile(
    r"(?:[\s,:;]++|/\*(?:[^*]++|\*(?!/))*+(?:\*/|\Z)|//[^\n]*+|<!--(?:[^-]++|-(?!->))*+(?:-->|\Z)|<[^<>\"]{0,80}>)++"
)
_WORD = re.compile(r"[^\s,\]}{\[\"][^,\]}\n]*+|.", re.DOTALL)
_KEY = re.compile(r"""["']([\w@:./#$-]{1,80})["']\s*+:""")
_QUOTES = {'"': re.compile(r'\\.|"', re.DOTALL), "'": re.compile(r"\\.|'", re.DOTALL)}
# What follows a quotation mark that ends a text; one inside a text is followed by more of it.
_A_KEY = r"""["'][\w@:./#$-]{1,80}["']\s*+:"""
_MORE = r"/[/*]|<!--|<br\b|\Z"
_ENDS_VALUE = re.compile(rf"\s*+(?:[}}\]]|;|,?\s*+(?:[}}\]]|{_MORE}|{_A_KEY}))")
_ENDS_ITEM = re.compile(rf"""\s*+(?:[}}\]]|(?:,|\n)\s*+(?:["'{{\[}}\]]|{_MORE})|{_MORE})""")
_ESCAPE = re.compile(r"""\\(?:(["\\/bfnrt]|u[0-9a-fA-F]{4})|(.|\Z))|(")""", re.DOTALL)

# The marks around the first key tell how all marks are written: `{&quot;@context&quot;: ...`.
_OPENING = re.compile(r"[{\[]")
_FIRST_KEY = re.compile(r"[{\[](?:[\s{\[]|<[^<>]{0,50}>)*+")
_CURLY = re.compile("[\u201c-\u201f\u00ab\u00bb\u2033]")


def read_broken(source: str) -> list[Any]:
    """Return the objects and lists, one after the other, in a text that is not quite JSON."""
    return _Reader(_with_usual_marks(source[:LONGEST])).read()


def _with_usual_marks(source: str) -> str:
    """Return the text with `"` around its keys and texts, where it has something else in the place of all."""
    start = _FIRST_KEY.search(source)
    if not start:
        return source
    for _ in range(2):  # a template may escape what is escaped
        if source.startswith("&", start.end()):
            source = _unescaped(source)
    if _CURLY.match(source, start.end()):
        return _CURLY.sub('"', source)
    if source.startswith('""', start.end()):  # as in a file of comma-separated values
        return source.replace('""', '"')
    if source.startswith('\\"', start.end()):  # as in a text of JavaScript
        return re.sub(r"\\([\"\\/])", r"\1", source)
    return source


def _unescaped(source: str) -> str:
    try:
        return html.unescape(source)
    except ValueError:  # a number of thousands of digits
        return source


class _Reader:
    """A walk through a text from mark to mark; each step goes forward, so its time grows with the text's length."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._at = 0
        self._open: list[Node | list[Any]] = []
        self._key: str | None = None
        self._found: list[Any] = []

    def read(self) -> list[Any]:
        """Return what stands in the text, as far as it can be understood."""
        start = _FIRST_KEY.search(self._source)
        self._at = start.start() if start else len(self._source)
        while self._at < len(self._source) and len(self._open) <= _DEEPEST and len(self._found) <= _MOST:
            skipped = _SKIPPED.match(self._source, self._at)
            if skipped:
                self._skip(skipped)
            elif not self._step(self._source[self._at]):
                break
        return self._found

    def _skip(self, skipped: re.Match[str]) -> None:
        self._at = skipped.end()
        if "," in skipped[0] and ":" not in skipped[0]:
            self._key = None  # a key without a value

    def _step(self, mark: str) -> bool:
        """Read one thing; False if nothing more can be read."""
        if mark in "{[":
            self._at += 1
            inner: Node | list[Any] = {} if mark == "{" else []
            self._add(inner)
            self._open.append(inner)
            return True
        if mark in "}]":
            self._at += 1
            self._close(dict if mark == "}" else list)
            return True
        if not self._open:
            return self._go_on()
        return self._read_key() if self._awaits_key() else self._read_value(mark)

    def _go_on(self) -> bool:
        """Go on behind the end of a whole: with the whole, if one mark too many has ended it, or with the next one."""
        last = self._found[-1] if self._found else None
        if isinstance(last, dict) and _KEY.match(self._source, self._at):
            self._open.append(last)
            return True
        following = _OPENING.search(self._source, self._at)
        self._at = following.start() if following else len(self._source)
        return True

    def _awaits_key(self) -> bool:
        return isinstance(self._open[-1], dict) and self._key is None

    def _add(self, value: Any) -> None:
        if not self._open:
            self._found.append(value)
            return
        around = self._open[-1]
        if isinstance(around, list):
            around.append(value)
        elif self._key is not None:
            around.setdefault(self._key, value)
        self._key = None

    def _close(self, kind: type) -> None:
        """Close the innermost open object or list of a kind, with what is open in it; nothing if there is none."""
        self._key = None
        if any(isinstance(one, kind) for one in self._open):
            while not isinstance(self._open.pop(), kind):
                pass

    def _read_key(self) -> bool:
        found = _KEY.match(self._source, self._at) or _KEY.search(self._source, self._at)
        if not found:
            return False
        self._key, self._at = found[1], found.end()
        return True

    def _read_value(self, mark: str) -> bool:
        if mark in _QUOTES:
            return self._read_text(mark)
        word = _WORD.match(self._source, self._at)
        if not word:
            return False
        self._at = word.end()
        self._add(_literal(word[0].strip()[:_LONGEST_WORD]))
        return True

    def _read_text(self, mark: str) -> bool:
        start = self._at + 1
        for found in _QUOTES[mark].finditer(self._source, start):
            if found[0] != mark:
                continue
            is_end = self._is_end(found.end())
            if is_end or self._is_next_key(start, found.start()):
                self._at = found.end() if is_end else found.start()
                inside = self._source[start : found.start()]
                self._add(_text(inside if is_end else inside.rstrip().removesuffix(",")))
                return True
        return False

    def _is_end(self, at: int) -> bool:
        """Whether a text ends here, by what follows."""
        ends = _ENDS_VALUE if isinstance(self._open[-1], dict) else _ENDS_ITEM
        return ends.match(self._source, at) is not None

    def _is_next_key(self, start: int, at: int) -> bool:
        """Whether a quotation mark begins the next key, since the one that should end the text is missing."""
        before = self._source[max(start, at - _LONGEST_GAP) : at].rstrip(" \t")
        return before.endswith((",", "\n")) and _KEY.match(self._source, at) is not None


def _literal(word: str) -> Any:
    """Return a number, true, false or null; else the word itself as a text, but for what JavaScript calls nothing."""
    if word in ("undefined", "NaN", "None", ""):
        return None
    try:
        return json.loads(word) if len(word) <= 30 else word
    except ValueError:
        return word


def _text(inside: str) -> str:
    """Return what stands between two quotation marks, escapes replaced."""
    if "\\" not in inside:
        return inside
    escaped = _ESCAPE.sub(lambda found: found[0] if found[1] else f"\\{found[3]}" if found[3] else found[2], inside)
    try:
        return str(json.JSONDecoder(strict=False).decode(f'"{escaped}"'))
    except ValueError:
        return inside
