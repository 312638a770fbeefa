"""The text of a page is its article, compared between several extractors and the page's own articleBody."""

from tests.support.articles.extract import PARAGRAPHS, SENTENCE, page, read_page


def test_navigation_and_footer_are_not_article_text():
    body = f"<nav><a href='/'>Home</a></nav><article><h1>T</h1>{PARAGRAPHS}</article><footer>Imprint</footer>"
    article = read_page(page(body))
    assert article.text.startswith("Paragraph 0. The council")
    assert "Home" not in article.text
    assert "Imprint" not in article.text
    assert len(article.text.split("\n")) == 6


def test_the_pages_own_article_body_replaces_a_text_that_lacks_most_of_it():
    stated = SENTENCE * 30
    head = f'<script type="application/ld+json">{{"@type": "NewsArticle", "articleBody": "{stated}"}}</script>'
    article = read_page(page(f"<article><p>{SENTENCE}</p></article>", head))
    assert article.text == stated.strip()
