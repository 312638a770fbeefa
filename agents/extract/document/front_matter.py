"""The front matter of a document: YAML between two lines of `---`."""

import re
from collections.abc import Iterable
from typing import Any

import yaml

_FENCED = re.compile(r"\A\s*---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_LONGEST = 20_000  # characters; more is text between two horizontal rules
_DEEPEST = 4  # levels of lists and objects around a text


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


def split_front_matter(text: str) -> tuple[dict[str, Any], str]:
    """Return the front matter's fields by lower-case name (values are texts, lists or objects), and the other text.

    Front matter with aliases has no fields; what is not YAML is text.
    """
    fenced = _FENCED.match(text)
    if not fenced or len(fenced[1]) > _LONGEST:
        return {}, text
    try:
        fields = yaml.load(fenced[1], Loader=_Loader)  # noqa: S506 - this loader makes only texts
    except _Alias:
        return {}, text[fenced.end() :]
    except (yaml.YAMLError, RecursionError, ValueError):
        return {}, text
    if not isinstance(fields, dict):
        return {}, text
    return {str(name).lower(): value for name, value in fields.items()}, text[fenced.end() :]


def values(fields: dict[str, Any], names: Iterable[str]) -> list[str]:
    """Return the texts under the first of the names that has any; of an object its name."""
    return next((found for name in names if (found := _texts(fields.get(name)))), [])


def _texts(value: Any, depth: int = _DEEPEST) -> list[str]:
    if isinstance(value, str):
        return [value] if value.strip() else []
    if depth and isinstance(value, list):
        return [text for item in value for text in _texts(item, depth - 1)]
    return _texts(value.get("name"), depth - 1) if depth and isinstance(value, dict) else []
