"""How each stage's work is built: one row for each row of `streams/stages.py`, and what a pool's child loads for it.

A new stage is a row there and a row here; its topic is declared in `streams/topics.py`. A row is made when it is first
asked for, because it imports the stage with the libraries of its agent: a command imports only the stages that it runs.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, TypeAlias

from streams.stages import Stage

if TYPE_CHECKING:  # the children import this module too
    from agents.done import Step
    from agents.means import Means
    from streams.delivery.event import Work
    from streams.settings import Settings

Start: TypeAlias = Callable[[], object]
"""What a child of the pool calls before its first event. It travels by pickle, so it must be importable by name."""


@dataclass(frozen=True)
class Spec:
    """How a stage works; a stage that does not use the pool has neither `load` nor `warm`."""

    make: "Callable[[Means], Work]"
    locally: "Callable[[Means], Step] | None" = None  # without Kafka; None for a stage that `returns`
    load: "Callable[[Settings], Start] | None" = None  # what every event needs, in a child of a command that soon ends
    warm: "Callable[[Settings], Start] | None" = None  # all that any event needs, in a child of a service
    check: "Callable[[Settings], None] | None" = None  # of what the stage needs, before the pool starts
    ordered: bool = False  # one event at a time, in the order of the partition


@cache
def _extract() -> Spec:
    from agents.extract.agent import ExtractWork, extract_locally, load_extract, warm_extract

    return Spec(ExtractWork, extract_locally, load_extract, warm_extract)


@cache
def _fetch() -> Spec:
    from agents.fetch.agent import FetchWork

    return Spec(FetchWork)


@cache
def _deduplicate() -> Spec:
    from agents.deduplicate.agent import DeduplicateWork, deduplicate_locally

    return Spec(DeduplicateWork, deduplicate_locally, ordered=True)


@cache
def _enrich() -> Spec:
    from agents.enrich.agent import EnrichWork, check_enrich, enrich_locally, load_enrich, warm_enrich

    return Spec(EnrichWork, enrich_locally, load_enrich, warm_enrich, check_enrich)


class _Specs(Mapping[Stage, Spec]):
    """The rows by their stages."""

    _rows: Mapping[Stage, Callable[[], Spec]] = {
        Stage.EXTRACT: _extract,
        Stage.FETCH: _fetch,
        Stage.DEDUPLICATE: _deduplicate,
        Stage.ENRICH: _enrich,
    }

    def __getitem__(self, stage: Stage) -> Spec:
        return self._rows[stage]()

    def __iter__(self) -> Iterator[Stage]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


SPECS: Mapping[Stage, Spec] = _Specs()


def use_the_pool(stages: Collection[Stage]) -> bool:
    """Return whether any of the stages uses the pool."""
    return any(SPECS[stage].warm for stage in stages)


def check(stages: Collection[Stage], settings: "Settings") -> None:
    """Check what the stages need; raises InvalidSettings."""
    for stage in stages:
        examine = SPECS[stage].check
        if examine is not None:
            examine(settings)


def load(stages: Collection[Stage], settings: "Settings") -> Start:
    """Return what a child of the pool calls first if it has few events: what only some events need is not loaded."""
    starts = [SPECS[stage].load for stage in stages]
    return partial(_call, [start(settings) for start in starts if start is not None])


def warm(stages: Collection[Stage], settings: "Settings") -> Start:
    """Return what a child of the pool calls first if its first event is to be as fast as its second."""
    starts = [SPECS[stage].warm for stage in stages]
    return partial(_call, [start(settings) for start in starts if start is not None])


def _call(starts: Sequence[Start]) -> None:
    for start in starts:
        start()
