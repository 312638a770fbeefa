"""The labels of a page's blocks, from the article's labelled text."""

import numpy as np
import pytest

from agents.extract.training.labels import ARTICLE, label, shingles, words_of

FIRST = "The council of Oslo voted on Monday to close the harbour."
SECOND = "Ships will go to Drammen until the new pier is built."
THIRD = "The mayor said that the work takes about two years."
BODY = f"{FIRST}\n{SECOND}\n{THIRD}"
MENU = ["Home", "News and views from all over the country", "Sport, weather and the roads of the week", "Log in"]


def kept(texts, body=BODY):
    shares, _ = label(texts, body)
    return [at for at, share in enumerate(shares) if share > ARTICLE]


def test_the_paragraphs_of_the_body_are_article_and_the_menu_is_not():
    assert kept([*MENU, FIRST, SECOND, THIRD, *MENU]) == [4, 5, 6]


def test_a_block_has_the_share_of_its_shingles_that_the_body_has():
    half = "The council of Oslo voted when nobody had thought"  # 2 of 6: "The council of Oslo", "council of Oslo voted"
    shares, counts = label([half], BODY)
    assert shares == pytest.approx([2 / 6])
    assert counts.tolist() == [9]


def test_words_count_as_they_are_written():
    assert kept([FIRST.upper()]) == []
    assert kept([FIRST.replace(" ", " — ")]) == [0]


@pytest.mark.parametrize("short", ["Why now?", "What the mayor"])
def test_a_short_block_is_article_if_the_body_has_its_line_and_the_article_is_around_it(short):
    body = f"{FIRST}\n{short}\n{SECOND}"
    assert kept([FIRST, short, SECOND], body) == [0, 1, 2]
    assert kept([*MENU, short, *MENU], body) == []


def test_three_words_inside_a_line_are_article_and_two_are_not():
    assert kept([FIRST, "close the harbour", "the harbour", SECOND]) == [0, 1, 3]


def test_three_words_are_found_as_whole_words():
    assert kept([FIRST, "lose the harbour", SECOND]) == [0, 2]


def test_a_block_without_words_is_neither():
    shares, counts = label([FIRST, "* * *", SECOND], BODY)
    assert shares.tolist() == [1.0, 0.5, 1.0]
    assert counts[1] == 0


def test_a_teaser_that_repeats_a_paragraph_is_no_second_copy_of_it():
    assert kept([FIRST, *MENU, FIRST, SECOND, THIRD]) == [5, 6, 7]
    assert kept([FIRST, SECOND, THIRD, *MENU, FIRST]) == [0, 1, 2]


def test_of_many_copies_one_is_article():
    assert kept([FIRST, *MENU, *MENU, FIRST, *MENU, *MENU, FIRST, SECOND, THIRD]) == [18, 19, 20]


def test_copies_are_all_article_where_the_body_repeats_them():
    body = f"{FIRST}\n{SECOND}\n{FIRST}\n{THIRD}"
    assert kept([FIRST, SECOND, FIRST, THIRD], body) == [0, 1, 2, 3]


def test_short_copies_are_all_article():
    body = f"{FIRST}\nQuestion\n{SECOND}\nQuestion\n{THIRD}"
    assert kept([FIRST, "Question", SECOND, "Question", THIRD], body) == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("body", ["", "\n", "!"])
def test_no_block_is_the_article_of_a_page_without_one(body):
    assert kept([FIRST, "Home", SECOND], body) == []


def test_a_page_without_blocks_has_no_labels():
    shares, counts = label([], BODY)
    assert (shares.shape, counts.shape) == ((0,), (0,))
    assert (shares.dtype, counts.dtype) == (np.float64, np.int64)


@pytest.mark.parametrize("text, expected", [
    ("", []),
    ("Why now?", [("Why", "now")]),
    ("one two three four", [("one", "two", "three", "four")]),
    ("one two three four five", [("one", "two", "three", "four"), ("two", "three", "four", "five")]),
])  # fmt: skip
def test_a_text_of_fewer_than_four_words_is_one_shingle(text, expected):
    assert shingles(words_of(text)) == expected
