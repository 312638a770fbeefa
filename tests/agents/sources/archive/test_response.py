"""The page in a kept response: headers from before the body was decoded, wrong types, cut bodies."""

import gzip
import zlib

import brotli
import pytest
from cramjam import zstd

from agents.sources.archive.response import EMPTY, NOT_HTML, NOT_HTTP, NOT_OK, NotPage, page_of
from agents.web.unpack import NotUnpackable, TooLarge

PAGE = "<!DOCTYPE html><title>Fähren</title><p>Paalsund bekommt im Mai eine neue Fähre.</p>".encode()
LIMIT = 1_000_000
TYPE = ("Content-Type", "text/html; charset=utf-8")
CHUNKED = ("Transfer-Encoding", "chunked")


def response(body: bytes, *headers: tuple[str, str], status: str = "HTTP/1.1 200 OK") -> bytes:
    said = "".join(f"{name}: {value}\r\n" for name, value in headers)
    return f"{status}\r\n{said}\r\n".encode() + body


def chunks(body: bytes, size: int = 20, last: bytes = b"0\r\n\r\n") -> bytes:
    parts = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%X\r\n%s\r\n" % (len(part), part) for part in parts) + last


def encoded(name: str) -> tuple[str, str]:
    return ("Content-Encoding", name)


@pytest.mark.parametrize(
    "body, headers",
    [
        (brotli.compress(PAGE), [encoded("br")]),
        (chunks(brotli.compress(PAGE)), [CHUNKED, encoded("br")]),
        (gzip.compress(PAGE, mtime=0), [encoded("gzip")]),
        (zlib.compress(PAGE), [encoded("deflate")]),
        (bytes(zstd.compress(PAGE)), [encoded("zstd")]),
        (gzip.compress(gzip.compress(PAGE), mtime=0), [encoded("gzip, gzip")]),
        (gzip.compress(brotli.compress(PAGE), mtime=0), [encoded("br"), encoded("gzip")]),
        (chunks(PAGE), [CHUNKED]),
        (chunks(PAGE).replace(b"\r\n", b"\n"), [CHUNKED]),
        (b"0000%04x;name=value\r\n" % len(PAGE) + PAGE + b"\r\n0\r\n\r\n", [CHUNKED]),
    ],
)
def test_a_body_is_decoded_as_its_headers_say(body: bytes, headers: list[tuple[str, str]]) -> None:
    assert page_of(response(body, TYPE, *headers), limit=LIMIT).body == PAGE


@pytest.mark.parametrize(
    "body, headers",
    [
        (PAGE, [CHUNKED]),
        (PAGE, [encoded("gzip")]),
        (PAGE, [encoded("br")]),
        (PAGE, [encoded("deflate")]),
        (PAGE, [encoded("zstd")]),
        (PAGE, [CHUNKED, encoded("gzip, br")]),
        (PAGE, [("Content-Length", "7"), encoded("x-unknown")]),
        (gzip.compress(PAGE, mtime=0), [encoded("br")]),
        (gzip.compress(PAGE, mtime=0), [CHUNKED, encoded("gzip")]),
        (gzip.compress(PAGE, mtime=0), [encoded("gzip, gzip")]),
        (gzip.compress(PAGE, mtime=0), []),
        (chunks(PAGE), []),
        (chunks(gzip.compress(PAGE, mtime=0)), [encoded("gzip")]),
        (chunks(PAGE, last=b"0\r\n"), [CHUNKED, encoded("gzip")]),
    ],
)
def test_where_the_headers_are_wrong_the_bytes_are_taken_as_they_are(
    body: bytes, headers: list[tuple[str, str]]
) -> None:
    page = page_of(response(body, TYPE, *headers), limit=LIMIT)
    assert page.body == PAGE
    assert not page.is_cut


@pytest.mark.parametrize("body", [b"12\r\n<p>", b"0\r\n<p>text", b"beef\r\nand more <b>beef</b>\r\n"])
def test_a_text_that_begins_like_a_chunk_and_does_not_end_like_one_stays(body: bytes) -> None:
    assert page_of(response(body, TYPE), limit=LIMIT).body == body


@pytest.mark.parametrize("stated", [None, "", "application/octet-stream", "text/plain", "html", "text/xml", "unknown"])
def test_without_a_type_that_means_something_the_first_bytes_decide(stated: str | None) -> None:
    headers = [] if stated is None else [("Content-Type", stated)]
    assert page_of(response(PAGE, *headers), limit=LIMIT).content_type == "text/html"


def test_the_charset_of_a_wrong_type_is_kept() -> None:
    page = page_of(response(PAGE, ("Content-Type", "text/plain; charset=iso-8859-1")), limit=LIMIT)
    assert page.content_type == "text/html; charset=iso-8859-1"


@pytest.mark.parametrize(
    "body, stated, cause",
    [
        (PAGE, "application/json", NOT_HTML),
        (PAGE, "image/jpeg", NOT_HTML),
        (PAGE, "text/css", NOT_HTML),
        (b"%PDF-1.7", "text/html", NOT_HTML),
        (b"\x89PNG\r\n\x1a\n", "", NOT_HTML),
        (b"User-agent: *\nDisallow:", "text/plain", NOT_HTML),
        (b"User-agent: *\nDisallow:", "", NOT_HTML),
        (b'<?xml version="1.0"?><rss version="2.0">', "", NOT_HTML),
        (b'<?xml version="1.0"?><urlset>', "application/xml", NOT_HTML),
        (b"", "", NOT_HTML),
        (b" \r\n ", "text/html", EMPTY),
        (b"", "text/html", EMPTY),
    ],
)
def test_what_is_no_html_is_skipped(body: bytes, stated: str, cause: str) -> None:
    with pytest.raises(NotPage) as caught:
        page_of(response(body, ("Content-Type", stated)), limit=LIMIT)
    assert str(caught.value) == cause


@pytest.mark.parametrize(
    "status, cause",
    [
        ("HTTP/1.1 200 OK", None),
        ("HTTP/2 200", None),
        ("HTTP/2.0 200 ", None),
        ("HTTP/1.0  200", None),
        ("HTTP/1.1 200OK", None),
        ("HTTP/1.1 301 Moved", NOT_OK),
        ("HTTP/2 404", NOT_OK),
        ("HTTP/1.1 2000", NOT_HTTP),
        ("HTTP/1.1 OK", NOT_HTTP),
        ("220 smtp.example", NOT_HTTP),
    ],
)
def test_a_status_line_may_be_of_any_version_and_without_a_reason(status: str, cause: str | None) -> None:
    block = response(PAGE, TYPE, status=status)
    if cause is None:
        assert page_of(block, limit=LIMIT).body == PAGE
    else:
        with pytest.raises(NotPage, match=cause):
            page_of(block, limit=LIMIT)


def test_odd_bytes_and_broken_lines_in_headers_break_nothing() -> None:
    head = b"HTTP/1.1 200 OK\r\nX-Name: caf\xe9 \xff\x00\r\nno colon\r\n folded\r\nContent-Type : text/html\r\n\r\n"
    assert page_of(head + PAGE, limit=LIMIT).body == PAGE
    assert page_of(head.replace(b"\r\n", b"\n") + PAGE, limit=LIMIT).body == PAGE
    assert page_of(head[:-2] + PAGE, limit=LIMIT).body == PAGE, "the blank line is missing"


def test_a_body_that_ends_early_gives_what_there_is_and_says_so() -> None:
    cut = page_of(response(chunks(PAGE, last=b"")[:-10], TYPE, CHUNKED), limit=LIMIT)
    assert cut.is_cut
    assert PAGE.startswith(cut.body)
    noise = PAGE + bytes(number * number % 251 for number in range(30_000)).hex().encode()
    packed = gzip.compress(noise, mtime=0)
    page = page_of(response(packed[: len(packed) // 2], TYPE, encoded("gzip")), limit=LIMIT, is_cut=True)
    assert page.is_cut
    assert noise.startswith(page.body)


@pytest.mark.parametrize(
    "body, name", [(gzip.compress(PAGE, mtime=0)[:-20], "gzip"), (b"\x00\x01\x02", "br"), (b"\x00\x01", "x-unknown")]
)
def test_a_body_that_is_packed_and_broken_is_refused(body: bytes, name: str) -> None:
    with pytest.raises(NotUnpackable):
        page_of(response(body, TYPE, encoded(name)), limit=LIMIT)


def test_bounds_hold_for_chunks_and_codings() -> None:
    with pytest.raises(NotUnpackable, match="chunks"):
        page_of(response(b"1\r\na\r\n" * 600_000, TYPE, CHUNKED), limit=LIMIT)
    with pytest.raises(TooLarge):
        page_of(response(b"<p>" + b"x" * 2000, TYPE), limit=1000)
    with pytest.raises(TooLarge):
        page_of(response(gzip.compress(bytes(50_000_000), mtime=0), TYPE), limit=LIMIT)
