"""Runs of the whole pipeline, with and without Kafka, and what each took: time, and processor time by process."""

import asyncio
import os
import time
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import psutil
from rich.console import Console

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
from tests.support.brokers.records import producer, publish

POLL_SECONDS = 0.25

console = Console(stderr=True)


class Cpu(NamedTuple):
    """Processor time in seconds, user and system: of the worker's process, its pool's children, and the broker."""

    main: float = 0.0
    children: float = 0.0
    broker: float = 0.0

    def minus(self, other: "Cpu") -> "Cpu":
        """Return the difference."""
        return Cpu(*(mine - theirs for mine, theirs in zip(self, other, strict=True)))

    def over(self, count: float) -> "Cpu":
        """Return the share of each of that many."""
        return Cpu(*(seconds / count for seconds in self))


@dataclass(frozen=True)
class Run:
    """What some events took, from the first one that was taken to the last one that was published."""

    events: int
    seconds: float
    cpu: Cpu
    stage_seconds: dict[str, float]  # mean of one event, by stage

    def beyond(self, smaller: "Run") -> "Run":
        """Return what the events took that a smaller run had not: without all that a run takes once."""
        return replace(
            self,
            events=self.events - smaller.events,
            seconds=self.seconds - smaller.seconds,
            cpu=self.cpu.minus(smaller.cpu),
        )

    @property
    def rate(self) -> float:
        """Events a second."""
        return self.events / self.seconds


class Meter:
    """Reads the processor time of this process, of the children that it starts from now on, and of a broker."""

    def __init__(self) -> None:
        self._me = psutil.Process()
        self._broker = self._me.children(recursive=True)

    def read(self) -> Cpu:
        """Return the processor time until now."""
        others = {process.pid for process in self._broker}
        pool = [process for process in self._me.children(recursive=True) if process.pid not in others]
        return Cpu(time.process_time(), _seconds(pool), _seconds(self._broker))


def _seconds(processes: Iterable[psutil.Process]) -> float:
    """Return the processor time of processes that live, whatever children they had."""
    total = 0.0
    for process in processes:
        times = process.cpu_times()
        total += times.user + times.system
    return total


def quiet_worker(broker: Any, pool_size: int) -> Settings:
    """Return the settings of a worker on a broker that logs errors alone, and log as they say."""
    settings = load(
        broker=broker.url, partitions=4, http_port=0, pool_size=pool_size, log_format=LogFormat.JSON, log_level="ERROR"
    )
    log.configure(settings)
    return settings


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
    meter = Meter()
    async with LocalPipeline(settings, is_warm=True) as pipeline:
        started, before = time.perf_counter(), meter.read()
        async for _ in pipeline.process(values):
            pass
        return Run(len(values), time.perf_counter() - started, meter.read().minus(before), {})


@asynccontextmanager
async def working(settings: Settings, events: Sequence[tuple[bytes, bytes]]) -> Any:
    """Run a worker on topics of its own, of which the raw one has the events; yields it with its settings."""
    settings = settings.model_copy(update={"topic_prefix": f"bench-{uuid.uuid4().hex[:8]}-"})
    topics = Topics(settings)
    await create_topics(settings, topics)
    await publish(settings.bootstrap, topics.raw.name, events)
    worker, stop = Worker(settings), asyncio.Event()
    running = asyncio.create_task(worker.run(stop))
    try:
        yield worker, running
    finally:
        stop.set()
        if not await running:
            raise SystemExit("the worker did not end cleanly")


async def run_kafka(settings: Settings, events: Sequence[tuple[bytes, bytes]]) -> Run:
    """Run a whole worker on the events of the raw topic."""
    meter = Meter()
    async with working(settings, events) as (worker, running):
        await _until(lambda: taken(worker.metrics) > 0, running)
        started, before = time.perf_counter(), meter.read()
        await _until(lambda: finished(worker.metrics) >= len(events), running)
        seconds, cpu = time.perf_counter() - started, meter.read().minus(before)
        stages = {stage: mean_seconds(worker.metrics, stage) for stage in settings.stages}
    return Run(len(events), seconds, cpu, stages)


async def ages(settings: Settings, rate: float, seconds: float, first: float) -> list[float]:
    """Return the ages in seconds of articles as they are published, while events come at a steady rate.

    An article's age is the time since its raw event was published. The articles of the `first` seconds do not count:
    processes have to warm up.
    """
    found: list[float] = []
    count = int(rate * (first + seconds))
    events = raw_values(count)
    async with working(settings, []) as (worker, running), producer(settings.bootstrap) as feed:
        worker.metrics.age_seconds.observe = found.append
        await _until(lambda: not worker.health.lacking(), running)
        began, waits = time.perf_counter(), []
        for number, (key, value) in enumerate(events):
            await asyncio.sleep(max(0.0, began + number / rate - time.perf_counter()))
            waits.append(await feed.send(worker.topics.raw.name, value, key=key))
        await asyncio.gather(*waits)
        await _until(lambda: len(found) >= count, running)
    return found[int(rate * first) :]


async def _until(is_so: Callable[[], bool], running: "asyncio.Task[bool]") -> None:
    while not is_so() and not running.done():
        await asyncio.sleep(POLL_SECONDS)


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


def cores() -> int:
    """Return the number of cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
