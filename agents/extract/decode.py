"""Decoding of a page's bytes: by byte order mark, as UTF-8, then by the charset that makes the best text of them."""

import codecs
import re

from charset_normalizer import from_bytes
from resiliparse.parse.encoding import detect_encoding

from agents.extract.charset.fitness import MULTI_BYTE, SINGLE_BYTE, fitness, sample_of
from agents.extract.charset.labels import codec_of, declared_in
from agents.extract.charset.mixed import mostly_utf_8
from agents.extract.charset.mojibake import repair_mojibake
from schemas import RawArticle, Reason, Rejected

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 65_536  # bytes the detectors see
_DECLARED = 0.15  # that a declared codec is taken to fit better than others: it may be wrong, but seldom is
_DETECTED = 0.01  # the same of the one that uchardet finds by its models of languages
_DOUBTFUL = 0.4  # fitness below which no codec makes words of the page
_MAX_GARBAGE = 0.02  # share of control and replacement characters, above which the bytes are a picture or an archive
_GARBAGE = bytes([*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F])


def page_text(raw: RawArticle) -> str:
    """Return the event's content as text; raises Rejected with UNDECODABLE_CONTENT."""
    page = raw.page()
    text = page if isinstance(page, str) else decode(page, _http_charset(raw))
    text = repair_mojibake(text)
    if _is_garbage(text):
        raise Rejected(Reason.UNDECODABLE_CONTENT, "the content is binary, or its charset was not recognised")
    return text


def decode(page: bytes, charset: str | None = None) -> str:
    """Decode a page; `charset` is the one that HTTP declared.

    The order: a byte order mark; UTF-8, since text in another charset is not valid UTF-8 by chance; UTF-8 with a few
    wrong bytes, which become what they are in the page's former charset, or U+FFFD; else the codec that fits best, by
    the words and letters that it makes, of the declared ones, those of several bytes, and those of one byte.
    """
    for bom, name in _BOMS:
        if page.startswith(bom):
            return page.decode(name, "ignore").removeprefix("\ufeff")
    has_mark = page.startswith(codecs.BOM_UTF8)
    page = page.removeprefix(codecs.BOM_UTF8)
    if special := _before_utf_8(page):
        return special
    try:
        return page.decode("utf-8")
    except UnicodeDecodeError:
        page = page.replace(b"\0", b"")
    declared = [codec for label in (charset, declared_in(page)) if label and (codec := codec_of(label))]
    text = mostly_utf_8(page, is_declared=has_mark or not declared or "utf-8" in declared)
    return text if text is not None else repair_mojibake(page.decode(_best_codec(page, declared), "replace"))


def _before_utf_8(page: bytes) -> str | None:
    """Return the text of a page in UTF-16 without a mark or ISO-2022-JP, whose bytes may be valid UTF-8 too."""
    sample = page[:_SAMPLE]
    if sample.count(0) > 0.3 * len(sample) or sample.startswith((b"<\0", b"\0<")):
        return page.decode("utf-16-le" if sample[1::2].count(0) > sample[::2].count(0) else "utf-16-be", "ignore")
    return page.decode("iso2022_jp", "replace") if b"\x1b$" in sample and page.isascii() else None


def _best_codec(page: bytes, declared: list[str]) -> str:
    """Return the codec that makes the best text of a page that is not UTF-8."""
    sample = sample_of(page)
    detected = _detected(page[:_SAMPLE])
    favour = {detected: _DETECTED} | dict.fromkeys(declared, _DECLARED)
    known = dict.fromkeys((*declared, *((detected,) if detected else ()), *MULTI_BYTE, *SINGLE_BYTE))
    known.pop("utf-8", None)
    scores = {codec: fitness(sample, codec) for codec in known}
    best: str = max(scores, key=lambda codec: scores[codec] + favour.get(codec, 0.0))
    if scores[best] >= _DOUBTFUL:
        return best
    legacy = [codec for codec in declared if codec != "utf-8"]
    return legacy[0] if legacy else _tried(page[:_SAMPLE]) or best


def _detected(sample: bytes) -> str | None:
    label = detect_encoding(sample, html5_compatible=False)
    return codec_of(label) if label else None


def _tried(sample: bytes) -> str | None:
    """Return the codec that charset-normalizer finds by trial: it knows the old ones of MS-DOS and others."""
    best = from_bytes(sample, steps=5, chunk_size=512).best()
    return best.encoding if best else None


def _http_charset(raw: RawArticle) -> str | None:
    if raw.charset:
        return raw.charset
    header = next((value for name, value in raw.headers.items() if name.lower() == "content-type"), "")
    found = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", header, re.IGNORECASE)
    return found[1].lower() if found else None


def _is_garbage(text: str) -> bool:
    sample = text[:_SAMPLE]
    encoded = sample.encode("utf-8", "surrogatepass")
    controls = len(encoded) - len(encoded.translate(None, _GARBAGE))
    return controls + sample.count("\ufffd") > _MAX_GARBAGE * len(sample) + 1
