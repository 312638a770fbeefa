"""The reader of HTML pages: parses once, then takes metadata and text from the tree."""

import re

from lxml import etree
from lxml.html import HtmlElement

from agents.extract.furniture import strip_furniture
from agents.extract.html.body import body_text
from agents.extract.html.evidence import shown
from agents.extract.html.limits import check_source, check_tree
from agents.extract.html.metadata import metadata
from agents.extract.html.stated import read_stated
from agents.extract.interstitial import LONGEST_CONSENT, refuse_interstitial
from agents.extract.page import Page
from schemas import RawArticle

# One class for all elements, chosen in C: 10% faster than lxml.html's choice of class by tag, with the same text.
_LOOKUP = etree.ElementDefaultClassLookup(element=HtmlElement)
_ENCODING_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_INVALID = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # in XML 1.0


def read_html(html: str, raw: RawArticle) -> Page:
    """Read a page; its text is empty if no article is found. Raises Rejected with TOO_LARGE or INTERSTITIAL."""
    html = _INVALID.sub("", html)
    shape = check_source(html)
    tree = _parse(html)
    if tree is None:
        text, method = body_text(html, shape, None, None)
        return Page(text=text, methods={"text": method})
    check_tree(tree, html, shape)
    stated = read_stated(tree, raw.url)
    fields = metadata(stated, raw)
    body = stated.article.get("articleBody")
    text, method = body_text(html, shape, tree, body if isinstance(body, str) else None)
    fields["methods"]["text"] = method
    if len(text) <= LONGEST_CONSENT:
        refuse_interstitial(shown(html, stated, text))
    return Page(text=strip_furniture(text, fields.get("title"), fields.get("authors", ())), **fields)


def _parse(html: str) -> HtmlElement | None:
    parser = etree.HTMLParser(encoding="utf-8", collect_ids=False, remove_comments=True, remove_pis=True)
    parser.set_element_class_lookup(_LOOKUP)
    try:
        tree = etree.fromstring(_ENCODING_DECLARATION.sub("", html).encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError):
        return None
    if not isinstance(tree, HtmlElement) or not len(tree):
        return None
    etree.strip_elements(tree, "noscript", with_tail=False)  # a notice to readers without scripts is not article text
    return tree
