"""Records of every type: responses, resources, texts of pages; revisits and segments are counted."""

import gzip
from pathlib import Path

import pytest

from agents.sources.archive.record import CONVERSION, REVISIT, SEGMENT
from agents.sources.inputs import find, read
from agents.sources.item import Item, RawInput, Skipped
from schemas import RawArticle

PAGE = b"<!DOCTYPE html><p>The ferry sails again.</p>"
RESPONSE = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE
HTTP = "application/http; msgtype=response"


def record(kind: str, block: bytes, stated: str = HTTP, url: str = "https://a.example/1", **more: str) -> bytes:
    fields = {"WARC-Type": kind, "WARC-Target-URI": url, "WARC-Date": "2026-03-04T05:06:07Z", "Content-Type": stated}
    fields |= {name.replace("_", "-"): value for name, value in more.items()} | {"Content-Length": str(len(block))}
    return ("WARC/1.0\r\n" + "".join(f"{name}: {value}\r\n" for name, value in fields.items()) + "\r\n").encode() + (
        block + b"\r\n\r\n"
    )


def items_of(folder: Path, *records: bytes, name: str = "a.warc.gz") -> list[Item]:
    path = folder / name
    path.write_bytes(b"".join(gzip.compress(one, mtime=0) for one in records))
    return list(read(find([str(path)])))


def events(items: list[Item]) -> list[RawArticle]:
    return [RawArticle.decode(item.value) for item in items if isinstance(item, RawInput)]


def skipped(items: list[Item]) -> dict[str, int]:
    (counted,) = [item for item in items if isinstance(item, Skipped)]
    return dict(counted.causes)


def test_a_resource_is_a_page_without_http(tmp_path: Path) -> None:
    items = items_of(
        tmp_path,
        record("resource", PAGE, "text/html; charset=utf-8"),
        record("resource", PAGE, "application/octet-stream"),
        record("resource", b"\x89PNG\r\n\x1a\n", "image/png"),
        record("resource", PAGE, "text/html", url="urn:pageinfo:https://a.example/1"),
    )
    assert [(page.page(), page.content_type) for page in events(items)] == [
        (PAGE, "text/html; charset=utf-8"),
        (PAGE, "text/html"),
    ]
    assert skipped(items) == {"not HTML": 1, "without a URL that can be fetched": 1}


def test_a_response_may_be_a_page_without_http(tmp_path: Path) -> None:
    assert [page.page() for page in events(items_of(tmp_path, record("response", PAGE, "text/html")))] == [PAGE]


def test_texts_are_read_where_an_archive_has_nothing_else(tmp_path: Path) -> None:
    text = "Die Fähre fährt wieder.".encode()
    converted = record("conversion", text, "text/plain")
    wet = items_of(tmp_path, record("warcinfo", b"x: y"), converted, name="a.warc.wet.gz")
    assert [(page.page(), page.content_type) for page in events(wet)] == [(text, "text/plain; charset=utf-8")]
    both = items_of(tmp_path, record("response", RESPONSE), converted)
    assert [page.page() for page in events(both)] == [PAGE]
    assert skipped(both) == {CONVERSION: 1}


def test_what_holds_no_page_is_counted_or_is_not_of_interest(tmp_path: Path) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    items = items_of(
        tmp_path,
        record("revisit", head),
        record("continuation", PAGE),
        record("metadata", b"x: y", "application/warc-fields"),
        record("request", b"GET / HTTP/1.1\r\n\r\n"),
    )
    assert (events(items), skipped(items)) == ([], {REVISIT: 1, SEGMENT: 1})


@pytest.mark.parametrize("reason", ["length", "disconnect"])
def test_a_page_that_the_crawler_cut_says_so(tmp_path: Path, reason: str) -> None:
    (page,) = events(items_of(tmp_path, record("response", RESPONSE, WARC_Truncated=reason)))
    assert page.metadata == {"truncated": reason}


def test_a_date_that_is_none_is_left_out(tmp_path: Path) -> None:
    broken = record("response", RESPONSE).replace(b"2026-03-04T05:06:07Z", b"soon")
    (page,) = events(items_of(tmp_path, broken))
    assert page.fetched_at is None
