"""A bounded rate: at most N events a second, without a burst after a pause."""

import asyncio
import time
from collections.abc import Awaitable, Callable


class Pace:
    """Lets one event pass every 1/rate seconds; a rate of 0 is no limit. `clock` and `sleep` are for tests."""

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
        seconds = self._next - self._clock()
        if seconds > 0:
            await self._sleep(seconds)
        self._next = max(self._next, self._clock()) + self._interval
