"""The deduplicator filled with synthetic events, and its state restored from records, on disk or on Kafka."""

import asyncio
import gc
import struct
import time
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import BinaryIO

import numpy as np
from rich.console import Console
from rich.progress import track

from agents.deduplicate import Decision, Deduplicator
from agents.deduplicate.agent import RECOVERED_AT_ONCE
from tests.benchmarks.measured import Collections, Figures, highest, percentiles, resident, settled
from tests.benchmarks.synthetic import Kind, Stream, kind_of
from tests.support.articles.judged import links_of

WINDOW = 3 * 86_400.0  # seconds, the setting's default
STEADY = 10  # the window's events as a multiple of those after it is full
LONG_PAUSE = 20.0  # ms
HEAD = struct.Struct("<Ii")  # lengths of a record's key and value; -1 for a tombstone
QUEUED = 50_000  # records on their way to the broker
TICK = 0.001  # seconds

console = Console(stderr=True)


def fill(articles: int, seed: int, records: Path) -> Figures:
    """Fill a window with so many events and go on, with an event that expires for each new one; writes the records."""
    deduplicator, events = Deduplicator(window=WINDOW), Stream(seed, articles * 9 // 10)
    count = articles + articles // STEADY
    nanoseconds, sizes = np.ones(count, np.uint64), np.ones(articles, np.uint32)
    outcomes: Counter[tuple[Kind, str]] = Counter()
    _warm(seed)
    gc.collect()
    gc.freeze()  # as the worker does
    collections, before, full = Collections(), settled(), {}
    with records.open("wb") as log:
        for number in track(range(count), "deciding", console=console):
            if number == articles:
                full = sizes_of(deduplicator, before) | {"bytes of a state record": round(float(sizes.mean()))}
            kind, event = events.event(number)
            started = time.thread_time_ns()
            decision = deduplicator.decide(event, position=number, time=number * WINDOW / articles)
            nanoseconds[number] = time.thread_time_ns() - started
            outcomes[kind, outcome_of(decision)] += 1
            if number < articles:
                sizes[number] = write(log, decision)
    copies = Counter({outcome: number for (kind, outcome), number in outcomes.items() if kind is Kind.COPY})
    late, kinds = nanoseconds[articles:] / 1000, np.array([kind_of(number) for number in range(articles, count)])
    return {
        **full,
        "bytes an entry after as many have expired": round((resident() - before) / len(deduplicator)),
        "verdicts a second": round(1e9 / float(nanoseconds.mean())),
        "longest pause (ms)": round(float(nanoseconds.max()) / 1e6, 2),
        f"pauses above {LONG_PAUSE:g} ms": int((nanoseconds > LONG_PAUSE * 1e6).sum()),
        "longest garbage collection (ms)": round(collections.longest, 2),
        "copies found": round(1 - copies["new"] / copies.total(), 4),
        "outcomes": {f"{kind}: {outcome}": number for (kind, outcome), number in sorted(outcomes.items())},
        "microseconds": {
            "all": percentiles(nanoseconds / 1000),
            "with a full window": percentiles(late),
            **{f"of these, {kind}": percentiles(late[kinds == kind]) for kind in Kind},
        },
    }


def _warm(seed: int) -> None:
    """Run all code once, so that what it loads does not count."""
    deduplicator, events = Deduplicator(window=WINDOW), Stream(seed + 1, 1000)
    for number in range(2000):
        deduplicator.decide(events.event(number)[1], position=number, time=0.0)


def sizes_of(deduplicator: Deduplicator, before: int) -> Figures:
    """Return the numbers of entries and the bytes that each takes."""
    return {
        "entries": len(deduplicator),
        "published articles": deduplicator.articles,
        "bytes an entry": round((resident() - before) / len(deduplicator)),
        "bytes an entry at the highest": round((highest() - before) / len(deduplicator)),
    }


def outcome_of(decision: Decision) -> str:
    """Return what became of an event: a duplicate, linked to another article, or new."""
    if decision.duplicate_of is not None:
        return "duplicate"
    return "linked" if links_of(decision.article) else "new"


def write(log: BinaryIO, decision: Decision) -> int:
    """Write a decision's records; returns the bytes of the article's."""
    for key, value in decision.changes:
        name = key.encode()
        log.write(HEAD.pack(len(name), -1 if value is None else len(value)) + name + (value or b""))
    key, value = decision.changes[0]
    return len(key) + len(value or b"")


def read(records: Path) -> Iterator[tuple[bytes, bytes | None]]:
    """Read the records back."""
    with records.open("rb") as log:
        while head := log.read(HEAD.size):
            key, value = HEAD.unpack(head)
            yield log.read(key), None if value < 0 else log.read(value)


def restore(records: Path) -> Figures:
    """Restore a state from its records on disk."""
    _warm(0)
    deduplicator = Deduplicator(window=WINDOW)
    before, started, longest = settled(), time.perf_counter(), 0.0
    source = read(records)
    while some := list(islice(source, RECOVERED_AT_ONCE)):
        since = time.perf_counter()
        deduplicator.restore_all(some)
        longest = max(longest, time.perf_counter() - since)
    since = time.perf_counter()
    deduplicator.ready()
    ended = time.perf_counter()
    return {
        "seconds": round(ended - started, 2),
        "longest call of restore_all (ms)": round(1000 * longest, 2),
        "the call of ready (ms)": round(1000 * (ended - since), 2),
        **sizes_of(deduplicator, before),
    }


def publish(broker: str, prefix: str, records: Path) -> Figures:
    """Put the records on the state topic of a new installation."""
    from confluent_kafka import Producer

    from streams.kafka.cluster import create_topics
    from streams.settings import load
    from streams.topics import Topics

    settings = load(broker=broker, topic_prefix=prefix, partitions=1)
    topics, errors = Topics(settings), Counter[str]()
    asyncio.run(create_topics(settings, topics))
    producer = Producer({"bootstrap.servers": settings.bootstrap, "linger.ms": 50, "compression.type": "lz4"})
    for key, value in read(records):
        producer.produce(topics.state.name, value, key, on_delivery=lambda error, _: errors.update([str(error)]))
        producer.poll(0)
        while len(producer) > QUEUED:
            producer.poll(0.01)
    producer.flush()
    return dict(errors)


def restore_from_kafka(broker: str, prefix: str) -> Figures:
    """Restore a state from its topic as a worker does."""
    return asyncio.run(_restore_from_kafka(broker, prefix))


async def _restore_from_kafka(broker: str, prefix: str) -> Figures:
    from agents.deduplicate.agent import DeduplicateWork
    from streams import log
    from streams.settings import LogFormat, load
    from tests.support.running.deliver import means_of

    settings = load(broker=broker, topic_prefix=prefix, partitions=1, log_format=LogFormat.JSON, log_level="ERROR")
    log.configure(settings)
    _warm(0)
    gc.freeze()  # as the worker does
    before, started, longest = settled(), time.perf_counter(), 0.0
    work = DeduplicateWork(means_of(settings))
    work.assign({0: 1})
    while not work.recovered().holds:
        since = time.perf_counter()
        await asyncio.sleep(TICK)
        longest = max(longest, time.perf_counter() - since - TICK)
    ended = time.perf_counter()
    state = await work._states[0].reading
    await work.stop()
    return {
        "seconds": round(ended - started, 2),
        "longest pause of the worker (ms)": round(1000 * longest, 2),
        **sizes_of(state, before),
    }
