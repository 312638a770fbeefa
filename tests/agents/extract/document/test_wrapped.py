"""Text that a program has wrapped has the paragraphs and words that it had before."""

import pytest

from agents.extract.document.wrapped import without_soft_ends, wrapped_paragraphs
from tests.support.articles.extract import LAST, LEAD, MORE, document, paragraphs, read_document

WRAPPED = """The harbour board of Dunmore voted on Tuesday night to rebuild the
North Pier, ending a dispute that has kept two crews ashore since the
Autumn gales, said the engineer Nadia Fenwick of Dunmore, who told
Reporters so.
Work on the stone wall is to begin in April and should take the whole
Summer, according to a plan."""


def test_wrapped_lines_without_blank_ones_are_paragraphs():
    assert [part.count("\n") for part in wrapped_paragraphs(WRAPPED.split("\n"))] == [3, 1]


@pytest.mark.parametrize(
    "lines",
    [
        ["The first line is a paragraph of its own, with an end to it."] * 6,
        ["short", "lines", "of a", "poem"],
        ["x" * 200, "y" * 190, "z" * 220, "a" * 199],
        ["One line."],
    ],
)
def test_lines_that_are_paragraphs_stay_so(lines):
    assert wrapped_paragraphs(lines) == []


def test_soft_hyphens_within_a_line_are_not_its_end():
    assert without_soft_ends("re\u00adbuild\nit") == "re\u00adbuild\nit"


@pytest.mark.parametrize("content_type", ["text/plain", "text/markdown"])
def test_divided_words_are_whole_in_every_kind_of_block(content_type):
    wrapped = "The board voted to re-\nbuild the pier, ending a dis-\npute that had kept fish\u00ad\ning crews"
    text = read_document(document(f"{wrapped} ashore."), content_type).text
    assert "to rebuild the pier, ending a dispute that had kept fishing crews ashore." in text


def test_a_word_that_a_blank_line_divides_is_whole():
    broken = f"{MORE[:-1]} and ended a dis-\n\npute among them."
    assert f"{MORE[:-1]} and ended a dispute among them." in read_document(document(broken)).text


def test_a_quotation_in_a_message_has_no_marks():
    quoted = "> The board voted on Tuesday night to re-\n> build the pier, ending the dispute."
    article = read_document(f"Ferries are back\n\n{LEAD}\n\n{quoted}\n\n{LAST}", "text/plain")
    assert paragraphs(article)[1] == "The board voted on Tuesday night to rebuild the pier, ending the dispute."
    assert article.blocks[1].kind == "quotation"


def test_marks_in_markdown_are_not_its_text():
    line = "The yard of 30 m<sup>2</sup> emits H<sub>2</sub>O,[^1] ~~nine~~ eleven<br>weeks <b>lo</b>ng."
    assert "The yard of 30 m2 emits H2O, eleven weeks long." in read_document(document(line)).text
