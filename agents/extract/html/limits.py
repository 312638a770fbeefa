"""What an HTML page may have: counted in its text before any parser sees it, and in its tree before any extractor does.

libxml2, trafilatura and htmldate take time that grows with the square of one or another of these counts. The limits are
far above real pages, and just low enough that any page is read in 5 s and 300 MB. The figures beside them are of 2,690
real pages: what 999 of 1,000 do not exceed, and the most.
"""

import re
from collections import Counter
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from agents.extract.limits import check

MOST_ELEMENTS = 25_000  # 6,089; 9,892, with what looks like a tag in scripts
MOST_ATTRIBUTES = 100_000  # 16,560; 19,070
MOST_ATTRIBUTES_OF_ONE = 3_000  # 944; 944, before a ">" in a value. libxml2 goes past all of a tag to add one
MOST_AFTER_BRACKETS = 7_000  # 1,738; 3,770, with scripts: attributes after a ">" in a value, of all tags
MOST_TABLES = 1_000  # 48; 69. trafilatura looks from each table at all others
MOST_CHILDREN = 8_000  # 984; 3,711. trafilatura compares the texts of a paragraph with each other
LONGEST_TEXT = 2_000_000  # characters without tags and scripts: 288,000; 494,000
MOST_DEPTHS = 1_000_000  # 82,937; 120,183: the depths in libxml2's tree, in sum. trafilatura goes up from each element
DEPTH = 256  # of libxml2's usual tree
DEEPEST = 2_048  # of its deep one
FEW = MOST_DEPTHS // DEPTH  # elements

# As https://html.spec.whatwg.org/multipage/parsing.html#tag-open-state reads tags. Possessive: no part is read twice.
# A comment or a script may hold what looks like a tag, with a quote that seems to reach over the next real tags. So
# the text is cut at each ">", in quotes or not, and in each part the first "<" with a letter is taken for a tag: only
# a ">" ends a comment, an end tag or what else is no tag, so no tag begins after another in the same part.
_TAG = re.compile(r"<[a-zA-Z][^ \t\n\f\r/>]*+([^>]*+)")
_SPACES = r"[ \t\n\f\r]*+"
_VALUE = r"""(?:"[^"]*+"|'[^']*+'|[^ \t\n\f\r>"'][^ \t\n\f\r>]*+|)"""
_ATTRIBUTE = re.compile(rf"[^ \t\n\f\r/>][^ \t\n\f\r/>=]*+(?:{_SPACES}={_SPACES}{_VALUE})?+")
# A tag goes on after a value with a ">" in it, up to the next ">". What follows "=" is looked at but not read, so that
# each "=" is tried.
_AFTER_BRACKET = re.compile(rf"""={_SPACES}(?=(?:"[^">]*+>[^"]*+"([^>]*+)|'[^'>]*+>[^']*+'([^>]*+)))""")
_PARAGRAPH_OR_BREAK = re.compile(r"<(/?(?:p|br))[ \t\n\f\r/>]", re.IGNORECASE)


def check_source(html: str) -> int:
    """Return about how many elements a page has, by its tags; raises Rejected with TOO_LARGE."""
    tags = _TAG.findall(html)
    elements = len(tags)
    if html.count("<") > FEW:  # otherwise no limit depends on the exact number
        elements += _unopened(html)
    check("elements", elements, MOST_ELEMENTS)
    _check_attributes(tags)
    further = sum(_attributes(tag[1] or tag[2] or "", MOST_AFTER_BRACKETS) for tag in _AFTER_BRACKET.finditer(html))
    check("attributes after values with a bracket", further, MOST_AFTER_BRACKETS)
    return elements


def check_tree(tree: HtmlElement, html: str, elements: int, *, is_deep: bool) -> None:
    """Count tables, children, depths and text of a page that may have too many; raises Rejected with TOO_LARGE."""
    if elements > MOST_TABLES:
        check("tables", sum(1 for _ in tree.iter("table")), MOST_TABLES)
    if is_deep or elements > FEW:
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


def _unopened(html: str) -> int:
    """Count the closing </p> and </br> that close nothing: each is an element of its own."""
    names = Counter(name.lower() for name in _PARAGRAPH_OR_BREAK.findall(html))
    return max(names["/p"] - names["p"], 0) + names["/br"]


def _check_attributes(tags: list[str]) -> None:
    """Count the attributes in what follows the tags' names, where it is long: one has two characters at least."""
    for tag in tags:
        if len(tag) > 2 * MOST_ATTRIBUTES_OF_ONE:
            check("attributes in one tag", _attributes(tag, MOST_ATTRIBUTES_OF_ONE), MOST_ATTRIBUTES_OF_ONE)
    if sum(map(len, tags)) > 2 * MOST_ATTRIBUTES:
        check("attributes", sum(_attributes(tag, MOST_ATTRIBUTES_OF_ONE) for tag in tags), MOST_ATTRIBUTES)


def _attributes(text: str, most: int) -> int:
    """Count the attributes in a part of a tag, up to one more than the most."""
    return sum(1 for _ in islice(_ATTRIBUTE.finditer(text), most + 1))


def _check_depths(tree: HtmlElement) -> None:
    depth = total = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        if event == "start":
            depth += 1
            total += depth
        else:
            depth -= 1
    check("elements above elements", total, MOST_DEPTHS)
