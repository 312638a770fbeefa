"""Injury: workers are killed repeatedly, at random moments under load. Every event is accounted for, none lost."""

import asyncio
import random
from pathlib import Path

import pytest

from tests.support.running.load import WORKER, Load, Outcomes, fed
from tests.support.running.worker import WorkerProcess

KILLS = 10
LOAD = Load.of(stories=3_800, updates=500, copies=400, bad=300)
SETTINGS = WORKER | {"session_timeout": 6}


@pytest.mark.injury
@pytest.mark.timeout(900)
async def test_two_workers_killed_at_ten_random_moments_lose_nothing(kafka, topic_prefix, tmp_path: Path):
    if kafka.is_embedded:
        pytest.skip("the embedded broker has test_kill.py")
    assert len(LOAD.events) == 5_000
    topics = await fed(kafka, topic_prefix, LOAD.events)
    dice = random.Random()
    moments = sorted(dice.uniform(0.02, 0.95) * len(LOAD.events) for _ in range(KILLS))

    with (
        WorkerProcess(kafka.url, topic_prefix, tmp_path / "first.log", **SETTINGS) as first,
        WorkerProcess(kafka.url, topic_prefix, tmp_path / "second.log", **SETTINGS) as second,
    ):
        async with Outcomes(kafka.bootstrap, topics) as outcomes:
            for moment in moments:
                await outcomes.until(lambda moment=moment: outcomes.events >= moment)
                await asyncio.sleep(dice.uniform(0, 1))
                victim = dice.choice((first, second))
                await victim.kill()
                victim.start()
            await outcomes.until(lambda: outcomes.events == len(LOAD.events))
            await asyncio.gather(first.terminate(), second.terminate())
            await outcomes.settle()

    at = [int(moment) for moment in moments]
    print(f"killed at {at} of {len(LOAD.events)} events: {outcomes.by_kind()}, "  # noqa: T201 - the figures
          f"{outcomes.republished():.2%} of {outcomes.records} records published again")  # fmt: skip
    outcomes.check(LOAD)
