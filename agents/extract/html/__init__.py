"""The reader of HTML pages: parses once, then takes metadata and text from the tree."""

import re

from lxml import etree
from lxml.html import HtmlElement

from agents.extract.asking.ending import read_ending
from agents.extract.furniture import strip_furniture
from agents.extract.html.dialogs.reading import read_body
from agents.extract.html.dialogs.shadow import open_shadows
from agents.extract.html.evidence import shown
from agents.extract.html.limits import DEEPEST, check_source, check_tree
from agents.extract.html.metadata import metadata
from agents.extract.html.partial import is_closed, is_partial
from agents.extract.html.state.story import SCRIPT, fill, held_story
from agents.extract.html.stated import read_stated
from agents.extract.html.structure.next_page import next_page
from agents.extract.html.structure.updates import find_updates
from agents.extract.html.unseen.breaks import join_breaks
from agents.extract.html.unseen.hidden import remove_hidden
from agents.extract.html.unseen.inline import read_inline
from agents.extract.html.unseen.marks import join_initials, remove_marks
from agents.extract.interstitial import LONGEST_CONSENT, refuse_interstitial
from agents.extract.interstitial.sparse import is_too_little
from agents.extract.limits import check
from agents.extract.page import Extractor, Page, text_of
from schemas import RawArticle

# One class for all elements, chosen in C: 10% faster than lxml.html's choice of class by tag, with the same text.
_LOOKUP = etree.ElementDefaultClassLookup(element=HtmlElement)
_ENCODING_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_INVALID = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # in XML 1.0
_CONTROLS = bytes([*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20)])


def read_html(html: str, raw: RawArticle, extractor: Extractor = Extractor.BLOCKS) -> Page:
    """Read a page; its text is empty if no article is found. Raises Rejected with TOO_LARGE or INTERSTITIAL."""
    html = _valid(html)
    elements = check_source(html)
    tree, is_deep = _parse(html)
    if tree is None:
        return Page(lines=())
    check_tree(tree, html, elements, is_deep=is_deep)
    inline = read_inline(tree)
    join_initials(inline.initials)
    remove_marks(inline.marks)
    join_breaks(tree, html, inline.breaks, inline.texts)
    stated = read_stated(tree, raw.url, has_microdata="itemscope" in html)
    fields = metadata(stated, raw)
    remove_hidden(inline.hidden)
    lines, method, confidence, has_wall = read_body(html, stated, extractor, fields.get("title"))
    story = held_story(stated, lines, is_paid=is_closed(stated))
    if story is not None:
        lines, method, confidence, has_wall = story.lines, SCRIPT, None, False
        fill(fields, story)
    fields["methods"]["text"] = method
    text = text_of(lines)
    if len(text) <= LONGEST_CONSENT and story is None:
        refuse_interstitial(shown(html, stated, text))
    ending = read_ending(lines)
    lines = strip_furniture(list(ending.lines), fields.get("title"), fields.get("authors", ()))
    if is_too_little(lines):
        return Page(lines=())
    return Page(
        lines=lines,
        confidence=confidence,
        is_partial=is_partial(stated, ending, has_wall=has_wall),
        updates=find_updates(stated, lines),
        next_page=next_page(stated.elements, fields["claims"], raw.url),
        **fields,
    )


def _valid(html: str) -> str:
    """Remove the characters that XML 1.0 has not; most pages have none, as their bytes show quickly."""
    try:
        source = html.encode()
    except UnicodeEncodeError:  # a lone surrogate
        return _INVALID.sub("", html)
    has_controls = len(source.translate(None, _CONTROLS)) < len(source)
    return _INVALID.sub("", html) if has_controls or "\ufffe" in html or "\uffff" in html else html


def _parse(html: str) -> tuple[HtmlElement | None, bool]:
    """Return a page's tree, or None if it has none, and whether it is deep; raises Rejected with TOO_LARGE."""
    source = _ENCODING_DECLARATION.sub("", html).encode("utf-8", "replace")
    tree, is_cut = _parsed(source, is_deep=False)
    is_deep = is_cut
    if is_deep:
        tree, is_cut = _parsed(source, is_deep=True)
    if is_cut:
        check("elements inside each other", DEEPEST + 1, DEEPEST)
    if not isinstance(tree, HtmlElement) or not len(tree):
        return None, is_deep
    open_shadows(tree)
    # A notice to readers without scripts is not article text, and a template only what a script may make text of.
    etree.strip_elements(tree, "noscript", "template", with_tail=False)
    return tree, is_deep


def _parsed(source: bytes, *, is_deep: bool) -> tuple[HtmlElement | None, bool]:
    """Parse a page, and say whether libxml2 has stopped because its elements are nested too deep."""
    parser = etree.HTMLParser(
        encoding="utf-8", collect_ids=False, remove_comments=True, remove_pis=True, huge_tree=is_deep
    )
    parser.set_element_class_lookup(_LOOKUP)
    try:
        tree = etree.fromstring(source, parser)
    except (etree.LxmlError, ValueError):
        tree = None
    last = parser.error_log.last_error
    return tree, last is not None and last.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT
