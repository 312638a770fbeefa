"""Injury: the consumer groups change under load: workers join, leave, or freeze until the broker removes them."""

import asyncio
import random
import time
from pathlib import Path

import pytest

from tests.support.brokers.records import publish
from tests.support.running.load import WORKER, Load, Outcomes, fed, in_hand, unchanged
from tests.support.running.stage import until
from tests.support.running.worker import WorkerProcess

SETTINGS = WORKER | {"session_timeout": 12}
JOINS = 6  # of the storm, and as many leaves
STAY = 4.0  # seconds a worker of the storm stays at most
RATE = 30  # events a second
SPAN = 1.0  # seconds without a record that count as a standstill
FROZEN_SESSION = 6.0  # seconds
SLOW_JOINS = "joins of the embedded broker's groups take seconds of their own"

pytestmark = [pytest.mark.injury, pytest.mark.timeout(600)]


async def feed(kafka, topic: str, events: list[tuple[bytes, bytes]]) -> None:
    """Publish a second's events every second."""
    for start in range(0, len(events), RATE):
        await publish(kafka.bootstrap, topic, events[start : start + RATE])
        await asyncio.sleep(1)


async def test_a_storm_of_rebalances_loses_nothing(kafka, topic_prefix, tmp_path: Path):
    """One worker stays; others come and go, so that every few seconds a group changes."""
    work = Load.of(stories=1_000, updates=200, copies=200, bad=100)
    if kafka.is_embedded:
        pytest.skip(SLOW_JOINS)
    topics = await fed(kafka, topic_prefix)
    joins = 0

    async def come_and_go(guest: WorkerProcess, outcomes: Outcomes) -> None:
        nonlocal joins
        while joins < JOINS or outcomes.events < len(work.events) * 3 // 4:
            guest.start()
            await guest.await_ready()
            joins += 1
            await asyncio.sleep(random.uniform(1, STAY))
            await guest.terminate()

    guests = [
        WorkerProcess(kafka.url, topic_prefix, tmp_path / f"guest-{stages}.log", stages=stages, **SETTINGS)
        for stages in ("extract,deduplicate", "deduplicate")
    ]
    with WorkerProcess(kafka.url, topic_prefix, tmp_path / "host.log", **SETTINGS) as host:
        await host.await_ready()
        async with Outcomes(kafka.bootstrap, topics) as outcomes:
            try:
                async with asyncio.TaskGroup() as storm:
                    storm.create_task(feed(kafka, topics.raw.name, work.events))
                    for guest in guests:
                        storm.create_task(come_and_go(guest, outcomes))
            finally:
                for guest in guests:
                    guest.end()
            await outcomes.until(lambda: outcomes.events == len(work.events))
            await host.terminate()
            await outcomes.settle()

    seconds = max(outcomes.times) - min(outcomes.times)
    print(f"{joins} workers came and went within {seconds:.0f} s: "  # noqa: T201 - the figures, with pytest -s
          f"{outcomes.standstill(SPAN):.0%} of them without a record, {outcomes.republished():.2%} of "
          f"{outcomes.records} records published again")  # fmt: skip
    outcomes.check(work)
    assert outcomes.republished() == 0, "partitions change hands with nothing in hand"


async def test_a_worker_frozen_beyond_its_session_and_thawed_loses_nothing_and_corrupts_no_state(
    kafka, topic_prefix, tmp_path: Path
):
    """The broker removes each of two workers while it is frozen with events in hand; later it is thawed.

    Afterwards all events are published again: if the deduplicator's state were corrupt, an event would come out.
    """
    work = Load.of(stories=1_000, updates=200, copies=200)
    if kafka.is_embedded:
        pytest.skip(SLOW_JOINS)
    topics = await fed(kafka, topic_prefix)
    settings = SETTINGS | {"session_timeout": FROZEN_SESSION}
    with (
        WorkerProcess(kafka.url, topic_prefix, tmp_path / "first.log", **settings) as first,
        WorkerProcess(kafka.url, topic_prefix, tmp_path / "second.log", **settings) as second,
    ):
        await asyncio.gather(first.await_ready(), second.await_ready())
        async with Outcomes(kafka.bootstrap, topics) as outcomes:
            middle = len(work.events) // 2
            for victim, events in ((first, work.events[:middle]), (second, work.events[middle:])):
                some, all_of_them = outcomes.events + len(events) // 10, outcomes.events + len(events)
                await publish(kafka.bootstrap, topics.raw.name, events)
                await outcomes.until(lambda victim=victim, some=some: outcomes.events > some and in_hand(victim))
                victim.freeze()
                frozen_at = time.monotonic()
                await asyncio.sleep(FROZEN_SESSION + 2)
                await outcomes.until(lambda count=all_of_them: outcomes.events == count)  # the other one took over
                print(f"frozen for {time.monotonic() - frozen_at:.0f} s")  # noqa: T201
                victim.thaw()
            # What the thawed worker has in hand comes once more, some of it only when its pool has new children.
            await outcomes.until(lambda: not in_hand(first) and not in_hand(second))
            await outcomes.settle()
            outcomes.check(work)
            print(f"{outcomes.republished():.2%} of {outcomes.records} records published again")  # noqa: T201

            said, judged = outcomes.records, unchanged(first, second)
            await publish(kafka.bootstrap, topics.raw.name, work.events)
            await until(lambda: unchanged(first, second) >= judged + len(work.events))
            await outcomes.settle()
            assert outcomes.records == said
        await asyncio.gather(first.terminate(), second.terminate())
