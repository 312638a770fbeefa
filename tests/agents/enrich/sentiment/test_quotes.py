"""What stands in quotation marks."""

import time

import pytest

from agents.enrich.sentiment.quotes import quotations, shares


def quoted(text):
    return [text[start:end] for start, end in quotations(text)]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("He said “never” and “no”.", ["“never”", "“no”"]),
        ('He said "never" and "no".', ['"never"', '"no"']),
        ("He said ‘we don’t know’ again.", ["‘we don’t know’"]),
        ("Er sagte: „Nie.“ Und ging.", ["„Nie.“"]),
        ("Powiedział: „Nigdy” i wyszedł.", ["„Nigdy”"]),
        ("Il a dit : « Jamais ! » Puis rien.", ["« Jamais ! »"]),
        ("Han sagde: »Aldrig.« Så gik han.", ["»Aldrig.«"]),
        ("Hän sanoi: ”En koskaan.” Ja ”ei”.", ["”En koskaan.”", "”ei”"]),
        ("Hän sanoi: »En koskaan.» Ja lähti.", ["»En koskaan.»"]),
        ("Он сказал: «Никогда». И ушёл.", ["«Никогда»"]),
        ("他说：“从不。”然后走了。", ["“从不。”"]),
        ('他说"从不"然后走了。', ['"从不"']),
        ("彼は「決して『嘘』はない」と言った。", ["「決して『嘘』はない」"]),
        ("قال: «أبدا». ثم ذهب.", ["«أبدا»"]),
    ],
)
def test_quotations_are_found_in_the_styles_of_many_languages(text, expected):
    assert quoted(text) == expected


def test_a_mark_that_nothing_closes_counts_only_where_it_begins_a_line():
    assert quoted('A 27" screen and a 5" knife.\nThe end') == []
    assert quoted("He said “never\nand went.") == []
    assert quoted("“First paragraph.\n“Second paragraph.” Then he went.") == [
        "“First paragraph.",
        "“Second paragraph.”",
    ]
    assert quoted("“To the end") == ["“To the end"]


def test_shares_say_how_much_of_each_place_is_covered():
    assert shares([(0, 10), (10, 20), (20, 30)], [(0, 5), (8, 22), (24, 25)]) == pytest.approx([0.7, 1, 0.3])
    assert shares([(0, 10)], []) == [0]


@pytest.mark.parametrize("unit", ["“", '"', '"a" ', "”", "\n“", "«»", "‘’"])
def test_marks_without_end_take_no_long_time(unit):
    started = time.process_time()
    found = list(quotations(unit * 100_000))
    places = [(start, start + 10) for start in range(0, 100_000, 10)]
    assert all(0 <= share <= 1 for share in shares(places, found))
    assert time.process_time() - started < 5
