"""The next page of an article is known by its address; the next article is never taken for it."""

import time

import pytest

from tests.support.articles.extract import PARAGRAPHS, page, read_page

URL = "https://www.daily-example.com/world/story"


def next_page(head: str = "", foot: str = "", url: str | None = URL) -> str | None:
    return read_page(page(f"<article>{PARAGRAPHS}</article>{foot}", head), url=url).next_page


@pytest.mark.parametrize(
    "href",
    [
        "?page=2",
        "?seite=2",
        "/world/story/2",
        "/world/story/2/",
        "/world/story/page/2",
        "/world/story/seite-2",
        f"{URL}?p=2",
    ],
)
def test_a_link_to_this_address_with_the_number_2_leads_to_the_next_page(href):
    target = next_page(f"<link rel='next prefetch' href='{href}'>")
    assert target == next_page(foot=f"<a rel=next href='{href}'>Weiter</a>")
    assert target == next_page(foot=f"<p>1 <a href='{href}'><span> 2 </span></a></p>")
    assert target.startswith(URL)
    assert "2" in target.removeprefix(URL)


@pytest.mark.parametrize(
    "href",
    [
        "/world/another-story",
        "/world/story-2",
        "/world/story/3",
        "/world/2",
        "/2",
        "/world/story",
        "/world/story#2",
        "/world/story?page=1",
        "/world/story?comments=2",
        "/world/story/comment-page-2",
        "https://elsewhere.example/world/story/2",
        "javascript:next(2)",
        "https://[",
        "",
    ],
)
def test_a_link_elsewhere_leads_to_no_next_page(href):
    assert next_page(f"<link rel=next href='{href}'>", f"<a href='{href}'>2</a>") is None


def test_only_marked_links_and_links_that_are_the_number_lead_to_a_next_page():
    assert next_page(foot="<a href='/world/story/2'>The second ferry</a>") is None
    assert next_page(foot="<div id=comments><ul><li><a href='?page=2'>2</a></li></ul></div>") is None


def test_the_page_after_the_second_is_the_third():
    assert next_page("<link rel=next href='?page=3'>", url=f"{URL}?page=2") == f"{URL}?page=3"
    canonical = f"<link rel=canonical href='{URL}'>"
    assert next_page(canonical + "<link rel=next href='/world/story/3'>", url=f"{URL}/2") == f"{URL}/3"
    assert next_page(canonical + "<link rel=next href='/world/story/2'>", url=f"{URL}/2") is None


def test_an_address_that_ends_in_a_number_is_no_page_of_a_series():
    assert next_page("<link rel=next href='/world/7'>", url="https://www.daily-example.com/world/6") is None


def test_a_page_of_a_file_has_the_number_in_the_files_name():
    url = "https://www.daily-example.com/news089.html"
    expected = "https://www.daily-example.com/news089_2.html"
    assert next_page("<link rel=next href=news089_2.html>", url=url) == expected


def test_a_page_without_an_address_takes_its_own_word():
    assert next_page(f"<link rel=canonical href='{URL}'><link rel=next href='{URL}/2'>", url=None) == f"{URL}/2"
    assert next_page("<link rel=next href='/world/story/2'>", url=None) is None


def test_a_home_page_has_no_next_page():
    assert next_page("<link rel=next href='?page=2'>", url="https://www.daily-example.com/") is None


def test_the_number_of_an_article_is_not_that_of_a_page():
    assert next_page("<link rel=next href='/p/13'>", url="https://www.daily-example.com/p/12") is None


def test_many_links_among_comments_are_looked_at_in_a_moment():
    links = "<a href='/x'>2</a>" * 5_000
    html = f"<div class='{'x' * 1_000_000} comment'>{links}</div>"
    started = time.process_time()
    assert next_page(foot=html) is None
    assert time.process_time() - started < 5
