"""Markdown and plain text become articles by the marks that newspapers use, in many languages."""

from datetime import UTC, datetime

import pytest

from tests.support.articles.extract import document, paragraphs, read_document
from tests.support.paths import data

URL = "https://www.harbour-times.com/2022/03/05/ferries-are-back"


@pytest.mark.parametrize("content_type", ["text/markdown", "text/plain", "text/html"])
def test_the_seed_document_becomes_a_clean_article(content_type):
    article = read_document(next(data("seed").glob("*.txt")).read_text(encoding="utf-8"), content_type)
    assert article.title.startswith("Russian Foreign Minister Says EU")
    assert article.published_at == datetime(2021, 3, 23, tzinfo=UTC)
    assert article.canonical_url.endswith("/russian-foreign-minister-says-eu-destroyed-relations-with-moscow-a73331")
    assert (article.source.name, article.source.domain) == ("The Moscow Times", "themoscowtimes.com")
    assert article.language.code == "en"
    assert article.text.startswith("Russian Foreign Minister Sergei Lavrov has accused")
    assert article.text.endswith("all areas,” he said.") or article.text.endswith('all areas," he said.')
    for stray in ("Related article", "Original url", "**", "](", "visit to China", "http"):
        assert stray not in article.text
    assert "European countries that want to be guided by their national interests" in article.text
    assert len(paragraphs(article)) == 9


@pytest.mark.parametrize(
    "paragraph",
    [
        "“I never doubted it,” the director told reporters.",
        "The boats are old. **More than 100 people were hurt in the storm**",
        "The director was cheered. **He wept.**",
        "**The boats are back at last.**",
        "See the piers again, the director said. They were built in 1910.",
        "Related companies in the north did not comment on the news.",
        "Photographs of the storm had shocked the country in January.",
        "By Tuesday noon, all tickets were sold.",
        "The source of the money was not disclosed.",
        "Source of joy: the boats. That is how the director put it.",
        "Share prices rose by a third on Tuesday.",
        "It reopens on March 5, 2022, if the weather allows it.",
        "On sait déjà tout – ou presque : les bateaux sont là.",
        "- Да, - сказал директор. - Мы рады.",
    ],
)
@pytest.mark.parametrize("is_first", [True, False])
def test_no_real_paragraph_is_lost(paragraph, is_first):
    text = document(head=f"# Ferries are back\n\n{paragraph}") if is_first else document(paragraph)
    words = paragraph.replace("**", "").lstrip("- ")
    assert words in read_document(text).text


def test_windows_line_ends_do_not_change_the_article():
    text = document("**Related:** [Storm](#)", foot=f"Source: {URL}")
    assert read_document(text.replace("\n", "\r\n")) == read_document(text)
