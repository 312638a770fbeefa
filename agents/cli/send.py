"""Sending raw events and waiting for the broker's confirmation of each, with a bounded number unconfirmed."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, TypeAlias

from agents.cli.errors import Failed

if TYPE_CHECKING:
    from agents.sources.item import Item, RawInput
    from streams.kafka.publisher import Confirmation, Publisher
    from streams.replay.pace import Pace
    from streams.settings import Settings

PATIENCE = 120.0  # seconds without a confirmation: longer than a broker's restart or a leader election
UNCONFIRMED = 200  # events sent and not confirmed yet; with pages of 100 kB, 20 MB
UNCONFIRMED_BYTES = 64 * 1024 * 1024  # of those events


@dataclass
class Sent:
    """How many events were sent and confirmed, the problems by input, and notes such as what was skipped."""

    events: int = 0
    confirmed: int = 0
    problems: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


Show: TypeAlias = Callable[[Sent, "Item"], None]
Confirmed: TypeAlias = Callable[["RawInput"], None]


def event_of(item: "Item", sent: Sent) -> "RawInput | None":
    """Return the event of a part of an input; None if it gave none, for a reason that is kept in `sent`."""
    from agents.sources.item import Skipped, Unreadable

    if isinstance(item, Unreadable):
        sent.problems.append((item.name, item.problem))
        return None
    if isinstance(item, Skipped):
        sent.notes += [str(item)] if item.causes else []
        return None
    return item


class Takes(Protocol):
    """What takes the events of inputs: a Sender, or the Printer of a dry run."""

    sent: Sent

    async def send(self, items: AsyncIterator["Item"], confirmed: Confirmed = ...) -> None:
        """Take the events; call `confirmed` with each that need not be taken again."""


class Sender:
    """Sends inputs' events to one topic and counts them in `sent`; calls `show` after each item."""

    def __init__(self, publisher: "Publisher", topic: str, patience: float, pace: "Pace", show: Show) -> None:
        self.sent = Sent()
        self._publisher = publisher
        self._topic = topic
        self._patience = patience
        self._pace = pace
        self._show = show
        self._unconfirmed: deque[tuple[RawInput, Confirmation]] = deque()
        self._bytes = 0  # of those

    async def send(self, items: AsyncIterator["Item"], confirmed: Confirmed = lambda _: None) -> None:
        """Send the events and wait for their confirmation; call `confirmed` with each that need not be sent again.

        Raises TimeoutError if the broker confirms nothing for `patience` seconds.
        """
        from streams.records import Record

        async for item in items:
            if (event := event_of(item, self.sent)) is not None:
                await self._pace.turn()
                self.sent.events += 1
                record = Record(self._topic, event.key, event.value)
                async with asyncio.timeout(self._patience):  # aiokafka's buffer may be full
                    self._unconfirmed.append((event, await self._publisher.send([record])))
                self._bytes += len(event.value)
            while self._unconfirmed and (self._is_full or self._unconfirmed[0][1].is_known):
                await self._confirm(confirmed)
            self._show(self.sent, item)
        while self._unconfirmed:
            await self._confirm(confirmed)

    @property
    def _is_full(self) -> bool:
        return len(self._unconfirmed) >= UNCONFIRMED or self._bytes >= UNCONFIRMED_BYTES

    async def _confirm(self, confirmed: Confirmed) -> None:
        """Count the oldest event once it is confirmed, or as a problem if the topic refuses it; raises TimeoutError."""
        from schemas import Rejected

        item, confirmation = self._unconfirmed.popleft()
        self._bytes -= len(item.value)
        try:
            async with asyncio.timeout(self._patience):
                await confirmation.wait()
            self.sent.confirmed += 1
        except Rejected as error:
            self.sent.problems.append((item.name, error.message))
        confirmed(item)


Sending: TypeAlias = Callable[["Settings", str], AbstractAsyncContextManager[Sender]]


@asynccontextmanager
async def sending(
    settings: "Settings",
    topic: str,
    *,
    patience: float = PATIENCE,
    rate: float = 0,
    show: Show = lambda _, __: None,
) -> AsyncIterator[Sender]:
    """Open a sender of at most `rate` events a second; 0 is no limit.

    Raises Failed if the broker confirms nothing for `patience` seconds.
    """
    from streams.kafka.publisher import publishing
    from streams.replay.pace import Pace

    async with publishing(settings) as publisher:
        sender = Sender(publisher, topic, patience, Pace(rate), show)
        try:
            yield sender
        except TimeoutError:
            raise Failed(
                f"{settings.broker} (NEWSMILL_BROKER) has confirmed nothing for {patience:g} s: "
                f"{sender.sent.confirmed} of {sender.sent.events} events are confirmed; "
                "see the broker's log for the reason"
            ) from None


async def send(settings: "Settings", found: list[str], topic: str, *, patience: float = PATIENCE) -> Sent:
    """Send the events of inputs and wait until the broker has confirmed each; raises Failed."""
    from agents.sources.background import in_background
    from agents.sources.inputs import read
    from agents.sources.item import size_of

    async with sending(settings, topic, patience=patience) as sender:
        await sender.send(in_background(read(found), size_of))
    return sender.sent
