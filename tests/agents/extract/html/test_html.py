"""An HTML page becomes its article's text and nothing else, and no page breaks the reader."""

import pytest

from agents.extract import extract, warm
from schemas import Article, RawArticle, Reason, Rejected

SENTENCE = "The council approved the plan on Monday after a debate that had lasted for more than three years. "
PARAGRAPHS = "".join(f"<p>Paragraph {number}. {SENTENCE * 3}</p>" for number in range(6))


def page(body: str, head: str = "") -> str:
    return f"<!doctype html><html lang='en'><head><title>T</title>{head}</head><body>{body}</body></html>"


def read(html: str, **fields: object) -> Article:
    return extract(RawArticle(content=html, **fields), version="1.0")


def test_an_article_is_told_from_navigation_and_footer():
    body = f"<nav><a href='/'>Home</a></nav><article><h1>T</h1>{PARAGRAPHS}</article><footer>Imprint</footer>"
    article = read(page(body))
    assert article.text.startswith("Paragraph 0. The council")
    assert "Home" not in article.text
    assert "Imprint" not in article.text
    assert len(article.text.split("\n")) == 6


def test_headline_byline_related_links_and_pleas_are_left_out():
    extras = "<p>Read more: Council debates budget</p><p>Lesen Sie auch: Haushalt</p><p>Sign up for our newsletter</p>"
    head = "<meta property='og:title' content='Council approves plan'><meta name='author' content='Jane Doe'>"
    body = f"<article><h1>Council approves plan</h1><p>By Jane Doe</p>{PARAGRAPHS}{extras}</article>"
    article = read(page(body, head))
    assert article.title == "Council approves plan"
    assert article.authors == ("Jane Doe",)
    assert [line[:11] for line in article.text.split("\n")] == [f"Paragraph {number}" for number in range(6)]


def test_what_a_reader_without_scripts_is_told_is_no_article():
    with pytest.raises(Rejected) as caught:
        read(page("<noscript>Please turn on JavaScript to read this story.</noscript><div id='root'></div>"))
    assert caught.value.reason is Reason.NO_ARTICLE


def test_a_page_made_of_links_keeps_them():
    lines = "".join(f"<p>Read more: story number {number} of the many stories there are</p>" for number in range(20))
    assert "story number 7" in read(page(f"<article>{lines}</article>")).text


def test_the_pages_own_article_body_replaces_a_text_that_lacks_most_of_it():
    stated = SENTENCE * 30
    head = f'<script type="application/ld+json">{{"@type": "NewsArticle", "articleBody": "{stated}"}}</script>'
    article = read(page(f"<article><p>{SENTENCE}</p></article>", head))
    assert article.text == stated.strip()


def test_text_is_composed_unicode_without_invisible_characters():
    odd = "Cafe\u0301 co\u00adop\u200b at\u00a0noon  \u2028" + SENTENCE * 4
    text = read(page(f"<article><p>{odd}</p></article>")).text
    assert text.startswith("Café coop at noon")
    assert not set(text) & set("\u0301\u00ad\u200b\u00a0\u2028")


def test_deep_nesting_is_read():
    text = read(page("<div>" * 3000 + PARAGRAPHS + "</div>" * 3000)).text
    assert text.count("The council approved") == 18


def test_a_page_of_many_links_is_read():
    links = "".join(f"<li><a href='/{number}'>link number {number}</a></li>" for number in range(10_000))
    assert "Paragraph 5" in read(page(f"<article>{PARAGRAPHS}</article><ul>{links}</ul>")).text


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
    article = read(page(body), url="https://example.com/a")
    assert "The council approved the plan" in article.text
    assert Article.decode(article.encode()) == article


@pytest.mark.parametrize(
    "html",
    [
        "",
        "   ",
        "<html></html>",
        page(""),
        page("<script>var x = 1</script>"),
        page("<p>&nbsp;</p>"),
        page("<img src=x>"),
    ],
)
def test_a_page_without_text_is_refused(html):
    with pytest.raises(Rejected) as refusal:
        read(html)
    assert refusal.value.reason is Reason.NO_ARTICLE


def test_an_unknown_content_type_is_refused():
    with pytest.raises(Rejected) as refusal:
        read("x", content_type="image/png")
    assert refusal.value.reason is Reason.UNSUPPORTED_CONTENT_TYPE


def test_text_that_is_called_html_is_read_as_text():
    article = read("# A headline\n\nA paragraph of the story, with no tag in it.\n\nAnother one, for good measure.")
    assert article.title == "A headline"
    assert article.text.split("\n")[0] == "A paragraph of the story, with no tag in it."


def test_html_that_is_called_text_is_read_as_html():
    assert read(page(f"<article>{PARAGRAPHS}</article>"), content_type="text/plain").text.startswith("Paragraph 0.")


@pytest.mark.parametrize(
    "ending", ["and then the text just…", "and then ... ", "and then [...]", "and then… [+2134 chars]"]
)
def test_a_text_that_breaks_off_is_partial(ending):
    assert read(page(f"<article>{PARAGRAPHS}<p>{SENTENCE}{ending}</p></article>")).is_partial
    assert not read(page(f"<article>{PARAGRAPHS}</article>")).is_partial


def test_extraction_is_deterministic_and_has_no_memory():
    pages = [page(f"<article>{PARAGRAPHS}{SENTENCE * n}</article>") for n in range(3)]
    first = [read(html, url="https://example.com/a") for html in pages]
    assert [read(html, url="https://example.com/a") for html in reversed(pages)] == first[::-1]


def test_what_later_stages_decide_is_left_open():
    article = read(page(f"<article>{PARAGRAPHS}</article>"), id="feed-1", metadata={"k": 1})
    assert (article.revision, article.status, article.processed_at) == (1, "new", None)
    assert (article.entities, article.sentiment, article.topics, article.near_duplicates) == ((), None, (), ())
    assert (article.raw_id, article.metadata, article.provenance.version) == ("feed-1", {"k": 1}, "1.0")
    assert article.provenance.origin is None


def test_warming_up_can_be_repeated():
    warm()
    warm()
    assert read(page(f"<article>{PARAGRAPHS}</article>")).word_count > 100
