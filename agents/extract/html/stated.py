"""An HTML page's statements about itself, read once: JSON-LD and <meta>, with the tree they are from."""

from dataclasses import dataclass, field

from lxml.html import HtmlElement

from agents.extract.html.elements import Elements, read_elements
from agents.extract.html.json_ld import Node, main_article, read_nodes, web_page
from agents.extract.html.meta_tags import MetaTags, read_meta


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
    nodes = read_nodes(elements["script"])
    live = next((node for node in nodes if node.get("liveBlogUpdate")), {})
    article = main_article([live]) or main_article(nodes)  # an entry of a live blog may have more fields than the blog
    return Stated(tree, elements, article, web_page(nodes), read_meta(elements["meta"]), url, live)
