"""Days of other calendars are those of the Gregorian one on which they are known to have fallen."""

from datetime import date

import pytest

from agents.extract.when.calendars import Calendar, to_gregorian


@pytest.mark.parametrize(
    "calendar, year, month, day, gregorian",
    [
        (Calendar.BUDDHIST, 2569, 3, 12, "2026-03-12"),
        (Calendar.MINGUO, 115, 3, 12, "2026-03-12"),
        (Calendar.PERSIAN, 1357, 11, 22, "1979-02-11"),  # the revolution
        (Calendar.PERSIAN, 1399, 12, 30, "2021-03-20"),
        (Calendar.PERSIAN, 1403, 1, 1, "2024-03-20"),
        (Calendar.PERSIAN, 1404, 12, 12, "2026-03-03"),
        (Calendar.PERSIAN, 1405, 1, 1, "2026-03-21"),
        (Calendar.HIJRI, 1410, 1, 1, "1989-08-03"),
        (Calendar.HIJRI, 1440, 1, 1, "2018-09-11"),
        (Calendar.HIJRI, 1442, 10, 1, "2021-05-13"),
        (Calendar.HIJRI, 1444, 12, 10, "2023-06-28"),
        (Calendar.HIJRI, 1447, 9, 1, "2026-02-18"),
        (Calendar.ETHIOPIC, 2015, 13, 6, "2023-09-11"),
        (Calendar.ETHIOPIC, 2018, 1, 1, "2025-09-11"),
        (Calendar.BIKRAM, 2058, 2, 19, "2001-06-01"),  # the king was shot
        (Calendar.BIKRAM, 2063, 8, 5, "2006-11-21"),  # peace
        (Calendar.BIKRAM, 2072, 1, 12, "2015-04-25"),  # the earthquake
        (Calendar.BIKRAM, 2072, 6, 3, "2015-09-20"),  # the constitution
        (Calendar.BIKRAM, 2074, 8, 10, "2017-11-26"),  # an election
        (Calendar.BIKRAM, 2079, 8, 4, "2022-11-20"),  # and the next
        (Calendar.BIKRAM, 2082, 11, 21, "2026-03-05"),  # and the next
        (Calendar.BIKRAM, 2083, 1, 1, "2026-04-14"),
    ],
)
def test_a_day_that_is_known_in_both_calendars_is_converted(calendar, year, month, day, gregorian):
    assert to_gregorian(calendar, year, month, day) == date.fromisoformat(gregorian)


@pytest.mark.parametrize(
    "calendar, year, month, day",
    [
        (Calendar.PERSIAN, 1404, 12, 30),
        (Calendar.HIJRI, 1447, 13, 1),
        (Calendar.ETHIOPIC, 2018, 13, 6),
        (Calendar.BIKRAM, 2099, 1, 1),
        (Calendar.BIKRAM, 2082, 0, 1),
        (Calendar.BUDDHIST, 2026, 3, 12),
        (Calendar.GREGORIAN, 2026, 2, 29),
    ],
)
def test_a_day_that_a_calendar_has_not_is_none(calendar, year, month, day):
    with pytest.raises(ValueError, match=r".*"):
        to_gregorian(calendar, year, month, day)
