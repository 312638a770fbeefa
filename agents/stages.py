"""How each stage's work is built: one row for each row of `streams/stages.py`, and what a pool's child loads for it.

A new stage is a row there and a row here; its topic is declared in `streams/topics.py`.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from agents.deduplicate.agent import DeduplicateWork, deduplicate_locally
from agents.done import Step
from agents.enrich.agent import EnrichWork, check_enrich, enrich_locally, warm_enrich
from agents.extract.agent import ExtractWork, extract_locally, warm_extract
from agents.fetch.agent import FetchWork
from agents.means import Means
from streams.delivery.event import Work
from streams.settings import Settings
from streams.stages import Stage


@dataclass(frozen=True)
class Spec:
    """How a stage works."""

    make: Callable[[Means], Work]
    locally: Callable[[Means], Step] | None = None  # without Kafka; None for a stage that `returns`
    warm: Callable[[Settings], None] | None = None  # in each child of the pool; None for a stage that does not use it
    check: Callable[[Settings], None] | None = None  # of what the stage needs, before the pool starts
    ordered: bool = False  # one event at a time, in the order of the partition


SPECS: Mapping[Stage, Spec] = {
    Stage.EXTRACT: Spec(ExtractWork, extract_locally, warm_extract),
    Stage.FETCH: Spec(FetchWork),
    Stage.DEDUPLICATE: Spec(DeduplicateWork, deduplicate_locally, ordered=True),
    Stage.ENRICH: Spec(EnrichWork, enrich_locally, warm_enrich, check_enrich),
}


def use_the_pool(stages: Collection[Stage]) -> bool:
    """Return whether any of the stages uses the pool."""
    return any(SPECS[stage].warm for stage in stages)


def check(stages: Collection[Stage], settings: Settings) -> None:
    """Check what the stages need; raises InvalidSettings."""
    for stage in stages:
        examine = SPECS[stage].check
        if examine is not None:
            examine(settings)


def warm(stages: Collection[Stage], settings: Settings) -> None:
    """Load what the stages need, in a child of the pool, so that its first event is as fast as its second."""
    for stage in stages:
        prepare = SPECS[stage].warm
        if prepare is not None:
            prepare(settings)
