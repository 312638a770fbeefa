"""Dates and authors that microdata gives to other stories and things are not the page's."""

from datetime import UTC, datetime

import pytest
from lxml.html import fromstring

from agents.extract.html.schema_org.microdata import others_marks
from agents.extract.html.schema_org.own import Addresses
from tests.support.articles.extract import STORY, STORY_URL, read_page

TITLE = "Council approves the plan"
PERSON = "<span itemprop='author' itemscope itemtype='https://schema.org/Person'><span itemprop='name'>{}</span></span>"
CARDS = "".join(
    f"<div itemscope itemtype='https://schema.org/NewsArticle'><a itemprop=url href='/world/{number}'>"
    f"<span itemprop=headline>Story {number} of another day</span></a>"
    f"<meta itemprop=datePublished content='2020-11-0{number}'>{PERSON.format('Olga Brandt')}</div>"
    for number in (1, 2, 3)
)
COMMENTS = (
    "<ul><li itemprop=comment itemscope itemtype='http://schema.org/Comment'><span itemprop=author>Peter Lund</span>"
    "<meta itemprop=dateCreated content='2021-05-05T09:00:00Z'><p itemprop=text>What will it cost us?</p></li></ul>"
)
VIDEO = (
    "<div itemprop=video itemscope itemtype='http://schema.org/VideoObject'>"
    "<meta itemprop=description content='A film.'><meta itemprop=datePublished content='2019-10-01'></div>"
)


def own(inside="", marks=""):
    return (
        f"<div itemscope itemtype='http://schema.org/NewsArticle' {marks}><h1 itemprop=headline>{TITLE}</h1>"
        f"<meta itemprop=datePublished content='2021-03-23T20:30:00Z'>{PERSON.format('Jane Doe')}{STORY}{inside}</div>"
    )


def read(body, **fields):
    html = f"<html><head><title>{TITLE}</title></head><body>{body}</body></html>"
    return read_page(html, **{"url": STORY_URL, **fields})


@pytest.mark.parametrize("body", [
    own(),
    CARDS + own(),
    own() + CARDS,
    own(CARDS),
    VIDEO + own(COMMENTS),
    own(COMMENTS + VIDEO),
    f"<main itemscope itemtype='https://schema.org/WebPage'>{CARDS}{own()}</main>",
    CARDS + own().replace("h1", "h2"),
])  # fmt: skip
def test_the_articles_own_date_and_author_are_read(body):
    article = read(body)
    assert (article.title, article.authors) == (TITLE, ("Jane Doe",))
    assert article.published_at == datetime(2021, 3, 23, 20, 30, tzinfo=UTC)


@pytest.mark.parametrize("others", [CARDS, COMMENTS, VIDEO])
def test_an_article_that_states_nothing_gets_nothing_from_others(others):
    """The date of the first comment was reported of an extractor: https://github.com/ageitgey/node-unfluff/issues/93."""
    for body in (f"{others}<h1>{TITLE}</h1>{STORY}", f"<h1>{TITLE}</h1>{STORY}{others}"):
        article = read(body)
        assert (article.title, article.authors, article.published_at) == (TITLE, (), None)
        assert article.description is None


def test_a_date_inside_the_author_is_the_articles():
    person = PERSON.format("Jane Doe<meta itemprop=datePublished content='2021-03-23'>")
    body = f"<article itemscope itemtype='http://schema.org/Article'><h1>{TITLE}</h1>{person}{STORY}</article>"
    assert read(body).published_at == datetime(2021, 3, 23, tzinfo=UTC)


def test_the_own_story_among_several_without_a_heading_is_told_by_its_address():
    stories = CARDS + own(marks=f"itemid='{STORY_URL}'").replace("h1", "p")
    tree = fromstring(stories)
    marked = {element.get("content") for element in others_marks(tree, [], Addresses([STORY_URL]), list)}
    assert marked == {None, "2020-11-01", "2020-11-02", "2020-11-03"}


def test_a_page_without_microdata_has_no_marks_of_others():
    assert list(others_marks(fromstring("<p itemprop=author>x</p>"), [], Addresses([]), list)) == []
