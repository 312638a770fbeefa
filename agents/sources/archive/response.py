"""The page in an HTTP response as an archive keeps it, whose headers need not be true of what was kept.

Many crawlers keep the headers as they came and the body as they decoded it; others decode nothing. So what a header
says is tried, and where it is wrong the bytes are taken as they are, as warcio does. Reports:
https://github.com/webrecorder/pywb/issues/584, https://github.com/archivesunleashed/aut/issues/493,
https://github.com/ukwa/webarchive-discovery/pull/232
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from agents.web.sniff import UNSTATED, known_binary, looks_html, sniffed
from agents.web.unpack import NONE, NotUnpackable, TooLarge, coding_by_mark, unpack

HTML = frozenset({"text/html", "application/xhtml+xml"})
# Types of which servers say HTML is: what they say of any file, and XML, which XHTML is.
DOUBTFUL = UNSTATED | {"text/plain", "text/xml", "application/xml", "text/xhtml", "text/htm", "application/html"}
NOT_HTML = "not HTML"
NOT_HTTP = "not HTTP"
NOT_OK = "with a status other than 200"
EMPTY = "empty"
MAX_HEAD = 256 * 1024  # bytes of a status line and headers; browsers take as many
MAX_CODINGS = 4  # that were applied one after the other
MAX_CHUNKS = 500_000  # of a body of 64 MiB, those of 128 bytes

_STATUS = re.compile(rb"\s{0,16}HTTP/\d(?:\.\d)?[ \t]+(\d{3})(?!\d)")
_HEAD_END = re.compile(rb"\r?\n(?:\r?\n|(?=<))")  # some writers leave out the blank line
_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]{0,16}(?:;[^\r\n]{0,1000})?\r?\n")
_LAST_CHUNK = re.compile(rb"0\r?\n(?:\r?\n)?\Z")


class NotPage(Exception):
    """A response that newsmill does not extract from; the message is the cause to skip it."""


@dataclass(frozen=True)
class Page:
    """A page, its content type, and the response's headers; `is_cut` if the body ended before its end."""

    body: bytes
    content_type: str
    headers: Sequence[tuple[str, str]] = ()
    is_cut: bool = False


def page_of(block: bytes, *, limit: int, is_cut: bool = False) -> Page:
    """Return the page in an HTTP response, without its codings, at most `limit` bytes.

    `is_cut` says that the crawler has cut the body, so that what can be unpacked is all that there is. Raises NotPage,
    and NotUnpackable or TooLarge.
    """
    status, headers, body = _parts(block)
    if status != 200:
        raise NotPage(NOT_OK)
    stated = _first(headers, "content-type").partition(",")[0]
    if _media_type(stated) not in HTML | DOUBTFUL and "/" in stated:
        raise NotPage(NOT_HTML)
    body, ends_early = _dechunked(body, is_stated="chunked" in _first(headers, "transfer-encoding").lower())
    is_cut = is_cut or ends_early
    codings = ",".join(value for name, value in headers if name.lower() == "content-encoding")
    body = _unpacked(body, codings, limit=limit, is_cut=is_cut)
    return Page(body, html_type(body, stated), headers, is_cut)


def html_type(body: bytes, stated: str) -> str:
    """Return the content type of HTML, with the charset that is stated of it; raises NotPage if the page is not HTML.

    A page of a type that says nothing, or of none, is what its first bytes say.
    """
    media_type = _media_type(stated)
    if not body.strip():
        raise NotPage(EMPTY if media_type in HTML else NOT_HTML)
    if known_binary(body) is not None:
        raise NotPage(NOT_HTML)
    if media_type in HTML:
        return stated
    if (media_type not in DOUBTFUL and "/" in stated) or not looks_html(body):
        raise NotPage(NOT_HTML)
    return f"text/html{stated[stated.find(';') :] if ';' in stated else ''}"


def _parts(block: bytes) -> tuple[int, list[tuple[str, str]], bytes]:
    """Return the status, headers and body of a response; raises NotPage if it is not one of HTTP."""
    status = _STATUS.match(block)
    if status is None:
        raise NotPage(NOT_HTTP)
    end = _HEAD_END.search(block, status.end(), MAX_HEAD)
    head, body = (block, b"") if end is None else (block[: end.start()], block[end.end() :])
    lines = head[:MAX_HEAD].decode("latin-1").split("\n")[1:]
    named = (line.partition(":") for line in lines)
    return int(status[1]), [(name.strip(), value.strip()) for name, colon, value in named if colon], body


def _first(headers: Sequence[tuple[str, str]], wanted: str) -> str:
    return next((value for name, value in headers if name.lower() == wanted), "")


def _media_type(stated: str) -> str:
    return stated.partition(";")[0].strip().lower()


def _dechunked(body: bytes, *, is_stated: bool) -> tuple[bytes, bool]:
    """Return a body without its chunks if it has some, and whether it ends before the last one.

    A body of which nothing says that it is chunked must be so from its first to its last byte.
    """
    if not _CHUNK.match(body) or not (is_stated or _LAST_CHUNK.search(body, max(len(body) - 8, 0))):
        return body, False
    parts: list[bytes] = []
    at = 0
    for _ in range(MAX_CHUNKS):
        size_line = _CHUNK.match(body, at)
        if size_line is None:  # at the end, or a size that is wrong: what follows is kept as it is
            break
        start, size = size_line.end(), int(size_line[1], 16)
        if size == 0:
            return b"".join(parts), False
        parts.append(body[start : start + size])
        at = start + size
        at += 2 if body[at : at + 2] == b"\r\n" else body[at : at + 1] == b"\n"
    else:
        raise NotUnpackable(f"it comes in more than {MAX_CHUNKS} chunks")
    return (b"".join((*parts, body[at:])), True) if is_stated else (body, False)


def _unpacked(body: bytes, codings: str, *, limit: int, is_cut: bool) -> bytes:
    """Return a body without those of its stated content codings that it has; raises TooLarge and NotUnpackable."""
    stated = [coding for coding in (part.strip().lower() for part in codings.split(",")) if coding not in NONE]
    for coding in reversed(stated[-MAX_CODINGS:] or [""]):
        coding = coding_by_mark(body) or ("" if coding in ("gzip", "x-gzip", "zstd") else coding)
        try:
            body = unpack(body, coding, limit=limit, is_cut=is_cut)
        except NotUnpackable:
            if sniffed(body) is None:  # packed after all, or broken
                raise
    if len(body) > limit:
        raise TooLarge(f"the body has {len(body)} bytes, the limit is {limit}")
    return body
