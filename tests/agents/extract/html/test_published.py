"""A page's dates come from its statements, then its URL, then what it shows; a field left empty is none."""

from datetime import UTC, datetime

import pytest

from tests.support.articles.extract import NEWS, STORY_URL, ld, read_head


def at(article):
    return article.published_at and (
        article.published_at.date().isoformat(),
        article.provenance.methods["published_at"],
    )


def test_what_is_stated_is_preferred_to_the_url_and_the_page():
    head = ld({**NEWS, "datePublished": "2021-03-23"})
    article = read_head(head, "<time datetime='2020-01-05'>x</time>", url="https://daily-example.com/2020/01/06/story")
    assert at(article) == ("2021-03-23", "json-ld")


def test_the_url_is_preferred_to_the_page():
    article = read_head("", "<time datetime='2020-01-05'>x</time>", url="https://daily-example.com/2021/03/23/story")
    assert at(article) == ("2021-03-23", "url")


@pytest.mark.parametrize(
    "path", ["/2021/3/23/story", "/a/2021-03-23", "/news_2021-03-23.html", "/2021/03/23/", "/x-2021-03-23-y"]
)
def test_a_day_in_the_path_is_the_articles(path):
    assert at(read_head("", url=f"https://daily-example.com{path}")) == ("2021-03-23", "url")


@pytest.mark.parametrize("path", ["/2021/03/story", "/2021/13/23/", "/12021/03/23/", "/2021/03/234"])
def test_other_figures_in_the_path_are_no_day(path):
    assert read_head("", url=f"https://daily-example.com{path}").published_at is None


@pytest.mark.parametrize(
    "empty",
    ["1970-01-01", "1970-01-01T01:00:00+01:00", "1969-12-31T19:00:00-05:00", "1900-01-01", "0001-01-01T00:00:00"],
)
def test_a_date_that_stands_for_an_empty_field_is_none(empty):
    article = read_head(ld({**NEWS, "datePublished": empty}), "<p class='date'>March 23, 2021</p>")
    assert at(article) == ("2021-03-23", "page")


def test_a_date_after_the_fetch_is_left_out_for_the_next_one():
    article = read_head(
        ld({**NEWS, "datePublished": "2031-03-23"}),
        "<p class='date'>March 23, 2021</p>",
        fetched_at="2021-03-25T00:00:00Z",
    )
    assert at(article) == ("2021-03-23", "page")


def test_a_time_that_is_shown_for_machines_is_kept():
    article = read_head("", "<time datetime='2021-03-23T10:15:00+01:00'>Tuesday</time>", url=STORY_URL)
    assert article.published_at == datetime(2021, 3, 23, 9, 15, tzinfo=UTC)


def test_a_change_is_stated_or_unknown():
    assert read_head(ld(NEWS)).modified_at == datetime(2021, 3, 24, 8, tzinfo=UTC)
    assert read_head("", "<p>Updated March 23, 2021</p>").modified_at is None


def test_htmldate_is_asked_last():
    article = read_head("", url="https://daily-example.com/story?day=/2021/03/23/")
    assert at(article) == ("2021-03-23", "htmldate")
    article = read_head("", "<b></b>" * 6_000, url="https://daily-example.com/story?day=/2021/03/23/")
    assert article.published_at is None  # it copies the whole tree


def test_a_page_that_claims_to_be_fetched_at_the_end_of_time_is_read():
    assert read_head("", fetched_at=datetime.max.replace(tzinfo=UTC)).published_at is None
