"""Retry topics on the wire: a waiting event has the form of a dead letter with a due time, and returns as it was."""

from dataclasses import dataclass
from datetime import timedelta

from pydantic import Field, ValidationError

from schemas import DeadLetter, Origin, Reason, Rejected
from schemas.base import UtcTime, Value, describe
from schemas.dead_letter import Headers
from streams.records import Record
from streams.stages import Stage
from streams.topics import RetryTopic, Topics

WAIT = "newsmill-wait"  # the last header on a retry topic: until when the event waits, as JSON
PAST = "newsmill-past"  # the last header of a returned event: what happened to it before, as JSON


class Due(Value):
    """When an event on a retry topic is due."""

    at: UtcTime
    number: int = Field(ge=1)  # 1 on the first retry topic


class Past(Value):
    """What happened to an event before it returned from a retry topic."""

    attempts: int = Field(ge=1)
    waits: int = Field(ge=1)
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
        past = Past(attempts=self.letter.attempt, waits=self.due.number, origin=self.letter.origin)
        headers = (*self.letter.headers, (PAST, past.model_dump_json().encode()))
        return Record(topics.again(Stage(self.letter.stage)).name, self.letter.key, self.letter.value, headers)


def retry_record(letter: DeadLetter, topic: RetryTopic, number: int) -> Record:
    """Return the record for a retry topic; `number` counts the retry topics of the event, from 1."""
    own = Due(at=letter.failed_at + timedelta(seconds=topic.delay), number=number)
    return Record(topic.name, letter.key, letter.value, [*letter.to_headers(), (WAIT, own.model_dump_json().encode())])


def read_waiting(key: bytes | None, value: bytes | None, headers: Headers) -> WaitingEvent:
    """Read what `retry_record` wrote; raises Rejected with INVALID_FIELD."""
    if not headers or headers[-1][0] != WAIT:
        raise Rejected(Reason.INVALID_FIELD, f"not an event that waits for a retry: {WAIT} is not its last header")
    try:
        own = Due.model_validate_json(headers[-1][1] or b"")
    except ValidationError as error:
        raise Rejected(Reason.INVALID_FIELD, f"{WAIT}: {describe(error)}") from None
    return WaitingEvent(own, DeadLetter.from_record(key, value, headers[:-1]))


def read_past(headers: Headers) -> tuple[Headers, Past | None]:
    """Return an event's own headers, and its past if it returned from a retry topic."""
    if not headers or headers[-1][0] != PAST:
        return headers, None
    try:
        return headers[:-1], Past.model_validate_json(headers[-1][1] or b"")
    except ValidationError:
        return headers, None
