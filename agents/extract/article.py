"""The extract stage's work: a raw event in, an article out; a pure function, so equal events give equal articles."""

import re
from dataclasses import replace
from typing import Any

from agents.extract.clean import clean_value
from agents.extract.decode import page_text
from agents.extract.html import read_html
from agents.extract.identity import article_id, fingerprint
from agents.extract.language import detect_language
from agents.extract.limits import check
from agents.extract.outlet import outlet_name
from agents.extract.page import Extractor, Page, text_blocks, text_of
from agents.extract.summary import summary, word_count
from agents.extract.title import clean_title
from agents.extract.url import canonical_url, normalise, site_of
from schemas import Article, MediaType, Provenance, RawArticle, Reason, Rejected, Source

# Content types are often wrong: the default is HTML, and some feeds put text into it; others call a page plain text.
_HTML_START = re.compile(r"(?is)\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html)\b")
_HTML_TAG = re.compile(r"<(?:/?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>|!--)", re.IGNORECASE)

LONGEST_TEXT = 500_000  # characters of an article; the longest of 2,690 has 117,478

_WARM_HTML = (
    "<html lang='en'><head><title>Warm</title></head><body><article><h1>Warm</h1><p>Updated some day of 2021</p>"
    "<p>The first sentence loads the models, so that no page waits for them.</p></article></body></html>"
)
_WARM_MARKDOWN = (
    "# Warm\n\nMonday, 1 March 2021\n\nThe first sentence loads the models, so that no page waits for them.\n"
)


def extract(raw: RawArticle, *, version: str, extractor: Extractor = Extractor.BLOCKS) -> Article:
    """Return the article in a raw event, with the fields that later stages set left open.

    `version` is newsmill's; `extractor` reads the text of HTML. Raises Rejected with UNSUPPORTED_CONTENT_TYPE,
    UNDECODABLE_CONTENT, NO_ARTICLE, INTERSTITIAL, or TOO_LARGE, if the page has more than is read in seconds.
    """
    page = _with_feed(_read(raw, extractor), raw)
    text = text_of(page.lines)
    if not any(character.isalnum() for character in text):
        raise Rejected(Reason.NO_ARTICLE, "the page has no article text")
    check("characters of article text", len(text), LONGEST_TEXT)
    canonical = canonical_url(page.claims, raw.url)
    domain = site_of(canonical or (normalise(raw.url) if raw.url else None))
    digest = fingerprint(text)
    return Article(
        id=article_id(canonical, digest, domain),
        url=raw.url,
        canonical_url=canonical,
        source=Source(name=page.outlet or outlet_name(domain), domain=domain),
        title=page.title,
        description=page.description,
        summary=summary(text),
        text=text,
        blocks=text_blocks(page.lines),
        updates=page.updates,
        next_page=page.next_page,
        language=detect_language(text, raw.language),
        authors=page.authors,
        published_at=page.published_at,
        modified_at=page.modified_at,
        fetched_at=raw.fetched_at,
        image=page.image,
        section=page.section,
        keywords=page.keywords,
        word_count=word_count(text),
        is_partial=page.is_partial,
        fingerprint=digest,
        raw_id=raw.id,
        metadata=raw.metadata,
        provenance=Provenance(
            redirects=raw.redirects or None,
            methods=page.methods,
            text_confidence=page.confidence,
            version=version,
        ),
    )


def warm() -> None:
    """Load every model and word list, so that the first event of a process is as fast as the next.

    But for dateparser's words in its 200 locales, which take 1.7 s: only the odd date in a text of unknown language
    needs them (of 350 pages of news none).
    """
    for content, content_type in ((_WARM_HTML, "text/html"), (_WARM_MARKDOWN, "text/markdown")):
        raw = RawArticle(content=content, content_type=content_type, url="https://example.com/warm")
        for extractor in Extractor:  # one alone may not have to ask the other's libraries
            extract(raw, version="", extractor=extractor)


def _with_feed(page: Page, raw: RawArticle) -> Page:
    """Fill from the raw event the fields that the page does not state."""
    fallbacks = {
        "title": None if page.title else clean_title(raw.title, ()),
        "published_at": None if page.published_at else raw.published_at,
        "outlet": None if page.outlet else clean_value(raw.source or "") or None,
    }
    filled: dict[str, Any] = {name: value for name, value in fallbacks.items() if value}
    methods = page.methods | dict.fromkeys(filled.keys() - {"outlet"}, "feed")
    return replace(page, **filled, methods=methods)


def _read(raw: RawArticle, extractor: Extractor) -> Page:
    media_type = raw.media_type
    text = page_text(raw)
    if not text.strip():
        raise Rejected(Reason.NO_ARTICLE, "the page is empty")
    is_html = _HTML_START.match(text) or (media_type in (MediaType.HTML, MediaType.XHTML) and _HTML_TAG.search(text))
    if is_html:
        return read_html(text, raw, extractor)
    from agents.extract.document import read_document  # its parser of Markdown is not for most pages

    return read_document(text, raw)
