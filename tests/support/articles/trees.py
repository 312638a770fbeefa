"""Parsed pages for the tests of what reads trees."""

from lxml import etree
from lxml.html import HtmlElement, document_fromstring


def parsed(html: str) -> HtmlElement:
    """Return the tree of a page with this body."""
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True)
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement))
    return document_fromstring(f"<html><body>{html}</body></html>".encode(), parser=parser)
