"""A caption is recognised by its credit, without its picture."""

import pytest

from tests.support.articles.extract import LAST, LEAD, MORE, document, paragraphs, read_document


@pytest.mark.parametrize(
    "caption",
    [
        "“We are glad,” said the director at the pier. **Harbour Authority**",
        "Паром у причала. **Пресс-служба порта**",
        "Das Schiff im Hafen. *Foto: dpa*",
        "The boat at the pier on Monday. **Jane Doe / AFP / Getty Images**",
        "Le bateau à quai, lundi. (AFP)",
    ],
)
def test_a_caption_with_a_credit_is_not_the_lead(caption):
    assert paragraphs(read_document(document(head=f"# Ferries are back\n\n{caption}"))) == [LEAD, MORE, LAST]
