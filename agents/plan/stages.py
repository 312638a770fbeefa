"""The workers of each stage: their number, cores and memory, what limits them, and how that is lifted."""

from dataclasses import dataclass
from math import ceil

from agents.plan.demand import Demand
from agents.plan.figures import Figures
from agents.plan.partitions import busiest

MIB = 1024 * 1024
IN_HAND = 2 * 64 * MIB  # bytes of events in a main process: twice the default of NEWSMILL_MAX_IN_FLIGHT_BYTES
SLACK = 1e-9  # of comparisons of computed numbers


@dataclass(frozen=True)
class StagePlan:
    """The workers of a stage, a Deployment of their own.

    `rate` is in events a second; the cores are busy, in total; `event_loop` is the busy share of the busiest main
    process. `cores`, `pool_size` and `memory` (bytes) are those of one worker.
    """

    stage: str
    rate: float
    main_cores: float
    child_cores: float
    workers: int
    cores: int
    pool_size: int
    event_loop: float
    memory: float
    is_feasible: bool
    limit: str
    remedy: str
    state: float = 0.0  # bytes of the state of all workers, in their memory
    largest_state: float = 0.0  # articles and copies that the busiest worker remembers
    recovery: float = 0.0  # seconds in which it reads them back

    @property
    def busy_cores(self) -> float:
        """Cores that are busy, main processes and pools together."""
        return self.main_cores + self.child_cores


def extract(demand: Demand, figures: Figures) -> StagePlan:
    """Plan the workers that read the pages."""
    child_ms = figures.extract_page_ms + figures.extract_kilobyte_ms * demand.page_bytes / 1000
    return _pooled("extract", demand.rate, figures.extract_hop_ms, child_ms, demand, figures, figures.extract_child_mib)


def enrich(demand: Demand, figures: Figures) -> StagePlan:
    """Plan the workers that find entities and sentiment."""
    child_ms = sum(
        share * figures.enrich_ms(language, is_fast=demand.is_fast) for language, share in demand.languages.items()
    )
    own = figures.enrich_child_mib
    return _pooled("enrich", demand.unique_rate, figures.enrich_hop_ms, child_ms, demand, figures, own)


def _pooled(
    stage: str, rate: float, main_ms: float, child_ms: float, demand: Demand, figures: Figures, child_mib: float
) -> StagePlan:
    by_loop = (demand.use * 1000 - figures.idle_ms) / main_ms
    by_cores = (demand.use * 1000 * demand.worker_cores - figures.idle_ms) / (main_ms + child_ms)
    workers = max(1, ceil(rate / min(by_loop, by_cores) - SLACK))
    main_cores, child_cores = (rate * main_ms + workers * figures.idle_ms) / 1000, rate * child_ms / 1000
    cores = max(1, ceil((main_cores + child_cores) / demand.use / workers - SLACK))
    is_loop = by_loop < by_cores
    return StagePlan(
        stage=stage,
        rate=rate,
        main_cores=main_cores,
        child_cores=child_cores,
        workers=workers,
        cores=cores,
        pool_size=cores,
        event_loop=main_cores / workers,
        memory=(figures.main_mib + figures.shared_mib + cores * child_mib) * MIB + IN_HAND,
        is_feasible=True,
        limit=f"{'the event loop' if is_loop else 'the pool'}: a worker takes {min(by_loop, by_cores):.0f} events/s",
        remedy=f"more workers{'' if is_loop else ' or cores'}, at most one worker a partition",
    )


def deduplicate(demand: Demand, figures: Figures, partitions: int) -> StagePlan:
    """Plan the workers that decide: each partition is decided in order, by one event loop, from memory."""
    event_ms = figures.deduplicate_hop_ms + figures.decision_ms
    total, idle = demand.rate * event_ms / 1000, figures.idle_ms / 1000

    def loop(workers: int) -> float:
        return total * sum(busiest(demand.languages, partitions, workers).values()) + idle

    fewest = min(range(1, partitions + 1), key=lambda workers: (max(loop(workers), demand.use - SLACK), workers))
    group = busiest(demand.languages, partitions, fewest)
    share = sum(group.values())
    most, entries = (demand.use - idle) * 1000 / event_ms / share, demand.remembered * share
    return StagePlan(
        stage="deduplicate",
        rate=demand.rate,
        main_cores=total + fewest * idle,
        child_cores=0.0,
        workers=fewest,
        cores=1,
        pool_size=1,
        event_loop=loop(fewest),
        memory=(figures.main_mib + figures.idle_child_mib) * MIB + IN_HAND + entries * figures.entry_bytes,
        is_feasible=loop(fewest) <= demand.use + SLACK,
        limit=f"{_named(group)} on one event loop: at most {most:,.0f} articles/s in all",
        remedy=_remedy(group),
        state=demand.remembered * figures.entry_bytes,
        largest_state=entries,
        recovery=entries / figures.restored_per_second,
    )


def _named(group: dict[str, float]) -> str:
    """Name the languages of a worker, the largest first."""
    names = sorted(group, key=lambda language: -group[language])
    return f"{', '.join(names)} ({sum(group.values()):.0%})"


def _remedy(group: dict[str, float]) -> str:
    if len(group) > 1:
        return "more workers, up to one for each language"
    return "not by workers, as a language is one partition, but by one installation for each part of the feed"
