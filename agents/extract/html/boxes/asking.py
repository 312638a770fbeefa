"""Boxes that ask readers to subscribe, to donate, to vote, to take an app: short, with something to press or to fill.

Prose about newsletters or polls has no field and no button, and a recipe's button asks for nothing.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from lxml.etree import _Element

from agents.extract.asking.ending import pleads
from agents.extract.asking.phrases import ASKS, any_of
from agents.extract.html.boxes.inside import Inside, has_control, holds_article, read_inside

LONGEST = 600  # characters of a box
_LONGEST_UNNAMED = 400
_LONGEST_BUTTON = 60
_PROSE = 100  # characters of a paragraph beside a box
_MOST_CONTROLS = 100
_HIGHEST = 6  # elements from a control up to its box
_PLAIN = frozenset(("hidden", "search", "submit", "button", "image", "checkbox", "reset", "file"))  # types of fields
_PARTS = frozenset(("html", "body", "main", "article", "td", "li", "table", "ul", "ol", "figure", "header", "nav", "p"))
_BEFORE = r"(?<![^\W\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af])"
_ASKS = re.compile(_BEFORE + any_of(ASKS))


def asks(text: str) -> bool:
    """Whether a text of a box asks its readers for something."""
    return _ASKS.search(text[:LONGEST].lower()) is not None


def is_asking(node: _Element) -> bool:
    """Whether an element that is named as a newsletter, a poll or the like is such a box."""
    if node.tag in _PARTS or holds_article(node):
        return False
    inside = read_inside(node, LONGEST)
    return inside is not None and (has_control(node) or inside.links > 0) and asks(inside.text)


def is_wall(node: _Element) -> bool:
    """Whether an element that is named as a paywall or the like asks for payment or a login, and is not the article."""
    if node.tag in _PARTS or holds_article(node):
        return False
    inside = read_inside(node, LONGEST)
    return inside is not None and (pleads(inside.text) or _asks_to_pay(node, inside))


def around_controls(controls: Iterable[_Element]) -> Iterator[_Element]:
    """Yield the boxes around fields and buttons that ask, whatever their names are."""
    seen: set[_Element] = set()
    for control in islice(filter(_is_telling, controls), _MOST_CONTROLS):
        box = _box(control, seen)
        if box is not None:
            yield box


def _asks_to_pay(node: _Element, inside: Inside) -> bool:
    return (has_control(node) or inside.links > 0) and asks(inside.text)


def _is_telling(control: _Element) -> bool:
    """Whether a control may belong to a box: a field that is not of a search or a list, a button whose text asks."""
    if control.tag == "input":
        return (control.get("type") or "text").lower() not in _PLAIN
    inside = read_inside(control, _LONGEST_BUTTON)
    return inside is not None and asks(inside.text)


def _box(control: _Element, seen: set[_Element]) -> _Element | None:
    """Return the largest element around a control that is no larger than a box, if its text asks."""
    box: _Element | None = None
    text = ""
    for above in islice(control.iterancestors(), _HIGHEST):
        if above in seen or above.tag in _PARTS:
            break
        seen.add(above)
        inside = read_inside(above, _LONGEST_UNNAMED)
        if inside is None or _has_prose(above):
            break
        box, text = above, inside.text
    return box if box is not None and asks(text) and not holds_article(box) else None


def _has_prose(node: _Element) -> bool:
    """Whether a paragraph right below an element is long and asks for nothing."""
    texts = (read_inside(one, LONGEST) for one in islice(node.iterchildren("p", "blockquote"), _HIGHEST))
    return any(one is None or (len(one.text) >= _PROSE and not asks(one.text)) for one in texts)
