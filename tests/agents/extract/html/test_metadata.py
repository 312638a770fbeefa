"""Dates, access and canonical URL of a page."""

from datetime import UTC, datetime

import pytest

from tests.support.articles.extract import NEWS, STORY_URL, ld, read_head


def test_a_date_without_a_time_is_midnight_utc():
    assert read_head(ld({**NEWS, "datePublished": "2021-03-23"})).published_at == datetime(2021, 3, 23, tzinfo=UTC)


def test_a_date_in_the_text_is_found():
    article = read_head("<meta name='x' content='y'></head><body><p class='date'>Published on March 23, 2021</p>")
    assert article.published_at == datetime(2021, 3, 23, tzinfo=UTC)
    assert article.provenance.methods["published_at"] == "page"


def test_a_date_in_an_unknown_time_zone_is_found_without_a_warning():
    article = read_head("<meta name='last-modified' content='2021-03-23 10:15:00 EST'>")
    assert article.published_at == datetime(2021, 3, 23, tzinfo=UTC)


def test_a_date_after_the_fetch_is_not_used():
    article = read_head(ld({**NEWS, "datePublished": "2031-03-23"}), fetched_at="2021-03-25T00:00:00Z")
    assert article.published_at is None or article.published_at.year <= 2021


@pytest.mark.parametrize("value", [False, "False", "false"])
def test_a_page_that_is_not_free_is_partial(value):
    assert read_head(ld({**NEWS, "isAccessibleForFree": value})).is_partial
    assert not read_head(ld({**NEWS, "isAccessibleForFree": True})).is_partial


def test_a_canonical_url_of_another_site_is_not_used():
    article = read_head(
        "<link rel='canonical' href='https://evil.com/x'><meta property='og:url' content='https://www.daily-example.com/'>"
    )
    assert article.canonical_url == STORY_URL


@pytest.mark.parametrize(
    "header, canonical",
    [
        ('<https://www.daily-example.com/story>; rel="canonical"', "https://www.daily-example.com/story"),
        ("</story>; rel=canonical", "https://www.daily-example.com/story"),
        ('</a.css>; rel=preload; as=style, <https://daily-example.com/story>; rel="shortlink canonical"',
         "https://daily-example.com/story"),
        ('<https://other.example/story>; rel="canonical"', STORY_URL),
        ('<https://www.daily-example.com/amp>; rel="amphtml"', STORY_URL),
        ("<" * 10_000, STORY_URL),
    ],
)  # fmt: skip
def test_the_canonical_link_of_the_http_header_is_a_claim(header, canonical):
    assert read_head("", headers={"link": header}).canonical_url == canonical


def test_the_pages_own_canonical_link_comes_before_that_of_the_header():
    head = "<link rel='canonical' href='https://www.daily-example.com/own'>"
    article = read_head(head, headers={"Link": "<https://www.daily-example.com/story>; rel=canonical"})
    assert article.canonical_url == "https://www.daily-example.com/own"
