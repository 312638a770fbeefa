"""A page's elements that say something about its article, collected in one walk through the tree."""

from typing import TypeAlias

from lxml.html import HtmlElement

Elements: TypeAlias = dict[str, list[HtmlElement]]
"""By tag, in the order of the page."""

UNSEEN = frozenset(("script", "style", "template", "noscript", "svg", "option"))
"""Tags of elements whose text a page does not show."""

_TAGS = ("a", "button", "h1", "h2", "input", "link", "meta", "script", "time", "title")


def read_elements(tree: HtmlElement) -> Elements:
    """Return the page's elements of the tags that are looked for. A walk for each tag takes as long as this."""
    found: Elements = {tag: [] for tag in _TAGS}
    for element in tree.iter(*_TAGS):
        found[element.tag].append(element)
    return found
