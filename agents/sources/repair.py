"""Documents in XML as sites serve them: in a wrong charset, with junk before the first element, with broken references.

What is well-formed stays as it is.
"""

import re
from html.entities import html5

from agents.extract.decode import decode
from agents.web.unpack import GZIP_MARK, unpack

MAX_JUNK = 4096  # characters before the first element: blank lines, a warning of PHP

_DECLARATION = re.compile(r"<\?xml\s[^<>]{0,500}\?>")
_START = re.compile(r"<\?xml\s|<(?:[A-Za-z_][\w.-]{0,40}:)?(?:rss|feed|RDF|urlset|sitemapindex)[\s>]")
_CONTROLS = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF))  # no XML may have them
_REFERENCE = re.compile(r"&#(?:[xX]0{0,20}([0-9A-Fa-f]{1,20})|0{0,20}([0-9]{1,20}));")
_AMPERSAND = re.compile(r"<!\[CDATA\[(?:(?!\]\]>).)*+(?:\]\]>)?|&(?:([A-Za-z][A-Za-z0-9]{0,31});|(?!#))", re.DOTALL)
_OF_XML = frozenset({"amp", "lt", "gt", "quot", "apos"})
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,60})", re.IGNORECASE)


def as_text(document: bytes, content_type: str | None, *, limit: int) -> str:
    """Return a document, unpacked, without a byte order mark, what precedes the first element, and its declaration.

    Control characters are left out, and numbers that are no characters become U+FFFD. Raises TooLarge and
    NotUnpackable.
    """
    packed = document.startswith(GZIP_MARK[:2])
    document = unpack(document, "gzip" if packed else "", limit=limit)
    charset = _CHARSET.search(content_type or "")
    text = decode(document, charset[1] if charset else None).removeprefix("\ufeff").translate(_CONTROLS)
    text = text.lstrip()
    start = (_DECLARATION if text.startswith("<") else _START).search(text, 0, MAX_JUNK)
    text = text[start.start() :] if start else text
    if declaration := _DECLARATION.match(text):
        text = text[declaration.end() :].lstrip()
    return _REFERENCE.sub(_character, text) if "&#" in text else text


def with_references(text: str) -> str:
    """Return XML whose ampersands all are references: bare ones, and entities that only HTML has, are repaired."""
    return _AMPERSAND.sub(_reference, text) if "&" in text else text


def _character(found: re.Match[str]) -> str:
    code = int(found[1], 16) if found[1] else int(found[2])
    is_character = code in (9, 10, 13) or 32 <= code < 0xD800 or 0xE000 <= code <= 0x10FFFF
    return found[0] if is_character and code not in (0xFFFE, 0xFFFF) else "\ufffd"


def _reference(found: re.Match[str]) -> str:
    name = found[1]
    if found[0][0] == "<" or name in _OF_XML:
        return found[0]
    character = html5.get(f"{name};") if name else None
    return character or f"&amp;{found[0][1:]}"
