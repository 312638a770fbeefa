"""A page in a binary CloudEvent becomes a raw event; every other record is unchanged."""

import pytest

from agents.extract.cloud_event import unwrapped
from schemas import RawArticle, Reason, Rejected

PAGE = "<p>Fähre</p>".encode("iso-8859-1")
URL = b"https://herald.example/1"
HEADERS = [
    ("ce_specversion", b"1.0"),
    ("ce_id", b"a-1"),
    ("ce_source", b"/crawler"),
    ("ce_type", b"example.page"),
    ("ce_time", b"2026-03-03T17:20:00Z"),
    ("content-type", b"text/html; charset=iso-8859-1"),
]


def test_a_binary_cloud_event_becomes_a_raw_event_with_its_page():
    raw = RawArticle.decode(unwrapped(PAGE, [*HEADERS, ("ce_subject", URL)]))
    assert (raw.url, raw.id, raw.page(), raw.charset) == (URL.decode(), "a-1", PAGE, "iso-8859-1")
    assert raw.fetched_at is not None
    assert raw.fetched_at.isoformat() == "2026-03-03T17:20:00+00:00"


def test_the_source_is_the_url_if_there_is_no_subject():
    raw = RawArticle.decode(unwrapped(PAGE, [*HEADERS[:2], ("ce_source", URL), *HEADERS[3:]]))
    assert raw.url == URL.decode()


def test_an_event_without_an_http_url_gives_a_raw_event_without_one():
    assert RawArticle.decode(unwrapped(PAGE, HEADERS)).url is None


@pytest.mark.parametrize(
    "headers",
    [
        [],
        [("content-type", b"text/html")],
        [("ce_specversion", b"1.0"), ("content-type", b"application/json; charset=utf-8")],
        [("ce_specversion", b"1.0")],
        [("ce_specversion", None), ("traceparent", b"\xff")],
    ],
)
@pytest.mark.parametrize("value", [b'{"url": "https://herald.example/1"}', b"", None])
def test_every_other_record_is_unchanged(value, headers):
    assert unwrapped(value, headers) is value


@pytest.mark.parametrize("name", ["ce_specversion", "ce_id", "CE_Subject", "ce_source", "ce_time", "content-type"])
def test_a_header_that_is_too_long_is_rejected_before_it_is_parsed(name):
    long = (name, b"text/html" + b"x" * 8_192)
    with pytest.raises(Rejected, match=f"{name.lower()} has 8201 bytes, the limit is 8192") as caught:
        unwrapped(PAGE, [*HEADERS, long])
    assert caught.value.reason is Reason.INVALID_FIELD


def test_other_headers_may_have_any_length_and_json_any_header():
    assert unwrapped(PAGE, [*HEADERS, ("other", b"x" * 9_000), ("ce_extension", b"x" * 9_000)]) != PAGE
    assert unwrapped(b"{}", [("ce_id", b"x" * 9_000), ("content-type", b"x" * 9_000)]) == b"{}"
