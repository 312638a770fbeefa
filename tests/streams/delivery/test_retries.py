"""Retry topics on the wire: an event returns unchanged, with its past, and foreign records are recognised."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas import DeadLetter, Origin, Reason, Rejected
from schemas.dead_letter import Headers
from streams.delivery.retries import PAST, WAIT, Past, read_past, read_waiting, retry_record
from streams.records import Record
from streams.settings import Settings
from streams.stages import Stage
from streams.topics import Topics

TOPICS = Topics(Settings(topic_prefix="t-", retry_delays=(60, 600)))
NOW = datetime(2026, 11, 24, 12, 0, 0, 250_000, tzinfo=UTC)
ORIGIN = Origin(topic="t-newsmill.fetch.v1", partition=3, offset=14, timestamp=NOW - timedelta(minutes=1))

NAMES = st.one_of(
    st.text(max_size=8),
    st.sampled_from(["newsmill-reason", "newsmill-error", "newsmill-origin", "newsmill-origin-topic", PAST, WAIT]),
)
HEADERS = st.lists(st.tuples(NAMES, st.none() | st.binary(max_size=8)), max_size=6)


def letter(key: bytes | None = b"k", value: bytes | None = b"v", headers: Headers = (), **changes) -> DeadLetter:
    fields = {
        "reason": Reason.FETCH_FAILED, "stage": "fetch", "error": "no answer", "attempt": 3, "failed_at": NOW,
        "origin": ORIGIN, "version": "1.2.3",
    }  # fmt: skip
    return DeadLetter(key=key, value=value, headers=tuple(headers), **fields | changes)


def waiting_record(**changes) -> Record:
    return retry_record(letter(**changes), TOPICS.retries[0], 1)


def rejection(key: bytes | None, value: bytes | None, headers: Headers) -> str:
    with pytest.raises(Rejected) as caught:
        read_waiting(key, value, headers)
    assert caught.value.reason is Reason.INVALID_FIELD
    return caught.value.message


@given(key=st.none() | st.binary(max_size=8), value=st.none() | st.binary(max_size=8), headers=HEADERS)
def test_an_event_returns_with_its_bytes_unchanged(key: bytes | None, value: bytes | None, headers: Headers) -> None:
    record = retry_record(letter(key, value, headers), TOPICS.retries[1], 2)
    assert (record.topic, record.key, record.value) == ("t-newsmill.retry.10m.v1", key, value)
    waiting = read_waiting(record.key, record.value, record.headers)
    assert waiting.due.at == NOW + timedelta(seconds=600)
    assert waiting.letter == letter(key, value, headers)
    returned = waiting.returned(TOPICS)
    assert (returned.topic, returned.key, returned.value) == ("t-newsmill.fetch.v1", key, value)
    assert returned.partition is None  # its key decides, as before
    own, past = read_past(tuple(returned.headers))
    assert list(own) == headers
    assert past == Past(attempts=3, waits=2, origin=ORIGIN)


@pytest.mark.parametrize(
    "stage,topic",
    [
        (Stage.EXTRACT, "t-newsmill.fetched.v1"),
        (Stage.FETCH, "t-newsmill.fetch.v1"),
        (Stage.DEDUPLICATE, "t-newsmill.extracted.v1"),
        (Stage.ENRICH, f"t-newsmill.{Stage.ENRICH.reads[-1]}.v1"),
    ],
)
def test_an_event_returns_on_an_internal_topic_of_its_stage(stage: Stage, topic: str) -> None:
    record = waiting_record(stage=stage.value)
    assert read_waiting(record.key, record.value, record.headers).returned(TOPICS).topic == topic
    assert topic in {source.name for source in TOPICS.sources(stage) if not source.public}


@pytest.mark.parametrize("changes", [{"stage": "retry"}, {"stage": ""}, {"origin": None}])
def test_an_event_without_a_stage_or_an_origin_cannot_return(changes: dict) -> None:
    record = waiting_record(**changes)
    waiting = read_waiting(record.key, record.value, record.headers)
    with pytest.raises(Rejected) as caught:
        waiting.returned(TOPICS)
    assert caught.value.reason is Reason.INVALID_FIELD


@pytest.mark.parametrize(
    "headers", [[], [("a", b"b")], letter().to_headers(), [*waiting_record().headers, ("last", b"")]]
)
def test_a_record_whose_last_header_is_not_the_wait_is_foreign(headers: Headers) -> None:
    assert WAIT in rejection(b"k", b"v", headers)


@pytest.mark.parametrize(
    "own",
    [
        None, b"", b"\xff", b"{", b"[]", b'{"at": "2026-11-24T12:00:00Z"}', b'{"number": 1}',
        b'{"at": "tomorrow", "number": 1}', b'{"at": "2026-11-24T12:00:00Z", "number": -1}',
        b'{"at": "0001-01-01T00:00:00+14:00", "number": 1}', b'{"at": 1e300, "number": 1}',
        b'{"at": "2026-11-24T12:00:00Z", "number": %s}' % (b"9" * 5_000),
        b'{"at": "2026-11-24T12:00:00Z", "number": 1}' + b" " * 2_000,
    ],
)  # fmt: skip
def test_a_wait_that_cannot_be_read_is_foreign(own: bytes | None) -> None:
    assert rejection(b"k", b"v", [*letter().to_headers(), (WAIT, own)]).startswith(WAIT)


def test_a_due_time_without_a_zone_is_in_utc() -> None:
    own = b'{"at": "2026-11-24T12:00:00", "number": 1}'
    assert read_waiting(None, None, [*letter().to_headers(), (WAIT, own)]).due.at == datetime(
        2026, 11, 24, 12, tzinfo=UTC
    )


@pytest.mark.parametrize("name", ["reason", "stage", "error", "failed-at", "version", "origin-topic"])
def test_a_record_that_lacks_a_header_of_a_letter_is_foreign(name: str) -> None:
    record = waiting_record()
    assert rejection(record.key, record.value, [pair for pair in record.headers if pair[0] != f"newsmill-{name}"])


@pytest.mark.parametrize(
    "headers",
    [
        (),
        (("a", b"b"),),
        ((PAST, Past(attempts=1, waits=1, origin=ORIGIN).model_dump_json().encode()), ("last", b"")),
        ((PAST, None),),
        ((PAST, b"\xff"),),
        ((PAST, b'{"attempts": 0, "waits": 1}'),),
    ],
)
def test_an_event_without_a_past_keeps_all_its_headers(headers: Headers) -> None:
    assert read_past(headers) == (headers, None)
