"""A word is a month in its language, however it is accented or written together with what is before it."""

import pytest

from agents.extract.when.calendars import Calendar
from agents.extract.when.names import months_of


@pytest.mark.parametrize(
    "word, month",
    [
        ("MAYIS", 5), ("ΜΑΡΤΙΟΥ", 3), ("fevrier", 2), ("كانون الثاني", 1), ("آذار/مارس", 3), ("ابريل", 4), ("جانفي", 1),
        ("غشت", 8), ("ខែមីនា", 3), ("มี.ค.", 3), ("במרץ", 3), ("မတ်လ", 3), ("martā", 3), ("Sept", 9), ("März", 3),
    ],
)  # fmt: skip
def test_a_month_is_known_as_it_is_written(word, month):
    assert months_of(word, None) == ((Calendar.GREGORIAN, month),)


def test_a_month_of_two_languages_is_that_of_the_language():
    assert [months_of("listopada", language) for language in ("hr", "pl")] == [
        ((Calendar.GREGORIAN, 10),),
        ((Calendar.GREGORIAN, 11),),
    ]
    assert len(months_of("listopada", None)) == 2


@pytest.mark.parametrize("word", ["Martin", "Section", "Marathon", "Juneau", "decision", "Augustin", "آذار/شباط", ""])
def test_a_word_that_begins_like_a_month_is_none(word):
    assert months_of(word, None) == ()


def test_the_months_of_other_calendars_are_known():
    assert months_of("اسفند", "fa") == ((Calendar.PERSIAN, 12),)
    assert months_of("رمضان", "ar") == ((Calendar.HIJRI, 9),)
    assert months_of("फागुन", "ne") == ((Calendar.BIKRAM, 11),)
    assert months_of("መጋቢት", "am") == ((Calendar.ETHIOPIC, 7),)
