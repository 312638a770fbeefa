"""What a stage's work returns from the pool, and what an event comes to without Kafka.

Both travel by pickle or in memory; nothing here knows a stage.
"""

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Self, TypeAlias

from schemas import Article
from streams.metrics import Outcome
from streams.stages import Stage


@dataclass(frozen=True)
class Done:
    """A stage's product in wire form, with what its record needs."""

    event: bytes
    id: str
    revision: int
    language: str
    seconds: float  # the stage's own time
    raw_timestamp: float | None  # of the raw event, seconds since the epoch

    @classmethod
    def of(cls, event: bytes, article: Article, started: float, **more: Any) -> Self:
        """Describe a product; `started` is what time.perf_counter said at the beginning of the work."""
        origin = article.provenance.origin
        return cls(
            event=event,
            id=article.id,
            revision=article.revision,
            language=article.language.code,
            seconds=time.perf_counter() - started,
            raw_timestamp=origin.timestamp.timestamp() if origin and origin.timestamp else None,
            **more,
        )


def note(article: Article, stage: Stage, started: float, **changes: Any) -> Article:
    """Return the article with a stage's duration, and `changes`, in its provenance."""
    timings = article.provenance.timings | {stage.value: round(time.perf_counter() - started, 6)}
    provenance = article.provenance.model_copy(update={"timings": timings, **changes})
    return article.model_copy(update={"provenance": provenance})


@dataclass(frozen=True)
class Output:
    """What an event came to, without Kafka: an event in wire form for the next stage or the reader, or nothing new."""

    outcome: Outcome | None  # None before the first stage
    event: bytes | None

    @property
    def ended(self) -> bool:
        """Whether no further stage sees it."""
        return self.outcome in (Outcome.DUPLICATE, Outcome.UNCHANGED, Outcome.DEAD_LETTER)


Step: TypeAlias = Callable[[Output], Awaitable[Output]]
"""A stage without Kafka: from the output of the stage before to its own. Raises StageError as the stage does."""
