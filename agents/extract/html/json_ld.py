"""A page's JSON-LD (https://schema.org/Article), in all the shapes that sites use."""

import json
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, TypeAlias

from lxml.html import HtmlElement

from agents.extract.clean import clean_value
from agents.extract.html.meta_tags import LONGEST

Node: TypeAlias = dict[str, Any]

_ARTICLE = re.compile(r"(?:.*[/:#])?\w*(?:Article|Posting|Report|Review|Recipe|HowTo|CreativeWork)", re.IGNORECASE)
_PAGE = re.compile(r"(?:.*[/:#])?\w*(?:WebPage|ItemPage|AboutPage|FAQPage)", re.IGNORECASE)
_NOT_ARTICLE = re.compile(r".*(?:JobPosting|AggregateReview)", re.IGNORECASE)
_ELSEWHERE = {"itemListElement", "hasPart", "isPartOf", "relatedLink", "mentions", "citation", "about", "review"}
_TELLING = ("headline", "datePublished", "author", "articleBody", "mainEntityOfPage")
_DEEPEST = 12  # levels; pages have four or five
_MOST_NODES = 5_000  # a page of the measured sets has 400 at most
_MOST_TEXTS = 1_000  # of one property
_LONGEST_SCRIPT = 1_000_000  # characters of one script, and of all; the longest on the measured pages have 75,000
_WRAPPING = re.compile(r"^[\s;]*(?://\s*)?(?:<!\[CDATA\[|<!--)|(?://\s*)?(?:\]\]>|-->)[\s;]*$")
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
_BAD_ESCAPE = re.compile(r"\\(?![\"\\/bfnrtu])")


def read_nodes(scripts: Iterable[HtmlElement]) -> list[Node]:
    """Return all JSON-LD objects of a page's <script> elements, outermost first, references by @id resolved."""
    nodes: list[Node] = []
    left = _LONGEST_SCRIPT
    for script in scripts:
        if "ld+json" not in (script.get("type") or "").lower() or not script.text:
            continue
        left -= len(script.text)
        if left < 0:
            break
        nodes.extend(islice(_walk(_parse(script.text), _DEEPEST), _MOST_NODES - len(nodes)))
    named = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    return [{key: _resolve(value, named) for key, value in node.items()} for node in nodes]


def main_article(nodes: list[Node]) -> Node:
    """Return the object that describes the page's article, the first with the most fields; {} if there is none."""
    articles = [node for node in nodes if _is_article(_types(node))]
    return max(articles, key=_richness, default={})


def web_page(nodes: list[Node]) -> Node:
    """Return the object that describes the page itself, or {}."""
    return next((node for node in nodes if any(map(_PAGE.fullmatch, _types(node)))), {})


def texts(value: Any, *keys: str) -> list[str]:
    """Return the texts in a property that may be a text, an object with one of `keys`, or a list of these."""
    return _texts(value, keys, _DEEPEST)


def first(value: Any, *keys: str) -> str | None:
    """Return the first text in a property, or None."""
    return next(iter(texts(value, *keys)), None)


def _texts(value: Any, keys: tuple[str, ...], depth: int) -> list[str]:
    if isinstance(value, str):
        return [cleaned] if len(value) <= LONGEST and (cleaned := clean_value(value)) else []
    if depth and isinstance(value, list):
        found = (text for item in value[:_MOST_TEXTS] for text in _texts(item, keys, depth - 1))
        return list(islice(found, _MOST_TEXTS))
    if depth and isinstance(value, dict):
        return next((inner for key in keys if (inner := _texts(value.get(key), keys, depth - 1))), [])
    return []


def _parse(source: str) -> Any:
    source = _WRAPPING.sub("", source.strip()).strip().rstrip(";")
    for repaired in (source, _BAD_ESCAPE.sub(r"\\\\", _TRAILING_COMMA.sub("", source))):
        try:
            # Not strict: texts may have line feeds. Raw: text after the first object is ignored, it is a mistake.
            return json.JSONDecoder(strict=False).raw_decode(repaired)[0]
        except (ValueError, RecursionError):
            continue
    return None


def _walk(value: Any, depth: int) -> Iterator[Node]:
    """Yield the objects in a value, except those that describe other pages."""
    if depth and isinstance(value, list):
        for item in value:
            yield from _walk(item, depth - 1)
    elif depth and isinstance(value, dict):
        yield value
        for key, inner in value.items():
            if key not in _ELSEWHERE and isinstance(inner, dict | list):
                yield from _walk(inner, depth - 1)


def _resolve(value: Any, named: dict[str, Node]) -> Any:
    """Return the object that `{"@id": ...}` refers to, one level deep, also inside lists."""
    if isinstance(value, list):
        return [_resolve(item, named) if isinstance(item, dict) else item for item in value[:_MOST_TEXTS]]
    if isinstance(value, dict) and isinstance(value.get("@id"), str) and "name" not in value:
        return named.get(value["@id"], value)
    return value


def _is_article(types: list[str]) -> bool:
    return any(map(_ARTICLE.fullmatch, types)) and not any(map(_NOT_ARTICLE.fullmatch, types))


def _types(node: Node) -> list[str]:
    """Return the names of a node's types."""
    types = node.get("@type")
    return [name for name in (types if isinstance(types, list) else [types]) if isinstance(name, str)]


def _richness(node: Node) -> int:
    return sum(bool(node.get(key)) for key in _TELLING)
