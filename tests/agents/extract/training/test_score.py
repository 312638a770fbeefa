"""The measure of found texts."""

import pytest

from agents.extract.training.score import Overlap, overlap, quality

BODY = "one two three four five six"  # three shingles


@pytest.mark.parametrize("found, expected", [
    (BODY, (3, 3, 3)),
    ("One two three four five six", (3, 3, 2)),
    ("one two three four", (3, 1, 1)),
    (f"{BODY}\n{BODY}", (3, 9, 3)),  # a shingle counts as often as it is there, across lines too
    ("one two three", (3, 1, 0)),
    ("", (3, 0, 0)),
])  # fmt: skip
def test_shingles_are_compared_as_often_as_they_occur(found, expected):
    assert overlap(BODY, found) == expected


def test_precision_and_recall_are_means_over_pages_and_f1_is_of_the_means():
    f1, precision, recall = quality([Overlap(10, 10, 10), Overlap(10, 5, 2)])
    assert precision == pytest.approx((1 + 0.4) / 2)
    assert recall == pytest.approx((1 + 0.2) / 2)
    assert f1 == pytest.approx(2 * 0.7 * 0.6 / 1.3)


def test_an_empty_text_has_no_precision_and_no_recall_to_count():
    assert quality([Overlap(10, 10, 10), Overlap(10, 0, 0), Overlap(0, 10, 0)]) == pytest.approx((0.5, 0.5, 0.5))


@pytest.mark.parametrize("pages", [[], [Overlap(0, 0, 0)], [Overlap(5, 5, 0)]])
def test_nothing_found_is_zero(pages):
    assert quality(pages) == (0.0, 0.0, 0.0)
