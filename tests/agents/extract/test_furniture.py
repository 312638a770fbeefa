"""Lines that are not the article are removed, unless they are most of the page."""

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
