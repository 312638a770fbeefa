"""The breaker: a stage that dead-letters most of its events must stop before it empties its topic."""

from collections import deque

from streams.metrics import Metrics
from streams.security import PREFIX
from streams.settings import Settings
from streams.stages import Stage


class BreakerTripped(Exception):
    """Too many of a stage's last events became dead letters; the message says how many, and what to do."""


class Breaker:
    """Remembers which of a stage's last events became dead letters; after a bad deploy their share is high."""

    def __init__(self, stage: Stage, settings: Settings, metrics: Metrics) -> None:
        self._stage = stage
        self._limit = settings.breaker_share
        self._last: deque[bool] = deque(maxlen=settings.breaker_window)
        self.dead_letters = 0
        self._shown = metrics.breaker_share.labels(stage=stage)
        self._shown.set(0)
        metrics.breaker_limit.labels(stage=stage).set(self._limit)

    @property
    def share(self) -> float:
        """Share of dead letters among the last events, from 0 to 1; 0 until the window is full."""
        return self.dead_letters / len(self._last) if len(self._last) == self._last.maxlen else 0.0

    def note(self, *, is_dead_letter: bool) -> None:
        """Count a finished event; raises BreakerTripped if the share passes the limit."""
        if len(self._last) == self._last.maxlen:
            self.dead_letters -= self._last[0]
        self._last.append(is_dead_letter)
        self.dead_letters += is_dead_letter
        self._shown.set(self.share)
        if self.share > self._limit:
            raise BreakerTripped(
                f"{self._stage} dead-lettered {self.dead_letters} of its last {len(self._last)} events, a share above "
                f"{self._limit:g} ({PREFIX}BREAKER_SHARE, {PREFIX}BREAKER_WINDOW): see why with `newsmill dead-letters "
                "list`, fix the cause, start the worker again, and redrive them with `newsmill dead-letters redrive`"
            )
