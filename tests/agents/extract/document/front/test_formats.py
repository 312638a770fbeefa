"""YAML, TOML and JSON become texts, lists and objects; what is none of them, or hostile, has no fields."""

from agents.extract.document.front.formats import end_of_json, from_json, from_toml, from_yaml


def test_values_are_texts():
    assert from_toml("a = 2026-03-05\nb = [1, true]\n[c]\nd = 'e'") == {
        "a": "2026-03-05",
        "b": ["1", "True"],
        "c": {"d": "e"},
    }
    assert from_yaml("a: 2026-03-05\nb: [1, true]") == {"a": "2026-03-05", "b": ["1", "true"]}
    assert from_json('{"a": 1, "b": null}') == from_json('"a": 1, "b": null') == {"a": "1", "b": None}


def test_what_is_not_of_the_format_has_no_fields():
    assert from_yaml("a: b: c") is from_yaml("- a") is from_yaml("a: &x b\nc: *x") is None
    assert from_toml("a: b") is from_toml("a." * 2000 + "a = 1") is None
    assert from_json("[1]") is from_json('{"a": 1,}') is None


def test_the_end_of_an_object_is_found():
    assert end_of_json('{"a": {"b": 1}} text') == 15
    assert end_of_json('{"a": ') is None
