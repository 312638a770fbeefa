"""A document's statement of its origin becomes its URL and its outlet."""

import pytest

from tests.support.articles.extract import LAST, LEAD, MORE, document, paragraphs, read_document

URL = "https://www.harbour-times.com/2022/03/05/ferries-are-back"


@pytest.mark.parametrize(
    "foot",
    [
        f"Original url:\n\n[{URL}]({URL})",
        f"Original url:\n\n[{URL[:40]}  \n{URL[40:]}]({URL})",
        f"Original URL: {URL}",
        f"Source: <{URL}>",
        f"**Source:** [{URL}]({URL})",
        f"Originally published at [Harbour Times]({URL}).",
        f"This article was originally published on [Harbour Times]({URL})",
        f"Quelle: {URL}",
        f"Оригинал: {URL}",
        f"Источник: [Harbour Times]({URL})",
        f"URL original: {URL}",
        f"原文链接：{URL}",
        f"---\n\n{URL}",
    ],
)
def test_the_foot_gives_url_and_outlet_of_the_article(foot):
    article = read_document(document(foot=foot))
    assert article.canonical_url == URL
    assert article.source.domain == "harbour-times.com"
    assert article.source.name == "Harbour Times"
    assert paragraphs(article) == [LEAD, MORE, LAST]


def test_a_url_broken_over_lines_of_plain_text_is_joined():
    text = f"Ferries are back\n\n{LEAD}\n\n{MORE}\n\nOriginal url:\n\n{URL[:40]}\n{URL[40:]}\n"
    article = read_document(text, "text/plain")
    assert article.canonical_url == URL
    assert paragraphs(article) == [LEAD, MORE]


def test_a_source_without_a_url_is_the_outlet():
    article = read_document(document(foot="Source: Harbour Times"))
    assert article.source.name == "Harbour Times"
    assert paragraphs(article) == [LEAD, MORE, LAST]


def test_a_url_at_the_foot_is_not_used_if_the_document_was_found_on_another_site():
    found_at = "https://mirror.example.org/1.txt"
    assert read_document(document(foot=f"Source: {URL}"), url=found_at).canonical_url == found_at
