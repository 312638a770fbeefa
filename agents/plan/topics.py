"""The load of each topic on the brokers: bytes and requests a second, and bytes on their disks.

Requests are at most: an event that comes alone makes one to publish it and one to fetch it. Under load a worker has one
request of each kind under way at each broker, with all records that wait, so that there are fewer.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from agents.plan.demand import SECONDS_A_DAY, Demand
from agents.plan.figures import Figures
from agents.plan.stages import StagePlan
from streams.settings import Settings
from streams.topics import DAY_MS, Topics

LINGER_SECONDS = 0.005  # for which a worker's producer waits for more records, so a worker publishes at most so often
UNCOMPACTED = 2  # times the state, until the records of articles that were forgotten are compacted away


@dataclass(frozen=True)
class TopicPlan:
    """The load of one topic: what producers send, and what consumers fetch (replicas not counted)."""

    topic: str
    rate: float  # records a second
    produced: float  # bytes a second
    fetched: float  # bytes a second
    requests: float  # a second, at most, to publish and to fetch
    days: float  # for which records are kept
    disk: float  # bytes, with all copies


def topic_plans(demand: Demand, figures: Figures, stages: Sequence[StagePlan]) -> tuple[TopicPlan, ...]:
    """Return the load of each topic that every article passes, in their order."""
    workers = {stage.stage: stage.workers for stage in stages}
    unique, copies = demand.unique_rate, demand.rate * demand.duplicates
    rows = (  # rate, bytes of a record, writing workers (0: the feed), readers
        ("raw", demand.rate, figures.raw_share * demand.page_bytes, 0, 1),
        ("extracted", demand.rate, figures.extracted_bytes, workers["extract"], 1),
        ("deduplicate-state", demand.rate, figures.state_bytes, workers["deduplicate"], 0),
        ("unique", unique, figures.unique_bytes, workers["deduplicate"], 1),
        ("duplicates", copies, figures.duplicates_bytes, workers["deduplicate"], 0),
        ("articles", unique, figures.articles_bytes, workers["enrich"], demand.subscribers),
    )
    days = _days(demand)
    return tuple(
        TopicPlan(
            topic,
            rate,
            produced=rate * size,
            fetched=rate * size * readers,
            requests=_most(rate, writers) * (1 + readers),
            days=days[topic],
            disk=rate * size * days[topic] * SECONDS_A_DAY * demand.replication,
        )
        for topic, rate, size, writers, readers in rows
    )


def _most(rate: float, writers: int) -> float:
    """Return the requests to publish, a second: each record alone, but no more often than the workers publish."""
    return min(rate, writers / LINGER_SECONDS) if writers else rate


def _days(demand: Demand) -> dict[str, float]:
    """Return for how many days each topic keeps a record, by the topics' own configuration."""
    topics = Topics(Settings.model_construct())
    return {
        topic.short: int(topic.config["retention.ms"]) / DAY_MS
        if "retention.ms" in topic.config
        else UNCOMPACTED * demand.remembered_days
        for topic in topics.all()
    }
