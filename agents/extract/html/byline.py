"""The choice between an article's authors as JSON-LD, <meta> and the page's by-line name them."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from agents.extract.authors import clean_authors
from agents.extract.html import meta_tags as meta
from agents.extract.html.json_ld import texts
from agents.extract.html.shown_byline import Shown, shown_bylines
from agents.extract.html.stated import Stated


class _Names(NamedTuple):
    """Names as they are stated or shown, and their source; `are_persons`: each is stated to be one person's."""

    names: list[str]
    method: str
    are_persons: bool = False


_CATALOGUED = ("citation_author", "dc.creator", "dcterms.creator")  # one tag is one person
_MOST_PERSONS = 200
_DEEPEST = 3  # lists of authors inside lists


def authors(stated: Stated, outlets: Sequence[str | None]) -> tuple[tuple[str, ...], str] | None:
    """Return the authors that the best source names, and the source.

    Persons are preferred: first stated ones, then those that the page shows. If there are none, the outlet is its own
    author where it says so, and then whatever the page shows in a by-line's place.
    """
    for source, known in _sources(stated, outlets):
        is_stated = source.method != "page"
        if found := clean_authors(source.names, known, is_stated=is_stated, are_persons=source.are_persons):
            return found, source.method
    return None


def _sources(stated: Stated, outlets: Sequence[str | None]) -> Iterator[tuple[_Names, Sequence[str | None]]]:
    """Yield the by-lines in the order of trust, each with the names that it must not have."""
    bylines = list(_bylines(stated))
    shown = cache(lambda: list(shown_bylines(stated.tree, stated.elements["h1"])))
    yield from ((names, outlets) for names in bylines)
    own = _persons(_typed(stated.article.get("author"), "Person"))
    yield _Names(own, "json-ld", are_persons=True), ()  # who has a site under the own name
    yield from ((_page(one), outlets) for one in shown() if one.is_person)
    yield from ((names, ()) for names in bylines)
    yield from ((_page(one), outlets) for one in shown())
    yield from ((_page(one), ()) for one in shown())


def _page(shown: Shown) -> _Names:
    return _Names(shown.names, "page")


def _bylines(stated: Stated) -> Iterator[_Names]:
    value = stated.article.get("author") or stated.article.get("creator")
    yield _Names(_persons(value), "json-ld", are_persons=_are_persons(value))
    for tag in meta.AUTHOR:
        names = [name for name in stated.tags.get(tag, []) if not meta.is_address(name)]
        yield _Names(names, "meta", are_persons=len(set(names)) > 1 or tag in _CATALOGUED)
    yield _Names(_persons(stated.page.get("author")), "json-ld", are_persons=True)


def _are_persons(value: Any) -> bool:
    """Whether a property has several names, or an object that is no organisation."""
    values = value if isinstance(value, list) else [value]
    return len(values) > 1 or any(isinstance(one, dict) and one.get("@type") != "Organization" for one in values)


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
