"""The words of each language by kind: one file for each language, and one of what many languages share."""

import tomllib
from collections.abc import Iterable
from dataclasses import fields
from functools import lru_cache
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError

from agents.enrich.languages.vocabulary import FLAGS, MAPPINGS, ORDERED, TEXTS, Vocabulary

FOLDER = Path(__file__).parent
SHARED = "international"
ALIASES = {"nb": "no", "bs": "hr", "sh": "hr"}
"""Languages that have the words of another: Bokmål is the Norwegian of most texts; Bosnian, Serbo-Croatian."""
KINDS = frozenset(field.name for field in fields(Vocabulary)) - {"code"}


def known() -> list[str]:
    """Return the codes of the languages that have a file, in order."""
    return sorted(path.stem for path in FOLDER.glob("*.toml") if path.stem != SHARED)


@lru_cache(maxsize=256)  # a feed may state any code
def vocabulary_of(code: str) -> Vocabulary:
    """Return the words of a language with those that many languages share; a language without a file has only these.

    Raises ValueError if a file has a kind of words that vocabulary.py does not know.
    """
    kinds = _read(SHARED)
    file = ALIASES.get(code, code)
    for kind, own in (_read(file) if file in known() else {}).items():
        kinds[kind] = kinds[kind] | own if isinstance(own, frozenset) and kind in kinds else own
    months, days = calendar(code)
    return Vocabulary(code=code, months=months, days=days, **kinds)


def calendar(code: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the names of the months and of the days in lower case, in full and short (Unicode CLDR).

    A language that CLDR does not know has none.
    """
    try:
        locale = Locale.parse(code)
    except (UnknownLocaleError, ValueError):
        return frozenset(), frozenset()
    months, days = locale.months["format"], locale.days["format"]
    return _plain([*months["wide"].values(), *months["abbreviated"].values()]), _plain(
        [*days["wide"].values(), *days["abbreviated"].values()]
    )


def _plain(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word.lower().strip(".") for word in words)


def _read(name: str) -> dict[str, Any]:
    """Read a file; a text is a list of words, and a list has entries of several words."""
    entries = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    if unknown := entries.keys() - KINDS:
        raise ValueError(f"{name}.toml has unknown kinds of words: {', '.join(sorted(unknown))}")
    return {kind: _value(kind, value) for kind, value in entries.items()}


def _value(kind: str, value: str | bool | list[str] | dict[str, str]) -> Any:
    if kind in FLAGS | TEXTS | MAPPINGS:
        return value
    words = value.split() if isinstance(value, str) else value
    return tuple(words) if kind in ORDERED else frozenset(words)  # type: ignore[arg-type]
