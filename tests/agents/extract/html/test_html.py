"""An HTML page is read in any state: broken, deep, or full of links."""

import pytest

from schemas import Article, Reason, Rejected
from tests.support.articles.extract import PARAGRAPHS, page, read_page


def test_a_notice_to_readers_without_scripts_is_no_article():
    with pytest.raises(Rejected) as caught:
        read_page(page("<noscript>Please turn on JavaScript to read this story.</noscript><div id='root'></div>"))
    assert caught.value.reason is Reason.INTERSTITIAL


def test_deep_nesting_is_read():
    text = read_page(page("<div>" * 1000 + PARAGRAPHS + "</div>" * 1000)).text
    assert text.count("The council approved") == 18


def test_elements_nested_without_end_are_refused():
    with pytest.raises(Rejected, match="the limit is 2,048") as caught:
        read_page(page("<div>" * 3000 + PARAGRAPHS + "</div>" * 3000))
    assert caught.value.reason is Reason.TOO_LARGE


def test_a_page_of_many_links_is_read():
    links = "".join(f"<li><a href='/{number}'>link number {number}</a></li>" for number in range(7_000))
    assert "Paragraph 5" in read_page(page(f"<article>{PARAGRAPHS}</article><ul>{links}</ul>")).text


@pytest.mark.parametrize(
    "body",
    [
        PARAGRAPHS + "<p>null\0byte \x01\x02\x0b\x1f \ufffe\uffff and \x85 more</p>",
        f"<div data-state='{'x' * 2_000_000}'>{PARAGRAPHS}</div>",
        PARAGRAPHS + "<p>lone \ud800 surrogate</p>",
        PARAGRAPHS + "<table><tr><td>" * 300,
        PARAGRAPHS + "<a href='http://[::1'>x</a><base href='::'>",
        f"<svg><title>{PARAGRAPHS}</title></svg>{PARAGRAPHS}",
        PARAGRAPHS + "<!-- never closed",
        "<body " * 50 + ">" + PARAGRAPHS,
    ],
)
def test_broken_pages_are_read(body):
    article = read_page(page(body), url="https://example.com/a")
    assert "The council approved the plan" in article.text
    assert Article.decode(article.encode()) == article
