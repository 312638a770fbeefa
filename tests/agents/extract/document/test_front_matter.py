"""Front matter becomes the article's fields."""

from datetime import UTC, datetime

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
