"""An event at a stage: the record that comes in, the result of the work on it, and the interface of a stage's work."""

import time
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from schemas import Origin, Reason
from schemas.dead_letter import Headers
from streams.delivery.retries import Past
from streams.metrics import Outcome
from streams.records import Record, moment, raw_origin
from streams.topics import Topics

if TYPE_CHECKING:
    from streams.health import Condition


@dataclass(frozen=True)
class Incoming:
    """A record for a stage to work on."""

    topic: str
    partition: int
    offset: int
    timestamp: float  # seconds since the epoch, as the record has it
    key: bytes | None
    value: bytes | None
    headers: Headers
    past: Past | None = None  # if it came back from a retry topic

    @property
    def lane(self) -> tuple[str, int, bytes] | None:
        """What events must share to keep their order; None if the event has no key, and so no order."""
        return None if self.key is None else (self.topic, self.partition, self.key)

    @property
    def origin(self) -> Origin:
        """The record's place, or its place before it waited for a retry."""
        if self.past is not None:
            return self.past.origin
        return Origin(
            topic=self.topic,
            partition=self.partition,
            offset=self.offset,
            timestamp=moment(self.timestamp),
        )

    @property
    def place(self) -> str:
        """Its origin as one string: the same at every delivery, so that everything derived from it is the same too."""
        return self.past.origin.place if self.past else f"{self.topic}/{self.partition}/{self.offset}"

    @property
    def waits(self) -> int:
        """The number of retry topics on which it has waited."""
        return 0 if self.past is None else self.past.waits

    @property
    def size(self) -> int:
        """Bytes of its key, value and headers."""
        headers = sum(len(name) + len(text or b"") for name, text in self.headers)
        return len(self.key or b"") + len(self.value or b"") + headers


def origin_of(incoming: Incoming, topics: Topics) -> Origin:
    """Return the place of the raw event behind an event.

    A fetched or replayed page lies elsewhere than its raw event, which its headers name. On a public topic, to which
    anyone may write, they are not believed.
    """
    return (None if incoming.topic in topics.public else raw_origin(incoming.headers)) or incoming.origin


@dataclass(frozen=True)
class Result:
    """The result of a stage's work on an event: its outcome and the records to publish."""

    outcome: Outcome
    records: Sequence[Record] = ()
    raw_timestamp: float | None = None  # of the raw event behind a published article, seconds since the epoch
    article: str | None = None  # its id, if the stage knows it
    reason: Reason | None = None  # of a failure
    ended: Callable[[], None] = lambda: None  # is called when the event leaves the stage


Process: TypeAlias = Callable[[Incoming], Awaitable[Result]]
"""The work on one event; raises StageError, and any other exception for a defect."""

Finish: TypeAlias = Callable[[], None]

Admit: TypeAlias = Callable[[], Awaitable[Finish | None]]
"""Asks the source to admit an event: returns the call that acknowledges it, or None if it must not be worked on."""


class Work(ABC):
    """A stage's work. Work without a state only has `__call__`."""

    def __init__(self) -> None:
        self.progressed = time.monotonic()  # when it last progressed with something other than events

    @abstractmethod
    async def __call__(self, incoming: Incoming) -> Result:
        """Work on one event; raises StageError, and any other exception for a defect."""

    def assign(self, tenures: Mapping[int, int]) -> None:  # noqa: B027 (most stages have nothing to do)
        """Prepare for the partitions that are now assigned, and forget all others.

        What is known of a partition is still true if its tenure (`tenures.py`) is as before.
        """

    def hurry(self) -> None:  # noqa: B027
        """Give up what only waits: the events in hand are to be finished soon, as a partition or the worker goes."""

    def recovered(self) -> "Condition":
        """Return whether the states of all assigned partitions were recovered."""
        from streams.health import Condition  # imports aiohttp, which a command without Kafka does not use

        return Condition(True, "it has no state")
