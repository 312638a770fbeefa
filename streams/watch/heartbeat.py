"""The heartbeat of the event loop: how late it wakes tells whether something keeps it from turning."""

import asyncio
import time

from streams.health import Condition
from streams.metrics import Metrics

INTERVAL = 0.5  # seconds
LATE = 10.0  # seconds: a group's heartbeats, six a session, are then about to be missed


class Heartbeat:
    """Beats until cancelled."""

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics
        self._last = time.monotonic()

    async def run(self) -> None:
        """Beat, and measure by how much each beat is late."""
        while True:
            await asyncio.sleep(INTERVAL)
            now = time.monotonic()
            self._metrics.loop_delay.observe(max(0.0, now - self._last - INTERVAL))
            self._last = now

    def condition(self) -> Condition:
        """Tell whether the loop turns; a probe that gets no answer at all tells it, too."""
        late = max(0.0, time.monotonic() - self._last - INTERVAL)
        return Condition(late < LATE, f"{late:.1f} s late (limit {LATE:g})")
