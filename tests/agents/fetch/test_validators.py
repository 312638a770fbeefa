"""Conditional requests: a page's version is remembered for a window, and never used for the event itself."""

import pytest

from agents.fetch.validators import MAX_PAGES, MAX_VALUE, Validators

URL = "https://herald.example/1"
GIVEN = {"etag": '"1"', "last-modified": "Tue, 24 Nov 2026 06:00:00 GMT", "x-other": "x"}


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


def test_the_version_of_a_page_is_asked_for_again():
    kept = Validators(60.0)
    kept.keep(URL, "news.raw.v1/0/1", GIVEN)
    assert kept.of(URL, "news.raw.v1/0/2") == {"If-None-Match": '"1"', "If-Modified-Since": GIVEN["last-modified"]}
    assert kept.of("https://herald.example/2", "news.raw.v1/0/2") == {}


def test_the_same_event_delivered_again_gets_its_page():
    kept = Validators(60.0)
    kept.keep(URL, "news.raw.v1/0/1", GIVEN)
    assert kept.of(URL, "news.raw.v1/0/1") == {}


def test_a_version_is_forgotten_after_the_window_and_when_the_page_states_none_any_more():
    clock = Clock()
    kept = Validators(60.0, clock=clock)
    kept.keep(URL, "a", GIVEN)
    clock.now = 61.0
    assert kept.of(URL, "b") == {}
    clock.now = 0.0
    kept.keep(URL, "b", {})
    assert kept.of(URL, "c") == {}


@pytest.mark.parametrize("window, given", [(0.0, GIVEN), (60.0, {"etag": "x" * (MAX_VALUE + 1)})])
def test_without_a_window_or_with_a_value_too_long_nothing_is_kept(window, given):
    kept = Validators(window)
    kept.keep(URL, "a", given)
    assert kept.of(URL, "b") == {}


@pytest.mark.parametrize("etag", ['"\xe9t\xe9"', '"a"\r\nX-Evil: b', '"\x00"', '"\x1b[31m"'])
def test_a_value_that_cannot_be_a_requests_header_is_not_kept(etag):
    kept = Validators(60.0)
    kept.keep(URL, "a", {"etag": etag})
    assert kept.of(URL, "b") == {}


def test_the_pages_fetched_longest_ago_are_forgotten_beyond_the_limit():
    kept = Validators(60.0)
    for number in range(MAX_PAGES + 1):
        kept.keep(f"https://herald.example/{number}", "a", GIVEN)
    assert kept.of("https://herald.example/0", "b") == {}
    assert kept.of("https://herald.example/1", "b") != {}
