"""Retry-After as seconds or as a date, and as anything else."""

from datetime import UTC, datetime

import pytest

from agents.fetch.retry_after import retry_after

NOW = datetime(2026, 11, 24, 6, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "stated, seconds",
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("Tue, 24 Nov 2026 06:01:30 GMT", 90.0),
        ("Tue, 24 Nov 2026 06:01:30", 90.0),
        ("Mon, 23 Nov 2026 06:00:00 GMT", 0.0),
        ("9" * 5000, None),
        ("-1", None),
        ("1.5", None),
        ("٣٠", None),
        ("soon", None),
        ("Tue, 99 Nov 99999 06:01:30 GMT", None),
        ("", None),
    ],
)
def test_the_time_is_read(stated, seconds):
    assert retry_after({"retry-after": stated}, NOW) == seconds


def test_a_site_that_says_nothing_gets_no_time():
    assert retry_after({}, NOW) is None
