"""A bounded rate: so many events a second and no bursts, however late the one before was."""

import asyncio
import time
from collections.abc import Awaitable, Callable


class Pace:
    """Lets one event pass every 1/rate seconds; 0 is no limit. `clock` and `sleep` are for tests."""

    def __init__(
        self,
        rate: float,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._interval = 1 / rate if rate else 0.0
        self._clock = clock
        self._sleep = sleep
        self._next = clock()

    async def turn(self) -> None:
        """Wait for the next event's turn."""
        wait = self._next - self._clock()
        if wait > 0:
            await self._sleep(wait)
        self._next = max(self._next, self._clock()) + self._interval
