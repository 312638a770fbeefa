"""The text blocks of a parsed page, with what its elements say about them: one walk over the tree, no recursion."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from lxml.etree import _Element
from numpy.typing import NDArray

from agents.extract.blocks.lexicon import BOX_BITS, MODEL_BITS, name_bits

SKIPPED = frozenset(
    "script style noscript svg template iframe select option textarea head canvas object embed audio video map math "
    "input link meta".split()
)
INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd mark q s samp small span strike strong sub "
    "sup time tt u var wbr img picture source label nobr amp-img".split()
)
TAGS = {
    tag: number
    for number, tag in enumerate(
        "p li td th h1 h2 h3 h4 h5 h6 div span section article blockquote pre figcaption dt dd a button aside header "
        "footer nav main figure ul ol table tr form label body center summary address".split(),
        start=1,
    )
}
ABOVE = {  # elements that say something about everything in them, as bits
    tag: 1 << place
    for place, tag in enumerate(
        "article main aside nav footer header figure ul ol table blockquote form section button figcaption dl a h1 h2 "
        "h3 h4 pre details dialog".split()
    )
}
BOLD = frozenset(("strong", "b"))
NAMING = frozenset(("class", "id", "role", "itemprop", "data-testid", "data-component"))
_LOOKED_AT = frozenset(("h2", "h3", "h4", "h5", "h6", "ul", "ol"))  # by boxes, without names
_ALSO_NAMING = frozenset(("itemtype", "aria-label"))  # of boxes; the model has not learnt about them


@dataclass(slots=True)
class Elements:
    """The elements that hold blocks, in the order of the page; number 0 is the page itself."""

    tag: list[int] = field(default_factory=lambda: [0])  # TAGS
    parent: list[int] = field(default_factory=lambda: [0])
    first: list[int] = field(default_factory=lambda: [0])  # block in it
    end: list[int] = field(default_factory=lambda: [0])  # after its last block
    names: list[int] = field(default_factory=lambda: [0])  # bits of NAMES
    above: list[int] = field(default_factory=lambda: [0])  # bits of ABOVE, its own
    depth: list[int] = field(default_factory=lambda: [0])
    hidden: list[int] = field(default_factory=lambda: [0])  # 1 if it or an element above it is
    kind: list[int] = field(default_factory=lambda: [0])  # the same number for the same tag and class


@dataclass(slots=True)
class Blocks:
    """The blocks of a page: each is text that is shown in one piece."""

    texts: list[str] = field(default_factory=list)
    element: list[int] = field(default_factory=list)  # that holds it
    linked: list[int] = field(default_factory=list)  # characters in links
    links: list[int] = field(default_factory=list)
    strong: list[int] = field(default_factory=list)  # characters in bold
    broken: list[int] = field(default_factory=list)  # 1 after two line breaks
    names: list[int] = field(default_factory=list)  # bits of NAMES, of a first <span>
    taken: list[int] = field(default_factory=list)  # numbers of the blocks that are surely not of the article
    elements: Elements = field(default_factory=Elements)


class Boxes(Protocol):
    """What takes elements out of an article: readers' comments, and boxes that ask the reader for something.

    It looks at elements that have such names, at headings and lists, and at those in `known`.
    """

    known: set[_Element]
    taken: list[_Element]

    def takes(self, node: _Element, names: int, found: Blocks) -> bool:
        """Whether an element, whose names have these bits of BOXES, is taken; `found` are the blocks before it."""
        ...


class _Level:
    """An element whose children are being read: all of them below one block's element."""

    __slots__ = ("bold", "children", "closes", "element", "linked", "node")

    def __init__(self, node: _Element, element: int, linked: bool, bold: bool, closes: bool) -> None:
        self.node = node
        self.children = iter(node)
        self.element = element  # number of the block's element
        self.linked = linked
        self.bold = bold
        self.closes = closes  # whether a block ends with it


class _Walk:
    """The state of a walk: the pieces of the block that is being read, and its counts."""

    __slots__ = (
        "_boxes",
        "_broken",
        "_kinds",
        "_linked",
        "_links",
        "_names",
        "_pieces",
        "_strong",
        "_taken",
        "_without",
        "found",
    )

    def __init__(self, boxes: Boxes | None, without: AbstractSet[_Element]) -> None:
        self.found = Blocks()
        self._boxes = boxes
        self._without = without
        self._taken = 0  # the number of the element that boxes took and that is being read
        self._kinds: dict[tuple[str, str], int] = {}
        self._pieces: list[str] = []
        self._linked = self._links = self._strong = self._broken = self._names = 0

    def read(self, level: _Level) -> _Level | None:
        """Read children up to one that has children too; return the level below it, or None after the last child."""
        for child in level.children:
            tag = child.tag
            if tag == "br":
                self._line_break(level.element)
            elif tag.__class__ is str and tag not in SKIPPED:
                below = self._inline(tag, child, level) if tag in INLINE else self._open(tag, child, level)
                if below is not None:
                    return below
            if tail := child.tail:
                self.text(tail, level.linked, level.bold)
        return None

    def text(self, text: str, linked: bool, bold: bool) -> None:
        """Add a piece to the block."""
        self._pieces.append(text)
        if linked:
            self._linked += len(text)
        if bold:
            self._strong += len(text)

    def close(self, number: int) -> None:
        """Leave an element that began a block."""
        self._flush(number)
        self.found.elements.end[number] = len(self.found.texts)
        if number and number == self._taken:
            self.found.taken.extend(range(self.found.elements.first[number], len(self.found.texts)))
            self._taken = 0

    def _inline(self, tag: str, node: _Element, level: _Level) -> _Level | None:
        """Read the beginning of an element inside a block: note a link, or the names of a <span> that begins it."""
        text, has_children = node.text, len(node)
        if not text and not has_children:
            return None
        linked, bold = level.linked, level.bold
        if tag == "a":
            linked = True
            self._links += 1
        elif tag == "span":
            if not self._pieces and (classes := node.get("class")):
                self._names |= name_bits(classes) & MODEL_BITS
        elif tag in BOLD:
            bold = True
        if text:
            self.text(text, linked, bold)
        return _Level(node, level.element, linked, bold, False) if has_children else None

    def _line_break(self, element: int) -> None:
        """Take one break for a space, and a second one for the end of a paragraph."""
        if self._pieces and self._pieces[-1] == "\n ":
            self._flush(element)
            self._broken = 1
        else:
            self._pieces.append("\n ")

    def _open(self, tag: str, node: _Element, level: _Level) -> _Level | None:
        """Read the beginning of an element that begins a block."""
        parent, linked = level.element, level.linked
        self._flush(parent)
        if self._without and node in self._without:
            return None
        names, classes, is_hidden = _naming(node)
        if "-" in tag:
            names |= name_bits(tag) & BOX_BITS
        number = self._number(tag, parent, names & MODEL_BITS, classes, is_hidden)
        boxes = self._boxes
        if boxes is not None and not self._taken and (names > MODEL_BITS or tag in _LOOKED_AT or node in boxes.known):
            self._taken = number if boxes.takes(node, names & BOX_BITS, self.found) else 0
        if text := node.text:
            self.text(text, linked, False)
        if len(node):
            return _Level(node, number, linked, False, True)
        self.close(number)
        return None

    def _number(self, tag: str, parent: int, names: int, classes: str, is_hidden: int) -> int:
        """Note an element that holds blocks; return its number."""
        elements = self.found.elements
        number = len(elements.tag)
        elements.tag.append(TAGS.get(tag, 0))
        elements.parent.append(parent)
        elements.first.append(len(self.found.texts))
        elements.end.append(0)
        elements.names.append(0 if tag == "body" else names)
        elements.above.append(ABOVE.get(tag, 0))
        elements.depth.append(elements.depth[parent] + 1)
        elements.hidden.append(elements.hidden[parent] or is_hidden)
        elements.kind.append(self._kinds.setdefault((tag, classes), len(self._kinds) + 1))
        return number

    def _flush(self, element: int) -> None:
        """End the block that was read, if it has text."""
        if self._pieces:
            if text := " ".join("".join(self._pieces).split()):
                found = self.found
                found.texts.append(text)
                found.element.append(element)
                found.linked.append(self._linked)
                found.links.append(self._links)
                found.strong.append(self._strong)
                found.broken.append(self._broken)
                found.names.append(self._names)
            self._pieces.clear()
        self._linked = self._links = self._strong = self._broken = self._names = 0


def read_blocks(root: _Element, boxes: Boxes | None = None, without: AbstractSet[_Element] = frozenset()) -> Blocks:
    """Return the blocks of a page without those of some elements, and which are in elements that `boxes` takes."""
    walk = _Walk(boxes, without)
    level, above = _Level(root, 0, False, False, True), []
    if root.text:
        walk.text(root.text, False, False)
    while True:
        below = walk.read(level)
        if below is not None:
            above.append(level)
            level = below
            continue
        if level.closes:
            walk.close(level.element)
        if not above:
            return walk.found
        tail, level = level.node.tail, above.pop()
        if tail:
            walk.text(tail, level.linked, level.bold)


def _naming(node: _Element) -> tuple[int, str, int]:
    """Return the bits of an element's names, its classes, and 1 if it is not shown."""
    names, classes, hidden = 0, "", 0
    attributes: list[tuple[str, str]] = node.items()  # type: ignore[assignment]
    for name, value in attributes:
        if name in NAMING:
            names |= name_bits(value)
            if name == "class":
                classes = value
        elif name in _ALSO_NAMING:
            names |= name_bits(value) & BOX_BITS
        elif name == "style":
            hidden |= "display" in value and "none" in value
        elif name == "hidden" or (name == "aria-hidden" and value == "true"):
            hidden = 1
    return names, classes, int(hidden)


def bits(values: NDArray[np.int64], count: int) -> NDArray[np.uint8]:
    """Return the first `count` bits of each value as columns of 0 and 1."""
    raw = np.ascontiguousarray(values.astype("<u8")).view(np.uint8).reshape(len(values), 8)
    return np.unpackbits(raw, axis=1, bitorder="little")[:, :count]
