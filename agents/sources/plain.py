"""The text of titles and summaries: without markup, and without references that are left of escaping twice."""

import re
from html import unescape

import lxml.html
from lxml import etree

MAX_MARKUP = 20_000  # characters of a title or a summary that are read

_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,31}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});")


def plain(text: str, *, is_markup: bool) -> str | None:
    """Return a title or a summary; markup in it is removed, with scripts and style sheets."""
    text = text[:MAX_MARKUP]
    if "<" in text and is_markup:
        root = lxml.html.fromstring(f"<div>{text}</div>")
        etree.strip_elements(root, "script", "style", with_tail=False)
        text = str(root.xpath("string()"))
    return " ".join(without_entities(text).split()) or None


def without_entities(text: str) -> str:
    """Return a text in which references are left because it was escaped twice, without them."""
    for _ in range(2):
        if "&" not in text or ";" not in text:
            break
        text = _ENTITY.sub(lambda found: unescape(found[0]), text)
    return text
