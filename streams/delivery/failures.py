"""The results of events whose work failed: each waits on a retry topic, or is dead-lettered."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import structlog

from schemas import DeadLetter, Deferred, Origin, Reason, Transient
from schemas.dead_letter import Headers
from streams.delivery.attempts import Failure
from streams.delivery.event import Incoming, Result
from streams.delivery.retries import retry_record
from streams.metrics import Metrics, Outcome
from streams.records import Record
from streams.topics import RetryTopic, Topics
from streams.version import VERSION

log = structlog.get_logger(__name__)


class Failures:
    """Decides whether a stage's failed events are retried or dead-lettered, and counts and logs it."""

    def __init__(self, stage: str, topics: Topics, metrics: Metrics) -> None:
        self._stage = stage
        self._topics = topics
        self._metrics = metrics

    def count_attempt(self, error: Transient) -> None:
        """Count an attempt that ended with a transient failure."""
        self._metrics.retries.labels(stage=self._stage, reason=error.reason).inc()

    def result(self, incoming: Incoming, failure: Failure) -> Result:
        """Return the result of a failed event.

        After a transient failure it waits, as long as a retry topic is left: on the next one, or on one whose delay is
        as long as the failure asks for. A deferred event always waits, and that does not count.
        """
        error, retries = failure.error, self._topics.retries
        if isinstance(error, Deferred) and retries:
            topic = max((topic for topic in retries if topic.delay <= error.wait), key=_delay, default=retries[0])
            return self._retry(incoming, failure, topic)
        if isinstance(error, Transient) and incoming.waits < len(retries):
            left = retries[incoming.waits :]
            topic = next((topic for topic in left if topic.delay >= error.wait), left[-1])
            return self._retry(incoming, failure, topic)
        return self.dead_letter(incoming, failure)

    def _retry(self, incoming: Incoming, failure: Failure, topic: RetryTopic) -> Result:
        letter = letter_of(incoming, self._stage, failure)
        is_deferred = isinstance(failure.error, Deferred)
        write, what = (log.debug, "its turn") if is_deferred else (log.info, "a retry")
        _log_failure(write, f"waits {topic.delay} s for {what}", letter)
        record = retry_record(letter, topic, incoming.waits + 1, is_counted=not is_deferred)
        return Result(Outcome.RETRY, (record,), reason=failure.error.reason)

    def dead_letter(self, incoming: Incoming, failure: Failure) -> Result:
        """Return the result of an event that is dead-lettered."""
        record = dead_letter_record(letter_of(incoming, self._stage, failure), self._topics, self._metrics)
        return Result(Outcome.DEAD_LETTER, (record,), reason=failure.error.reason)


def _delay(topic: RetryTopic) -> int:
    return topic.delay


def letter_of(incoming: Incoming, stage: str, failure: Failure) -> DeadLetter:
    """Return the dead letter of an event; its attempts include those before the event's waits."""
    return new_letter(
        stage,
        failure,
        incoming.value,
        key=incoming.key,
        headers=incoming.headers,
        origin=incoming.origin,
        earlier_attempts=incoming.past.attempts if incoming.past else 0,
    )


def new_letter(
    stage: str,
    failure: Failure,
    value: bytes | None,
    *,
    key: bytes | None = None,
    headers: Headers = (),
    origin: Origin | None = None,
    earlier_attempts: int = 0,
) -> DeadLetter:
    """Return the dead letter of an event that has failed now; without Kafka it has only a value."""
    return DeadLetter(
        key=key,
        value=value,
        headers=tuple(headers),
        reason=failure.error.reason,
        stage=stage,
        error=failure.error.message,
        attempt=failure.attempt + earlier_attempts,
        failed_at=datetime.now(UTC),
        origin=origin,
        version=VERSION,
    )


def dead_letter_record(letter: DeadLetter, topics: Topics, metrics: Metrics) -> Record:
    """Count and log a dead letter, and return its record; the caller binds the event to the log line."""
    metrics.dead_letters.labels(stage=letter.stage, reason=letter.reason).inc()
    _log_failure(log.error if letter.reason is Reason.UNEXPECTED else log.info, "dead letter", letter)
    return Record(topics.dead_letters.name, letter.key, letter.value, letter.to_headers())


def _log_failure(write: Callable[..., Any], what: str, letter: DeadLetter) -> None:
    write(what, reason=str(letter.reason), error=letter.error, attempt=letter.attempt)
