"""Sitemaps (sitemaps.org, with the news extension): the pages they list and the sitemaps they link to."""

import zlib

from lxml import etree

from agents.sources.item import MAX_BYTES
from agents.sources.listing import Listed, Listing, NotListing, as_time, is_url, listed

GZIP = b"\x1f\x8b"
NO_LOC = "without an http URL"


def parse_sitemap(document: bytes, address: str) -> Listing:
    """Return what a sitemap, or an index of sitemaps, lists; it may be gzipped. Raises NotListing."""
    # Entities are not expanded and nothing else is loaded, because a sitemap may come from anyone.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(_unpacked(document), parser)
    except (etree.XMLSyntaxError, zlib.error) as error:
        raise NotListing(f"this is not a sitemap: {error}") from None
    match etree.QName(root).localname:
        case "sitemapindex":
            locations = [_text(entry, "loc") for entry in root.iterfind("{*}sitemap")]
            return Listing(sitemaps=[location for location in locations if location and is_url(location)])
        case "urlset":
            pages = [_page(entry, address) for entry in root.iterfind("{*}url")]
            found = [page for page in pages if page is not None]
            without = len(pages) - len(found)
            return Listing(found, skipped={NO_LOC: without} if without else None)
        case other:
            raise NotListing(f"this is not a sitemap: its root is <{other}>")


def _page(entry: etree._Element, address: str) -> Listed | None:
    url = _text(entry, "loc")
    if url is None or not is_url(url):
        return None
    keywords = (_text(entry, "{*}news/{*}keywords") or "").split(",")
    metadata = {
        "sitemap": address,
        "lastmod": _text(entry, "lastmod"),
        "keywords": [keyword.strip() for keyword in keywords if keyword.strip()],
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
    return " ".join(text.split()) or None if text else None


def _unpacked(document: bytes) -> bytes:
    """Return the document, unpacked if it is gzipped; raises zlib.error, or NotListing if it is too large."""
    if not document.startswith(GZIP):
        return document
    unpacker = zlib.decompressobj(wbits=31)
    unpacked = unpacker.decompress(document, MAX_BYTES)
    if unpacker.unconsumed_tail:
        raise NotListing(f"more than {MAX_BYTES} bytes, unpacked, are too many for one sitemap")
    if not unpacker.eof:
        raise NotListing("the sitemap is packed and cut off")
    return unpacked
