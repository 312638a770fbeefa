"""Letters, marks and scripts."""

import re

import pytest

from agents.enrich.languages.letters import WORD, fold, has_case, is_part_of_word, is_written_together


def test_a_mark_belongs_to_its_word():
    assert re.findall(WORD, "नरेंद्र मोदी दिल्ली में") == ["नरेंद्र", "मोदी", "दिल्ली", "में"]
    assert re.findall(WORD, "e\u0301te\u0301, l’Été") == ["e\u0301te\u0301", "l", "Été"]


@pytest.mark.parametrize(
    "one, other",
    [
        ("Émile", "EMILE"),
        ("İstanbul", "istanbul"),
        ("IŞIK", "Işık"),
        ("أحمد", "احمد"),
        ("Королёв", "Королев"),
        ("ＮＨＫ", "NHK"),
        ("Ελλάς", "ΕΛΛΆΣ"),
    ],
)
def test_ways_to_write_a_word_are_folded_to_one(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize("one, other", [("ガス", "カス"), ("दिल", "दल"), ("ผู", "ผา")])
def test_marks_that_make_another_word_are_kept(one, other):
    assert fold(one) != fold(other)


def test_letters_digits_and_marks_are_part_of_words():
    assert all(map(is_part_of_word, "aя京9ी"))
    assert not any(map(is_part_of_word, " .-・😀"))


def test_han_and_thai_are_written_together_and_hangul_and_latin_are_not():
    assert all(map(is_written_together, "京ไひ"))
    assert not any(map(is_written_together, "aя한カ9"))


def test_which_texts_have_case():
    assert has_case("Москва")
    assert not has_case("北京 서울 दिल्ली القاهرة 123")
