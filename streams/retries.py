"""Retry topics on the wire: an event that waits looks like a dead letter with a due time, and comes back as it was."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from pydantic import Field, ValidationError

from schemas import DeadLetter, Origin, Reason, Rejected
from schemas.base import Value, format_time
from schemas.dead_letter import Headers
from streams.records import Record
from streams.settings import Stage
from streams.topics import RetryTopic, Topics

DUE = "newsmill-due"  # on a retry topic: when the event is to be tried again
WAITS = "newsmill-waits"  # on a retry topic: how many of them it has been on, with this one
PAST = "newsmill-past"  # on an event that came back: what happened to it, as JSON


class Past(Value):
    """What happened to an event before it came back from a retry topic."""

    attempts: int = Field(ge=1)
    waits: int = Field(ge=1)
    origin: Origin


@dataclass(frozen=True)
class Waiting:
    """An event on a retry topic."""

    due: datetime
    waits: int
    letter: DeadLetter

    def come_back(self, topics: Topics) -> Record:
        """Return the record that gives the event back to its stage; raises Rejected where it is of no stage."""
        if self.letter.origin is None or self.letter.stage not in set(Stage):
            raise Rejected(
                Reason.INVALID_FIELD, f"no stage {self.letter.stage!r} can try it again, or its origin is lost"
            )
        past = Past(attempts=self.letter.attempt, waits=self.waits, origin=self.letter.origin)
        headers = (*self.letter.headers, (PAST, past.model_dump_json().encode()))
        return Record(topics.again(Stage(self.letter.stage)).name, self.letter.key, self.letter.value, headers)


def wait(letter: DeadLetter, topic: RetryTopic, waits: int) -> Record:
    """Return the record that puts an event on a retry topic."""
    due = letter.failed_at + timedelta(seconds=topic.delay)
    own = [(WAITS, str(waits).encode()), (DUE, format_time(due).encode())]
    return Record(topic.name, letter.key, letter.value, [*letter.to_headers(), *own])


def read_waiting(key: bytes | None, value: bytes | None, headers: Headers) -> Waiting:
    """Read what `wait` wrote; raises Rejected with INVALID_FIELD."""
    *rest, waits, due = headers if len(headers) > 1 else ((WAITS, None), (DUE, None))
    try:
        moment = datetime.fromisoformat((due[1] or b"").decode())
        return Waiting(moment, int(waits[1] or b""), DeadLetter.from_record(key, value, rest))
    except ValueError as error:
        raise Rejected(Reason.INVALID_FIELD, f"not an event that waits for a retry: {error}") from None


def read_past(headers: Headers) -> tuple[Headers, Past | None]:
    """Return an event's own headers, and its past where it came back from a retry topic."""
    if not headers or headers[-1][0] != PAST:
        return headers, None
    try:
        return headers[:-1], Past.model_validate_json(headers[-1][1] or b"")
    except ValidationError:
        return headers, None
