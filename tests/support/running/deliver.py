"""A delivery without a broker: events given to it one by one, and what it would publish kept."""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from typing import Any, cast

from agents.deduplicate import Deduplicator
from agents.deduplicate.agent import DeduplicateWork, State
from agents.means import Means
from streams.delivery.event import Finish, Incoming, Process
from streams.delivery.pool import Pool
from streams.delivery.stage import Delivery
from streams.kafka.publisher import Publisher
from streams.metrics import Metrics
from streams.records import Record
from streams.settings import Settings
from streams.stages import Stage
from streams.topics import Topics

LIMIT = 10.0  # seconds


class Kept:
    """A publisher that keeps records instead, and confirms each."""

    def __init__(self) -> None:
        self.records: list[Record] = []

    async def send(self, records: Sequence[Record]) -> "Kept":
        """Keep the records; the returned object confirms them."""
        self.records += records
        return self

    async def wait(self) -> None:
        """Return at once."""


def event(topic: str = "news.raw.v1", /, **given: Any) -> Incoming:
    """Return an event as a stage gets it."""
    plain: dict[str, Any] = {
        "topic": topic, "partition": 1, "offset": 7, "timestamp": 1.0, "key": b"a.example", "value": b"x", "headers": ()
    }  # fmt: skip
    return Incoming(**plain | given)


def stopped(error: Exception) -> None:
    """Fail: nothing is to stop a delivery."""
    raise error


async def deliver(stage: Stage, work: Process, *events: Incoming, settings: Settings, **more: Any) -> list[Record]:
    """Give events to a stage's work, all in hand at once, and return the records to publish when all are finished."""
    kept, left, done = Kept(), len(events), asyncio.Event()

    def finish() -> None:
        nonlocal left
        left -= 1
        if not left:
            done.set()

    async def admit() -> Finish:
        return finish

    publisher = cast(Publisher, kept)
    metrics = Metrics()
    delivery = Delivery(stage, work, publisher, settings, Topics(settings), metrics, halt=stopped, **more)
    for one in events:
        await delivery.take(one, admit)
    async with asyncio.timeout(LIMIT):
        await done.wait()
        in_hand = metrics.in_flight.labels(stage=stage)
        while in_hand._value.get():
            await asyncio.sleep(0)
    return kept.records


def means_of(settings: Settings, *, metrics: Metrics | None = None, pool: Any = None) -> Means:
    """Return the means of a stage's work; what it opens stays open until the test's end."""
    return Means(settings, Topics(settings), metrics or Metrics(), cast(Pool, pool), AsyncExitStack())


def deduplicating(means: Means, states: Mapping[int, Deduplicator]) -> DeduplicateWork:
    """Return the deduplicate stage's work with states, by partition, as if read back; inside an event loop."""
    work = DeduplicateWork(means)
    for partition, state in states.items():
        state.ready()
        reading: asyncio.Future[Deduplicator] = asyncio.get_running_loop().create_future()
        reading.set_result(state)
        work._states[partition] = State(tenure=1, reading=reading)
    return work
