"""Where a page holds state: which scripts and attributes have values, by the marks of what writes them."""

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import unquote

from lxml import etree
from lxml.html import HtmlElement

from agents.extract.html.state.flattened import is_flattened, joined
from agents.extract.html.state.literals import LONGEST, Value, parse_json, parse_literal, unquoted

_SHORTEST = 200  # characters: a script with less holds no story
_IN_PARTS = ("__next_f", "streamController")  # in scripts that hold a part of the state each
_MOST_SCRIPTS = 1_000
_MOST_ATTRIBUTES = 100
_MOST_OF_ONE = 40  # values that one script assigns
_MOST_VALUES = 300
# `window.__NUXT__ =`, `Fusion.globalContent=`, `var pageData =`, `data: [` of SvelteKit, and what opens a value.
_ASSIGNED = re.compile(
    r"""(?<![\w$.])(?:(?:window|self|globalThis|top|Fusion|this)\s*+(?:\.\s*+[\w$]++|\[\s*+["'][\w$.-]++["']\s*+\])"""
    r"""(?:\.[\w$]++)*+|(?:var|let|const)\s++[\w$]++|[\w$]{0,20}?__[\w$]{1,60})\s*+=\s*+(?:[\w.$]++\s*+\|\|\s*+)?"""
    r"""(?=[{\[]|\(?\s*+function|JSON\s*+\.\s*+parse|["'][{\[%])|(?<![\w$.])data:\s*+(?=\[)"""
)
_STREAMED = re.compile(r"""\.enqueue\(\s*+("(?:[^"\\]|\\.)*+")""", re.DOTALL)  # of React Router and Remix
_ATTRIBUTES = etree.XPath(
    "//@data-page | //@data-props | //@data-react-props | //@data-state | //@data-initial-state | //astro-island/@props"
    " | //@data-initial-data | //@data-content | //@data-article"
)
_ENTITIES = {"&q;": '"', "&s;": "'", "&l;": "<", "&g;": ">", "&a;": "&"}  # of Angular's TransferState
_ENTITY = re.compile("&[qslga];")


def script_texts(scripts: list[HtmlElement]) -> list[tuple[str, bool]]:
    """Return the texts of a page's scripts, and whether each is data; the text of all is bounded."""
    found: list[tuple[str, bool]] = []
    left = LONGEST
    for script in scripts:
        kind = (script.get("type") or "").lower()
        text = script.text or ""
        is_part = any(mark in text for mark in _IN_PARTS)
        if (len(text) < _SHORTEST and not is_part) or "ld+json" in kind or len(found) >= _MOST_SCRIPTS:
            continue
        if (left := left - len(text)) < 0:
            break
        found.append((text, "json" in kind))
    return found


def in_scripts(texts: list[tuple[str, bool]]) -> Iterator[Value]:
    """Yield what a page's scripts hold, at most so many values."""
    return islice(_in_scripts(texts), _MOST_VALUES)


def in_attributes(tree: HtmlElement) -> Iterator[Value]:
    """Yield what a page's attributes hold for scripts, at most so many values."""
    attributes: list[str] = _ATTRIBUTES(tree)  # type: ignore[assignment]
    for attribute in islice((one for one in attributes if len(one) >= _SHORTEST), _MOST_ATTRIBUTES):
        yield _joined(parse_json(attribute))


def _in_scripts(texts: list[tuple[str, bool]]) -> Iterator[Value]:
    for text, is_data in texts:
        if is_data:
            yield _joined(_data(text))
        else:
            yield from _assigned(text)


def _data(text: str) -> Value:
    """Return the value of a script that is data."""
    value = parse_json(text)
    if value is None and "&q;" in text:
        value = parse_json(_ENTITY.sub(lambda found: _ENTITIES[found[0]], text))
    return value


def _assigned(script: str) -> Iterator[Value]:
    """Yield the values that a script assigns to names; those inside one that was read are not read again."""
    end = 0
    for found in islice(_ASSIGNED.finditer(script), _MOST_OF_ONE):
        if found.start() >= end:
            value, end = parse_literal(script, found.end())
            yield _joined(nested(value))
    if "streamController" in script:
        streamed = "".join(unquoted(found[1]) for found in _STREAMED.finditer(script))
        yield _joined(parse_json(streamed))


def nested(value: Value) -> Value:
    """Return the value that a text holds, if it is JSON, also with %-escapes; anything else as it is."""
    if not isinstance(value, str):
        return value
    if value.startswith(("%7B", "%5B", "%7b", "%5b")):
        value = unquote(value[:LONGEST])
    return parse_json(value) if value[:1] in ("{", "[") else value


def _joined(value: Value) -> Value:
    return joined(value) if is_flattened(value) else value
