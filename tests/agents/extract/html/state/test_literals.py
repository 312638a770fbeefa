"""Values in scripts are read as JSON or as JavaScript literals, in time that grows with their length."""

import time

import pytest

from agents.extract.html.state.literals import parse_json, parse_literal, unquoted


@pytest.mark.parametrize(
    "source, value",
    [
        ('{"a": [1, -2.5, null, true]}; more()', {"a": [1, -2.5, None, True]}),
        ("{a: 'it\\'s', \"b\": [1, 2,], $c: `d`,}", {"a": "it's", "b": [1, 2], "$c": "d"}),
        ("{a: !0, b: !1, c: void 0, d: undefined, e: NaN}", {"a": True, "b": False, "c": None, "d": None, "e": None}),
        ('{at: new Date("2026-03-04"), b: 1}', {"at": ["2026-03-04"], "b": 1}),
        ("{12: 'x', a: other(1, {b: 2}), c: 3}", {"12": "x", "a": None, "c": 3}),
        ('JSON.parse(\'{"a": "\\\\u00e9"}\')', {"a": "é"}),
        ('(function(a,b){return {x:a,y:[b,{z:a}]}}("one",2));', {"x": "one", "y": [2, {"z": "one"}]}),
        ("(function(a){a.b=1;return {x:a}}({c:3}))", {"x": {"c": 3}}),
        ("'text'", "text"),
        ("{a: {b: 'never closed", {"a": {}}),
        ("(function(a){", None),
        ("+", None),
    ],
)
def test_literals_are_read_without_running_them(source, value):
    assert parse_literal(source, 0)[0] == value


def test_escapes_of_javascript_are_those_of_a_text():
    assert unquoted(r"'\u00e9\x41\u{1F600}\n\/\ud83d\ude00\q'") == "éA\U0001f600\n/\U0001f600q"


@pytest.mark.parametrize("source", ["[" * 500_000, "{a:" * 300_000, "(" * 900_000, "'" + "\\" * 900_000, "1" * 900_000])
def test_hostile_literals_take_little_time(source):
    started = time.process_time()
    parse_literal(source, 0)
    parse_json(source)
    assert time.process_time() - started < 2
