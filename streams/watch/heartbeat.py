"""The heartbeat of the event loop: it wakes late if something blocks the loop."""

import asyncio
import time

from streams.health import Condition
from streams.metrics import Metrics

INTERVAL = 0.5  # seconds
LATE = 10.0  # seconds; the consumer groups' heartbeats, six in a session, may then be missed


class Heartbeat:
    """Beats until cancelled."""

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics
        self._last = time.monotonic()

    async def run(self) -> None:
        """Beat, and measure how late each beat is."""
        while True:
            await asyncio.sleep(INTERVAL)
            now = time.monotonic()
            self._metrics.loop_delay.observe(max(0.0, now - self._last - INTERVAL))
            self._last = now

    def condition(self) -> Condition:
        """Return whether the loop runs; if it is blocked completely, a probe gets no answer."""
        late = max(0.0, time.monotonic() - self._last - INTERVAL)
        return Condition(late < LATE, f"{late:.1f} s late (limit {LATE:g})")
