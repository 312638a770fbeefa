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

from streams.kafka.cluster import create_topics
from streams.settings import Settings, load
from streams.stages import Stage
from streams.topics import Topics
from tests.benchmarks.measured import Figures
from tests.benchmarks.road.runs import console, raw_values
from tests.support.brokers.records import publish
from tests.support.running.worker import WorkerProcess

STAGES = (Stage.EXTRACT, Stage.DEDUPLICATE, Stage.ENRICH)
PARTITIONS = 4
FIRST = 0.15  # share of the events before the measurement: processes have to warm up
POLL_SECONDS = 0.5
LIMIT = 300.0  # seconds for one stage


class Moment(NamedTuple):
    """A worker at one moment: its events, and its processor time in seconds."""

    events: float
    main: float
    children: float
    broker: float
    own_work: float  # of the stage in the main process, seconds
    at: float

    def since(self, earlier: "Moment") -> Figures:
        """Return what each event took: milliseconds of processor time."""
        events, main, children, broker, own_work, seconds = (
            now - before for now, before in zip(self, earlier, strict=True)
        )
        return {
            "main ms": round(1000 * (main - own_work) / events, 3),
            "own work in main ms": round(1000 * own_work / events, 3),
            "children ms": round(1000 * children / events, 3),
            "broker ms": round(1000 * broker / events, 3),
            "events/s": round(events / seconds, 1),
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
    return found


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
        await worker.terminate()
    return last.since(first) | sizes


async def _reach(worker: WorkerProcess, stage: Stage, events: float, kafka: list[psutil.Process]) -> Moment:
    """Wait until the worker has finished so many events."""
    end = time.monotonic() + LIMIT
    while (moment := await asyncio.to_thread(_moment, worker, stage, kafka)).events < events:
        if not worker.running or time.monotonic() > end:
            raise SystemExit(f"{stage} finished {moment.events:.0f} of {events:.0f} events: {worker.log[-2000:]}")
        await asyncio.sleep(POLL_SECONDS)
    return moment


def _moment(worker: WorkerProcess, stage: Stage, kafka: list[psutil.Process]) -> Moment:
    events = worker.total("newsmill_events_total", stage=stage)
    own_work = worker.total("newsmill_stage_seconds_sum", stage=stage) if stage is Stage.DEDUPLICATE else 0.0
    main, *children = worker.family()
    return Moment(events, _seconds([main]), _seconds(children), _seconds(kafka), own_work, time.monotonic())


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
