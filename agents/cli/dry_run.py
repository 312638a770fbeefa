"""Printing the raw events that would be published, in the place of sending them."""

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

from agents.cli.json_line import json_line
from agents.cli.output import Sink
from agents.cli.send import Confirmed, Sent, Show, event_of

if TYPE_CHECKING:
    from agents.sources.item import Item


class Printer:
    """Takes inputs' events as a `Sender` does, writes each as a line of JSON, and counts it as confirmed.

    After `limit` events it takes no more.
    """

    def __init__(self, out: Sink, show: Show, limit: int | None = None) -> None:
        self.sent = Sent()
        self._out = out
        self._show = show
        self._limit = limit

    async def send(self, items: AsyncIterator["Item"], confirmed: Confirmed = lambda _: None) -> None:
        """Write the events; call `confirmed` with each."""
        if self.sent.events == self._limit:
            return
        async for item in items:
            if (event := event_of(item, self.sent)) is not None:
                self._out.write(json_line(event.value) + b"\n")
                self._out.flush()  # before a problem or a progress bar is printed
                self.sent.events += 1
                self.sent.confirmed += 1
                confirmed(event)
            self._show(self.sent, item)
            if self.sent.events == self._limit:
                self.sent.notes.append(f"ended after {self._limit} events (--limit)")
                return
