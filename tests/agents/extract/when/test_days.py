"""A whole date in a short text is read in any language."""

from datetime import UTC, datetime

import pytest

from agents.extract.when.clues import NOTHING, Known, Order
from agents.extract.when.days import find_day, find_moment


@pytest.mark.parametrize(
    "text",
    [
        "March 23, 2021",
        "Tuesday, March 23rd, 2021",
        "MARCH 23 2021",
        "23rd March 2021",
        "Mar. 23, 2021",
        "23-Mar-2021",
        "23. März 2021",
        "23 марта 2021 г.",
        "23 березня 2021",
        "mardi 23 mars 2021",
        "23 de marzo de 2021",
        "23 de março de 2021",
        "23 marca 2021",
        "23. března 2021",
        "23 maaliskuuta 2021",
        "23 Mart 2021",
        "23 Μαρτίου 2021",
        "23 مارس 2021",
        "23 मार्च 2021",
        "2021. március 23.",
        "2021年3月23日",
        "2021년 3월 23일",
        "23/03/2021",
        "03/23/2021",
        "23.03.2021",
        "23. 3. 2021",
        "2021-03-23T10:00",
        "2021/3/23",
        "Published on 23.03.2021, 10:15, changed on 24.03.2021",
    ],
)
def test_a_date_is_found_in_any_language(text):
    found = find_day(text)
    assert found is not None
    assert found.day == datetime(2021, 3, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    "text", ["March 2021", "2021", "23 March", "31.02.2021", "Section 12, 2021", "1.2.3.2021", "45/45/2021", ""]
)
def test_a_text_without_a_whole_date_has_none(text):
    assert find_day(text) is None


def test_an_ambiguous_date_is_read_as_its_language_writes_it():
    found = [find_day("3/4/2021", Known(order=order)) for order in (Order.DAY_FIRST, Order.MONTH_FIRST)]
    assert [day.day.month for day in found if day] == [4, 3]
    assert find_day("3/4/2021", NOTHING) is None
    dotted = find_day("3.4.2021", Known(order=Order.MONTH_FIRST))
    assert dotted is not None
    assert dotted.day.month == 4


def test_a_date_says_where_it_stands():
    found = find_day("Posted May 5, 2020 by Jane Doe")
    assert found is not None
    assert (found.start, found.end) == (7, 18)


def test_a_long_text_is_read_at_its_start_only():
    assert find_day("x" * 400 + " March 23, 2021") is None


@pytest.mark.parametrize(
    "text, moment",
    [
        ("March 23, 2021", datetime(2021, 3, 23, tzinfo=UTC)),
        ("Tue, 23 March 2021", datetime(2021, 3, 23, tzinfo=UTC)),
        ("2021-3-23T9:15:00", datetime(2021, 3, 23, 9, 15, tzinfo=UTC)),
        ("2021-03-23 09:15:00 UTC", datetime(2021, 3, 23, 9, 15, tzinfo=UTC)),
        ("2021-03-23T09:15:07ZZ", datetime(2021, 3, 23, 9, 15, 7, tzinfo=UTC)),
        ("2021-03-23UTC10:15:00+01:00", datetime(2021, 3, 23, 9, 15, tzinfo=UTC)),
        ("23.03.2021, 09:15", datetime(2021, 3, 23, 9, 15, tzinfo=UTC)),
        ("March 23, 2021 9:15 PM", datetime(2021, 3, 23, 21, 15, tzinfo=UTC)),
        ("23 March 2021 09:15 CEST", datetime(2021, 3, 23, 7, 15, tzinfo=UTC)),
    ],
)
def test_a_clear_moment_is_read(text, moment):
    assert find_moment(text) == moment


@pytest.mark.parametrize(
    "text",
    ["3/4/2021", "03-04-2021", "23 March 2021 25:00", "At 5 on 23.03.2021", "2021", "{{ 23 March 2021 }}"],
)
def test_an_unclear_moment_is_not_read(text):
    assert find_moment(text) is None


@pytest.mark.parametrize("text", ["Julian 5, 2020", "Marathon 5, 2020", "5 Martin 2020", "Juneau 5, 2020"])
def test_a_word_that_begins_like_a_month_makes_no_date(text):
    """Like https://github.com/bear/parsedatetime/issues/17."""
    assert find_day(text) is None


def test_the_month_of_two_languages_is_decided_by_the_language_or_not_at_all():
    days = [find_day("12. listopada 2025.", Known(language)) for language in ("hr", "pl", None)]
    assert [day and day.day.month for day in days] == [10, 11, None]
