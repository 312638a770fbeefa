"""The choice between an article's authors as JSON-LD, <meta> and the page's by-line name them."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, TypeAlias

from agents.extract.authors import clean_authors
from agents.extract.html import meta_tags as meta
from agents.extract.html.json_ld import texts
from agents.extract.html.shown_byline import Shown, shown_bylines
from agents.extract.html.stated import Stated

_Names: TypeAlias = tuple[list[str], str]
"""Names as they are stated or shown, and their source."""

_MOST_PERSONS = 200
_DEEPEST = 3  # lists of authors inside lists


def authors(stated: Stated, outlets: Sequence[str | None]) -> tuple[tuple[str, ...], str] | None:
    """Return the authors that the best source names, and the source.

    Persons are preferred: first stated ones, then those that the page shows. If there are none, the outlet is its own
    author where it says so, and then whatever the page shows in a by-line's place.
    """
    for names, known in _sources(stated, outlets):
        if found := clean_authors(names[0], known):
            return found, names[1]
    return None


def _sources(stated: Stated, outlets: Sequence[str | None]) -> Iterator[tuple[_Names, Sequence[str | None]]]:
    """Yield the by-lines in the order of trust, each with the names that it must not have."""
    bylines = list(_bylines(stated))
    shown = cache(lambda: list(shown_bylines(stated.tree, stated.elements["h1"])))
    yield from ((names, outlets) for names in bylines)
    yield (_persons(_typed(stated.article.get("author"), "Person")), "json-ld"), ()  # who has a site under the own name
    yield from ((_page(one), outlets) for one in shown() if one.is_person)
    yield from ((names, ()) for names in bylines)
    yield from ((_page(one), outlets) for one in shown())
    yield from ((_page(one), ()) for one in shown())


def _page(shown: Shown) -> _Names:
    return shown.names, "page"


def _bylines(stated: Stated) -> Iterator[_Names]:
    yield _persons(stated.article.get("author") or stated.article.get("creator")), "json-ld"
    for tag in meta.AUTHOR:
        yield [name for name in stated.tags.get(tag, []) if not meta.is_address(name)], "meta"
    yield _persons(stated.page.get("author")), "json-ld"


def _typed(value: Any, kind: str) -> list[Any]:
    """Return the objects of one type in a property."""
    values = value if isinstance(value, list) else [value]
    return [one for one in values if isinstance(one, dict) and one.get("@type") == kind]


def _persons(value: Any, depth: int = _DEEPEST) -> list[str]:
    """Return the names of a JSON-LD author: a text, a person, or a list of them."""
    if isinstance(value, list):
        return [name for item in value[:_MOST_PERSONS] for name in _persons(item, depth - 1)] if depth else []
    if isinstance(value, dict) and not value.get("name") and value.get("familyName"):
        return [" ".join(texts([value.get("givenName"), value["familyName"]]))]
    return texts(value, "name", "@value")
