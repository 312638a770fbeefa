"""The window of a stage: how many events, and how many of their bytes, are in hand at once."""

import asyncio


class Window:
    """Bounds memory: whoever takes events enters here first and waits while the window is full.

    An event larger than the limit of bytes is let in alone. For one taker: who waits is not queued.
    """

    def __init__(self, max_events: int, max_bytes: int) -> None:
        self._max_events = max_events
        self._max_bytes = max_bytes
        self._left = asyncio.Event()
        self.events = 0
        self.bytes = 0

    async def enter(self, size: int) -> None:
        """Wait until an event of that many bytes fits, and count it."""
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
