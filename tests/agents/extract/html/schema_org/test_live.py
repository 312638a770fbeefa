"""A live blog that does not say when it was published was so when it began."""

from datetime import UTC, datetime

import pytest

from agents.extract.html.schema_org.live import beginning, entries, moment

TIMES = ("2026-03-03T14:00:00+01:00", "2026-03-03T11:30:00Z", "2026-03-03T12:00:00+00:00")


def test_it_began_when_its_coverage_did():
    assert beginning({"coverageStartTime": TIMES[2], "liveBlogUpdate": [{"datePublished": TIMES[1]}]}) == TIMES[2]


def test_else_it_began_with_its_first_entry():
    assert beginning({"liveBlogUpdate": [{"datePublished": time} for time in TIMES]}) == TIMES[1]
    assert beginning({"coverageStartTime": "soon", "liveBlogUpdate": {"datePublished": TIMES[0]}}) == TIMES[0]


@pytest.mark.parametrize("live", [{}, {"liveBlogUpdate": [{}, {"datePublished": "2026-03-03"}, 5]}])
def test_else_it_is_not_known(live):
    assert beginning(live) is None


def test_entries_are_objects_each_once():
    one = {"headline": "Ships wait"}
    assert entries({"liveBlogUpdate": [one, "x", one]}) == [one]
    assert entries({}) == []


def test_a_moment_has_an_hour():
    assert moment(TIMES[0]) == datetime(2026, 3, 3, 13, tzinfo=UTC)
    assert [moment(stated) for stated in ("2026-03-03", "9999-12-31T23:00:00-05:00", 5, None)] == [None] * 4
