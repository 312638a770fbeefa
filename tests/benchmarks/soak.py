"""A worker under a steady load for minutes: its memory, file descriptors and lag must not grow.

A feeder publishes events at a fixed rate, new texts of always the same addresses, so that the deduplicator's state
stops growing. Every few seconds the worker is measured from outside. Exit code 1 if something grows.

usage: python tests/benchmarks/soak.py [--minutes N] [--rate N] [--embedded] [--json]
"""

import argparse
import asyncio
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))  # run as a script: the tests are not a package of newsmill

import psutil
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from schemas import RawArticle
from streams.kafka.cluster import create_topics
from streams.settings import Settings, load
from streams.topics import Topics
from tests.benchmarks.road.runs import some_broker
from tests.support.articles.pages import page, story
from tests.support.brokers.records import producer
from tests.support.running.worker import WorkerProcess

ADDRESSES = 300
INTERVAL = 5.0  # seconds between two samples
GROWTH = 0.05  # of memory, from the second third to the last, that counts as flat
DESCRIPTORS = 4  # that may come on top, such as a connection that is opened again
LAG_SECONDS = 5.0  # of events that may lie there, as the broker is asked every five seconds

console = Console(stderr=True)


@dataclass(frozen=True)
class Sample:
    """The worker at one moment."""

    second: float
    memory_mb: float  # resident, of the worker without its pool
    pool_memory_mb: float
    descriptors: int
    lag: float  # events, over all stages
    finished: float  # articles published since the start


def events() -> Iterator[tuple[bytes, bytes]]:
    """Yield pages of 60 kB without end."""
    number = 0
    while True:
        address = f"https://herald.example/{number % ADDRESSES}"
        content = page(f"Story {number % ADDRESSES}", story(number), canonical=address)
        yield address.encode(), RawArticle(url=address, language="en", content=content).encode()
        number += 1


async def feed(settings: Settings, topic: str, rate: float) -> None:
    """Publish at a steady rate until cancelled."""
    async with producer(settings.bootstrap) as client:
        started = time.monotonic()
        for number, (key, value) in enumerate(events()):
            await asyncio.sleep(max(0.0, started + number / rate - time.monotonic()))
            await client.send_and_wait(topic, key=key, value=value)


def measure(worker: WorkerProcess, started: float) -> Sample:
    """Take a sample."""
    parent, *children = worker.family()
    megabyte = 1024 * 1024
    return Sample(
        second=round(time.monotonic() - started, 1),
        memory_mb=round(parent.memory_info().rss / megabyte, 1),
        pool_memory_mb=round(sum(child.memory_info().rss for child in children) / megabyte, 1),
        descriptors=sum(process.num_fds() for process in (parent, *children)),
        lag=worker.total("newsmill_lag_events"),
        finished=worker.total("newsmill_events_total", stage="enrich", outcome="published"),
    )


async def soak(settings: Settings, rate: float, seconds: float, log: Path) -> list[Sample]:
    """Run a worker under load for so long, and return what was seen of it."""
    topics = Topics(settings)
    await create_topics(settings, topics)
    samples: list[Sample] = []
    with WorkerProcess(settings.broker, settings.topic_prefix, log, partitions=settings.partitions) as worker:
        await worker.await_ready()
        feeder = asyncio.create_task(feed(settings, topics.raw.name, rate))
        started = time.monotonic()
        with Progress(console=console) as progress:
            task = progress.add_task("soaking", total=seconds)
            while time.monotonic() - started < seconds and not feeder.done():
                await asyncio.sleep(INTERVAL)
                samples.append(await asyncio.to_thread(measure, worker, started))
                progress.update(task, completed=samples[-1].second)
        if feeder.done():
            feeder.result()
        feeder.cancel()
        await worker.terminate()
    return samples


def judge(samples: Sequence[Sample], rate: float) -> dict[str, tuple[float, float, bool]]:
    """Return, for each figure, its median in the second and in the last third, and whether it is flat."""
    third = len(samples) // 3
    middle, last = samples[third : 2 * third], samples[2 * third :]

    def compare(of: Callable[[Sample], float], limit: Callable[[float], float]) -> tuple[float, float, bool]:
        before, after = statistics.median(map(of, middle)), statistics.median(map(of, last))
        return before, after, after <= limit(before)

    return {
        "memory_mb": compare(lambda sample: sample.memory_mb, lambda before: before * (1 + GROWTH)),
        "pool_memory_mb": compare(lambda sample: sample.pool_memory_mb, lambda before: before * (1 + GROWTH)),
        "descriptors": compare(lambda sample: sample.descriptors, lambda before: before + DESCRIPTORS),
        "lag": compare(lambda sample: sample.lag, lambda _: LAG_SECONDS * rate),
    }


def main() -> None:
    """Soak, judge and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10, help="how long (default 10)")
    parser.add_argument("--rate", type=float, default=15, help="events a second (default 15)")
    parser.add_argument("--embedded", action="store_true", help="use the embedded broker, not Apache Kafka")
    parser.add_argument("--json", action="store_true", help="print JSON, with all samples")
    options = parser.parse_args()
    with some_broker(embedded=options.embedded) as broker, tempfile.TemporaryDirectory() as folder:
        settings = load(broker=broker.url, topic_prefix="soak-", partitions=4)
        try:
            samples = asyncio.run(soak(settings, options.rate, 60 * options.minutes, Path(folder) / "worker.log"))
        except psutil.NoSuchProcess:
            raise SystemExit(f"the worker ended: {(Path(folder) / 'worker.log').read_text()[-3000:]}") from None
    verdicts = judge(samples, options.rate)
    report("embedded broker" if broker.is_embedded else "Apache Kafka", samples, verdicts, as_json=options.json)
    raise SystemExit(0 if all(flat for _, _, flat in verdicts.values()) else 1)


def report(
    broker: str, samples: Sequence[Sample], verdicts: dict[str, tuple[float, float, bool]], *, as_json: bool
) -> None:
    """Print what was seen."""
    last = samples[-1]
    if as_json:
        print(json.dumps({"broker": broker, "samples": [asdict(one) for one in samples], "verdicts": verdicts}))
        return
    rate = last.finished / last.second
    table = Table(
        "figure", "second third", "last third", "", title=f"{last.second:.0f} s on {broker}, {rate:.1f} articles/s"
    )
    for figure, (before, after, flat) in verdicts.items():
        table.add_row(figure, f"{before:g}", f"{after:g}", "flat" if flat else "grows")
    Console().print(table)


if __name__ == "__main__":
    main()
