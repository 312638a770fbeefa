import pytest

from agents.web.headers import MAX_VALUE, kept_headers


def test_only_the_few_headers_that_mean_something_are_kept():
    given = [
        ("Content-Type", "text/html; charset=gbk"),
        ("Set-Cookie", "session=secret"),
        ("ETag", '"1"'),
        ("X-A", "b"),
    ]
    assert kept_headers(given) == {"content-type": "text/html; charset=gbk", "etag": '"1"'}


def test_of_links_only_the_canonical_one_is_kept():
    links = '<https://e.org/style.css>; rel=preload, <https://e.org/a>; rel="canonical"; type="text/html"'
    assert kept_headers([("Link", links)]) == {"link": '<https://e.org/a>; rel="canonical"; type="text/html"'}
    assert kept_headers([("Link", "<https://e.org/canonical>; rel=next")]) == {}


def test_a_header_that_is_too_long_is_left_out():
    assert kept_headers([("ETag", "x" * (MAX_VALUE + 1)), ("Last-Modified", "")]) == {}


@pytest.mark.parametrize("value", ['"a"\r\nx-evil: b', "\x1b[31mRED", "a\x00b", "\x9b31m", "a\u202eb"])
def test_a_header_that_is_not_printable_is_left_out(value):
    assert kept_headers([("ETag", value), ("Last-Modified", "Tue, 24 Nov 2026 09:30:00 GMT\t")]) == {
        "last-modified": "Tue, 24 Nov 2026 09:30:00 GMT"
    }


def test_of_repeated_headers_the_first_counts():
    assert kept_headers([("ETag", "1"), ("etag", "2")]) == {"etag": "1"}
