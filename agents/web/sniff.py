"""The type of a page by its first bytes, for servers that state none or a wrong one.

Source: WHATWG MIME Sniffing (https://mimesniff.spec.whatwg.org), sections 5 to 7.
"""

import re

HTML, PLAIN = "text/html", "text/plain"
ENOUGH = 1445  # bytes, by the source
# What servers say of a file whose type they do not know, and the absence of a type.
UNSTATED = frozenset({"", "application/octet-stream", "application/unknown", "application/x-unknown", "unknown/unknown",
                      "*/*", "application/force-download", "application/download", "binary/octet-stream"})  # fmt: skip

_BOMS = (b"\xef\xbb\xbf", b"\xfe\xff", b"\xff\xfe")
_BINARY = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_HTML = re.compile(
    rb"[\t\n\x0c\r ]*+<(?:!doctype html|html|head|body|title|script|iframe|h1|h2|div|font|table|a|style|b|br|p|article"
    rb"|section|main|meta|link|!--|\?xml)[\t\n\x0c\r />-]",
    re.IGNORECASE,
)
_ELEMENT = re.compile(rb"<(?:[A-Za-z][\w.-]{0,40}:)?([A-Za-z][\w.-]{0,40})")
_NOT_PAGES = frozenset({b"rss", b"feed", b"rdf", b"urlset", b"sitemapindex", b"svg", b"opml"})  # XML's first elements
_KNOWN = {
    b"%PDF-": "application/pdf",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF8": "image/gif",
    b"RIFF": "image/webp",
    b"PK\x03\x04": "application/zip",
    b"\x1f\x8b\x08": "application/gzip",
    b"\x28\xb5\x2f\xfd": "application/zstd",
    b"OggS": "audio/ogg",
    b"ID3": "audio/mpeg",
    b"\x1aE\xdf\xa3": "video/webm",
    b"wOF2": "font/woff2",
    b"wOFF": "font/woff",
    b"\x7fELF": "application/octet-stream",
}


def known_binary(start: bytes) -> str | None:
    """Return the media type of a picture, a font, an archive and the like by its signature; None for anything else."""
    return next((kind for signature, kind in _KNOWN.items() if start.startswith(signature)), None)


def sniffed(start: bytes) -> str | None:
    """Return the media type of a page whose server states none: HTML, plain text, or None for binary data."""
    if known_binary(start):
        return None
    if _HTML.match(_as_ascii(start)):
        return HTML
    if start.startswith(_BOMS) or not _BINARY.search(start[:ENOUGH]):
        return PLAIN
    return None


def looks_html(start: bytes) -> bool:
    """Tell whether bytes begin an HTML page, and not a feed, a sitemap or a picture in XML."""
    start = _as_ascii(start)
    found = _HTML.match(start)
    if found is None or found[0].rstrip(b" >").lower().lstrip() not in (b"<!--", b"<?xml"):
        return found is not None
    first = _first_element(start)
    return first == b"html" if b"<?xml" in found[0].lower() else first not in _NOT_PAGES


def _as_ascii(start: bytes) -> bytes:
    """Return the first bytes without a byte order mark; of UTF-16 those of ASCII characters."""
    if start.startswith(_BOMS[1:]):
        return start[: 2 * ENOUGH].decode("utf-16", "ignore").encode("ascii", "ignore")
    return start.removeprefix(_BOMS[0])[:ENOUGH]


def _first_element(start: bytes) -> bytes:
    """Return the name of the first element, in lower case, behind comments, declarations and instructions."""
    at = start.find(b"<")
    while at >= 0 and start[at + 1 : at + 2] in (b"!", b"?"):
        end = start.find(b"-->" if start.startswith(b"<!--", at) else b">", at + 2)
        at = start.find(b"<", end) if end >= 0 else -1
    element = _ELEMENT.match(start, at) if at >= 0 else None
    return element[1].lower() if element else b""
