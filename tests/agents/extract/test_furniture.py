"""Lines that are not the article are removed, unless they are most of the page."""

import pytest

from agents.extract.furniture import strip_furniture
from agents.extract.page import Line
from tests.support.articles.extract import PARAGRAPHS, page, read_page


def test_headline_byline_related_links_and_pleas_are_removed():
    extras = "<p>Read more: Council debates budget</p><p>Lesen Sie auch: Haushalt</p><p>Sign up for our newsletter</p>"
    head = "<meta property='og:title' content='Council approves plan'><meta name='author' content='Jane Doe'>"
    body = f"<article><h1>Council approves plan</h1><p>By Jane Doe</p>{PARAGRAPHS}{extras}</article>"
    article = read_page(page(body, head))
    assert article.title == "Council approves plan"
    assert article.authors == ("Jane Doe",)
    assert [line[:11] for line in article.text.split("\n")] == [f"Paragraph {number}" for number in range(6)]


def test_a_page_of_related_links_keeps_them():
    lines = "".join(f"<p>Read more: story number {number} of the many stories there are</p>" for number in range(20))
    assert "story number 7" in read_page(page(f"<article>{lines}</article>")).text


@pytest.mark.parametrize(
    "line", ["3 March 2021", "19.10.2019 07:49 Uhr", "Tuesday, March 23, 2021", "Published: May 5, 2020"]
)
def test_a_date_above_the_text_is_removed(line):
    lines = [Line(line), Line(PARAGRAPHS)]
    assert strip_furniture(lines, None, ()) == lines[1:]


@pytest.mark.parametrize("line", ["The war began on 24 February 2022.", "Berlin closed its port on March 3, 2021"])
def test_a_short_sentence_with_a_date_stays(line):
    lines = [Line(line), Line(PARAGRAPHS)]
    assert strip_furniture(lines, None, ()) == lines
