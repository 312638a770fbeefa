"""The results of stages: `Done` from a child of the pool, and `Output` in the pipeline without Kafka."""

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Self, TypeAlias

from schemas import Article
from streams.metrics import Outcome
from streams.stages import Stage


@dataclass(frozen=True)
class Done:
    """A stage's product in wire form, with the values that its record needs."""

    event: bytes
    id: str
    revision: int
    language: str
    seconds: float  # of the work itself
    raw_timestamp: float | None  # of the raw event, seconds since the epoch

    @classmethod
    def of(cls, event: bytes, article: Article, started: float, **more: Any) -> Self:
        """Describe a product; `started` is the value of time.perf_counter at the beginning of the work."""
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
    """The output of a stage for one event without Kafka: an event in wire form, or None if there is nothing new."""

    outcome: Outcome | None  # None before the first stage
    event: bytes | None

    @property
    def ended(self) -> bool:
        """Whether it skips all further stages."""
        return self.outcome in (Outcome.DUPLICATE, Outcome.UNCHANGED, Outcome.DEAD_LETTER)


Step: TypeAlias = Callable[[Output], Awaitable[Output]]
"""A stage without Kafka: takes the output of the stage before, returns its own. Raises StageError like the stage."""
