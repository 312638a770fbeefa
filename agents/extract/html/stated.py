"""An HTML page's statements about itself, read once: JSON-LD and <meta>, with the tree they are from."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from lxml.html import HtmlElement

from agents.extract.clean import clean_line, clean_value
from agents.extract.html.elements import Elements, read_elements
from agents.extract.html.json_ld import Node
from agents.extract.html.meta_tags import PUBLISHED, TITLE, MetaTags, first_of, read_meta
from agents.extract.html.schema_org.live import beginning
from agents.extract.html.schema_org.metas import own_metas
from agents.extract.html.schema_org.microdata import others_marks
from agents.extract.html.schema_org.nodes import read_nodes
from agents.extract.html.schema_org.own import Addresses, own_articles
from agents.extract.html.schema_org.scripts import is_json_ld, read_scripts

_MOST_HEADINGS = 10
_LONGEST = 500  # characters of a heading


@dataclass(frozen=True, slots=True)
class Stated:
    """The sources of a page's metadata; `live` is the object of a live blog with its entries, or {}."""

    tree: HtmlElement
    elements: Elements
    article: Node
    page: Node
    tags: MetaTags
    url: str | None
    live: Node = field(default_factory=dict)


def read_stated(tree: HtmlElement, url: str | None, *, has_microdata: bool = True) -> Stated:
    """Read JSON-LD, microdata and <meta> once, and remove from the tree what they say of other stories.

    `has_microdata` may be False if the page has no `itemscope`, which is quickly told from its text.
    """
    elements = read_elements(tree)
    addresses = Addresses([url, *(_canonical(elements) or _shared(elements))])

    def titles() -> Iterator[str]:
        return _titles(elements)

    nodes = read_nodes(read_scripts(elements["script"]))
    articles = own_articles(nodes.articles, addresses, titles)
    pages = [node for node in nodes.pages if not addresses.are_others(node)]
    article = articles[0] if articles else {}
    if not articles or len(articles) < len(nodes.articles):
        _empty(elements["script"])
    if has_microdata and not (article.get("datePublished") and article.get("author")):
        _unmark(others_marks(tree, elements["h1"], addresses, titles))
    metas = own_metas(elements["meta"], elements["h1"], addresses)
    if len(metas) < len(elements["meta"]):
        _unmark(set(elements["meta"]).difference(metas))
    tags = read_meta(metas)
    live = next((node for node in articles if node.get("liveBlogUpdate")), {})
    if live and not article.get("datePublished") and not first_of(tags, PUBLISHED):
        article = {**article, "datePublished": beginning(live)}
    return Stated(tree, elements, article, pages[0] if pages else {}, tags, url, live)


def _empty(scripts: list[HtmlElement]) -> None:
    """Empty the scripts with other stories: htmldate takes dates, and trafilatura texts, from any of them."""
    for script in scripts:
        if is_json_ld(script):
            script.text = None


def _unmark(marked: Iterable[HtmlElement]) -> None:
    """Remove the marks of other stories: a date with one counts more than others."""
    for element in list(marked):
        element.attrib.pop("itemprop", None)
        if element.tag == "meta":
            element.attrib.pop("content", None)  # htmldate takes dates from any of them


def _canonical(elements: Elements) -> list[str]:
    return [link.get("href") or "" for link in elements["link"] if "canonical" in (link.get("rel") or "").lower()]


def _shared(elements: Elements) -> set[str]:
    """Return the address that readers share; nothing if there are several."""
    urls = {tag.get("content") or "" for tag in elements["meta"] if tag.get("property") == "og:url"}
    return urls if len(urls) == 1 else set()


def _titles(elements: Elements) -> Iterator[str]:
    """Yield what the page gives as its headline: in headings, <title> and <meta>."""
    for element in (*elements["h1"][:_MOST_HEADINGS], *elements["title"][:1]):
        text = "".join(part[:_LONGEST] for part in islice(element.itertext(), _MOST_HEADINGS))
        yield clean_line(text[:_LONGEST])
    for tag in elements["meta"]:
        if (tag.get("property") or tag.get("name")) in TITLE and (content := tag.get("content")):
            yield clean_value(content[:_LONGEST])
