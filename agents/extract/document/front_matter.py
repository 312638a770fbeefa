"""The front matter of a document: YAML between two lines of `---`."""

import re
from collections.abc import Iterable
from typing import Any

import yaml

_FENCED = re.compile(r"\A\s*---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_LONGEST = 20_000  # characters; more is text between two horizontal rules


def split_front_matter(text: str) -> tuple[dict[str, Any], str]:
    """Return the front matter's fields by lower-case name (values are texts, lists or objects), and the other text."""
    fenced = _FENCED.match(text)
    if not fenced or len(fenced[1]) > _LONGEST:
        return {}, text
    try:
        fields = yaml.load(fenced[1], Loader=yaml.BaseLoader)  # noqa: S506 - this loader makes only texts
    except (yaml.YAMLError, RecursionError, ValueError):
        return {}, text
    if not isinstance(fields, dict):
        return {}, text
    return {str(name).lower(): value for name, value in fields.items()}, text[fenced.end() :]


def values(fields: dict[str, Any], names: Iterable[str]) -> list[str]:
    """Return the texts under the first of the names that has any; of an object its name."""
    return next((found for name in names if (found := _texts(fields.get(name)))), [])


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value] if value.strip() else []
    if isinstance(value, list):
        return [text for item in value for text in _texts(item)]
    return _texts(value.get("name")) if isinstance(value, dict) else []
