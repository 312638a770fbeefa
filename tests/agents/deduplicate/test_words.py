"""The words of a text as they are compared: without case and separators, in every script."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.deduplicate.words import CAPITALISED, NUMBER, PLAIN, STOP, Word, hashed, words_of


def forms(text):
    return [word.form for word in words_of(text)]


def kinds(text):
    return [word.kind for word in words_of(text)]


def test_words_are_compared_without_case_and_punctuation():
    assert forms("Straße, STRASSE «strasse»") == ["strasse"] * 3
    assert forms("“It's over”, he said") == ["it", "s", "over", "he", "said"]


@pytest.mark.parametrize(
    "text, form",
    [("4,812.6", "48126"), ("4.812,6", "48126"), ("14:30", "1430"), ("١٢٫٥", "١٢"), ("१२", "१२"), ("7", "7")],
)
def test_a_number_is_one_word_without_its_separators(text, form):
    first = words_of(text)[0]
    assert (first.form, first.kind) == (form, NUMBER)


def test_a_separator_at_the_end_of_a_number_is_none():
    assert [word.form for word in words_of("It rose by 5. Then 6, and 7:") if word.kind == NUMBER] == ["5", "6", "7"]
    assert forms("It rose by 5. Then 6")[4] == "."


def test_a_word_in_capitals_may_be_a_name_but_not_the_english_i():
    assert kinds("the Tarn, NATO and I") == [PLAIN, CAPITALISED, CAPITALISED, PLAIN, PLAIN]
    assert kinds("Ärger im Ötztal") == [CAPITALISED, PLAIN, CAPITALISED]


@pytest.mark.parametrize("end", [".", "!", "?!", "…", "\n", "。", "！", "？", "।", "؟", "...\n\n"])
def test_the_end_of_a_sentence_or_line_is_one_word(end):
    assert words_of(f"here{end} there")[1] == Word(".", STOP, hashed("."))


@pytest.mark.parametrize(
    "text, pairs",
    [
        ("東京の開会式。", ["東京", "京の", "の開", "開会", "会式", "."]),
        ("2021年に東京で", ["2021", "年に", "に東", "東京", "京で"]),
        ("ข่าววันนี้", ["ข่", "่า", "าว", "วว", "วั", "ัน", "นน", "นี", "ี้"]),
        ("G7会議", ["g7", "会議"]),
        ("会", ["会"]),
    ],
)
def test_scripts_without_spaces_are_split_into_pairs_of_characters(text, pairs):
    assert forms(text) == pairs


def test_words_of_other_scripts_in_such_a_text_are_split_as_elsewhere():
    text = "Bank of Japan 4,812.6 São Paulo हिन्दी में"
    assert forms(f"{text} 日本") == [*forms(text), "日本"]
    assert kinds(f"{text} 日本") == [*kinds(text), PLAIN]


@pytest.mark.parametrize(
    "text", ["हिन्दी में समाचार पढ़ें", "தமிழில் செய்திகள் படிக்க வாருங்கள்", "한국어 뉴스 읽기 시작", "أَخْبَارٌ الْيَوْم هنا"]
)
def test_vowel_signs_do_not_split_words(text):
    assert len(words_of(text)) == len(text.split())


def test_text_without_words_has_none():
    assert words_of("") == words_of(" — «» • ") == []


@settings(deadline=None)
@given(st.text())
def test_every_text_is_split_in_the_same_way_twice_and_each_word_has_a_form_and_32_bits(text):
    words = words_of(text)
    assert words_of(text) == words
    assert all(word.form and 0 <= word.hash < 1 << 32 for word in words)
    assert all(word.hash == hashed(word.form) for word in words)


@pytest.mark.parametrize(
    "long", ["a" * 5000, "12" * 5000, "1." * 5000, "." * 5000, "京" * 5000 + "a" * 5000, "ا" * 5000]
)
def test_what_is_too_long_for_a_word_is_cut(long):
    """Words are kept in memory with their hashes."""
    assert max(len(word.form) for word in words_of(long)) <= 400
    assert forms(f"The old bridge. {long}")[:4] == ["the", "old", "bridge", "."]
