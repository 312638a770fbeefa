"""The text of a page is its article, by the block model, trafilatura or the page's own articleBody."""

import pytest
from lxml.html import HtmlElement

from agents.extract.article import extract
from agents.extract.html import body
from agents.extract.page import Extractor
from schemas import Provenance, RawArticle
from streams.settings import Settings
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


def test_the_method_and_the_confidence_of_the_text_are_named():
    provenance = read_page(page(f"<article><h1>T</h1>{PARAGRAPHS}</article>")).provenance
    assert provenance.methods["text"] == "blocks"
    assert body.DOUBTFUL < (provenance.text_confidence or 0) <= 1


def test_trafilatura_reads_a_page_that_the_model_is_unsure_of(monkeypatch):
    monkeypatch.setattr(body, "DOUBTFUL", 1.1)
    article = read_page(page(f"<article><h1>T</h1>{PARAGRAPHS}</article>"))
    assert article.provenance.methods["text"] == "trafilatura"
    assert article.provenance.text_confidence is not None
    assert article.text.count("Paragraph") == 6


def test_trafilatura_reads_alone_if_it_is_asked_for():
    raw = RawArticle(content=page(f"<article><h1>T</h1>{PARAGRAPHS}</article>"))
    article = extract(raw, version="1.0", extractor=Extractor.TRAFILATURA)
    assert article.provenance.methods["text"] == "trafilatura"
    assert article.provenance.text_confidence is None
    assert article.text.count("Paragraph") == 6


@pytest.mark.parametrize(
    "usual, fast, expected", [(2_000, 900, "f"), (1_700, 900, "u"), (2_000, 700, "u"), (0, 0, ""), (500, 0, "u")]
)
def test_where_trafilatura_may_have_taken_the_whole_page_its_fast_pass_decides(monkeypatch, usual, fast, expected):
    def found(_: HtmlElement, *, is_fast: bool = False) -> str:
        return "f" * fast if is_fast else "u" * usual

    monkeypatch.setattr(body, "_trafilatura", found)
    assert body._witness(HtmlElement())[:1] == expected


def test_the_setting_and_the_schema_say_what_the_extractor_does():
    (pattern,) = (limit.pattern for limit in Settings.model_fields["extractor"].metadata if hasattr(limit, "pattern"))
    assert pattern == f"^({'|'.join(Extractor)})$"
    assert Settings.model_fields["extractor"].default == Extractor.BLOCKS
    assert f"Below {body.DOUBTFUL} " in (Provenance.model_fields["text_confidence"].description or "")
