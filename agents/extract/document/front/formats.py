"""Metadata in YAML, TOML and JSON, read safely: what comes back is made of texts, lists and objects only."""

import json
import tomllib
from datetime import date, datetime
from typing import Any

import yaml

_MOST_DOTS = 1000  # a key of 9,000 parts (`a.a.a = 1`) takes two seconds

Fields = dict[str, Any]


class _Alias(yaml.YAMLError):
    """The front matter has an alias."""


class _Loader(yaml.BaseLoader):
    """Makes texts, lists and objects, but follows no alias: a few lines of aliases to aliases are billions of texts."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """Compose the next node; raises _Alias."""
        if self.check_event(yaml.AliasEvent):
            raise _Alias
        node: yaml.Node | None = super().compose_node(parent, index)
        return node


def from_yaml(text: str) -> Fields | None:
    """Return the fields of YAML; None if it has none, or has aliases."""
    try:
        return _fields(yaml.load(text, Loader=_Loader))  # noqa: S506 - this loader makes only texts
    except (yaml.YAMLError, RecursionError, ValueError):
        return None


def from_toml(text: str) -> Fields | None:
    """Return the fields of TOML; None if it is not TOML."""
    if text.count(".") > _MOST_DOTS:
        return None
    try:
        return _fields(tomllib.loads(text))
    except (ValueError, RecursionError):
        return None


def from_json(text: str) -> Fields | None:
    """Return the fields of a JSON object; of one whose braces are left out too, as in Middleman's front matter."""
    stripped = text.strip()
    whole = stripped if stripped.startswith("{") else f"{{{stripped}}}"
    try:
        return _fields(json.loads(whole))
    except (ValueError, RecursionError):
        return None


def end_of_json(text: str) -> int | None:
    """Return where the JSON object at the start of a text ends; None if it is not JSON."""
    try:
        return json.JSONDecoder().raw_decode(text)[1]
    except (ValueError, RecursionError):
        return None


def _fields(value: Any) -> Fields | None:
    return {str(name): _plain(field) for name, field in value.items()} if isinstance(value, dict) else None


def _plain(value: Any, depth: int = 6) -> Any:
    """Return a value with texts in the place of numbers and times; nothing below `depth` levels."""
    if isinstance(value, str):
        return value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, list | dict) and depth == 0:
        return None
    if isinstance(value, list):
        return [_plain(item, depth - 1) for item in value]
    if isinstance(value, dict):
        return {str(name): _plain(item, depth - 1) for name, item in value.items()}
    return None if value is None else str(value)
