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


@pytest.mark.parametrize(
    "stated, moment",
    [
        ("Tue, 03 Mar 2026 21:10:00 CET", datetime(2026, 3, 3, 20, 10, tzinfo=UTC)),
        ("Di, 03 Mär 2026 21:10:00 +0100", datetime(2026, 3, 3, 20, 10, tzinfo=UTC)),
        ("Tue Mar 03 21:10:00 EST 2026", datetime(2026, 3, 4, 2, 10, tzinfo=UTC)),
        ("Thu Mar 12 2026 15:21:41 GMT+0700 (Indochina Time)", datetime(2026, 3, 12, 8, 21, 41, tzinfo=UTC)),
        ("12 Maret 2026 15:20 WIB", datetime(2026, 3, 12, 8, 20, tzinfo=UTC)),
        ("12. März 2026, 21:10 Uhr", datetime(2026, 3, 12, 21, 10, tzinfo=UTC)),
        ("2026년 3월 12일 오후 9:10", datetime(2026, 3, 12, 21, 10, tzinfo=UTC)),
        ("/Date(1773311400000)/", datetime(2026, 3, 12, 10, 30, tzinfo=UTC)),
        ("20260312103000", datetime(2026, 3, 12, 10, 30, tzinfo=UTC)),
        ("2569-03-12T10:30:00+07:00", datetime(2026, 3, 12, 3, 30, tzinfo=UTC)),
    ],
)
def test_a_time_is_read_with_its_zone(stated, moment):
    """Names of zones as in https://github.com/codelucas/newspaper/issues/773."""
    assert parse_time(stated) == moment


@pytest.mark.parametrize(
    "empty",
    ["1970-01-01T07:00:00+07:00", "1969-12-31T19:00:00-05:00", "Thu, 01 Jan 1970 00:00:00 GMT", "1899-12-30T00:00:00",
     "2000-01-01T00:00:00+01:00", "1601-01-01T00:00:00Z", "9999-12-31", "0000-00-00 00:00:00", "{{ date }}",
     "Invalid date", "{{ '2021-03-23' | date }}", "03/04/2026"],
)  # fmt: skip
def test_what_a_database_or_a_template_made_and_what_is_unclear_is_none(empty):
    assert parse_time(empty) is None
