"""The elements in a page's lines that readers may not see as they are, collected in one walk through the tree."""

from typing import NamedTuple

from lxml.html import HtmlElement

from agents.extract.html.unseen.hidden import INLINE, is_hidden
from agents.extract.html.unseen.marks import INITIALS, TAGS, is_initial

_MARKS = frozenset(TAGS)


class Inline(NamedTuple):
    """Elements in the order of the page: marks, first letters of a text, line breaks, <pre>, and what is hidden."""

    marks: list[HtmlElement]
    initials: list[HtmlElement]
    breaks: list[HtmlElement]
    texts: list[HtmlElement]
    hidden: list[HtmlElement]


def read_inline(tree: HtmlElement) -> Inline:
    """Return the elements of a page's lines. A walk for each kind takes as long as this, as does a search for a class.

    What is hidden may be emptied only after the metadata were read, since names and dates are among it.
    """
    found = Inline([], [], [], [], [])
    for element in tree.iter("br", "pre", *TAGS, *INLINE):
        tag = element.tag
        if tag in INLINE:
            if is_hidden(element):
                found.hidden.append(element)
            if tag in INITIALS and is_initial(element):
                found.initials.append(element)
        elif tag in _MARKS:
            found.marks.append(element)
        else:
            (found.breaks if tag == "br" else found.texts).append(element)
    return found
