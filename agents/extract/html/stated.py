"""An HTML page's statements about itself, read once: JSON-LD and <meta>, with the tree they are from."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from lxml.html import HtmlElement

from agents.extract.clean import clean_line
from agents.extract.html.elements import Elements, read_elements
from agents.extract.html.json_ld import Node
from agents.extract.html.meta_tags import TITLE, MetaTags, read_meta
from agents.extract.html.schema_org.nodes import read_nodes
from agents.extract.html.schema_org.own import is_of_another, own_articles
from agents.extract.html.schema_org.scripts import read_scripts

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


def read_stated(tree: HtmlElement, url: str | None) -> Stated:
    """Read JSON-LD and <meta> once."""
    elements = read_elements(tree)
    tags = read_meta(elements["meta"])
    nodes = read_nodes(read_scripts(elements["script"]))
    own = [url, *_canonical(elements), *tags.get("og:url", [])]
    articles = own_articles(nodes.articles, own, lambda: _titles(elements, tags))
    live = next((node for node in articles if node.get("liveBlogUpdate")), {})
    page = next((node for node in nodes.pages if not is_of_another(node, own)), {})
    return Stated(tree, elements, articles[0] if articles else {}, page, tags, url, live)


def _canonical(elements: Elements) -> list[str]:
    return [link.get("href") or "" for link in elements["link"] if "canonical" in (link.get("rel") or "").lower()]


def _titles(elements: Elements, tags: MetaTags) -> Iterator[str]:
    """Yield what the page gives as its headline: in headings, <title> and <meta>."""
    for element in (*elements["h1"][:_MOST_HEADINGS], *elements["title"][:1]):
        text = "".join(part[:_LONGEST] for part in islice(element.itertext(), _MOST_HEADINGS))
        yield clean_line(text[:_LONGEST])
    for name in TITLE:
        yield from tags.get(name, [])[:1]
