"""The raw event: what a feed may send, and the errors that reject everything else."""

import base64

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas import MediaType, RawArticle, Reason, Rejected


def decode(**fields: object) -> RawArticle:
    return RawArticle.decode(orjson.dumps(fields))


def rejection(**fields: object) -> Rejected:
    with pytest.raises(Rejected) as caught:
        decode(**fields)
    return caught.value


def test_a_url_alone_is_enough_and_has_no_content() -> None:
    assert not decode(url="https://example.org/a").has_content


@pytest.mark.parametrize("fields", [{}, {"title": "Ferries are back"}, {"url": None, "content": None}])
def test_an_event_without_url_and_content_is_rejected_with_that_reason(fields: dict[str, object]) -> None:
    error = rejection(**fields)
    assert error.reason is Reason.MISSING_CONTENT
    assert "neither url nor content" in error.message


def test_both_kinds_of_content_at_once_are_rejected() -> None:
    error = rejection(content="<p>a</p>", content_base64="PHA+")
    assert error.reason is Reason.INVALID_FIELD
    assert "content and content_base64 exclude each other" in error.message


@pytest.mark.parametrize("url", ["ftp://example.org", "example.org", "/news/1", "", "javascript:alert(1)"])
def test_only_absolute_http_urls_are_accepted(url: str) -> None:
    error = rejection(url=url)
    assert error.reason is Reason.INVALID_FIELD
    assert error.message.startswith("url: ")


def test_a_urls_scheme_may_be_in_upper_case() -> None:
    assert decode(url="HTTPS://Example.org/A").url == "HTTPS://Example.org/A"


@pytest.mark.parametrize(
    "field, value",
    [
        ("url", 7),
        ("url", "https://example.org/" + "a" * 8192),
        ("content", ["<p>"]),
        ("content", {"html": "<p>"}),
        ("content_base64", 1),
        ("content_type", None),
        ("id", 12),
        ("id", "x" * 1025),
        ("source", "x" * 1025),
        ("language", "x" * 36),
        ("headers", {"etag": 1}),
        ("headers", []),
        ("metadata", "free"),
        ("fetched_at", "soon"),
    ],
)
def test_a_field_of_the_wrong_type_or_length_is_named(field: str, value: object) -> None:
    error = rejection(**{"url": "https://example.org/a"} | {field: value})
    assert error.reason is Reason.INVALID_FIELD
    assert error.message.startswith(field)


@given(st.binary(max_size=200))
def test_bytes_are_decoded_from_base64_unchanged(page: bytes) -> None:
    assert decode(content_base64=base64.b64encode(page).decode()).page() == page


def test_text_is_returned_unchanged_and_empty_text_is_content() -> None:
    assert decode(content="Fähre\x00\n").page() == "Fähre\x00\n"
    assert decode(content="").has_content
    assert decode(content="").page() == ""


@pytest.mark.parametrize("content", ["a", "PHA-", "PHA+\n", "P H A", "é"])
def test_content_that_is_not_base64_is_rejected_when_it_is_read(content: str) -> None:
    raw = decode(content_base64=content)
    with pytest.raises(Rejected, match="content_base64 is not base64") as caught:
        raw.page()
    assert caught.value.reason is Reason.UNDECODABLE_CONTENT


@pytest.mark.parametrize("media_type", MediaType)
@pytest.mark.parametrize("form", ["{}", "{}; charset=utf-8", " {} ;q=1"])
def test_a_known_content_type_is_found_with_or_without_parameters(media_type: MediaType, form: str) -> None:
    assert decode(content="a", content_type=form.format(media_type)).media_type is media_type
    assert decode(content="a", content_type=form.format(media_type).upper()).media_type is media_type


def test_the_default_content_type_is_html() -> None:
    assert decode(content="a").media_type is MediaType.HTML


@pytest.mark.parametrize("content_type", ["", "image/png", "text", "text/html/x", "x" * 10_000])
def test_an_unknown_content_type_is_rejected_with_the_known_ones(content_type: str) -> None:
    raw = decode(content="a", content_type=content_type)
    with pytest.raises(Rejected, match="not one of text/html, application/xhtml") as caught:
        _ = raw.media_type
    assert caught.value.reason is Reason.UNSUPPORTED_CONTENT_TYPE
    assert len(caught.value.message) < 300


@pytest.mark.parametrize(
    "content_type, charset",
    [
        ("text/html", None),
        ("text/html; charset=UTF-8", "utf-8"),
        ('text/html;charset="Windows-1251"', "windows-1251"),
        ("text/html; boundary=x; Charset = 'big5' ", "big5"),
        ("text/html; charset=", None),
        ("text/html; charset", None),
    ],
)
def test_the_charset_is_read_from_the_content_type(content_type: str, charset: str | None) -> None:
    assert decode(content="a", content_type=content_type).charset == charset
