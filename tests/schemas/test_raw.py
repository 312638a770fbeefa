"""The raw event: what a feed may send, and what it is told where it may not."""

import base64

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas import MediaType, RawArticle, Reason, Rejected


def decode(**fields: object) -> RawArticle:
    return RawArticle.decode(orjson.dumps(fields))


def refusal(**fields: object) -> Rejected:
    with pytest.raises(Rejected) as caught:
        decode(**fields)
    return caught.value


def test_a_url_alone_is_enough_and_has_no_content() -> None:
    assert not decode(url="https://example.org/a").has_content


@pytest.mark.parametrize("fields", [{}, {"title": "Ferries are back"}, {"url": None, "content": None}])
def test_an_event_without_url_and_content_is_refused_as_such(fields: dict[str, object]) -> None:
    error = refusal(**fields)
    assert error.reason is Reason.MISSING_CONTENT
    assert "neither url nor content" in error.message


def test_both_kinds_of_content_at_once_are_refused() -> None:
    error = refusal(content="<p>a</p>", content_base64="PHA+")
    assert error.reason is Reason.INVALID_FIELD
    assert "content and content_base64 exclude each other" in error.message


@pytest.mark.parametrize("url", ["ftp://example.org", "example.org", "/news/1", "", "javascript:alert(1)"])
def test_only_absolute_web_addresses_are_taken(url: str) -> None:
    error = refusal(url=url)
    assert error.reason is Reason.INVALID_FIELD
    assert error.message.startswith("url: ")


def test_a_url_is_taken_in_any_case() -> None:
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
    error = refusal(**{"url": "https://example.org/a"} | {field: value})
    assert error.reason is Reason.INVALID_FIELD
    assert error.message.startswith(field)


@given(st.binary(max_size=200))
def test_bytes_come_out_of_base64_as_they_were(page: bytes) -> None:
    assert decode(content_base64=base64.b64encode(page).decode()).page() == page


def test_text_comes_out_as_it_is_and_empty_text_is_content() -> None:
    assert decode(content="Fähre\x00\n").page() == "Fähre\x00\n"
    assert decode(content="").has_content
    assert decode(content="").page() == ""


@pytest.mark.parametrize("content", ["a", "PHA-", "PHA+\n", "P H A", "é"])
def test_what_is_not_base64_is_refused_when_it_is_read(content: str) -> None:
    raw = decode(content_base64=content)
    with pytest.raises(Rejected, match="content_base64 is not base64") as caught:
        raw.page()
    assert caught.value.reason is Reason.UNDECODABLE_CONTENT


@pytest.mark.parametrize("media_type", MediaType)
@pytest.mark.parametrize("form", ["{}", "{}; charset=utf-8", " {} ;q=1"])
def test_a_known_content_type_is_found_with_or_without_parameters(media_type: MediaType, form: str) -> None:
    assert decode(content="a", content_type=form.format(media_type)).media_type is media_type
    assert decode(content="a", content_type=form.format(media_type).upper()).media_type is media_type


def test_without_a_content_type_it_is_html() -> None:
    assert decode(content="a").media_type is MediaType.HTML


@pytest.mark.parametrize("content_type", ["", "image/png", "text", "text/html/x", "x" * 10_000])
def test_an_unknown_content_type_is_refused_with_the_known_ones(content_type: str) -> None:
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
