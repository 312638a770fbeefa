"""Records: their CloudEvents headers, and the trace context that an event keeps from stage to stage."""

import re
from datetime import UTC, datetime, timedelta, timezone

import pytest

from streams.records import cloud_event_headers, header, moment, passed_on, trace_parent

TIME = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
GIVEN = b"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


def test_a_cloud_event_has_every_required_attribute() -> None:
    headers = dict(cloud_event_headers("news.article.v1", "a1.2", TIME))
    assert headers == {
        "ce_specversion": b"1.0",
        "ce_id": b"a1.2",
        "ce_source": b"/newsmill",
        "ce_type": b"news.article.v1",
        "ce_time": b"2026-03-04T05:06:07Z",
        "content-type": b"application/json",
    }


def test_the_last_of_repeated_headers_is_used() -> None:
    headers = [("a", b"1"), ("b", b"2"), ("a", b"3")]
    assert header(headers, "a") == b"3"
    assert header(headers, "c") is None


def test_a_null_header_is_replaced_by_a_derived_trace() -> None:
    assert re.fullmatch(rb"00-[0-9a-f]{32}-[0-9a-f]{16}-00", trace_parent([("traceparent", None)], "raw/0/1"))


def test_a_given_trace_is_passed_on() -> None:
    assert passed_on([("x", b"y"), ("traceparent", GIVEN)], "raw/0/1") == [("traceparent", GIVEN)]


def test_a_missing_trace_is_derived_and_a_replay_has_the_same() -> None:
    derived = trace_parent([], "raw/0/1")
    assert re.fullmatch(rb"00-[0-9a-f]{32}-[0-9a-f]{16}-00", derived)
    assert derived == trace_parent([("other", b"x")], "raw/0/1")


@pytest.mark.parametrize("elsewhere", ["raw/0/2", "raw/1/1", ""])
def test_another_event_has_another_trace(elsewhere: str) -> None:
    assert trace_parent([], elsewhere) != trace_parent([], "raw/0/1")


@pytest.mark.parametrize("seconds", [-0.001, -1e30, 1_790_000_000_000_000.0, 1e30])
def test_a_timestamp_out_of_range_becomes_the_nearest_possible_time(seconds: float) -> None:
    time = moment(seconds)
    assert time in (datetime(1970, 1, 1, tzinfo=UTC), datetime(9999, 12, 30, tzinfo=UTC))
    assert time.astimezone(timezone(timedelta(hours=14)))
