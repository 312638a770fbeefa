"""What an element holds: the text that is shown, and how much of it is links. Bounded, since boxes are small."""

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from lxml import etree
from lxml.etree import _Element

from agents.extract.clean import clean_line
from agents.extract.html.elements import UNSEEN

_MOST = 400  # elements of a box
_CONTROLS = ("input", "button", "textarea", "select", "form")
_BODY = "articleBody"


class Inside(NamedTuple):
    """The text of an element on one line, and the number of its characters in links."""

    text: str
    linked: int
    links: int

    @property
    def is_linked(self) -> bool:
        """Whether hardly anything is outside of links."""
        return self.linked >= 0.8 * len(self.text) > 0


def read_inside(node: _Element, longest: int) -> Inside | None:
    """Return what an element holds, or None if it has more characters or elements than a box."""
    pieces: list[str] = []
    size = linked = links = 0
    for count, (text, in_link, is_link) in enumerate(_pieces(node) if len(node) else _alone(node)):
        links += is_link
        if text and not text.isspace() and (cleaned := clean_line(text)):
            pieces.append(cleaned)
            size += len(cleaned) + 1
            linked += (len(cleaned) + 1) * in_link
        if size > longest or count > 2 * _MOST:
            return None
    return Inside(" ".join(pieces), linked, links)


def _alone(node: _Element) -> Iterator[tuple[str | None, bool, bool]]:
    """Yield the text of an element that holds no others, as most buttons and headings do."""
    if node.tag not in UNSEEN:
        yield node.text, node.tag == "a", node.tag == "a"


def _pieces(node: _Element) -> Iterator[tuple[str | None, bool, bool]]:
    """Yield each text below an element, whether it is in a link, and whether a link begins with it."""
    unseen: _Element | None = None
    link: _Element | None = None
    for event, element in etree.iterwalk(node, events=("start", "end")):
        if event == "start":
            if unseen is None and element.tag in UNSEEN:
                unseen = element
            begins = element.tag == "a" and link is None
            if begins:
                link = element
            if unseen is None:
                yield element.text, link is not None, begins
            continue
        if element is unseen:
            unseen = None
        if element is link:
            link = None
        if unseen is None and element is not node:
            yield element.tail, link is not None, False


def has_control(node: _Element) -> bool:
    """Whether an element holds a field, a button or a form."""
    return node.tag in _CONTROLS or next(node.iterdescendants(*_CONTROLS), None) is not None


def holds_article(node: _Element, most: int = 5_000) -> bool:
    """Whether an element is the page, or holds the page's headline or the element that is marked as its text."""
    if node.tag in ("html", "body", "main") or next(node.iterdescendants("h1", "main"), None) is not None:
        return True
    return any(_BODY in (one.get("itemprop") or "") for one in islice(node.iter("*"), most))
