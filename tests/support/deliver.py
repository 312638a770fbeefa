"""A delivery without a broker: events given to it one by one, and what it would publish kept."""

import asyncio
from collections.abc import Sequence
from typing import Any, cast

from streams.delivery.stage import Delivery, Finish, Incoming, Work
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
        """Keep the records; what is returned confirms them."""
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


async def deliver(stage: Stage, work: Work, *events: Incoming, settings: Settings, **more: Any) -> list[Record]:
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
    delivery = Delivery(stage, work, publisher, settings, Topics(settings), Metrics(), halt=stopped, **more)
    for one in events:
        await delivery.take(one, admit)
    async with asyncio.timeout(LIMIT):
        await done.wait()
        while delivery.in_hand:
            await asyncio.sleep(0)
    return kept.records
