"""Stated times become moments in UTC, in many languages, and no part comes from the clock."""

from datetime import UTC, datetime

import pytest

from agents.extract.when.dates import not_after, parse_date_line, parse_time


@pytest.mark.parametrize(
    "stated, moment",
    [
        ("2021-03-23T10:00:00Z", datetime(2021, 3, 23, 10, tzinfo=UTC)),
        ("2021-03-23T20:30:00-05:00", datetime(2021, 3, 24, 1, 30, tzinfo=UTC)),
        ("2021-03-23T10:00:00+0300", datetime(2021, 3, 23, 7, tzinfo=UTC)),
        ("2021-03-23 10:00", datetime(2021, 3, 23, 10, tzinfo=UTC)),
        ("2021-03-23", datetime(2021, 3, 23, tzinfo=UTC)),
        ("20210323", datetime(2021, 3, 23, tzinfo=UTC)),
        ("Tue, 23 Mar 2021 10:00:00 +0200", datetime(2021, 3, 23, 8, tzinfo=UTC)),
        ("1616490000", datetime(2021, 3, 23, 9, tzinfo=UTC)),
        ("1616490000000", datetime(2021, 3, 23, 9, tzinfo=UTC)),
    ],
)
def test_times_of_metadata_become_utc(stated, moment):
    assert parse_time(stated) == moment


def test_a_local_midnight_stays_the_same_date():
    assert parse_time("2021-03-23T00:00:00+09:00") == datetime(2021, 3, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    "line",
    [
        "March 23, 2021",
        "Tuesday, March 23, 2021",
        "23rd March 2021",
        "Mar. 23, 2021",
        "23. März 2021",
        "23 марта 2021 г.",
        "23 березня 2021",
        "23 mars 2021",
        "23 de marzo de 2021",
        "23 de março de 2021",
        "23 marca 2021",
        "23 Mart 2021",
        "2021年3月23日",
        "2021년 3월 23일",
        "٢٣ مارس ٢٠٢١",
        "23/03/2021",
        "23.03.2021",
    ],
)
def test_a_date_is_read_in_its_language(line):
    assert parse_date_line(line) == datetime(2021, 3, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    "line",
    ["March 2021", "2021", "In 2021 he won", "The 2020 election", "yesterday", "March 23", "10:45", "Room 12, 2021"],
)
def test_a_line_without_day_month_or_year_is_not_a_date(line):
    assert parse_date_line(line) is None


@pytest.mark.parametrize("stated", ["", "  ", "soon", "0000-00-00", "9999-99-99", "1" * 400, "12", "0001-01-01", None])
def test_a_value_that_is_not_a_time_gives_none(stated):
    assert parse_time(stated) is None


def test_nothing_is_published_after_it_was_fetched():
    fetched = datetime(2021, 3, 23, 12, tzinfo=UTC)
    assert not_after(datetime(2021, 3, 24, 2, tzinfo=UTC), fetched) is not None
    assert not_after(datetime(2021, 4, 24, tzinfo=UTC), fetched) is None
    assert not_after(datetime(2031, 4, 24, tzinfo=UTC), None) is not None
    assert not_after(fetched, datetime.max.replace(tzinfo=UTC)) == fetched
