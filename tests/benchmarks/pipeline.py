"""The pipeline's throughput on Kafka as a ratio to the same stage functions in the same pool without Kafka.

Both are measured in one run, on the same events, in alternating rounds: seconds mean little on another machine, the
ratio does. Then: where the time of one article goes, by stage.

usage: python tests/benchmarks/pipeline.py [--events N] [--rounds N] [--pool-size N] [--embedded] [--json]
"""

import argparse
import asyncio
import json
import os
import statistics
import sys
import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))  # run as a script: the tests are not a package of newsmill

from rich.console import Console
from rich.table import Table

from agents.local import LocalPipeline
from agents.worker import Worker
from schemas import RawArticle
from streams import log
from streams.kafka.cluster import create_topics
from streams.kafka.embedded import EmbeddedBroker
from streams.metrics import Metrics
from streams.settings import LogFormat, Settings, load
from streams.stages import Stage
from streams.topics import Topics
from tests.support.articles.pages import page, story
from tests.support.brokers.jars import KafkaUnavailable, jars
from tests.support.brokers.kafka import Kafka
from tests.support.brokers.records import publish

POLL_SECONDS = 0.02

console = Console(stderr=True)


@dataclass(frozen=True)
class Run:
    """One measurement."""

    events_per_second: float
    stage_seconds: dict[str, float]  # mean of one event, by stage


def raw_values(count: int) -> list[tuple[bytes, bytes]]:
    """Return keys and values of that many raw events of 60 kB, each a story of its own."""
    events = []
    for number in range(count):
        url = f"https://herald.example/{number}"
        raw = RawArticle(url=url, id=str(number), content=page(f"Story {number}", story(number), canonical=url))
        events.append((url.encode(), raw.encode()))
    return events


async def run_local(settings: Settings, values: Sequence[bytes]) -> Run:
    """Run the stages without Kafka."""
    stages: dict[str, list[float]] = {Stage.EXTRACT: [], Stage.ENRICH: []}
    async with LocalPipeline(settings, is_warm=True) as pipeline:
        started = time.perf_counter()
        async for output in pipeline.process(values):
            timings = json.loads(output.event or b"{}")["provenance"]["timings"]
            for stage, seconds in stages.items():
                seconds.append(timings[stage])
        elapsed = time.perf_counter() - started
    return Run(len(values) / elapsed, {stage: statistics.fmean(seconds) for stage, seconds in stages.items()})


async def run_kafka(settings: Settings, events: Sequence[tuple[bytes, bytes]]) -> Run:
    """Run a whole worker on the events of the raw topic; time is measured from the first event that it takes."""
    settings = settings.model_copy(update={"topic_prefix": f"bench-{uuid.uuid4().hex[:8]}-"})
    topics = Topics(settings)
    await create_topics(settings, topics)
    await publish(settings.bootstrap, topics.raw.name, events)
    worker, stop = Worker(settings), asyncio.Event()
    running = asyncio.create_task(worker.run(stop))
    while not taken(worker.metrics) and not running.done():
        await asyncio.sleep(POLL_SECONDS)
    started = time.perf_counter()
    while finished(worker.metrics) < len(events) and not running.done():
        await asyncio.sleep(POLL_SECONDS)
    elapsed = time.perf_counter() - started
    stop.set()
    if not await running:
        raise SystemExit("the worker did not end cleanly")
    return Run(len(events) / elapsed, {stage: mean_seconds(worker.metrics, stage) for stage in settings.stages})


def taken(metrics: Metrics) -> float:
    """Return the number of raw events taken so far."""
    return sample(metrics, "newsmill_events_in_total", stage=Stage.EXTRACT)


def finished(metrics: Metrics) -> float:
    """Return the number of articles published so far."""
    return sample(metrics, "newsmill_events_total", stage=Stage.ENRICH, outcome="published")


def mean_seconds(metrics: Metrics, stage: Stage) -> float:
    """Return the mean time of one event at a stage."""
    count = sample(metrics, "newsmill_stage_seconds_count", stage=stage)
    return sample(metrics, "newsmill_stage_seconds_sum", stage=stage) / count if count else 0.0


def sample(metrics: Metrics, name: str, **labels: str) -> float:
    """Return one sample's value, 0 if it does not exist yet."""
    return metrics.registry.get_sample_value(name, {key: str(value) for key, value in labels.items()}) or 0.0


@contextmanager
def some_broker(*, embedded: bool) -> Iterator[Kafka | EmbeddedBroker]:
    """Apache Kafka, or the embedded broker if it is asked for or Kafka is not available."""
    if not embedded:
        try:
            jars()
        except KafkaUnavailable as error:
            console.print(f"No Apache Kafka ({error}): measuring on the embedded broker.")
            embedded = True
    with EmbeddedBroker() if embedded else Kafka() as broker:
        yield broker


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=1000, help="events a round (default 1000)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of both kinds (default 3)")
    parser.add_argument("--pool-size", type=int, default=None, help="processes of the pool (default: the cores)")
    parser.add_argument("--embedded", action="store_true", help="use the embedded broker, not Apache Kafka")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args()
    events = raw_values(options.events)
    with some_broker(embedded=options.embedded) as broker:
        settings = load(
            broker=broker.url, partitions=4, http_port=0, pool_size=options.pool_size, log_format=LogFormat.JSON,
            log_level="ERROR",
        )  # fmt: skip
        log.configure(settings)
        local, kafka = [], []
        for number in range(options.rounds):
            console.print(f"round {number + 1} of {options.rounds}: without Kafka")
            local.append(asyncio.run(run_local(settings, [value for _, value in events])))
            console.print(f"round {number + 1} of {options.rounds}: on Kafka")
            kafka.append(asyncio.run(run_kafka(settings, events)))
    name = "embedded broker" if broker.is_embedded else "Apache Kafka"
    report(name, settings, local, kafka, as_json=options.json)


def report(name: str, settings: Settings, local: list[Run], kafka: list[Run], *, as_json: bool) -> None:
    """Print the ratio and the stages' shares."""
    ratios = [on.events_per_second / without.events_per_second for on, without in zip(kafka, local, strict=True)]
    stages = {stage.value: statistics.fmean(run.stage_seconds.get(stage, 0.0) for run in kafka) for stage in Stage}
    figures = {
        "broker": name,
        "cores": os.cpu_count(),
        "pool_size": settings.pool_size,
        "events_per_second_without_kafka": [round(run.events_per_second, 1) for run in local],
        "events_per_second_on_kafka": [round(run.events_per_second, 1) for run in kafka],
        "ratios": [round(ratio, 3) for ratio in ratios],
        "ratio_median": round(statistics.median(ratios), 3),
        "milliseconds_by_stage": {stage: round(1000 * seconds, 3) for stage, seconds in stages.items() if seconds},
    }
    if as_json:
        print(json.dumps(figures))
        return
    table = Table("figure", "value", title="Pipeline throughput")
    for figure, value in figures.items():
        table.add_row(figure, str(value))
    Console().print(table)


if __name__ == "__main__":
    main()
