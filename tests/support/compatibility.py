"""What breaks between two versions of a JSON Schema, for those who read by it and for those who write by it.

Two ways, since a public topic has two sides:

- What newsmill *writes* (articles, duplicates, dead letters, their headers) is read by subscribers with the old schema
  and, as topics keep events for days, with the new one. So every promise stays as it was: no field goes, none comes to
  be required or stops being it, and types, enums and limits do not change in either direction: a wider one breaks
  who reads new events by the old schema, a narrower one who reads old events by the new schema. Optional fields may
  come, at any depth. An open enumeration (`anyOf` of documented values and any string) may change its documented
  values, since readers accept every string.
- What newsmill *reads* (raw articles, the headers of raw pages) is written by feeds with the old schema. So nothing it
  took may be refused or skipped: no field goes, none comes to be required, and types, enums and limits do not get
  narrower. They may get wider.
"""

import operator
from collections.abc import Callable, Iterator
from enum import Enum
from typing import Any

Schema = dict[str, Any]

NOTES = {"$schema", "$id", "$defs", "title", "description", "default", "examples", "contentEncoding"}
INNER = {"properties", "required", "items", "additionalProperties", "prefixItems", "anyOf", "$ref"}
WIDENS: dict[str, Callable[[Any, Any], bool]] = {  # whether a keyword's second value takes all that its first does
    "type": lambda before, after: {*_list(before)} <= {*_list(after)},
    "enum": lambda before, after: {*before} <= {*after},
    **dict.fromkeys(("maximum", "exclusiveMaximum", "maxLength", "maxItems"), operator.le),
    **dict.fromkeys(("minimum", "exclusiveMinimum", "minLength", "minItems"), operator.ge),
}


class Side(Enum):
    """Who is newsmill on a topic."""

    WRITES = "writes"
    READS = "reads"


def breaks(before: Schema, after: Schema, side: Side) -> list[str]:
    """Return what breaks in an event's schema, a line each that begins with the field; empty where nothing does."""
    return list(_Comparison(before, after, side).compare(before, after, ""))


class _Comparison:
    """Two schemas whose references are followed."""

    def __init__(self, before: Schema, after: Schema, side: Side) -> None:
        self._before, self._after, self._side = before, after, side

    def compare(self, before: Schema, after: Schema, at: str) -> Iterator[str]:
        before, after = _resolved(before, self._before), _resolved(after, self._after)
        before, after = _unwrapped(before), _unwrapped(after)
        if ("anyOf" in before) != ("anyOf" in after) and (_is_union(before) or _is_union(after)):
            yield from self._union(_alternatives(before), _alternatives(after), at)
            return
        yield from self._keywords(before, after, at)
        yield from self._fields(before, after, at)
        yield from self._inner(before, after, at)

    def _keywords(self, before: Schema, after: Schema, at: str) -> Iterator[str]:
        for name in sorted((before.keys() | after.keys()) - NOTES - INNER):
            old, new = before.get(name), after.get(name)
            if old != new and not (self._side is Side.READS and _takes_all(name, old, new)):
                yield f"{at or 'event'}: {name} was {old}, is {new}"

    def _fields(self, before: Schema, after: Schema, at: str) -> Iterator[str]:
        old, new = before.get("properties", {}), after.get("properties", {})
        required_before, required_after = set(before.get("required", ())), set(after.get("required", ()))
        for name in sorted(old.keys() - new.keys()):
            yield f"{at}.{name}: is gone"
        for name in sorted(required_after - required_before):
            yield f"{at}.{name}: is required now"
        if self._side is Side.WRITES:
            for name in sorted(required_before - required_after):
                yield f"{at}.{name}: is not always there any more"
        for name in sorted(old.keys() & new.keys()):
            yield from self.compare(old[name], new[name], f"{at}.{name}")

    def _inner(self, before: Schema, after: Schema, at: str) -> Iterator[str]:
        for name in {"items", "additionalProperties"} & (before.keys() | after.keys()):
            yield from self._maybe(before.get(name, {}), after.get(name, {}), f"{at}.*")
        old, new = before.get("prefixItems", []), after.get("prefixItems", [])
        if len(old) != len(new):
            yield f"{at}: had {len(old)} fixed items, has {len(new)}"
        for place, (one, other) in enumerate(zip(old, new, strict=False)):
            yield from self.compare(one, other, f"{at}.{place}")
        if "anyOf" in before or "anyOf" in after:
            yield from self._union(before.get("anyOf", [{}]), after.get("anyOf", [{}]), at)

    def _maybe(self, before: Schema | bool, after: Schema | bool, at: str) -> Iterator[str]:
        """Compare what may be a schema, or just true or false."""
        if isinstance(before, bool) or isinstance(after, bool):
            if before != after and not (self._side is Side.READS and after in (True, {})):
                yield f"{at}: was {before}, is {after}"
            return
        yield from self.compare(before, after, at)

    def _union(self, before: list[Schema], after: list[Schema], at: str) -> Iterator[str]:
        """Look for each alternative among those of the other version; of what newsmill writes, in both directions."""
        for old in before:
            if all(list(self.compare(old, new, at)) for new in after):
                yield f"{at or 'event'}: {_brief(old)} is no alternative any more"
        if self._side is Side.WRITES:
            for new in after:
                if all(list(self.compare(old, new, at)) for old in before):
                    yield f"{at or 'event'}: {_brief(new)} is a new alternative"


def _takes_all(name: str, before: Any, after: Any) -> bool:
    """Tell whether a keyword's new value takes all that the old one did, where no value takes everything."""
    return after is None or (before is not None and name in WIDENS and WIDENS[name](before, after))


def _resolved(schema: Schema, root: Schema) -> Schema:
    reference = schema.get("$ref")
    return schema if reference is None else root["$defs"][reference.removeprefix("#/$defs/")]


def _unwrapped(schema: Schema) -> Schema:
    """Return a schema without its notes; an open enumeration is the string that it is."""
    alternatives = schema.get("anyOf", ())
    if {"type": "string"} in alternatives and all(
        alternative == {"type": "string"} or set(alternative) == {"enum"} for alternative in alternatives
    ):
        return {"type": "string"}
    return {name: value for name, value in schema.items() if name not in NOTES}


def _is_union(schema: Schema) -> bool:
    """Tell whether a schema is nothing but alternatives."""
    return set(schema) == {"anyOf"}


def _alternatives(schema: Schema) -> list[Schema]:
    return schema["anyOf"] if _is_union(schema) else [schema]


def _list(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def _brief(schema: Schema) -> str:
    return str(schema.get("$ref") or schema.get("type") or schema)
