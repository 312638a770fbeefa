"""What one event takes at each stage on Kafka, in a worker of that stage alone: processor time by process, and memory.

The worker is `newsmill worker` as operators run it. It finds all events on its topic, so what it takes is the time of a
busy worker; what the events before a steady state take is left out.
"""

import asyncio
import tempfile
import time
import uuid
from pathlib import Path
from typing import Any, NamedTuple

import psutil

from agents.deduplicate import Deduplicator
from streams.kafka.cluster import create_topics
from streams.settings import Settings, load
from streams.stages import Stage
from streams.topics import Topics
from tests.benchmarks.measured import Figures
from tests.benchmarks.road.runs import console, raw_values
from tests.benchmarks.state import WINDOW
from tests.support.brokers.records import TopicReader, publish
from tests.support.running.deliver import deduplicating, means_of
from tests.support.running.deliver import event as incoming
from tests.support.running.worker import WorkerProcess

STAGES = (Stage.EXTRACT, Stage.DEDUPLICATE, Stage.ENRICH)
PARTITIONS = 4
FIRST = 0.15  # share of the events before the measurement: processes have to warm up
POLL_SECONDS = 1.0
IDLE_POLLS = 8  # without events, to see what a worker takes anyway
LIMIT = 300.0  # seconds for one stage


class Moment(NamedTuple):
    """A worker at one moment: its events, and its processor time in seconds."""

    events: float
    main: float
    children: float
    broker: float
    at: float

    def minus(self, earlier: "Moment") -> "Moment":
        """Return the difference."""
        return Moment(*(now - before for now, before in zip(self, earlier, strict=True)))

    def beyond(self, idle: "Moment") -> Figures:
        """Return what each event took beyond what an idle worker takes, ms of processor time, and that, ms a second."""
        events, main, children, broker, seconds = self
        main, children, broker = (
            taken - seconds * at_rest / idle.at
            for taken, at_rest in zip((main, children, broker), idle[1:4], strict=True)
        )
        return {
            "main ms": round(1000 * main / events, 3),
            "children ms": round(1000 * children / events, 3),
            "broker ms": round(1000 * broker / events, 3),
            "events/s": round(events / seconds, 1),
            "idle main ms a second": round(1000 * idle.main / idle.at, 2),
        }


def measure_hops(broker: Any, count: int) -> dict[str, Figures]:
    """Take that many events of 60 kB through the stages, one worker after the other; returns the figures by stage."""
    settings = load(broker=broker.url, topic_prefix=f"bench-{uuid.uuid4().hex[:8]}-", partitions=PARTITIONS)
    asyncio.run(_publish(settings, count))
    kafka = [psutil.Process(child.pid) for child in psutil.Process().children(recursive=True)]
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for stage in STAGES:
            console.print(f"{stage}: {count} events")
            log = Path(folder) / f"{stage}.log"
            found[stage.value] = asyncio.run(_run(settings, stage, count, kafka, log))
    decisions = asyncio.run(_decisions(settings, count))
    found[Stage.DEDUPLICATE]["decisions in main ms"] = round(decisions, 3)
    return found


async def _decisions(settings: Settings, count: int) -> float:
    """Decide the extracted events again, without Kafka: return what the stage's own work takes an event, ms."""
    topic = Topics(settings).extracted.name
    work = deduplicating(
        means_of(load(partitions=PARTITIONS)),
        {partition: Deduplicator(window=WINDOW) for partition in range(PARTITIONS)},
    )
    taken = done = 0.0
    async with TopicReader(settings.bootstrap, topic) as reader:
        while done < count and (records := await reader.read()):
            events = [incoming(topic, partition=one.partition, offset=one.offset, value=one.value) for one in records]
            started = time.thread_time()
            for event in events:
                await work(event)
            taken += time.thread_time() - started
            done += len(events)
    return 1000 * taken / done


async def _publish(settings: Settings, count: int) -> None:
    topics = Topics(settings)
    await create_topics(settings, topics)
    await publish(settings.bootstrap, topics.raw.name, raw_values(count))


async def _run(settings: Settings, stage: Stage, count: int, kafka: list[psutil.Process], log: Path) -> Figures:
    given = {
        "stages": stage.value, "partitions": PARTITIONS, "pool_size": 1, "enrichment": "fast", "log_level": "WARNING",
    }  # fmt: skip
    with WorkerProcess(settings.broker, settings.topic_prefix, log, **given) as worker:
        await worker.await_ready()
        first = await _reach(worker, stage, FIRST * count, kafka)
        last = await _reach(worker, stage, count, kafka)
        sizes = _memory(worker)
        rested = last
        for _ in range(IDLE_POLLS):
            await asyncio.sleep(POLL_SECONDS)
            rested = await asyncio.to_thread(moment, worker, stage, kafka)
        await worker.terminate()
    return last.minus(first).beyond(rested.minus(last)) | sizes


async def _reach(worker: WorkerProcess, stage: Stage, events: float, kafka: list[psutil.Process]) -> Moment:
    """Wait until the worker has finished so many events."""
    end = time.monotonic() + LIMIT
    while (now := await asyncio.to_thread(moment, worker, stage, kafka)).events < events:
        if not worker.running or time.monotonic() > end:
            raise SystemExit(f"{stage} finished {now.events:.0f} of {events:.0f} events: {worker.log[-2000:]}")
        await asyncio.sleep(POLL_SECONDS)
    return now


def moment(worker: WorkerProcess, stage: Stage, kafka: list[psutil.Process]) -> Moment:
    """Return how far a worker is with the events of a stage, and the processor time until now."""
    events = worker.total("newsmill_events_total", stage=stage)
    main, *children = worker.family()
    return Moment(events, _seconds([main]), _seconds(children), _seconds(kafka), time.monotonic())


def _seconds(processes: list[psutil.Process]) -> float:
    times = [process.cpu_times() for process in processes]
    return sum(one.user + one.system for one in times)


def _memory(worker: WorkerProcess) -> Figures:
    """Return the memory in MiB: of the main process, resident, and what each child has of its own."""
    main, *children = worker.family()
    own = [child.memory_full_info().uss for child in children]
    return {
        "main MiB": round(main.memory_info().rss / 2**20),
        "child MiB": round(max(child.memory_info().rss for child in children) / 2**20),
        "of these its own MiB": round(max(own) / 2**20),
    }
