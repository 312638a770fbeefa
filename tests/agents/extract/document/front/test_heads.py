"""Metadata without a fence is known by its form."""

from agents.extract.document.front.heads import take_lines


def test_each_form_is_read():
    assert take_lines(["#+TITLE: A", "#+FILETAGS: :b:c:", "Text"]) == (
        {"title": ["A"], "tags": ["b", "c"], "filetags": [":b:c:"]},
        2,
    )
    assert take_lines(["% A", "% B; C", "% D", "", "Text"]) == (
        {"title": ["A"], "author": ["B", " C"], "date": ["D"]},
        3,
    )
    assert take_lines(["Title: A", "Date: b", "", "Text"]) == ({"title": ["A"], "date": ["b"]}, 2)
    assert take_lines(["A", "####", "", ":date: b", "", "Text"]) == ({"title": ["A"], "date": ["b"]}, 4)


def test_other_lines_are_text():
    for lines in (["A", "####", "", "Text", "Text"], ["% of the boats"], ["A", "B"], [], [""]):
        assert take_lines(lines) is None
