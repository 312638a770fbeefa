"""The plan: what a rate of articles needs, computed from the figures."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import ceil

from agents.plan.demand import Demand
from agents.plan.figures import MEASURED, Figures
from agents.plan.partitions import fewest_apart
from agents.plan.stages import StagePlan, deduplicate, enrich, extract
from agents.plan.topics import TopicPlan, topic_plans

FEWEST_PARTITIONS = 8  # the default of NEWSMILL_PARTITIONS
LONG_RECOVERY = 120.0  # seconds
GROWTH = 2  # partitions for each worker of the largest stage: more cannot be added without moving the languages' state


@dataclass(frozen=True)
class Plan:
    """What a demand needs. `cores` and `memory` (bytes) are of all workers, the broker's cores of all brokers."""

    demand: Demand
    partitions: int
    stages: tuple[StagePlan, ...]
    topics: tuple[TopicPlan, ...]
    broker_cores: float
    largest_measured: float  # articles and copies in one worker, up to which its memory and time are known

    @property
    def cores(self) -> int:
        """Cores to request for all workers."""
        return sum(stage.workers * stage.cores for stage in self.stages)

    @property
    def memory(self) -> float:
        """Bytes of memory of all workers, if each of a stage gets what the largest needs."""
        return sum(stage.workers * stage.memory for stage in self.stages)

    @property
    def is_feasible(self) -> bool:
        """Whether no process is busier than was asked for."""
        return all(stage.is_feasible for stage in self.stages)

    @property
    def one_worker_does(self) -> bool:
        """Whether a single worker with all stages is enough, with at most the cores of a worker."""
        cores = sum(stage.busy_cores for stage in self.stages) / self.demand.use
        loop = sum(stage.main_cores for stage in self.stages)
        return cores <= self.demand.worker_cores and loop <= self.demand.use

    @property
    def disk(self) -> float:
        """Bytes on the disks of all brokers, with all copies."""
        return sum(topic.disk for topic in self.topics)

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader of the plan should know, in sentences."""
        return tuple(self._notes())

    def _notes(self) -> Iterator[str]:
        for stage in self.stages:
            if not stage.is_feasible:
                busy = f"{stage.stage} is too busy: {stage.event_loop:.0%} of an event loop"
                yield f"{busy}. {stage.limit}; {stage.remedy}."
        if self.one_worker_does:
            cores = ceil(sum(stage.busy_cores for stage in self.stages) / self.demand.use)
            yield f"One worker with all stages is enough: `newsmill worker` with NEWSMILL_POOL_SIZE={cores}."
        decided = max(self.stages, key=lambda stage: stage.largest_state)
        if decided.recovery > LONG_RECOVERY:
            minutes = f"{decided.recovery / 60:,.0f} minutes"
            yield (
                f"A worker of {decided.stage} that starts reads its state back for {minutes}, and its languages wait. "
                "More workers, up to one for each language, and a shorter NEWSMILL_DEDUPLICATION_WINDOW divide that "
                "time and the memory."
            )
        if decided.largest_state > self.largest_measured:
            known, largest = f"{self.largest_measured:,.0f}", f"{decided.largest_state:,.0f}"
            yield f"A state of {largest} articles and copies is an extrapolation: measured up to {known} in one worker."


def make_plan(demand: Demand, figures: Figures = MEASURED) -> Plan:
    """Return what a demand needs."""
    pooled = extract(demand, figures), enrich(demand, figures)
    partitions = demand.partitions
    if partitions is None:
        fewest = max(FEWEST_PARTITIONS, GROWTH * max(stage.workers for stage in pooled))
        partitions = fewest_apart(demand.languages, fewest)
    first, last = (_within(stage, partitions) for stage in pooled)
    stages = first, deduplicate(demand, figures, partitions), last
    broker_cores = demand.rate * figures.broker_ms / 1000 / demand.use
    loads = topic_plans(demand, figures, stages)
    return Plan(demand, partitions, stages, loads, broker_cores, figures.measured_entries)


def _within(stage: StagePlan, partitions: int) -> StagePlan:
    """Return the plan with at most as many workers as there are partitions, the others of which would idle."""
    if stage.workers <= partitions:
        return stage
    more = stage.workers / partitions
    return replace(
        stage,
        workers=partitions,
        is_feasible=False,
        event_loop=stage.event_loop * more,
        limit=f"{stage.workers} workers are needed, and each needs a partition",
        remedy="more partitions of the stage's topic, or more cores a worker",
    )
