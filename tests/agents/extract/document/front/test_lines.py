"""Lines of metadata are told from lines of text by their names."""

import pytest

from agents.extract.document.front.lines import are_metadata, fields_of, key_of, leading


def test_names_are_compared_without_marks_and_case():
    assert key_of("publish_date") == key_of("publishDate") == key_of("Publish-Date") == "publishdate"


@pytest.mark.parametrize(
    "line", ["title: A: b", "title = 'A: b'", '"title": "A: b",', ":title: A: b", ".. title: A: b", "#+TITLE: A: b"]
)
def test_a_line_has_a_name_and_a_text(line):
    assert fields_of([line]) == {"title": ["A: b"]}


def test_lists_and_lines_that_go_on_belong_to_the_field_above():
    lines = ["tags: [sea, 'boats']", "authors:", "  - Jane Doe", "- John Smith", "summary: The boats", "  are back"]
    assert fields_of(lines) == {
        "tags": ["sea", "boats"],
        "authors": ["Jane Doe", "John Smith"],
        "summary": ["The boats are back"],
    }
    assert are_metadata(lines)


def test_aliases_and_blocks_are_no_texts():
    assert fields_of(["a: *b", "c: |", "d: &e f", "g: [[h]]"]) == {"a": [], "c": [], "d": ["f"], "g": []}


def test_labels_of_other_languages_are_names():
    assert fields_of(["Titel: Fähren", "Autor: Jane Doe"]) == {"title": ["Fähren"], "byline": ["Jane Doe"]}


def test_prose_is_no_metadata():
    assert not are_metadata(["The boats are back."])
    assert not are_metadata(["title: A", "The boats are back."])
    assert not are_metadata([])


@pytest.mark.parametrize(
    "lines, count",
    [
        (["Title: A", "Colour: b", "", "Text"], 2),
        (["Author: A", "Date: b", "Text: c"], 3),
        (["Title: A", "", "Author: b"], 0),
        (["Jane: We waited.", "John: So did we."], 0),
        (["Language: Greek", "Status: endangered"], 0),
        (["Text", "Title: A", "Author: b"], 0),
    ],
)
def test_the_lines_at_the_start_are_metadata_if_their_names_are(lines, count):
    assert leading(lines) == count
