"""Order by key: the records of events with one key are sent in the order of the events.

The events are worked on at the same time; only the sending waits. An update therefore never overtakes what it updates.
"""

import asyncio
from collections.abc import Hashable


class Turn:
    """One event's turn to send."""

    def __init__(self, before: "Turn | None") -> None:
        self._before = before
        self._over = asyncio.Event()

    async def begin(self) -> None:
        """Wait until the event before it in its lane is over."""
        if self._before is not None:
            await self._before.over()
            self._before = None

    async def over(self) -> None:
        """Wait until its records were sent, or never will be."""
        await self._over.wait()

    def end(self) -> None:
        """Let the next event of the lane have its turn."""
        self._over.set()


class Lanes:
    """The last turn of each lane that has events in hand."""

    def __init__(self) -> None:
        self._last: dict[Hashable, Turn] = {}

    def enter(self, lane: Hashable | None) -> Turn:
        """Queue behind the last event of a lane; an event without a lane waits for nobody."""
        turn = Turn(None if lane is None else self._last.get(lane))
        if lane is not None:
            self._last[lane] = turn
        return turn

    def leave(self, lane: Hashable | None, turn: Turn) -> None:
        """End a turn."""
        turn.end()
        if lane is not None and self._last.get(lane) is turn:
            del self._last[lane]
