"""Values that a page's scripts hold: JSON, and what programs write in its place as JavaScript; without running any.

Read are object and array literals with any keys and quotes, `!0`, `void 0`, `new Date("...")`, `JSON.parse("...")`, and
a function that is called at once with the values that occur often, as Nuxt 2 writes its state. Whatever is computed
stays None. The reader has a stack of its own, so that no nesting ends it, and reads each character once.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

Value: TypeAlias = Any
"""What JSON can hold."""

LONGEST = 2_000_000  # characters of a JSON text
_LONGEST_LITERAL = 1_000_000  # characters of a literal that JSON's own parser cannot read
_MOST_TOKENS = 200_000
_LONGEST_NUMBER = 40  # characters
_SPACE = re.compile(r"\s*+")
_TOKEN = re.compile(
    r"""\s*+(?:(?P<mark>[{}\[\],:()])|(?P<string>"(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+'|`(?:[^`\\]|\\.)*+`)"""
    r"""|(?P<number>-?[\d.][\w.]*+(?:(?<=[eE])[+-]\d++)?)|(?P<word>![01]|void 0|new [A-Za-z]++|[A-Za-z_$][\w$.]*+))""",
    re.DOTALL,
)
_CALLED = re.compile(r"\(?\s*+function\s*+\(([\w$,\s]*+)\)\s*+\{")
_RETURN = re.compile(r"[{;]\s*return(?![\w$])")
_ARGUMENTS = re.compile(r"\s*+;?\s*+\}\s*+\)?\s*+\(")
_PARSED = re.compile(r"\s*+JSON\s*+\.\s*+parse\s*+\(")
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(\r\n|.))", re.DOTALL)
_ESCAPED = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f", "v": "\v", "0": "\0", "\n": "", "\r\n": ""}
_WORDS: dict[str, Value] = {"true": True, "false": False, "!0": True, "!1": False}
_PAIRS = re.compile("[\ud800-\udbff][\udc00-\udfff]")


@dataclass(slots=True)
class _Level:
    """A container that is being read; `shown` is False for what a call's brackets hold."""

    into: dict[str, Value] | list[Value]
    end: str
    key: str | None = None


@dataclass(slots=True)
class _Reading:
    """The state of the reader: the containers that are open, and the places of values that are named only."""

    names: frozenset[str]
    levels: list[_Level] = field(default_factory=list)
    named: list[tuple[dict[str, Value] | list[Value], str | int, str]] = field(default_factory=list)


def parse_json(source: str) -> Value:
    """Return the value that a text is, or None: a text of JSON, or of JSON that is escaped for an attribute."""
    if len(source) > LONGEST:
        return None
    try:
        return json.JSONDecoder(strict=False).raw_decode(source.lstrip("\ufeff \t\r\n"))[0]
    except (ValueError, RecursionError):
        return None


def parse_literal(source: str, at: int) -> tuple[Value, int]:
    """Return the value of the literal that begins at an offset, or None, and the offset to which it was read."""
    try:
        return json.JSONDecoder(strict=False).raw_decode(source, _space_end(source, at))
    except (ValueError, RecursionError):
        pass
    source = source[at : at + _LONGEST_LITERAL]
    if parsed := _PARSED.match(source):
        text = _TOKEN.match(source, parsed.end())
        return (parse_json(unquoted(text["string"])), at + text.end()) if text and text["string"] else (None, at)
    if called := _CALLED.match(source):
        return _called(source, called), at + len(source)
    literal = _Literal(source, 0)
    return literal.value, at + literal.end


def unquoted(string: str) -> str:
    """Return the text of a quoted JavaScript string."""
    text = string[1:-1]
    if "\\" not in text:
        return text
    text = _ESCAPE.sub(_unescaped, text)
    return _PAIRS.sub(lambda pair: pair[0].encode("utf-16", "surrogatepass").decode("utf-16", "replace"), text)


def _space_end(source: str, at: int) -> int:
    found = _SPACE.match(source, at)
    return found.end() if found else at


def _unescaped(found: re.Match[str]) -> str:
    code = found[1] or found[2] or found[3]
    if code:
        number = int(code, 16)
        return chr(number) if number < 0x110000 else "\ufffd"
    return _ESCAPED.get(found[4], found[4])


def _called(source: str, called: re.Match[str]) -> Value:
    """Return what a function returns that is called at once; its parameters are filled in."""
    names = [name.strip() for name in called[1].split(",")]
    begin = _RETURN.search(source, called.end() - 1)
    if begin is None:
        return None
    body = _Literal(source, begin.end(), frozenset(names))
    given = _ARGUMENTS.match(source, body.end)
    if given is None:
        return body.value
    values = dict(zip(names, _arguments(source, given.end()), strict=False))
    for into, key, name in body.named:
        into[key] = values.get(name)  # type: ignore[index]
    return body.value


def _arguments(source: str, at: int) -> list[Value]:
    """Return the values between the brackets of a call."""
    return list(_Literal(f"[{source[at:]}", 0, close=")").value or [])


class _Literal:
    """One literal, read; `end` is the offset behind it, `named` the places of the values of parameters."""

    def __init__(self, source: str, at: int, names: frozenset[str] = frozenset(), close: str = "]") -> None:
        self._reading = _Reading(names)
        self._source = source
        self._close = close
        self.value: Value = None
        self.end = at
        self._read(at)
        self.named = self._reading.named

    def _read(self, at: int) -> None:
        levels = self._reading.levels
        for token in self._tokens(at):
            self.end = token.end()
            mark = token["mark"]
            if mark and mark in "{[":
                self._open({} if mark == "{" else [], self._end_of(mark))
            elif mark and levels and mark == levels[-1].end:
                levels.pop()
            elif mark == "(":
                self._open([], ")")
            elif mark and mark in "}])":
                return  # of something around the literal, or a mistake
            elif not mark:
                self._put(token)
            if not levels:
                return

    def _end_of(self, mark: str) -> str:
        if mark == "{":
            return "}"
        return "]" if self._reading.levels else self._close

    def _tokens(self, at: int) -> Iterator[re.Match[str]]:
        for _ in range(_MOST_TOKENS):
            token = _TOKEN.match(self._source, at)
            if token is None:
                return
            yield token
            at = token.end()

    def _open(self, container: dict[str, Value] | list[Value], end: str) -> None:
        self._add(container)
        self._reading.levels.append(_Level(container, end))

    def _put(self, token: re.Match[str]) -> None:
        """Add a text, a number or a word; a word may be a key, or the name of a value that is stated later."""
        level = self._reading.levels[-1] if self._reading.levels else None
        text = unquoted(token["string"]) if token["string"] else token[token.lastgroup or 0]
        if level and isinstance(level.into, dict) and level.key is None:
            level.key = text
        elif token["string"]:
            self._add(text)
        elif token["number"]:
            self._add(_number(text))
        elif text.startswith("new "):
            return  # what its brackets hold is the value
        elif level and text in self._reading.names:
            key = level.key if isinstance(level.into, dict) else len(level.into)
            self._reading.named.append((level.into, key or 0, text))
            self._add(None)
        else:
            self._add(_WORDS.get(text))

    def _add(self, value: Value) -> None:
        levels = self._reading.levels
        if not levels:
            self.value = value
            return
        level = levels[-1]
        if isinstance(level.into, list):
            level.into.append(value)
        elif level.key is not None:
            level.into[level.key] = value
            level.key = None


def _number(text: str) -> float | int | None:
    if len(text) > _LONGEST_NUMBER:
        return None
    try:
        return int(text) if text.lstrip("-").isdecimal() else float(text)
    except ValueError:
        return None
