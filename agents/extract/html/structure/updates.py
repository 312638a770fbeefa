"""The entries of a live blog: when each was published, and which lines of the text it has.

They are stated in JSON-LD (https://schema.org/liveBlogUpdate), or shown as containers that begin with a <time>.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple

from lxml.html import HtmlElement

from agents.extract.blocks.blocks import read_blocks
from agents.extract.clean import clean_text, clean_value
from agents.extract.html.json_ld import Node
from agents.extract.html.schema_org.live import entries, moment
from agents.extract.html.stated import Stated
from agents.extract.html.structure.lines import folded
from agents.extract.page import Line, starts_of
from schemas import BlockKind, Update

_LEAST = 3  # entries of a live blog
_MOST = 1_000  # <time>s that are looked at
_KEY = 40  # letters by which a line is known
_LONG = 20  # letters of a line that is hardly repeated
_MOST_GROUPS = 3  # of containers below one element: groups may be inside each other, and each is read
_LONGEST_HEAD = 300  # characters before the <time> of a container
_LONGEST_BODY = 20_000  # characters that are read of an entry
_HIGHEST = 6  # elements from a <time> up to its container
_CONTAINERS = frozenset(("article", "section", "li", "div"))
_SHARE = 0.5  # of the text must be in containers: comments and teasers have a <time> too


class Entry(NamedTuple):
    """An entry, and its lines in the text: `lines[first:end]`."""

    first: int
    end: int
    at: datetime


def find_updates(stated: Stated, lines: Sequence[Line]) -> tuple[Update, ...] | None:
    """Return the entries of a live blog in the order of the text, or None if it is not one."""
    found = _stated_entries(stated.live, lines) or _shown_entries(stated.elements["time"], lines)
    if not found:
        return None
    starts = starts_of(lines)
    return tuple(Update(at=one.at, start=starts[one.first], end=starts[one.end] - 1) for one in found)


def live_lines(live: Node) -> list[Line]:
    """Return the text of a live blog that its JSON-LD has, entry by entry."""
    lines: list[Line] = []
    for node in entries(live):
        if headline := _headline(node):
            lines.append(Line(headline, BlockKind.HEADING))
        lines.extend(Line(line) for line in _body(node))
    return lines


def _headline(node: Node) -> str:
    headline = node.get("headline")
    return clean_value(headline[:_LONGEST_HEAD]) if isinstance(headline, str) else ""


def _body(node: Node) -> list[str]:
    body = node.get("articleBody")
    if not isinstance(body, str):
        return []
    text = clean_text("\n".join(map(clean_value, body[:_LONGEST_BODY].splitlines())))
    return text.split("\n") if text else []


class _Places:
    """The places of lines by their first letters."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self.keys = [folded(line.text)[:_KEY] for line in lines]
        self._by_key: dict[str, list[int]] = {}
        for place, key in enumerate(self.keys):
            self._by_key.setdefault(key, []).append(place)

    def first(self, key: str, since: int = 0) -> int | None:
        """Return the first place of a line, not before the place `since`."""
        places = self._by_key.get(key, [])
        at = bisect_left(places, since)
        return places[at] if key and at < len(places) else None


def _stated_entries(live: Node, lines: Sequence[Line]) -> list[Entry]:
    nodes = entries(live)
    if len(nodes) < _LEAST:
        return []
    places = _Places(lines)
    found: dict[int, tuple[datetime | None, Node]] = {}  # an entry without a time ends the one before it
    for node in nodes:
        place = _place(node, places, found)
        if place is not None:
            found.setdefault(place, (moment(node.get("datePublished")), node))
    if sum(at is not None for at, _ in found.values()) < _LEAST:
        return []
    firsts = sorted(found)
    ends = [*firsts[1:], _end(firsts[-1], _body(found[firsts[-1]][1]), places)]
    return [Entry(first, end, at) for first, end in zip(firsts, ends, strict=True) if (at := found[first][0])]


def _place(node: Node, places: _Places, taken: dict[int, Any]) -> int | None:
    """Return the first line of an entry: that of its text, or of the headline above it."""
    headline = folded(_headline(node))[:_KEY]
    body = _body(node)
    first = places.first(folded(body[0])[:_KEY]) if body else None
    if first is None:
        alone = places.first(headline)
        return None if alone in taken else alone
    return first - 1 if first and headline and places.keys[first - 1] == headline else first


def _end(first: int, body: list[str], places: _Places) -> int:
    """Return the end of the last entry: behind the last line that it states, at least one line."""
    whole = folded(" ".join(body))
    end = first + 1
    while end < len(places.keys) and places.keys[end] and places.keys[end] in whole:
        end += 1
    return end if body else len(places.keys)


def _shown_entries(times: Sequence[HtmlElement], lines: Sequence[Line]) -> list[Entry]:
    groups: dict[HtmlElement, list[tuple[HtmlElement, datetime]]] = {}
    for container, at in _containers(times):
        parent = container.getparent()
        if parent is not None:
            groups.setdefault(parent, []).append((container, at))
    several = sorted((group for group in groups.values() if len(group) >= _LEAST), key=len)[-_MOST_GROUPS:]
    if not several:
        return []
    places = _Places(lines)
    starts = starts_of(lines)

    def held(group: list[Entry]) -> int:
        return sum(starts[one.end] - starts[one.first] for one in group)

    best = max((list(_entries(group, places)) for group in several), key=held)
    return best if len(best) >= _LEAST and held(best) >= _SHARE * starts[-1] else []


def _containers(times: Sequence[HtmlElement]) -> Iterator[tuple[HtmlElement, datetime]]:
    """Yield the elements that begin with a <time>, and that time."""
    seen: set[HtmlElement] = set()
    for time in times[:_MOST]:
        above = islice(time.iterancestors(), _HIGHEST)
        container = next((one for one in above if one.tag in _CONTAINERS and one.get("id")), None)
        if container is None or container in seen:
            continue
        seen.add(container)
        if (at := moment(time.get("datetime"))) and _is_head(time, container):
            yield container, at


def _is_head(time: HtmlElement, container: HtmlElement) -> bool:
    """Whether there is hardly any text before a <time> in its container."""
    left = _LONGEST_HEAD
    for element in container.iter():
        if element is time:
            return True
        left -= 1 + len(element.text or "")
        if left < 0:
            break
    return False


def _entries(group: list[tuple[HtmlElement, datetime]], places: _Places) -> Iterator[Entry]:
    since = 0
    for container, at in group:
        keys = [folded(text)[:_KEY] for text in read_blocks(container).texts]
        found = [place for key in keys if len(key) >= _LONG and (place := places.first(key, since)) is not None]
        if not found:
            continue
        first, end, known = min(found), max(found) + 1, set(keys)
        while first > since and places.keys[first - 1] in known:
            first -= 1
        while end < len(places.keys) and places.keys[end] in known:
            end += 1
        yield Entry(first, end, at)
        since = end
