"""The measure of extraction; the shingles themselves are tested with `blocks/score.py`."""

import pytest

from tests.support.extraction.measure import Figures, figures, score
from tests.support.extraction.pages import Found

BODY = "one two three four five six"  # three shingles
TRUTH = Found(BODY, "A Headline", ("Jane Doe", "John Smith"), "2021-03-23")


def test_a_page_is_right_where_its_words_are() -> None:
    found = Found(BODY, "a headline!", ("John  Smith", "JANE DOE"), "2021-03-23")
    assert figures([score(TRUTH, found)]) == Figures(1, 1, 1, 1, 1, 1)


def test_a_page_without_a_text_counts_as_wrong() -> None:
    half = figures([score(TRUTH, TRUTH), score(TRUTH, Found())])
    assert half == Figures(0.5, 0.5, 0.5, 0.5, 0.5, 0.5)


def test_finding_nothing_where_nothing_is_labelled_is_right() -> None:
    assert figures([score(Found(), Found())]) == Figures(1, 1, 1)
    assert figures([score(Found(), Found(BODY))]).body == 0


def test_precision_and_recall_are_means_over_pages_and_f1_is_of_the_means() -> None:
    reached = figures([score(TRUTH, Found("one two three four")), score(TRUTH, Found(f"{BODY} {BODY}"))])
    assert reached.precision == pytest.approx((1 + 3 / 9) / 2)
    assert reached.recall == pytest.approx((1 / 3 + 1) / 2)
    assert reached.body == pytest.approx(2 / 3)


def test_a_field_without_labels_has_no_share() -> None:
    assert figures([score(Found(BODY, "T"), Found(BODY, "T", ("Jane Doe",), "2021-01-01"))])[3:] == (1, None, None)
