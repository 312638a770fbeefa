"""Decoding of a page's bytes: by byte order mark, declared charsets, detection, in this order."""

import codecs
import re
from collections.abc import Iterator

from charset_normalizer import from_bytes
from resiliparse.parse.encoding import detect_encoding

from schemas import RawArticle, Reason, Rejected

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META_CHARSET = re.compile(rb"""(?i)<(?:meta|\?xml)[^>]{0,512}?(?:charset|encoding)\s*+=\s*+["']?+\s*+([\w.:-]+)""")
_META_REACH = 4096  # bytes; browsers look at 1024, some templates put long comments first
_SAMPLE = 65_536  # bytes the detectors see
# Labels that mean more on the web than Python's codec of that name (https://encoding.spec.whatwg.org).
_WEB_LABELS = {
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
}
_MAX_GARBAGE = 0.02  # share of control and replacement characters, above which the bytes are a picture or an archive
_GARBAGE = bytes([*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F])
# Text that was decoded from UTF-8 as Latin-1 or Windows-1252 has the first byte of a character before the others.
_NOT_ASCII = re.compile("[^\x00-\x7f]")
_MOJIBAKE = re.compile("[\u00c2-\u00f4][^\x00-\x7f]")


def page_text(raw: RawArticle) -> str:
    """Return the event's content as text; raises Rejected with UNDECODABLE_CONTENT."""
    page = raw.page()
    text = page if isinstance(page, str) else decode(page, _http_charset(raw))
    text = _undo_mojibake(text)
    if _is_garbage(text):
        raise Rejected(Reason.UNDECODABLE_CONTENT, "the content is binary, or its charset was not recognised")
    return text


def decode(page: bytes, charset: str | None = None) -> str:
    """Decode a page; `charset` is the one that HTTP declared. Wrong bytes become U+FFFD."""
    for bom, name in _BOMS:
        if page.startswith(bom):
            return page.decode(name, "replace").removeprefix("\ufeff")
    for name in _candidates(page, charset):
        try:
            return page.decode(name)
        except UnicodeDecodeError:
            continue
    return _least_damaged(page, charset)


def _candidates(page: bytes, charset: str | None) -> Iterator[str]:
    """Yield codecs, the most likely first: UTF-8, since text in another charset is not valid UTF-8 by chance.

    Before it come two exceptions, whose bytes are valid UTF-8 too: UTF-16 without a mark and ISO-2022-JP.
    """
    sample = page[:_SAMPLE]
    if sample.count(0) > 0.3 * len(sample):
        yield "utf-16-le" if sample[1::2].count(0) > sample[::2].count(0) else "utf-16-be"
    if b"\x1b$" in sample:
        yield "iso2022_jp"
    yield "utf-8"
    for label in (charset, _meta_charset(page)):
        if label and (codec := _codec(label)) and codec != "utf-8":
            yield codec
    if 0 not in sample:
        yield from _detected(sample)


def _detected(sample: bytes) -> Iterator[str]:
    """Yield the codecs that two detectors find: uchardet by its models of languages, charset-normalizer by trial."""
    if (label := detect_encoding(sample, html5_compatible=False)) and (codec := _codec(label)) not in (None, "utf-8"):
        yield codec
    if best := from_bytes(sample, steps=5, chunk_size=512).best():
        yield best.encoding


def _least_damaged(page: bytes, charset: str | None) -> str:
    """Decode a page with some wrong bytes: by its declared charsets or as UTF-8, with the fewest lost characters."""
    labels = (charset, _meta_charset(page))
    codecs_ = ["utf-8", *(codec for label in labels if label and (codec := _codec(label)))]
    return min((page.decode(codec, "replace") for codec in codecs_), key=lambda text: text.count("\ufffd"))


def _codec(label: str) -> str | None:
    """Return Python's codec for a charset label as the web understands it, or None."""
    try:
        info = codecs.lookup(label)
    except (LookupError, ValueError):
        return None
    if not info._is_text_encoding or info.name in ("utf-7", "idna", "punycode", "unicode_escape", "raw_unicode_escape"):
        return None
    # A page with a declaration in ASCII is not in UTF-16 (https://html.spec.whatwg.org, "prescan").
    return "utf-8" if info.name.startswith(("utf-16", "utf-32")) else _WEB_LABELS.get(info.name, info.name)


def _meta_charset(page: bytes) -> str | None:
    found = _META_CHARSET.search(page, 0, _META_REACH)
    return found[1].decode("ascii", "ignore").lower() if found else None


def _http_charset(raw: RawArticle) -> str | None:
    if raw.charset:
        return raw.charset
    header = next((value for name, value in raw.headers.items() if name.lower() == "content-type"), "")
    found = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", header, re.IGNORECASE)
    return found[1].lower() if found else None


def _undo_mojibake(text: str) -> str:
    """Repair text that a feed decoded from UTF-8 as Latin-1: encoded again, no other text is valid UTF-8."""
    first = _NOT_ASCII.search(text)
    if first is None or not _MOJIBAKE.match(text, first.start()):  # as most texts are
        return text
    for codec in ("latin-1", "cp1252"):
        try:
            return text.encode(codec).decode("utf-8")
        except UnicodeError:
            continue
    return text


def _is_garbage(text: str) -> bool:
    sample = text[:_SAMPLE]
    encoded = sample.encode("utf-8", "surrogatepass")
    controls = len(encoded) - len(encoded.translate(None, _GARBAGE))
    return controls + sample.count("\ufffd") > _MAX_GARBAGE * len(sample) + 1
