"""Which <meta> elements are about the page's article, where a page has some of other stories as well."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, takewhile

from lxml.html import HtmlElement

from agents.extract.html.places import is_aside
from agents.extract.html.schema_org.own import Address, Addresses

_MOST_ABOVE = 20  # elements
_MOST_HEADINGS = 20
_MOST_ASIDE = 300  # elements that are looked at
_HEADS = ("og:url", "og:title", "og:type")  # with which the tags of a story begin, in any order


def own_metas(metas: Sequence[HtmlElement], headings: Sequence[HtmlElement], addresses: Addresses) -> list[HtmlElement]:
    """Return the elements without those that stand beside the article, and without those of other stories' addresses.

    `headings` are the page's <h1>.
    """
    shown = [meta for meta in _behind_head(metas) if _stands_in_page(meta)]
    if shown:
        aside = _beside(shown[:_MOST_ASIDE], headings[:_MOST_HEADINGS])
        metas = [meta for meta in metas if meta not in aside]
    urls = {meta.get("content") for meta in metas if meta.get("property") == "og:url"}
    return _of_own_address(metas, addresses) if len(urls) > 1 else list(metas)


def _behind_head(metas: Sequence[HtmlElement]) -> Iterator[HtmlElement]:
    """Yield the last ones, back to <head>: most pages have none."""
    return takewhile(lambda meta: (above := meta.getparent()) is not None and above.tag != "head", reversed(metas))


def _stands_in_page(meta: HtmlElement) -> bool:
    """Whether an element stands deeper than where parsers put what <head> must not have; microdata is judged apart."""
    above = meta.getparent()
    return above is not None and above.tag != "body" and meta.get("itemprop") is None


def _beside(metas: Iterable[HtmlElement], headings: Iterable[HtmlElement]) -> set[HtmlElement]:
    """Return those of the elements that are in a part of the page beside the article, or in an article without <h1>."""
    around = {above for heading in headings for above in heading.iterancestors()}
    has_article = any(one.tag == "article" for one in around)
    return {
        meta
        for meta in metas
        if is_aside(meta, around)
        or (has_article and any(one.tag == "article" for one in _above(meta) if one not in around))
    }


def _above(element: HtmlElement) -> Iterable[HtmlElement]:
    return islice(element.iterancestors(), _MOST_ABOVE)


def _of_own_address(metas: Iterable[HtmlElement], addresses: Addresses) -> list[HtmlElement]:
    """Return the groups of elements that have no address of another story, if one has the page's address."""
    groups: list[list[HtmlElement]] = [[]]
    seen: set[str] = set()
    for meta in metas:
        name = meta.get("property") or ""
        if name in _HEADS and name in seen:
            groups.append([])
            seen.clear()
        seen.add(name)
        groups[-1].append(meta)
    whose = [
        addresses.of({"url": [meta.get("content") for meta in group if meta.get("property") == "og:url"]})
        for group in groups
    ]
    if Address.OWN not in whose:
        return [meta for group in groups for meta in group]
    return [meta for group, one in zip(groups, whose, strict=True) if one is not Address.OTHER for meta in group]
