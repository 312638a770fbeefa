"""Fences enclose metadata; without a second one it ends with an empty line."""

from agents.extract.document.front.fences import take_fenced


def test_each_fence_encloses_fields_and_the_rest_is_the_text():
    for start in (
        "---\na: b\n---\n",
        "---\na: b\n...\n",
        '+++\na = "b"\n+++\n',
        ';;;\n"a": "b"\n;;;\n',
        "```yaml\na: b\n```\n",
    ):
        assert take_fenced(f"{start}Text") == ({"a": "b"}, "Text")
    assert take_fenced('{"a": "b"}\nText') == ({"a": "b"}, "\nText")


def test_a_comment_is_no_text():
    assert take_fenced("<!--\na: b\n-->\nText") == ({"a": ["b"]}, "Text")
    assert take_fenced("<!-- The boats are back. -->\nText") == ({}, "Text")


def test_what_cannot_be_read_is_read_by_lines():
    assert take_fenced("---\ntitle: A: b\n---\nText") == ({"title": ["A: b"]}, "Text")
    assert take_fenced("---\ntitle: A\ndate: 2026\n\nText") == ({"title": ["A"], "date": ["2026"]}, "Text")


def test_text_between_rules_is_text():
    assert take_fenced("---\nThe boats are back.\n---\nText") is None
    assert take_fenced("```\na: b\n```\n") is None
    assert take_fenced("Text") is None
    assert take_fenced("---\n" + "a: b\n" * 9000 + "---\n") is None
