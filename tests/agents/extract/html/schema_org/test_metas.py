"""<meta> elements of other stories on a page say nothing about its article."""

from datetime import UTC, datetime

import pytest

from tests.support.articles.extract import STORY, STORY_URL, read_page

TITLE = "Council approves the plan"
DATE = "<meta property='article:published_time' content='2021-03-23T20:30:00Z'>"
AUTHOR = "<meta name='author' content='Jane Doe'>"
CARD = (
    "<{0}><meta property='article:published_time' content='2020-11-01T08:00:00Z'>"
    "<meta name='author' content='Olga Brandt'><a href='/world/2'>Ferries are back</a></{1}>"
)
CARDS = [
    CARD.format("div class='teaser'", "div"),
    CARD.format("aside", "aside"),
    CARD.format("article", "article"),
]


def read(head="", before="", after="", inside=""):
    body = f"{before}<article><h1>{TITLE}</h1>{inside}{STORY}</article>{after}"
    return read_page(f"<html><head><title>{TITLE}</title>{head}</head><body>{body}</body></html>", url=STORY_URL)


def of(url, title, date, author):
    return (
        f"<meta property='og:title' content='{title}'><meta property='og:url' content='{url}'>"
        f"<meta property='article:published_time' content='{date}'><meta name='author' content='{author}'>"
    )


@pytest.mark.parametrize("card", CARDS)
def test_those_of_cards_are_not_the_articles(card):
    for article in (read(before=card), read(after=card)):
        assert (article.authors, article.published_at) == ((), None)
    article = read(DATE + AUTHOR, before=card)
    assert (article.authors, article.published_at) == (("Jane Doe",), datetime(2021, 3, 23, 20, 30, tzinfo=UTC))


@pytest.mark.parametrize("place", ["head", "before", "inside"])
def test_those_that_stand_elsewhere_than_in_the_head_are_read(place):
    marks = f"<img src='/pixel.gif'>{DATE}{AUTHOR}" if place == "head" else f"<div>{DATE}{AUTHOR}</div>"
    article = read(**{place: marks})
    assert (article.authors, article.published_at) == (("Jane Doe",), datetime(2021, 3, 23, 20, 30, tzinfo=UTC))


def test_of_several_stories_in_the_head_the_one_with_the_pages_address_counts():
    other = of("https://www.daily-example.com/world/ferry-2", "Ferries are back", "2020-11-01T08:00:00Z", "Olga Brandt")
    own = of(STORY_URL, TITLE, "2021-03-23T20:30:00Z", "Jane Doe")
    for head in (other + own, own + other):
        article = read(head)
        assert (article.title, article.authors) == (TITLE, ("Jane Doe",))
        assert article.published_at == datetime(2021, 3, 23, 20, 30, tzinfo=UTC)


def test_two_addresses_of_which_none_is_the_pages_change_nothing():
    head = (
        "<link rel='canonical' href='/world/story-1'><meta property='og:url' content='https://www.daily-example.com/a'>"
    )
    assert read(f"{head}<meta property='og:url' content='https://www.daily-example.com/b'>{AUTHOR}").authors == (
        "Jane Doe",
    )
