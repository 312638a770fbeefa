"""Tables in Markdown become rows, without pipes and the line of dashes."""

import pytest

from agents.extract.document.tables import table_in
from tests.support.articles.extract import document, paragraphs, read_document

TABLE = "| Port | Ships | Crew |\n|:-----|------:|---|\n| **Callan** | 7 | |\n| | 3 | 9 |"


def test_the_rows_of_a_table_are_lines_with_tabs():
    article = read_document(document(TABLE))
    assert paragraphs(article)[1:4] == ["Port\tShips\tCrew", "Callan\t7", "\t3\t9"]
    assert [block.kind for block in article.blocks] == ["paragraph", *["table_row"] * 3, *["paragraph"] * 2]


def test_a_plain_text_with_a_table_is_markdown():
    article = read_document(document(TABLE, head="Ferries are back"), content_type="text/plain")
    assert "Callan\t7" in article.text


@pytest.mark.parametrize(
    "lines, expected",
    [
        (["a | b", "--- | ---", "c | d"], ([], ["a\tb", "c\td"], [])),
        (["before", "| a |", "|---|", "| b |", "after"], (["before"], ["a", "b"], ["after"])),
        (["a | b", "c | d"], None),
        (["|---|---|", "a | b"], None),
        (["no pipe", "---|---"], None),
        ([], None),
    ],
)
def test_a_table_has_a_head_and_a_line_of_dashes(lines, expected):
    found = table_in(lines)
    assert found == (expected and tuple(map(tuple, expected)))
