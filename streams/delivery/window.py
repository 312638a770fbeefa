"""The window of a stage: limits the events that are in hand at once, by number and by bytes."""

import asyncio


class Window:
    """Bounds memory: an event enters before it is worked on, and waits while the window is full.

    An event above the limit of bytes enters alone. Only one caller may wait at a time: there is no queue.
    """

    def __init__(self, max_events: int, max_bytes: int) -> None:
        self._max_events = max_events
        self._max_bytes = max_bytes
        self._left = asyncio.Event()
        self.events = 0
        self.bytes = 0

    async def enter(self, size: int) -> None:
        """Wait until an event of `size` bytes fits, and count it."""
        while self.events >= self._max_events or (self.events and self.bytes + size > self._max_bytes):
            self._left.clear()
            await self._left.wait()
        self.events += 1
        self.bytes += size

    def leave(self, size: int) -> None:
        """Count an event out."""
        self.events -= 1
        self.bytes -= size
        self._left.set()
