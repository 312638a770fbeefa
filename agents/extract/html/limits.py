"""What an HTML page may have: counted in its text before any parser sees it, and in its tree before any extractor does.

libxml2, trafilatura and htmldate take time that grows with the square of one or another of these counts. The limits are
far above real pages, and just low enough that any page is read in 5 s and 300 MB. The figures beside them are of 2,690
real pages: what 999 of 1,000 do not exceed, and the most.
"""

import re
from collections import Counter

from lxml import etree
from lxml.html import HtmlElement

from agents.extract.limits import check

MOST_ELEMENTS = 25_000  # 6,089; 9,892, with what looks like a tag in scripts
MOST_ATTRIBUTES = 100_000  # 16,692; 19,202
MOST_ATTRIBUTES_OF_ONE = 3_000  # 943; 943. libxml2 compares each with all others
MOST_TABLES = 1_000  # 48; 69. trafilatura looks from each table at all others
MOST_CHILDREN = 8_000  # 984; 3,711. trafilatura compares the texts of a paragraph with each other
LONGEST_TEXT = 2_000_000  # characters without tags and scripts: 288,000; 494,000
MOST_DEPTHS = 1_000_000  # 82,937; 120,183: the depths in libxml2's tree, in sum. trafilatura goes up from each element
DEPTH = 256  # of libxml2's usual tree
DEEPEST = 2_048  # of its deep one

# As https://html.spec.whatwg.org/multipage/parsing.html#tag-open-state reads tags. Possessive: no part is read twice.
_VALUE = r"""(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+|)"""
_ATTRIBUTE = re.compile(rf"(?:(?<![\s/])[\s/]++)?[^\s>/][^\s>/=]*+(?:\s*+=\s*+{_VALUE})?+")
_TAG = re.compile(rf"<(/?[a-zA-Z][^\s>/]*+)((?:{_ATTRIBUTE.pattern}){{0,{MOST_ATTRIBUTES_OF_ONE + 1}}}+)")


def check_source(html: str) -> int:
    """Return about how many elements a page has, by its tags; raises Rejected with TOO_LARGE."""
    names: Counter[str] = Counter()
    length = 0
    for tag in _TAG.finditer(html):
        name = tag[1].lower()
        names[name] += 1
        length += len(tag[2])
        if len(tag[2]) > 2 * MOST_ATTRIBUTES_OF_ONE:  # an attribute has two characters at least
            check("attributes in one tag", len(_ATTRIBUTE.findall(tag[2])), MOST_ATTRIBUTES_OF_ONE)
    # A closing </p> or </br> that closes nothing is an element of its own.
    unopened = max(names["/p"] - names["p"], 0) + names["/br"]
    elements = unopened + sum(count for name, count in names.items() if not name.startswith("/"))
    check("elements", elements, MOST_ELEMENTS)
    if length > 2 * MOST_ATTRIBUTES:
        check("attributes", sum(len(_ATTRIBUTE.findall(tag[2])) for tag in _TAG.finditer(html)), MOST_ATTRIBUTES)
    check("tables", names["table"], MOST_TABLES)
    return elements


def check_tree(tree: HtmlElement, html: str, elements: int, *, is_deep: bool) -> None:
    """Count children, depths and text of a page that may have too many; raises Rejected with TOO_LARGE."""
    if is_deep or elements * DEPTH > MOST_DEPTHS:
        _check_depths(tree)
    if elements <= MOST_CHILDREN and len(html) <= LONGEST_TEXT:
        return
    children = text = 0
    for element in tree.iter():
        children = max(children, len(element))
        own = 0 if element.tag in ("script", "style") else len(element.text or "")
        text += own + len(element.tail or "")
    check("children of one element", children, MOST_CHILDREN)
    check("characters of text", text, LONGEST_TEXT)


def _check_depths(tree: HtmlElement) -> None:
    depth = total = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        if event == "start":
            depth += 1
            total += depth
        else:
            depth -= 1
    check("elements above elements", total, MOST_DEPTHS)
