"""Values of JSON-LD (https://schema.org/Article): the texts in a property, in all the shapes that sites use."""

from itertools import islice
from typing import Any, TypeAlias

from agents.extract.clean import clean_value
from agents.extract.html.meta_tags import LONGEST

Node: TypeAlias = dict[str, Any]

DEEPEST = 12  # levels; pages have four or five
MOST_TEXTS = 1_000  # of one property
_LISTS = ("@list", "@set")  # https://www.w3.org/TR/json-ld11/#sets-and-lists


def texts(value: Any, *keys: str) -> list[str]:
    """Return the texts in a property that may be a text, an object with one of `keys`, or a list of these."""
    return _texts(value, (*keys, *_LISTS), DEEPEST)


def first(value: Any, *keys: str) -> str | None:
    """Return the first text in a property, or None."""
    return next(iter(texts(value, *keys)), None)


def _texts(value: Any, keys: tuple[str, ...], depth: int) -> list[str]:
    if isinstance(value, str):
        return [cleaned] if len(value) <= LONGEST and (cleaned := clean_value(value)) else []
    if depth and isinstance(value, list):
        found = (text for item in value[:MOST_TEXTS] for text in _texts(item, keys, depth - 1))
        return list(islice(found, MOST_TEXTS))
    if depth and isinstance(value, dict):
        return next((inner for key in keys if (inner := _texts(value.get(key), keys, depth - 1))), [])
    return []
