"""The front matter of a document: its fields, in whatever form it is written, and the texts under a field's names."""

from collections.abc import Iterable, Iterator
from typing import Any

from agents.extract.document.front.fences import take_fenced
from agents.extract.document.front.heads import take_lines
from agents.extract.document.front.lines import key_of

_DEEPEST = 4  # levels of lists and objects around a text
_MOST_COMMENTS = 5  # before the front matter
_BLANK = "\ufeff \t\n"
# Objects that hold further fields, of Zola, Hugo, plugins for search engines, and MkDocs (`date: {created: ...}`).
_HOLDERS = ("date", "taxonomies", "extra", "params", "meta", "metadata", "seo", "head", "header")
_NAMES = ("name", "displayname", "fullname", "literal", "given", "first", "firstname", "family", "last", "lastname")
_WHOLE = 4  # of these are whole names


def split_front_matter(text: str) -> tuple[dict[str, Any], str]:
    """Return the front matter's fields, by `key_of` their names, and the other text.

    The values are texts, lists or objects. Front matter of which nothing can be read has no fields; what is not front
    matter is text.
    """
    fields: dict[str, Any] = {}
    rest = text.lstrip(_BLANK)
    found = False
    for _ in range(_MOST_COMMENTS):
        taken = take_fenced(rest)
        if taken is None:
            break
        found, is_comment = True, rest.startswith("<!--")
        fields, rest = taken[0] | fields, taken[1].lstrip(_BLANK)
        if not is_comment:
            break
    if not fields and (head := _head(rest)):
        fields, rest = head
        found = True
    return (_by_key(fields), rest) if found else ({}, text)


def values(fields: dict[str, Any], names: Iterable[str]) -> list[str]:
    """Return the texts under the first of the names that has any; of an object its name."""
    return next((found for name in names if (found := _texts(fields.get(name)))), [])


def all_values(fields: dict[str, Any], names: Iterable[str], inside: Iterable[str]) -> Iterator[str]:
    """Yield the texts under all of the names in their order; of an object those under the names of `inside`."""
    for name in names:
        value = fields.get(name)
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                keyed = _keyed(one)
                yield from (text for inner in inside for text in _texts(keyed.get(inner)))
            else:
                yield from _texts(one)


def _head(text: str) -> tuple[dict[str, Any], str] | None:
    lines = text[:20_000].split("\n")
    head = take_lines(lines)
    if head is None:
        return None
    fields, count = head
    return fields, text[sum(len(line) + 1 for line in lines[:count]) :]


def _by_key(fields: dict[str, Any]) -> dict[str, Any]:
    keyed = _keyed(fields)
    for holder in _HOLDERS:
        held = keyed.get(holder)
        if isinstance(held, dict):
            keyed = _keyed(held) | keyed
    return keyed


def _keyed(fields: dict[str, Any]) -> dict[str, Any]:
    return {key_of(name): value for name, value in fields.items()}


def _texts(value: Any, depth: int = _DEEPEST) -> list[str]:
    if isinstance(value, str):
        return [value] if value.strip() else []
    if depth and isinstance(value, list):
        return [text for item in value for text in _texts(item, depth - 1)]
    return _named(_keyed(value), depth) if depth and isinstance(value, dict) else []


def _named(value: dict[str, Any], depth: int) -> list[str]:
    """Return the name in an object, whole or in parts; of an object of objects (`jane: {name: ...}`) their names."""
    for name in _NAMES[:_WHOLE]:
        if found := _texts(value.get(name), depth - 1):
            return found
    parts = [part for name in _NAMES[_WHOLE:] for part in _texts(value.get(name), depth - 1)[:1]]
    if parts:
        return [" ".join(parts)]
    return [text for one in value.values() if isinstance(one, dict) for text in _texts(one, depth - 1)]
