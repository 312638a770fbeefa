"""The objects of a page's JSON-LD: outermost first, references by @id resolved, and what is part of something else."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple

from agents.extract.html.json_ld import DEEPEST, MOST_TEXTS, Node

_ARTICLE = re.compile(r"(?:.*[/:#])?\w*(?:Article|Posting|Report|Review|Recipe|HowTo|CreativeWork)", re.IGNORECASE)
_PAGE = re.compile(r"(?:.*[/:#])?\w*(?:WebPage|ItemPage|AboutPage|FAQPage)", re.IGNORECASE)
_NOT_ARTICLE = re.compile(r".*(?:JobPosting|AggregateReview)", re.IGNORECASE)
# What these properties hold is about something else than the page, or about a part of it.
_ELSEWHERE = frozenset(
    "itemListElement hasPart isPartOf relatedLink significantLink significantLinks mentions citation about review"
    " reviews isRelatedTo isSimilarTo isBasedOn subjectOf workExample exampleOfWork blogPost blogPosts dataFeedElement"
    " liveBlogUpdate comment comments suggestedAnswer acceptedAnswer video audio associatedMedia".split()
)
# Those of them whose objects are parts also where they are only named by @id and stand elsewhere. Not those of lists: a
# breadcrumb's last item is the page.
_PARTS = ("liveBlogUpdate", "comment", "comments", "suggestedAnswer", "acceptedAnswer", "hasPart")
_TELLING = ("headline", "datePublished", "author", "articleBody", "mainEntityOfPage")
_IDENTIFYING = ("headline", "url", "datePublished", "mainEntityOfPage")
_MOST = 5_000  # a page of the measured sets has 400 at most


class Nodes(NamedTuple):
    """The objects that may be about the page's article, and those about the page itself, in the order of the page."""

    articles: list[Node]
    pages: list[Node]


class _Placed(NamedTuple):
    node: Node
    is_inside: bool  # in an object that is an article itself


def read_nodes(values: Iterable[Any]) -> Nodes:
    """Return the objects in the values of JSON-LD scripts."""
    placed: list[_Placed] = []
    for value in values:
        placed.extend(islice(_walk(value, DEEPEST, is_inside=False), _MOST - len(placed)))
    named = _named(one.node for one in placed)
    outer = [one.node for one in placed if not one.is_inside and is_article(one.node)]
    parts = _parts(outer, [one.node for one in placed])
    wholes = {name for node in outer if isinstance(name := node.get("@id"), str)}
    articles = [node for node in _once(outer, named) if not _is_one_of(node, parts) and not _is_part(node, wholes)]
    pages = [one.node for one in placed if any(map(_PAGE.fullmatch, types_of(one.node)))]
    return Nodes([_resolved(node, named) for node in articles], [_resolved(node, named) for node in pages])


def is_article(node: Node) -> bool:
    """Whether an object has the type of an article."""
    types = types_of(node)
    return any(map(_ARTICLE.fullmatch, types)) and not any(map(_NOT_ARTICLE.fullmatch, types))


def types_of(node: Node) -> list[str]:
    """Return the names of a node's types."""
    types = node.get("@type")
    return [name for name in (types if isinstance(types, list) else [types]) if isinstance(name, str)]


def richness(node: Node) -> int:
    """Return how many of the fields a node has that tell most."""
    return sum(bool(node.get(key)) for key in _TELLING)


def _walk(value: Any, depth: int, *, is_inside: bool) -> Iterator[_Placed]:
    """Yield the objects in a value, except those that describe something else."""
    if depth and isinstance(value, list):
        for item in value:
            yield from _walk(item, depth - 1, is_inside=is_inside)
    elif depth and isinstance(value, dict):
        yield _Placed(value, is_inside)
        is_inside = is_inside or (is_article(value) and richness(value) > 0)
        for key, inner in value.items():
            if isinstance(inner, dict | list) and key not in _ELSEWHERE:
                yield from _walk(inner, depth - 1, is_inside=is_inside)


def _named(nodes: Iterable[Node]) -> dict[str, Node]:
    """Return the objects by their names: what several objects with one name say is said of one thing."""
    named: dict[str, Node] = {}
    for node in nodes:
        name = node.get("@id")
        if isinstance(name, str) and len(node) > 1:
            known = named.get(name)
            if known is None or _agree(known, node):
                named[name] = {**node, **(known or {})}
    return named


def _once(nodes: list[Node], named: dict[str, Node]) -> Iterator[Node]:
    """Yield each object once, those of one name as one."""
    seen: set[str] = set()
    for node in nodes:
        name = node.get("@id")
        if not isinstance(name, str):
            yield node
        elif name not in seen:
            seen.add(name)
            yield named.get(name, node)
        elif not _agree(named[name], node):
            yield node  # templates give the same name to several stories


def _agree(one: Node, other: Node) -> bool:
    """Whether two objects of one name may be the same thing."""
    return all(one[key] == other[key] for key in _IDENTIFYING if one.get(key) and other.get(key))


def _parts(articles: list[Node], nodes: list[Node]) -> set[str]:
    """Return the names of objects that others call their parts; a page has its article as a part."""
    holders = {id(node) for node in articles}
    return {
        name
        for node in nodes
        for key in _PARTS
        if node.get(key) and (key != "hasPart" or id(node) in holders)
        for one in (node[key][:MOST_TEXTS] if isinstance(node[key], list) else [node[key]])
        if isinstance(one, dict) and isinstance(name := one.get("@id"), str)
    }


def _is_one_of(node: Node, names: set[str]) -> bool:
    name = node.get("@id")
    return isinstance(name, str) and name in names


def _is_part(node: Node, wholes: set[str]) -> bool:
    """Whether an object says that it is part of another article; `wholes` are the names of articles."""
    whole = node.get("isPartOf")
    name = whole.get("@id") if isinstance(whole, dict) else None
    return isinstance(name, str) and name != node.get("@id") and name in wholes


def _resolved(node: Node, named: dict[str, Node]) -> Node:
    return {key: _resolve(value, named) for key, value in node.items()}


def _resolve(value: Any, named: dict[str, Node]) -> Any:
    """Return the object that `{"@id": ...}` refers to, one level deep, also inside lists."""
    if isinstance(value, list):
        return [_resolve(item, named) if isinstance(item, dict) else item for item in value[:MOST_TEXTS]]
    if isinstance(value, dict) and isinstance(value.get("@id"), str) and "name" not in value:
        return named.get(value["@id"], value)
    return value
