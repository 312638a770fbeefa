"""The elements that are left out of a page while its blocks are read, and where a wall stood."""

from collections.abc import Iterable, Sequence

from lxml.etree import _Element
from lxml.html import HtmlElement

from agents.extract.blocks.blocks import Blocks
from agents.extract.blocks.lexicon import BOXES, NAMES
from agents.extract.blocks.looks import TERMINAL
from agents.extract.furniture import is_related
from agents.extract.html.boxes.asking import LONGEST, around_controls, is_asking, is_wall
from agents.extract.html.boxes.comments import below_heading, is_comments
from agents.extract.html.boxes.inside import holds_article, read_inside
from agents.extract.html.boxes.names import kinds_of, names_of
from agents.extract.html.structure.lines import folded
from agents.extract.page import Line

_BIT = {kind: 1 << (len(NAMES) + place) for place, kind in enumerate(BOXES)}
_OTHERS = _BIT["wall"] | _BIT["asking"] | _BIT["linked"] | _BIT["bio"]
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
_LISTS = frozenset(("ul", "ol"))
_TEXTS = frozenset(("p", "li", "dl", "dt", "dd", "h1", "td", "th", "tr", *_HEADINGS))
_PROSE = 60  # characters of a block that is a paragraph
_MOST_LINKED = 0.4  # of them
_LONGEST_LABEL = 60
_LONGEST_LIST = 1_500
_LAST = 3  # lines of a text
_ENDS = (*TERMINAL, "॥", "۔", "။", "។")


class Taken:
    """Decides element by element; `taken` has those that were taken, `walls` the number of blocks before each."""

    def __init__(self, controls: Iterable[_Element]) -> None:
        self.taken: list[_Element] = []
        self.walls: list[int] = []
        self._no_comments: list[_Element] = []
        self.known = set(around_controls(controls))
        self._looked = 0
        self._has_prose = False

    def takes(self, node: _Element, names: int, found: Blocks) -> bool:
        """Whether an element is left out; see `Boxes`."""
        if node in self.known or self._is_named(node, names, found) or self._is_below(node, found):
            self.taken.append(node)
            return True
        return False

    def take_out(self) -> None:
        """Take the elements out of their tree, and the names of those that only seem to be comments.

        trafilatura leaves out every element whose class has `comment`. Forms with a password stay: whether a page is a
        login is decided later.
        """
        for node in self._no_comments:
            for name in ("class", "id"):
                node.attrib.pop(name, "")
        for node in self.taken:
            has_password = any(one.get("type") == "password" for one in node.iter("input"))
            if isinstance(node, HtmlElement) and node.getparent() is not None and not has_password:
                node.drop_tree()

    def has_wall(self, blocks: Blocks, lines: Sequence[Line]) -> bool:
        """Whether a wall stands behind the text that has these lines; one that text follows is only a box."""
        if not self.walls or not lines:
            return False
        end = {folded(line.text) for line in lines[-_LAST:]}
        return all(folded(text) not in end for text in blocks.texts[self.walls[-1] :])

    def _is_named(self, node: _Element, names: int, found: Blocks) -> bool:
        if names & _BIT["readers"]:
            if self._is_behind(found) and is_comments(node):
                return True
            self._no_comments.append(node)
        kinds = kinds_of(names_of(node)) if names & _OTHERS else frozenset()
        if "wall" in kinds and is_wall(node):
            self.walls.append(len(found.texts))
            return True
        if "bio" in kinds and self._is_behind(found) and _is_short(node):
            return True
        return ("asking" in kinds and is_asking(node)) or ("linked" in kinds and _is_links(node))

    def _is_below(self, node: _Element, found: Blocks) -> bool:
        """Whether an element begins with a heading for comments, or is a list of links below a label that says so."""
        if node.tag in _HEADINGS:
            below = below_heading(node) if self._is_behind(found) else []
            self.known.update(below)
            return bool(below)
        return node.tag in _LISTS and _is_labelled(node) and _is_links(node)

    def _is_behind(self, found: Blocks) -> bool:
        """Whether a paragraph of prose came before."""
        while not self._has_prose and self._looked < len(found.texts):
            text = found.texts[self._looked]
            is_prose = len(text) >= _PROSE and text.endswith(_ENDS)
            self._has_prose = is_prose and found.linked[self._looked] <= _MOST_LINKED * len(text)
            self._looked += 1
        return self._has_prose


def _is_short(node: _Element) -> bool:
    return read_inside(node, LONGEST) is not None and not holds_article(node)


def _is_links(node: _Element) -> bool:
    if node.tag in _TEXTS:
        return False
    inside = read_inside(node, _LONGEST_LIST)
    return inside is not None and inside.is_linked and not holds_article(node)


def _is_labelled(node: _Element) -> bool:
    before = node.getprevious()
    label = read_inside(before, _LONGEST_LABEL) if before is not None and isinstance(before.tag, str) else None
    return label is not None and is_related(label.text)
