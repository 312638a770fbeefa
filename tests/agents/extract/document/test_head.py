"""Headline, date and by-line above the lead become fields, in many languages."""

import pytest

from tests.support.articles.extract import LAST, LEAD, MORE, document, paragraphs, read_document


@pytest.mark.parametrize("content_type", ["text/markdown", "text/plain"])
@pytest.mark.parametrize(
    "line, authors, day",
    [
        ("March 5, 2022", (), 5),
        ("By Jane Doe | March 5, 2022", ("Jane Doe",), 5),
        ("By Jane Doe and John Smith, March 5, 2022", ("Jane Doe", "John Smith"), 5),
        ("Von Max Mustermann\n5. März 2022, 14:30 Uhr", ("Max Mustermann",), 5),
        ("Par Jean Dupont\nPublié le 5 mars 2022", ("Jean Dupont",), 5),
        ("Madrid, 5 de marzo de 2022 | Por Juan Pérez", ("Juan Pérez",), 5),
        ("Автор: Иван Иванов\n\n5 марта 2022 г.", ("Иван Иванов",), 5),
        ("Published: 2022-03-05", (), 5),
        ("Published 5 March 2022 · Updated 7 March 2022 · 4 min read", (), 5),
        ("2022年3月5日", (), 5),
    ],
)
def test_date_and_byline_above_the_lead_are_taken_from_the_text(content_type, line, authors, day):
    head = f"Ferries are back\n\n{line}" if content_type == "text/plain" else f"# Ferries are back\n\n{line}"
    article = read_document(document(head=head), content_type)
    assert article.title == "Ferries are back"
    assert article.authors == authors
    assert article.published_at.date().isoformat() == f"2022-03-0{day}"
    assert paragraphs(article) == [LEAD, MORE, LAST]
