"""A load test in small: one worker with all stages at a steady rate, and what an operator would see of it.

The worker is `newsmill worker` with one process in the pool, on events of 60 kB. What its main process takes is
compared with what the capacity model says for this rate; the rest are the metrics that deploy/README.md says to watch.
"""

import asyncio
import math
import tempfile
import time
import uuid
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from prometheus_client.parser import text_string_to_metric_families

from agents.plan import MEASURED
from streams.kafka.cluster import create_topics
from streams.settings import Settings, load
from streams.stages import Stage
from streams.topics import Topics
from tests.benchmarks.capacity_hops import STAGES, Moment, moment
from tests.benchmarks.measured import Figures
from tests.benchmarks.road.runs import console, raw_values
from tests.support.brokers.records import producer
from tests.support.running.worker import WorkerProcess

PARTITIONS = 4
FIRST_SECONDS = 10.0  # before the measurement: processes have to warm up
LOOK_SECONDS = 5.0  # between two looks at the lag, which the worker asks the broker for as often
HISTOGRAMS = {  # by name here: the metric, and its percentiles
    "age of articles (s)": ("newsmill_article_age_seconds", (50, 95, 99)),
    "wait for the pool (s)": ("newsmill_pool_wait_seconds", (50, 95, 99)),
    "event loop late (s)": ("newsmill_event_loop_delay_seconds", (50, 95, 99)),
}
GAUGES = {"lag (events)": "newsmill_lag_events", "in flight (events)": "newsmill_in_flight_events"}


def measure_load(broker: Any, rate: float, seconds: float) -> Figures:
    """Feed a worker at a rate, events a second, for so long; returns what was seen of it."""
    settings = load(broker=broker.url, topic_prefix=f"bench-{uuid.uuid4().hex[:8]}-", partitions=PARTITIONS)
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(_measure(settings, rate, seconds, Path(folder) / "worker.log"))


async def _measure(settings: Settings, rate: float, seconds: float, log: Path) -> Figures:
    topics, given = Topics(settings), {"partitions": PARTITIONS, "pool_size": 1, "log_level": "WARNING"}
    await create_topics(settings, topics)
    events = raw_values(int(rate * (FIRST_SECONDS + seconds)))
    with WorkerProcess(settings.broker, settings.topic_prefix, log, **given) as worker:
        await worker.await_ready()
        console.print(f"{rate:g} events a second for {seconds:g} s")
        feeder = asyncio.create_task(_feed(settings, topics.raw.name, events, rate))
        await asyncio.sleep(FIRST_SECONDS)
        first, before = await asyncio.to_thread(_look, worker)
        most: Counter[str] = Counter()
        while not feeder.done():
            await asyncio.sleep(LOOK_SECONDS)
            for name, metric in GAUGES.items():
                most[name] = max(most[name], await asyncio.to_thread(worker.total, metric))
        await feeder
        last, after = await asyncio.to_thread(_look, worker)
        await worker.terminate()
    return _figures(last.minus(first), before, after, most)


async def _feed(settings: Settings, topic: str, events: list[tuple[bytes, bytes]], rate: float) -> None:
    async with producer(settings.bootstrap) as client:
        began = time.monotonic()
        for number, (key, value) in enumerate(events):
            await asyncio.sleep(max(0.0, began + number / rate - time.monotonic()))
            await client.send_and_wait(topic, key=key, value=value)


def _look(worker: WorkerProcess) -> tuple[Moment, dict[str, Counter[float]]]:
    """Return the worker's moment, and the buckets of its histograms by name and upper bound."""
    answer = worker.get("/metrics")
    assert answer is not None, "it does not answer"
    samples = [one for family in text_string_to_metric_families(answer.text) for one in family.samples]
    found = {}
    for name, (metric, _) in HISTOGRAMS.items():
        found[name] = Counter[float]()
        for one in samples:
            if one.name == f"{metric}_bucket":
                found[name][float(one.labels["le"])] += int(one.value)
    return moment(worker, Stage.ENRICH, []), found


def _figures(
    taken: Moment, before: Mapping[str, Counter[float]], after: Mapping[str, Counter[float]], most: Counter[str]
) -> Figures:
    seconds, rate = taken.at, taken.events / taken.at
    loop_ms = sum((MEASURED.extract_hop_ms, MEASURED.deduplicate_hop_ms, MEASURED.decision_ms, MEASURED.enrich_hop_ms))
    return {
        "articles a second": round(rate, 1),
        "main process: share of a core": round(taken.main / seconds, 3),
        "by the plan": round((rate * loop_ms + len(STAGES) * MEASURED.idle_ms) / 1000, 3),
        "pool: share of a core": round(taken.children / seconds, 3),
        "at most": dict(most),
        **{
            name: {f"p{share}": _rounded(percentile(after[name] - before[name], share)) for share in shares}
            for name, (_, shares) in HISTOGRAMS.items()
        },
    }


def percentile(buckets: Mapping[float, int], share: float) -> float:
    """Return a percentile from a histogram's buckets, which count all below their bound, as Prometheus does.

    It is the highest bound if the percentile is above that, and not a number if nothing was counted.
    """
    bounds = sorted(bound for bound, count in buckets.items() if count)
    wanted = buckets.get(math.inf, 0) * share / 100
    lower, below = 0.0, 0
    for bound in bounds:
        if buckets[bound] >= wanted:
            inside = buckets[bound] - below
            return lower if math.isinf(bound) else lower + (bound - lower) * (wanted - below) / inside
        lower, below = bound, buckets[bound]
    return math.nan


def _rounded(value: float) -> float:
    return float(f"{value:.3g}")
