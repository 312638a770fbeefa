"""A copy of a page's tree in which joiners are letters, for a reader that drops them as control characters."""

from copy import deepcopy

from lxml.html import HtmlElement

from agents.extract.charset.beyond import beyond_ascii
from agents.extract.charset.joiners import GUARDED, guard


def guarded(tree: HtmlElement) -> HtmlElement:
    """Return the tree, or if it has joiners a copy with letters in their place, which `unguard` replaces again."""
    if GUARDED.search(beyond_ascii("".join(tree.itertext()))) is None:
        return tree
    copied = deepcopy(tree)
    for element in copied.iter():
        if element.text and not element.text.isascii():
            element.text = guard(element.text)
        if element.tail and not element.tail.isascii():
            element.tail = guard(element.tail)
    return copied
