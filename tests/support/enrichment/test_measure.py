"""The measure of names and classes."""

import pytest

from tests.support.enrichment.labelled import Name
from tests.support.enrichment.measure import ALL, Counts, compared, macro_f1, total

ANN, ACME, ROME = Name(0, 3, "PER"), Name(10, 14, "ORG"), Name(20, 24, "LOC")


def test_a_name_is_right_if_its_ends_and_its_type_are() -> None:
    counts = compared({ANN, ACME, ROME}, {ANN, ACME._replace(end=15), ROME._replace(kind="ORG")})
    assert counts == {"PER": Counts(1, 1, 1), "ORG": Counts(0, 2, 1), "LOC": Counts(0, 0, 1), ALL: Counts(1, 3, 3)}


def test_texts_are_added_up_before_shares_are_taken() -> None:
    counts = total([compared({ANN}, {ANN}), compared({ANN, ACME}, set())])[ALL]
    assert counts.recall == pytest.approx(1 / 3)
    assert [counts.precision, counts.f1] == [1, 0.5]


def test_nothing_found_and_nothing_labelled_is_zero() -> None:
    assert total([])[ALL].f1 == Counts().precision == Counts().recall == 0


def test_macro_f1_gives_each_class_the_same_weight() -> None:
    assert macro_f1([-1, 0, 1], [-1, 0, 1]) == 1
    assert macro_f1([0, 0, 0, 1], [0, 0, 0, 0], classes=(0, 1)) == pytest.approx((6 / 7) / 2)
