"""Failed events: they wait on the retry topics in turn, then are dead-lettered; all is counted and logged.

Covers also streams/version.py.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib.metadata import version

import pytest
import structlog
from structlog.testing import LogCapture

from schemas import DeadLetter, Deferred, Origin, Reason, Rejected, StageError, Transient
from streams.delivery.attempts import Failure
from streams.delivery.event import Incoming, Result
from streams.delivery.failures import Failures, letter_of, new_letter
from streams.delivery.retries import MOST_WAITS, Past, read_past, read_waiting
from streams.metrics import Metrics, Outcome
from streams.records import Record
from streams.settings import Settings
from streams.topics import Topics
from tests.support.running.deliver import event

TOPICS = Topics(Settings(topic_prefix="t-", retry_delays=(60, 600)))
ORIGIN = Origin(topic="t-news.raw.v1", partition=2, offset=40, timestamp=datetime(2026, 11, 24, tzinfo=UTC))
HEADERS = (("twice", b"1"), ("twice", b"\xff\x00"), ("null", None))
NO_ANSWER = Transient(Reason.FETCH_FAILED, "no answer")


def result_of(incoming: Incoming, error: StageError, metrics: Metrics | None = None, topics: Topics = TOPICS) -> Result:
    return Failures("fetch", topics, metrics or Metrics()).result(incoming, Failure(error, attempt=3))


def read(record: Record) -> DeadLetter:
    return DeadLetter.from_record(record.key, record.value, record.headers)


def waited(waits: int) -> Incoming:
    past = None if waits == 0 else Past(attempts=3 * waits, waits=waits, origin=ORIGIN)
    return event("t-newsmill.fetch.v1", past=past, headers=HEADERS)


@pytest.fixture
def lines() -> Iterator[list[dict[str, object]]]:
    before = structlog.get_config()
    capture = LogCapture()
    structlog.configure(processors=[capture], cache_logger_on_first_use=False)
    yield capture.entries
    structlog.configure(**before)


@pytest.mark.parametrize(
    "waits, topic, seconds", [(0, "t-newsmill.retry.1m.v1", 60), (1, "t-newsmill.retry.10m.v1", 600)]
)
def test_after_a_transient_failure_an_event_waits_on_the_next_retry_topic(waits: int, topic: str, seconds: int) -> None:
    began = datetime.now(UTC)
    result = result_of(waited(waits), NO_ANSWER)
    (record,) = result.records
    assert (result.outcome, result.reason, record.topic) == (Outcome.RETRY, Reason.FETCH_FAILED, topic)
    waiting = read_waiting(record.key, record.value, record.headers)
    assert waiting.due.number == waits + 1
    assert began <= waiting.due.at - timedelta(seconds=seconds) <= datetime.now(UTC)


def test_after_the_last_retry_topic_an_event_is_dead_lettered() -> None:
    result = result_of(waited(2), NO_ANSWER)
    (record,) = result.records
    assert (result.outcome, result.reason) == (Outcome.DEAD_LETTER, Reason.FETCH_FAILED)
    assert record.topic == "t-news.dead-letters.v1"
    assert read(record).reason is Reason.FETCH_FAILED


@pytest.mark.parametrize("wait, topic", [(0.0, "1m"), (60.0, "1m"), (61.0, "10m"), (9999.0, "10m")])
def test_a_failure_that_asks_for_a_wait_gets_a_retry_topic_that_is_long_enough(wait: float, topic: str) -> None:
    (record,) = result_of(waited(0), Transient(Reason.FETCH_FAILED, "later", wait)).records
    assert record.topic == f"t-newsmill.retry.{topic}.v1"
    assert read_waiting(record.key, record.value, record.headers).due.number == 1


@pytest.mark.parametrize("waits", [0, 2, 3])
@pytest.mark.parametrize("wait, topic", [(0.0, "1m"), (599.0, "1m"), (600.0, "10m"), (9999.0, "10m")])
def test_a_deferred_event_always_waits_and_neither_the_wait_nor_an_attempt_counts(
    waits: int, wait: float, topic: str
) -> None:
    error = Deferred(Reason.FETCH_FAILED, "not yet", wait)
    result = Failures("fetch", TOPICS, Metrics()).result(waited(waits), Failure(error, attempt=1))
    (record,) = result.records
    assert (result.outcome, record.topic) == (Outcome.RETRY, f"t-newsmill.retry.{topic}.v1")
    returned = read_waiting(record.key, record.value, record.headers).returned(TOPICS)
    _, past = read_past(returned.headers)
    assert past is not None
    assert (past.waits, past.attempts) == (waits, 3 * waits)


@pytest.mark.parametrize("waits", [0, 1, MOST_WAITS])
def test_the_wait_of_a_deferred_event_can_be_read_by_workers_that_know_only_counted_waits(waits: int) -> None:
    (record,) = result_of(waited(waits), Deferred(Reason.FETCH_FAILED, "not yet", 60.0)).records
    assert 1 <= read_waiting(record.key, record.value, record.headers).due.number <= MOST_WAITS


def test_a_permanent_failure_is_dead_lettered_at_once() -> None:
    result = result_of(waited(0), Rejected(Reason.NO_ARTICLE, "nothing in it"))
    assert result.outcome is Outcome.DEAD_LETTER
    assert result.records[0].topic == TOPICS.dead_letters.name


def test_without_retry_topics_a_transient_failure_is_dead_lettered_at_once() -> None:
    topics = Topics(Settings(retry_delays=()))
    assert result_of(waited(0), NO_ANSWER, topics=topics).outcome is Outcome.DEAD_LETTER


@pytest.mark.parametrize("waits", [0, 1, 2])
def test_the_attempts_before_the_waits_are_added_and_the_first_place_is_kept(waits: int) -> None:
    incoming = waited(waits)
    letter = read(result_of(incoming, NO_ANSWER).records[0])
    assert letter.attempt == 3 * (waits + 1)
    assert letter.origin == (ORIGIN if waits else incoming.origin)


def test_a_letter_has_the_events_bytes_and_what_went_wrong() -> None:
    letter = letter_of(waited(0), "fetch", Failure(NO_ANSWER, attempt=3))
    assert (letter.key, letter.value, letter.headers) == (b"a.example", b"x", HEADERS)
    assert (letter.stage, letter.reason, letter.error) == ("fetch", Reason.FETCH_FAILED, "no answer")
    assert letter.version == version("newsmill")


def test_a_letter_without_kafka_has_only_its_value_and_what_went_wrong() -> None:
    began = datetime.now(UTC)
    letter = new_letter("extract", Failure(Rejected(Reason.NO_ARTICLE, "nothing in it"), attempt=2), b"page")
    assert (letter.key, letter.value, letter.headers, letter.origin) == (None, b"page", (), None)
    assert (letter.stage, letter.reason, letter.error) == ("extract", Reason.NO_ARTICLE, "nothing in it")
    assert letter.attempt == 2
    assert began <= letter.failed_at <= datetime.now(UTC)
    assert DeadLetter.decode(letter.encode()) == letter


def test_attempts_and_dead_letters_are_counted_and_waits_are_not_dead_letters() -> None:
    metrics = Metrics()

    def count(metric: str) -> float | None:
        labels = {"stage": "fetch", "reason": "fetch_failed"}
        return metrics.registry.get_sample_value(f"newsmill_{metric}_total", labels)

    failures = Failures("fetch", TOPICS, metrics)
    for _ in range(3):
        failures.count_attempt(NO_ANSWER)
    result_of(waited(0), NO_ANSWER, metrics)
    assert (count("retries"), count("dead_letters")) == (3, None)
    result_of(waited(2), NO_ANSWER, metrics)
    assert (count("retries"), count("dead_letters")) == (3, 1)


@pytest.mark.parametrize(
    "waits, error, event_name, level",
    [
        (0, NO_ANSWER, "waits 60 s for a retry", "info"),
        (2, NO_ANSWER, "dead letter", "info"),
        (0, Rejected(Reason.NO_ARTICLE, "nothing in it"), "dead letter", "info"),
        (0, Rejected(Reason.UNEXPECTED, "Traceback ..."), "dead letter", "error"),
    ],
    ids=["wait", "last", "rejected", "defect"],
)
def test_a_failure_is_one_log_line_and_only_a_defect_is_an_error(
    lines: list[dict[str, object]], waits: int, error: StageError, event_name: str, level: str
) -> None:
    result_of(waited(waits), error)
    assert lines == [
        {
            "event": event_name,
            "log_level": level,
            "reason": error.reason.value,
            "error": error.message,
            "attempt": 3 * (waits + 1),
        }
    ]
