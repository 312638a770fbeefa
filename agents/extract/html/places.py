"""Where in a page an element stands: beside the article, or not."""

import re
from collections.abc import Set as AbstractSet
from copy import deepcopy
from functools import lru_cache
from itertools import islice

from lxml.html import HtmlElement

_LONGEST = 200  # characters of a class that are read
_MOST_ABOVE = 10  # elements
_ASIDE_TAGS = frozenset(
    "aside blockquote button code figcaption footer form nav option pre select svg table template textarea".split()
)
_ASIDE = re.compile(
    r"comment|related|sidebar|widget|footer|copyright|recommend|teaser|latest|popular|promo|archive|calendar|event"
    r"|trending|most-|more-|similar|next-|upcoming|(?<![a-z])(?:card|aside)",
    re.IGNORECASE,
)
_ELSEWHERE_TAGS = frozenset("blockquote button code footer form nav option pre select svg template textarea".split())
_OTHERS_TAGS = ("div", "section", "aside", "ul", "ol", "article", *sorted(_ELSEWHERE_TAGS))
_POST = "twitter-tweet|instagram-media|fb-post|telegram-post|(?:tiktok|bluesky|mastodon|reddit)-?embed"
_EMBEDDED = re.compile(_POST)
_ELSEWHERE = re.compile(  # lists of other articles are told by their several days
    r"(?<!header)comment|repl(?:y|ies)(?![a-z])|disqus|copyright|trending|most-|(?:youtube|facebook)-?embed|" + _POST,
    re.IGNORECASE,
)
_BYLINE = re.compile(r"author|byline|entry|(?:^|[^a-z])(?:meta|post)", re.IGNORECASE)  # a footer of an article
_WHOLE_PAGE = frozenset(("body", "html", "main"))


def names(element: HtmlElement) -> str:
    """Return an element's class and id."""
    return f"{(element.get('class') or '')[:_LONGEST]} {(element.get('id') or '')[:_LONGEST]}"


def above(element: HtmlElement, most: int = _MOST_ABOVE) -> list[HtmlElement]:
    """Return an element and at most as many above it, without those that are the whole page."""
    return [one for one in (element, *islice(element.iterancestors(), most)) if one.tag not in _WHOLE_PAGE]


def is_aside(element: HtmlElement, around: AbstractSet[HtmlElement]) -> bool:
    """Whether an element belongs to something else than the article, by tags and classes above it.

    `around` are the elements around the page's headline: what stands in one of them is not beside the article for that.
    """
    return any(one.tag in _ASIDE_TAGS or _names_aside(names(one)) for one in above(element) if one not in around)


def is_elsewhere(element: HtmlElement, around: AbstractSet[HtmlElement]) -> bool:
    """Whether an element surely belongs to something else: an embedded post, a comment, another article, a footer.

    The footer of an <article> says who wrote it, and when, where its name says so.
    """
    return any(_is_other(one) for one in above(element) if one not in around)


def without_others(tree: HtmlElement) -> HtmlElement:
    """Return a copy of a page without what belongs to something else; what is around the headline stays.

    What a program has of dates is of anything: of the section, of other articles, of the page's own making.
    """
    copied = deepcopy(tree)
    around = {ancestor for heading in copied.iter("h1") for ancestor in (heading, *heading.iterancestors())}
    others = [one for one in copied.iter(*_OTHERS_TAGS) if one not in around and _is_other(one)]
    for other in others:
        if other.getparent() is not None:
            other.drop_tree()
    for script in copied.iter("script"):
        if "json" not in (script.get("type") or ""):
            script.clear(keep_tail=True)
    return copied


def is_embedded(element: HtmlElement) -> bool:
    """Whether an element belongs to a post of a social network that the page shows."""
    return any(_EMBEDDED.search(names(one)) for one in above(element))


def _is_other(element: HtmlElement) -> bool:
    own = names(element)
    if element.tag == "footer" and _BYLINE.search(own) and any(one.tag == "article" for one in above(element)):
        return _names_elsewhere(own)
    return element.tag in _ELSEWHERE_TAGS or _names_elsewhere(own)


@lru_cache(maxsize=4_096)
def _names_elsewhere(own: str) -> bool:
    return _ELSEWHERE.search(own) is not None


@lru_cache(maxsize=4_096)
def _names_aside(own: str) -> bool:
    """Whether a class and an id say so; pages repeat few of them many times."""
    return _ASIDE.search(own) is not None
