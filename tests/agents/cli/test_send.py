"""Sending is bounded in events and in bytes that are not confirmed."""

import asyncio
from collections.abc import AsyncIterator, Sequence

from agents.cli import send
from agents.cli.send import Sender
from agents.sources.item import RawInput
from streams.records import Record
from streams.replay.pace import Pace


class Broker:
    """Confirms events only when it is waited for, as a slow one does; keeps the most bytes that waited."""

    def __init__(self) -> None:
        self.waiting = self.most = 0

    async def send(self, records: Sequence[Record]) -> "Waiting":
        size = sum(len(record.value or b"") for record in records)
        self.waiting += size
        self.most = max(self.most, self.waiting)
        return Waiting(self, size)


class Waiting:
    """An event that is not confirmed yet."""

    is_known = False

    def __init__(self, broker: Broker, size: int) -> None:
        self._broker = broker
        self._size = size

    async def wait(self) -> None:
        await asyncio.sleep(0)
        self._broker.waiting -= self._size


async def test_large_events_wait_for_confirmations_in_a_bounded_number_of_bytes() -> None:
    async def items() -> AsyncIterator[RawInput]:
        for number in range(30):
            yield RawInput(str(number), bytes(10 * 1024 * 1024))

    broker, confirmed = Broker(), []
    sender = Sender(broker, "raw", 5.0, Pace(0), lambda _, __: None)  # type: ignore[arg-type]
    await sender.send(items(), confirmed.append)
    assert [event.name for event in confirmed] == [str(number) for number in range(30)]
    assert broker.most < send.UNCONFIRMED_BYTES + 11 * 1024 * 1024
    assert (sender.sent.events, sender.sent.confirmed, broker.waiting) == (30, 30, 0)
