"""Which elements with microdata (https://html.spec.whatwg.org/multipage/microdata.html) are of something else.

Cards of other stories, comments, videos and pictures have dates and authors of their own. Sites have removed such
marks, because search engines took their dates for the page's: https://github.com/guardian/frontend/pull/4291
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from agents.extract.clean import clean_line
from agents.extract.html.json_ld import Node
from agents.extract.html.schema_org.nodes import is_article
from agents.extract.html.schema_org.own import Addresses, own_articles

_MOST = 500  # scopes that are looked at
_MOST_MARKS = 5_000  # elements with marks in them
_MOST_ABOVE = 50  # elements
_MOST_HEADINGS = 20
_MOST_IN_ONE = 50
_LONGEST = 300  # characters of a headline
_SCOPES = etree.XPath("descendant-or-self::*[@itemscope]")
_MARKED = etree.XPath("descendant-or-self::*[@itemprop]")
# Inside an article, dates and authors of these are not the article's. Those inside a Person are: a common mistake.
_THINGS = re.compile(
    r"(?:\w*Comments?|\w+Object|Answer|Question|\w*Review|\w*Event|Movie|\w*Book|\w*Episode|Music\w+|Product|Offer|Claim)"
)

# What is read of other elements than <meta>. All other marks stay: the block model knows parts of pages by them.
_READ = frozenset(("datePublished", "dateCreated", "author"))


def others_marks(
    tree: HtmlElement, headings: Sequence[HtmlElement], addresses: Addresses, titles: Callable[[], Iterable[str]]
) -> Iterator[HtmlElement]:
    """Yield the marked elements that say something about other stories or things than the page's article.

    `headings` are the page's <h1>.
    """
    scopes = _found(_SCOPES, tree)[:_MOST]
    if not scopes:
        return
    around = {above for heading in headings[:_MOST_HEADINGS] for above in heading.iterancestors()}
    stories = [scope for scope in scopes if is_article({"@type": scope.get("itemtype")})]
    own = _own_story(_outermost(stories), around, addresses, titles)
    others = {scope for scope in scopes if scope not in around and _THINGS.fullmatch(_type(scope))}
    others.update(scope for scope in stories if scope is not own)
    for marked in _found(_MARKED, tree)[:_MOST_MARKS]:
        if marked.tag != "meta" and marked.get("itemprop") not in _READ:
            continue
        above = (marked, *islice(marked.iterancestors(), _MOST_ABOVE))
        nearest = next((one for one in above if one in others or one is own), None)
        if nearest in others:
            yield marked


def _own_story(
    stories: list[HtmlElement], around: set[HtmlElement], addresses: Addresses, titles: Callable[[], Iterable[str]]
) -> HtmlElement | None:
    """Return the scope of the page's article: the only one with a headline in it, else as among those of JSON-LD."""
    with_heading = [scope for scope in stories if scope in around]
    if len(with_heading) == 1:
        return with_heading[0]
    nodes = [(_node(scope), scope) for scope in stories]
    found = own_articles([node for node, _ in nodes], addresses, titles)
    return next((scope for node, scope in nodes if found and node is found[0]), None)


def _outermost(stories: list[HtmlElement]) -> list[HtmlElement]:
    """Return those of the scopes, which are in the order of the page, that are not inside another one."""
    known = set(stories)
    return [one for one in stories if not any(above in known for above in islice(one.iterancestors(), _MOST_ABOVE))]


def _node(scope: HtmlElement) -> Node:
    """Return the address and the headline that an item gives, as an object of JSON-LD has them."""
    node: Node = {"url": scope.get("itemid")}
    for element in _found(_MARKED, scope)[:_MOST_IN_ONE]:
        name = element.get("itemprop")
        if name == "headline" and name not in node:
            node[name] = clean_line("".join(islice(element.itertext(), 10))[:_LONGEST]) or element.get("content")
        elif name in ("url", "mainEntityOfPage") and not node.get(name) and _is_of(element, scope):
            node[name] = element.get("href") or element.get("content") or element.get("itemid")
    return node


def _is_of(element: HtmlElement, scope: HtmlElement) -> bool:
    """Whether a mark is of this item, not of one in it, such as its publisher."""
    above = islice(element.iterancestors(), _MOST_ABOVE)
    return next((one for one in above if one.get("itemscope") is not None), None) is scope


def _found(path: etree.XPath, element: HtmlElement) -> list[HtmlElement]:
    found = path(element)
    return [one for one in found if isinstance(one, HtmlElement)] if isinstance(found, list) else []


def _type(scope: HtmlElement) -> str:
    return (scope.get("itemtype") or "").strip().rstrip("/").rpartition("/")[2]
