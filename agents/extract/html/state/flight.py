"""The rows of React's server components (`self.__next_f.push`), in which Next.js sends what scripts will show.

A row is `ID:JSON`, or `ID:Tlength,` and a text of as many bytes. A text `$ID` anywhere stands for that row, and
`["$", "p", key, {"children": ...}]` for an element.
"""

import re
from collections.abc import Iterable, Iterator
from html import escape

from agents.extract.html.state.literals import LONGEST, Value, parse_json, unquoted

MARK = "__next_f"
_PUSHED = re.compile(
    r"""__next_f(?:\s*=[^\n]{0,60}?\))?\.push\(\[\s*+1\s*+,\s*+("(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+')""", re.DOTALL
)
_ROW = re.compile(r"([0-9a-f]{1,6}):(?:T([0-9a-f]{1,7}),)?")
_MOST_ROWS = 20_000
_MOST_VALUES = 300_000
_MOST_PIECES = 100_000
_LONGEST_REFERENCE = 9
_VOID = frozenset(("br", "hr", "img", "input", "meta", "link", "source", "wbr"))
_TAG = re.compile(r"[a-z][a-z0-9]{0,15}")


def read_rows(scripts: Iterable[str]) -> dict[str, Value]:
    """Return the rows of a page's scripts by their ids, references between them resolved."""
    pushed = (unquoted(found[1]) for script in scripts if MARK in script for found in _PUSHED.finditer(script))
    rows = dict(_rows("".join(pushed)[:LONGEST]))
    _resolve(rows)
    return rows


def markup(rows: dict[str, Value]) -> str:
    """Return the elements in the rows as HTML, without attributes other than classes; at most so many as a page has."""
    pieces: list[str] = []
    left: list[Value] = [row for row in reversed(rows.values()) if _is_shown(row)]
    seen: set[int] = set()
    while left and len(pieces) < _MOST_PIECES:
        value = left.pop()
        if isinstance(value, _End):
            pieces.append(value)
        elif isinstance(value, str | int | float) and not isinstance(value, bool):
            pieces.append("" if isinstance(value, str) and value.startswith("$") else escape(str(value)))
        elif isinstance(value, list) and id(value) not in seen:
            seen.add(id(value))
            left.extend(_opened(value, pieces) if _is_element(value) else reversed(value))
    return "".join(pieces)


class _End(str):
    """An end tag."""

    __slots__ = ()


def _rows(text: str) -> Iterator[tuple[str, Value]]:
    at = 0
    for _ in range(_MOST_ROWS):
        found = _ROW.match(text, at)
        if found is None:
            at = text.find("\n", at) + 1
            if not at:
                return
            continue
        if found[2]:
            row = text[found.end() : found.end() + int(found[2], 16)].encode("utf-8", "replace")
            part = row[: int(found[2], 16)].decode("utf-8", "ignore")
            yield found[1], part
            at = found.end() + len(part)
        else:
            end = text.find("\n", found.end())
            end = len(text) if end < 0 else end
            line = text[found.end() : end].lstrip("I")
            if line[:1] in ("[", "{", '"'):
                yield found[1], parse_json(line)
            at = end + 1


def _resolve(rows: dict[str, Value]) -> None:
    """Put each row in the place of the texts that refer to it."""
    left = [row for row in rows.values() if isinstance(row, list | dict)]
    seen = set(map(id, left))
    for _ in range(_MOST_VALUES):
        if not left:
            return
        container = left.pop()
        for key, value in list(container.items() if isinstance(container, dict) else enumerate(container)):
            if isinstance(value, str) and 1 < len(value) <= _LONGEST_REFERENCE and value[0] == "$":
                container[key] = rows.get(value.lstrip("$L@"), value)
            elif isinstance(value, list | dict) and id(value) not in seen:
                seen.add(id(value))
                left.append(value)


def _is_element(value: list[Value]) -> bool:
    return len(value) >= 4 and value[0] == "$" and isinstance(value[3], dict)


def _is_shown(row: Value) -> bool:
    """Whether a row is an element, or a list that has one."""
    return isinstance(row, list) and (
        _is_element(row) or any(isinstance(one, list) and _is_element(one) for one in row)
    )


def _opened(element: list[Value], pieces: list[str]) -> list[Value]:
    """Write an element's start; return what follows, the last first."""
    name, props = element[1], element[3]
    tag = name if isinstance(name, str) and _TAG.fullmatch(name) else "div"
    classes = props.get("className")
    pieces.append(f'<{tag} class="{escape(classes)}">' if isinstance(classes, str) else f"<{tag}>")
    if tag in _VOID:
        return []
    inner = props.get("dangerouslySetInnerHTML")
    markup = inner.get("__html") if isinstance(inner, dict) else None
    if isinstance(markup, str):
        pieces.append(markup)
    return [_End(f"</{tag}>"), props.get("children")]
