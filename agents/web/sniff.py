"""The type of a page by its first bytes, for servers that state none or a wrong one.

Source: WHATWG MIME Sniffing (https://mimesniff.spec.whatwg.org), sections 5 to 7.
"""

import re

HTML, PLAIN = "text/html", "text/plain"
ENOUGH = 1445  # bytes, by the source

_BOMS = (b"\xef\xbb\xbf", b"\xfe\xff", b"\xff\xfe")
_BINARY = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_HTML = re.compile(
    rb"[\t\n\x0c\r ]*+<(?:!doctype html|html|head|body|title|script|iframe|h1|h2|div|font|table|a|style|b|br|p|article"
    rb"|section|main|meta|link|!--|\?xml)[\t\n\x0c\r />-]",
    re.IGNORECASE,
)
_KNOWN = {
    b"%PDF-": "application/pdf",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF8": "image/gif",
    b"RIFF": "image/webp",
    b"PK\x03\x04": "application/zip",
    b"\x1f\x8b\x08": "application/gzip",
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
    if _HTML.match(start.removeprefix(_BOMS[0])[:ENOUGH]):
        return HTML
    if start.startswith(_BOMS) or not _BINARY.search(start[:ENOUGH]):
        return PLAIN
    return None
