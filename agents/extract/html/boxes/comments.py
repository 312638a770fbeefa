"""Readers' comments, by what their elements say, or by the heading above them; never what comes before any prose.

An opinion piece may have `comment` as its class, since newspapers call the section so, and a page may be about one
comment. Both begin with their text; what readers wrote stands behind the article's.
"""

import re

from lxml.etree import _Element

from agents.extract.asking.phrases import REMARKS, any_of
from agents.extract.html.boxes.inside import holds_article, read_inside
from agents.extract.html.boxes.names import kinds_of, names_of

_TAGS = frozenset(("div", "section", "article", "aside", "ul", "ol", "li", "form", "details", "dl", "footer"))
_TYPES = re.compile(r"schema\.org/(?:User)?Comments?$")
_LONGEST_HEADING = 60  # characters
_LONGEST_WRAPPER = 200
_HIGHEST = 3  # elements above a heading that hold nothing else
_REMARKS = re.compile(rf"\W*+{any_of(REMARKS)}\W*(?:\d{{1,6}}\W*)?", re.IGNORECASE)


def is_comments(node: _Element) -> bool:
    """Whether an element says that readers wrote what it holds."""
    tag = str(node.tag)
    if tag not in _TAGS and "-" not in tag:
        return False
    if _TYPES.search(node.get("itemtype") or "") or node.get("itemprop") == "comment":
        return not holds_article(node)
    kinds = kinds_of(names_of(node))
    if "readers" in kinds or ("reader" in kinds and _is_one_of_several(node)) or _is_labelled(node):
        return not holds_article(node)
    return False


def below_heading(heading: _Element) -> list[_Element]:
    """Return a heading such as `Comments (3)` with all that follows it in its part of the page, or nothing."""
    inside = read_inside(heading, _LONGEST_HEADING)
    if inside is None or not _REMARKS.fullmatch(inside.text):
        return []
    top = heading
    for _ in range(_HIGHEST):
        above = top.getparent()
        if top.getnext() is not None or above is None or above.tag in ("article", "main", "body"):
            break
        if read_inside(above, _LONGEST_WRAPPER) is None:
            break
        top = above
    found = [top, *top.itersiblings("*")]
    return [] if any(map(holds_article, found)) else found


def _is_labelled(node: _Element) -> bool:
    label = node.get("aria-label")
    return label is not None and len(label) <= _LONGEST_HEADING and _REMARKS.fullmatch(label) is not None


def _is_one_of_several(node: _Element) -> bool:
    """Whether the element next to this one has the same classes."""
    own = node.get("class")
    near = (node.getprevious(), node.getnext())
    return any(one is not None and one.tag == node.tag and one.get("class") == own for one in near)
