"""Retry topics on the wire: a waiting event has the form of a dead letter with a due time, and returns as it was."""

from dataclasses import dataclass
from datetime import timedelta

from pydantic import Field

from schemas import DeadLetter, Origin, Reason, Rejected
from schemas.base import UtcTime, Value
from schemas.dead_letter import Headers
from streams.records import PAST, WAIT, Record, json_header
from streams.stages import Stage
from streams.topics import RetryTopic, Topics

MOST_ATTEMPTS = 1_000_000
MOST_WAITS = 1_000


class Due(Value):
    """When an event on a retry topic is due."""

    at: UtcTime
    number: int = Field(ge=1, le=MOST_WAITS)  # of waits, this one included even if it does not count
    is_counted: bool = True  # false for an event that was deferred: no attempt was made


class Past(Value):
    """What happened to an event before it returned from a retry topic."""

    attempts: int = Field(ge=0, le=MOST_ATTEMPTS)
    waits: int = Field(ge=0, le=MOST_WAITS)
    origin: Origin


@dataclass(frozen=True)
class WaitingEvent:
    """An event on a retry topic."""

    due: Due
    letter: DeadLetter

    def returned(self, topics: Topics) -> Record:
        """Return the record that returns the event to its stage; raises Rejected if no stage can take it."""
        if self.letter.origin is None or self.letter.stage not in set(Stage):
            raise Rejected(
                Reason.INVALID_FIELD, f"no stage {self.letter.stage!r} can try it again, or its origin is lost"
            )
        uncounted = 0 if self.due.is_counted else 1
        attempts = min(self.letter.attempt - uncounted, MOST_ATTEMPTS)
        past = Past(attempts=attempts, waits=self.due.number - uncounted, origin=self.letter.origin)
        headers = (*self.letter.headers, (PAST, past.model_dump_json().encode()))
        return Record(topics.again(Stage(self.letter.stage)).name, self.letter.key, self.letter.value, headers)


def retry_record(letter: DeadLetter, topic: RetryTopic, number: int, *, is_counted: bool = True) -> Record:
    """Return the record for a retry topic; `number` is that of the event's waits, this one included.

    With `is_counted` false, the letter's last attempt was none, as the event was deferred: when it returns, neither the
    attempt nor this wait counts. Workers of before this kind of wait, beside which a rolling upgrade runs, count both.
    """
    at = letter.failed_at + timedelta(seconds=topic.delay)
    own = Due(at=at, number=min(number, MOST_WAITS), is_counted=is_counted)
    return Record(topic.name, letter.key, letter.value, [*letter.to_headers(), (WAIT, own.model_dump_json().encode())])


def read_waiting(key: bytes | None, value: bytes | None, headers: Headers) -> WaitingEvent:
    """Read what `retry_record` wrote; raises Rejected with INVALID_FIELD."""
    if not headers or headers[-1][0] != WAIT:
        raise Rejected(Reason.INVALID_FIELD, f"not an event that waits for a retry: {WAIT} is not its last header")
    own = json_header(headers[-1:], WAIT, Due)
    if own is None:
        raise Rejected(Reason.INVALID_FIELD, f"{WAIT} has not the time and the number that newsmill writes")
    return WaitingEvent(own, DeadLetter.from_record(key, value, headers[:-1]))


def read_past(headers: Headers) -> tuple[Headers, Past | None]:
    """Return an event's own headers, and its past if it returned from a retry topic."""
    past = json_header(headers[-1:], PAST, Past)
    return (headers, None) if past is None else (headers[:-1], past)
