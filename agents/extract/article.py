"""The extract stage's work: a raw event in, an article out; pure, and the same for the same event every time."""

import re

from agents.extract.clean import clean_line
from agents.extract.decode import page_text
from agents.extract.document import read_document
from agents.extract.html import read_html
from agents.extract.identity import article_id, fingerprint
from agents.extract.language import detect_language
from agents.extract.outlet import outlet_name
from agents.extract.page import Page
from agents.extract.summary import summary, word_count
from agents.extract.url import canonical_url, site_of
from schemas import Article, MediaType, Provenance, RawArticle, Reason, Rejected, Source

# Content types lie: the default is HTML, and some feeds put text into it; others call a page plain text.
_HTML_START = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_HTML_TAG = re.compile(r"<(?:/?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>|!--)", re.IGNORECASE)


def extract(raw: RawArticle, *, version: str) -> Article:
    """Return the article in a raw event, as far as the event alone can tell.

    `version` is newsmill's. Raises Rejected with UNSUPPORTED_CONTENT_TYPE, UNDECODABLE_CONTENT or NO_ARTICLE.
    """
    page = _read(raw)
    if not page.text:
        raise Rejected(Reason.NO_ARTICLE, "the page has no article text")
    canonical = canonical_url(page.claims, raw.url)
    digest = fingerprint(page.text)
    return Article(
        id=article_id(canonical, digest),
        url=raw.url,
        canonical_url=canonical,
        source=_source(page, raw, canonical),
        title=page.title or (clean_line(raw.title or "") or None),
        description=page.description,
        summary=summary(page.text),
        text=page.text,
        language=detect_language(page.text, raw.language),
        authors=page.authors,
        published_at=page.published_at or raw.published_at,
        modified_at=page.modified_at,
        fetched_at=raw.fetched_at,
        image=page.image,
        section=page.section,
        keywords=page.keywords,
        word_count=word_count(page.text),
        is_partial=page.is_partial,
        fingerprint=digest,
        raw_id=raw.id,
        metadata=raw.metadata,
        provenance=Provenance(methods=page.methods, version=version),
    )


def _read(raw: RawArticle) -> Page:
    media_type = raw.media_type
    text = page_text(raw)
    if not text.strip():
        raise Rejected(Reason.NO_ARTICLE, "the page is empty")
    is_html = _HTML_START.match(text) or (media_type in (MediaType.HTML, MediaType.XHTML) and _HTML_TAG.search(text))
    return read_html(text, raw) if is_html else read_document(text, raw)


def _source(page: Page, raw: RawArticle, canonical: str | None) -> Source:
    domain = site_of(canonical)
    return Source(name=page.outlet or raw.source or outlet_name(domain), domain=domain)
