"""Dates, access and canonical URL of a page. Covers also agents/extract/html/stated.py."""

from datetime import UTC, datetime

import pytest

from tests.support.articles.extract import NEWS, STORY_URL, ld, read_head


def test_a_date_without_a_time_is_midnight_utc():
    assert read_head(ld({**NEWS, "datePublished": "2021-03-23"})).published_at == datetime(2021, 3, 23, tzinfo=UTC)


def test_a_date_in_the_text_is_found():
    article = read_head("<meta name='x' content='y'></head><body><p class='date'>Published on March 23, 2021</p>")
    assert article.published_at == datetime(2021, 3, 23, tzinfo=UTC)
    assert article.provenance.methods["published_at"] == "htmldate"


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
