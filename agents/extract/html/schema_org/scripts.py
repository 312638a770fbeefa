"""The values in a page's JSON-LD scripts, also in those that templates wrap or break."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from lxml.html import HtmlElement

from agents.extract.html.schema_org.broken import read_broken

_LONGEST = 1_000_000  # characters of one script, and of all; the longest on the measured pages have 75,000
_MOST_VALUES = 100  # of one script
_CDATA = re.compile(r"(?:/\*\s*)?(?:<!\[CDATA\[|\]\]>)(?:\s*\*/)?")
_OPENING = re.compile(r"[{\[]")
_BETWEEN = re.compile(r"[\s,;]*+(?=[{\[])")
_TO_NEXT = re.compile(r"[^{\[]*+(?=[{\[])")  # behind an empty one, which is of a script: `x = x || []; x.push({...`
_GOES_ON = re.compile(r'[\s,]*+"[\w@]{1,60}"\s*+:')
# Keys of schema.org with its name before them, as https://www.w3.org/TR/json-ld11/#compact-iris has it; reported of an
# extractor: https://github.com/weblyzard/weblyzard_api/pull/181
_PREFIXED = re.compile(r'"(?:schema:|https?://schema\.org/)(\w+)"(?=\s*+:)')
_SIGNS = ('"schema:', 'schema.org/headline"', 'schema.org/datePublished"')


def read_scripts(scripts: Iterable[HtmlElement]) -> Iterator[Any]:
    """Yield the values in the page's <script> elements that have JSON-LD, in their order."""
    left = _LONGEST
    for script in scripts:
        if not is_json_ld(script) or not script.text:
            continue
        left -= len(script.text)
        if left < 0:
            break
        yield from _values(script.text)


def is_json_ld(script: HtmlElement) -> bool:
    """Whether a <script> has the type of JSON-LD."""
    return "ld+json" in (script.get("type") or "").lower()


def _values(source: str) -> Iterator[Any]:
    """Yield the values that stand in one script: mostly one, but some sites write several, one after the other."""
    if any(sign in source for sign in _SIGNS):
        source = _PREFIXED.sub(r'"\1"', source)
    if "CDATA[" in source:
        source = _CDATA.sub("", source)
    found = _OPENING.search(source)
    at = found.start() if found else None
    for _ in range(_MOST_VALUES):
        if at is None:
            break
        try:
            # Not strict: texts may have line feeds.
            value, end = json.JSONDecoder(strict=False).raw_decode(source, at)
        except (ValueError, RecursionError):
            yield from read_broken(source[at:])
            break
        if _GOES_ON.match(source, end):  # one mark too many has ended it
            yield from read_broken(source[at:])
            break
        yield value
        following = _BETWEEN.match(source, end) if value else _TO_NEXT.match(source, end)
        at = following.end() if following else None
