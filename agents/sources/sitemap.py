"""Sitemaps (sitemaps.org, with the news extension): the pages they list and the sitemaps they link to."""

import io
from collections.abc import Iterator

from lxml import etree

from agents.sources.cut import SITEMAP_ENTRY, cut
from agents.sources.listing import BAD_URL, Listed, Listing, NotListing, as_time, counted, is_url, listed
from agents.web.unpack import NotUnpackable, TooLarge, unpack

MAX_URLS = 50_000  # of the protocol
MAX_BYTES = 50 * 1024 * 1024  # of the protocol, unpacked
GZIP = b"\x1f\x8b"
MAX_TEXT = 20_000  # characters that are read of one field
MAX_KEYWORDS = 100
ROOTS = {"url": "urlset", "sitemap": "sitemapindex"}  # by entry
LEFT_OUT = f"beyond the first {MAX_URLS}"


def parse_sitemap(document: bytes, address: str) -> Listing:
    """Return what a sitemap, or an index of sitemaps, lists; it may be gzipped. Raises NotListing."""
    document, left_out = cut(_unpacked(document), SITEMAP_ENTRY, MAX_URLS)
    pages: list[Listed] = []
    sitemaps: list[str] = []
    without = 0
    try:
        for entry in _entries(document):
            location = _text(entry, "loc")
            if location is None or not is_url(location):
                without += 1
            elif etree.QName(entry).localname == "sitemap":
                sitemaps.append(location)
            else:
                pages.append(_page(entry, location, address))
    except etree.XMLSyntaxError as error:
        raise NotListing(f"this is not a sitemap: {error}") from None
    return Listing(pages, sitemaps, counted({BAD_URL: without, LEFT_OUT: left_out}))


def _entries(document: bytes) -> Iterator[etree._Element]:
    """Yield the entries of a sitemap, each forgotten before the next; raises NotListing if the root is another."""
    # Entities are not expanded and nothing else is loaded, because a sitemap may come from anyone.
    parsing = etree.iterparse(
        io.BytesIO(document),
        tag=("{*}url", "{*}sitemap"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
    )
    for _, entry in parsing:
        root = entry.getparent()
        if root is None or root.getparent() is not None:  # the root itself, or a video's url
            continue
        if etree.QName(root).localname == ROOTS[etree.QName(entry).localname]:
            yield entry
        entry.clear()
        while entry.getprevious() is not None:
            del root[0]
    if (name := etree.QName(parsing.root).localname) not in ROOTS.values():
        raise NotListing(f"this is not a sitemap: its root is <{name[:100]}>")


def _page(entry: etree._Element, url: str, address: str) -> Listed:
    keywords = (_text(entry, "{*}news/{*}keywords") or "").split(",")
    metadata = {
        "sitemap": address,
        "lastmod": _text(entry, "lastmod"),
        "keywords": [keyword.strip() for keyword in keywords[:MAX_KEYWORDS] if keyword.strip()],
    }
    return listed(
        url,
        metadata,
        title=_text(entry, "{*}news/{*}title"),
        published_at=as_time(_text(entry, "{*}news/{*}publication_date")),
        source=_text(entry, "{*}news/{*}publication/{*}name"),
        language=_text(entry, "{*}news/{*}publication/{*}language"),
    )


def _text(entry: etree._Element, path: str) -> str | None:
    text = entry.findtext(path if path.startswith("{") else f"{{*}}{path}")
    return " ".join(text[:MAX_TEXT].split()) or None if text else None


def _unpacked(document: bytes) -> bytes:
    """Return the document, unpacked if it is gzipped; raises NotListing if it is too large or broken."""
    try:
        return unpack(document, "gzip" if document.startswith(GZIP) else "", limit=MAX_BYTES)
    except (TooLarge, NotUnpackable) as error:
        raise NotListing(f"this is not a sitemap: {error}") from None
