"""Order by key: the records of events with one key are sent in the order of the events.

The events are worked on at the same time; only the sending waits. So an update never overtakes the article it updates.
"""

import asyncio
from collections.abc import Hashable


class Turn:
    """One event's turn to send."""

    def __init__(self, before: "Turn | None") -> None:
        self._before = before
        self._over = asyncio.Event()

    async def begin(self) -> None:
        """Wait until the turn of the event before it in its lane is over."""
        if self._before is not None:
            await self._before.over()
            self._before = None

    async def over(self) -> None:
        """Wait until it has ended, with its records sent or with an error."""
        await self._over.wait()

    def end(self) -> None:
        """End it, so that the next turn of the lane begins."""
        self._over.set()


class Lanes:
    """The last turn of each lane that has events in hand."""

    def __init__(self) -> None:
        self._last: dict[Hashable, Turn] = {}

    def enter(self, lane: Hashable | None) -> Turn:
        """Return a turn behind the last one of a lane; an event without a lane waits for no other."""
        turn = Turn(None if lane is None else self._last.get(lane))
        if lane is not None:
            self._last[lane] = turn
        return turn

    def leave(self, lane: Hashable | None, turn: Turn) -> None:
        """End a turn, and forget the lane if no other event waits in it."""
        turn.end()
        if lane is not None and self._last.get(lane) is turn:
            del self._last[lane]
