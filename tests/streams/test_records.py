"""Records: their CloudEvents headers, and the trace context that an event keeps from stage to stage."""

import re
from datetime import UTC, datetime, timedelta, timezone

import pytest

from schemas import Origin
from streams.records import (
    LEFT_OUT,
    MOST_REDRIVES,
    ORIGIN,
    REDRIVES,
    REPLAY,
    Record,
    cloud_event_headers,
    header,
    kept,
    moment,
    passed_on,
    raw_origin,
    redrives,
    trace_parent,
)

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


@pytest.mark.parametrize(
    "given",
    [
        None, b"", b"00-1", GIVEN + b"-more", GIVEN.upper(), b"ff" + GIVEN[2:], GIVEN + b"\n", b"00-" + b"0" * 5_000,
        b"00-00000000000000000000000000000000-b7ad6b7169203331-01",
        b"00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
    ],
)  # fmt: skip
def test_a_trace_that_w3c_does_not_know_is_derived_again(given: bytes | None) -> None:
    assert passed_on([("traceparent", given)], "raw/0/1") == passed_on([], "raw/0/1")


@pytest.mark.parametrize(
    "given, count",
    [(b"0", 0), (b"3", 3), (b"0999", 999), (b"9999", MOST_REDRIVES), (b"9" * 5_000, 0), (b"12345", 0), (b"+1", 0),
     (b"-1", 0), (b"1 ", 0), ("\u0663".encode(), 0), (b"", 0), (None, 0)],
)  # fmt: skip
def test_a_count_of_redrives_is_a_number_of_few_digits_or_absent(given: bytes | None, count: int) -> None:
    assert redrives([(REDRIVES, given)]) == count


@pytest.mark.parametrize("name", [b"", b"a b", b"\x1b[2J", b"r" * 101, b"\xff", b"again\n"])
def test_a_name_of_a_replay_that_newsmill_does_not_give_is_not_passed_on(name: bytes) -> None:
    assert REPLAY not in dict(passed_on([(REPLAY, name)], "raw/0/1"))
    assert dict(passed_on([(REPLAY, b"r" * 100)], "raw/0/1"))[REPLAY] == b"r" * 100


@pytest.mark.parametrize(
    "given",
    [
        b"{}", b"null", b"[]", b"\xff", b"{" * 9_000, b'{"topic": "a b", "partition": 0, "offset": 0}',
        b'{"topic": "t", "partition": 0, "offset": %d}' % 2**63,
        b'{"topic": "t", "partition": 0, "offset": %s}' % (b"9" * 4_000),
        b'{"topic": "t", "partition": -1, "offset": 0}', b'{"topic": "%s", "partition": 0, "offset": 0}' % (b"t" * 250),
        b'{"topic": "t", "partition": 0, "offset": 0, "timestamp": "0001-01-01T00:00:00+14:00"}',
    ],
)  # fmt: skip
def test_an_origin_that_is_no_place_on_kafka_counts_as_absent(given: bytes) -> None:
    assert raw_origin([(ORIGIN, given)]) is None
    origin = Origin(topic="t" * 249, partition=2**31 - 1, offset=2**63 - 1, timestamp=TIME)
    assert raw_origin([(ORIGIN, origin.model_dump_json().encode())]) == origin


def test_of_too_many_headers_the_first_and_the_last_are_kept_and_the_others_counted() -> None:
    few = [("h", b"%d" % number) for number in range(1_000)]
    assert kept(few) is few
    many = [("h", b"%d" % number) for number in range(1_001)]
    assert list(kept(many)) == [*many[:800], (LEFT_OUT, b"101"), *many[-100:]]


def test_a_records_size_counts_names_and_lengths_of_headers() -> None:
    record = Record("t", b"key", None, [("name", None), ("\u00e9", b"12")])
    assert record.size == 1024 + 3 + (4 + 10) + (2 + 2 + 10)
