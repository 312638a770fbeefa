"""State whose parts refer to each other by number: devalue, as Nuxt 3 and SvelteKit write it, and Remix's stream.

Both are one array: an object has the number of the value in place of each value. The parts are joined in place, so that
what is used twice is one object, and nothing is copied: no input becomes larger.
"""

from typing import Any

from agents.extract.html.state.literals import Value

_MOST_PARTS = 200_000
_WRAPPERS = frozenset(("Reactive", "ShallowReactive", "Ref", "ShallowRef", "EmptyRef", "EmptyShallowRef", "Set"))
_DATES = frozenset(("Date", "D"))


def is_flattened(value: Value) -> bool:
    """Whether a value is an array of parts that refer to each other: the first is a container of numbers alone."""
    if not isinstance(value, list) or len(value) < 3 or not isinstance(value[0], list | dict):
        return False
    first = value[0]
    references = list(first.values()) if isinstance(first, dict) else first[1:] or first
    return bool(references) and all(isinstance(one, int) and not isinstance(one, bool) for one in references)


def joined(parts: list[Value]) -> Value:
    """Return the first part, with the values that it refers to in their places."""
    parts = parts[:_MOST_PARTS]
    made = [_made(part) for part in parts]
    for part, into in zip(parts, made, strict=True):
        if isinstance(part, dict) and isinstance(into, dict):
            for key, reference in part.items():
                into[_key(key, parts)] = _referred(reference, made)
        elif isinstance(part, list) and isinstance(into, list):
            into.extend(_referred(reference, made) for reference in _references(part))
    return made[0] if made else None


def _made(part: Value) -> Value:
    """Return the empty container of a part, or its value."""
    if isinstance(part, dict):
        return {}
    if isinstance(part, list):
        is_date = len(part) == 2 and isinstance(part[0], str) and part[0] in _DATES
        return part[1] if is_date else []
    return part


def _references(part: list[Any]) -> list[Any]:
    """Return the numbers in an array, without the name of a type before them."""
    return part[1:] if part and isinstance(part[0], str) else part


def _key(key: str, parts: list[Value]) -> str:
    """Return the name of a property, which Remix too writes as a number, `_12`."""
    if key.startswith("_") and key[1:].isdecimal() and len(key) < 9 and int(key[1:]) < len(parts):
        named = parts[int(key[1:])]
        return named if isinstance(named, str) else key
    return key


def _referred(reference: Value, made: list[Value]) -> Value:
    is_number = isinstance(reference, int) and not isinstance(reference, bool)
    return made[reference] if is_number and 0 <= reference < len(made) else None
