"""Front matter becomes the article's fields."""

from datetime import UTC, datetime

import pytest

from tests.support.articles.extract import LEAD, MORE, paragraphs, read_document

URL = "https://www.harbour-times.com/2022/03/05/ferries-are-back"


def test_fields_come_from_front_matter():
    text = f"---\ntitle: 'Ferries: back'\ndate: 2022-03-05T10:00:00+02:00\nauthor: [Jane Doe, John Smith]\nurl: {URL}\n"
    article = read_document(f"{text}tags: [sea, boats]\nsource: Harbour Times\n---\n\n{LEAD}\n\n{MORE}")
    assert article.title == "Ferries: back"
    assert article.published_at == datetime(2022, 3, 5, 8, tzinfo=UTC)
    assert article.authors == ("Jane Doe", "John Smith")
    assert (article.canonical_url, article.source.name) == (URL, "Harbour Times")
    assert article.keywords == ("sea", "boats")
    assert paragraphs(article) == [LEAD, MORE]


def bomb(levels):
    """Return front matter of a few hundred characters that states ten to the power of `levels` authors."""
    lines = [f"b{at}: &a{at} [{', '.join([f'*a{at - 1}'] * 10)}]" for at in range(1, levels)]
    return "\n".join(["---", "b0: &a0 [x]", *lines, f"authors: *a{levels - 1}", "---", ""])


@pytest.mark.parametrize("fields", [bomb(30), "---\nauthors: &a [*a]\n---\n", f"---\nauthors: {'[' * 500}\n---\n"])
def test_aliases_and_nested_lists_of_front_matter_are_not_followed(fields):
    article = read_document(f"{fields}\n# Ferries are back\n\n{LEAD}\n\n{MORE}")
    assert article.authors == ()
    assert MORE in article.text


def test_a_list_inside_lists_has_no_texts():
    fields = f"---\ntitle: Ferries\nauthors: {'[' * 40}Jane Doe{']' * 40}\n---\n"
    assert read_document(f"{fields}\n{LEAD}\n\n{MORE}").authors == ()
