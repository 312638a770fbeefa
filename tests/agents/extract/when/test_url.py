"""A day in the path of a URL is read, in figures and with the month's name."""

from datetime import UTC, datetime

import pytest

from agents.extract.when.url import day_in


@pytest.mark.parametrize(
    "path",
    [
        "/2021/3/23/story",
        "/a/2021-03-23",
        "/news_2021-03-23.html",
        "/2021/mar/23/story",
        "/2021/march/23",
        "/2021/Mrz/23/",
    ],
)
def test_a_day_in_the_path_is_read(path):
    assert day_in(f"https://daily.example{path}") == datetime(2021, 3, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    "url", [None, "", "https://daily.example/2021/news/23/", "/2021/13/23/", "http://[/2021/03/23/"]
)
def test_other_urls_have_none(url):
    assert day_in(url) is None
