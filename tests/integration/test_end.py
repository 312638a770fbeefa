"""Injury: a worker under load is asked to end, is ended at once, or stands still. What it reports of itself is true."""

import asyncio
import signal
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import psutil
import pytest

from streams.stages import Stage
from tests.conftest import Broker
from tests.support.running.load import WORKER, Load, Outcomes, fed, in_hand
from tests.support.running.stage import until
from tests.support.running.worker import WorkerProcess

WORK = Load.of(stories=360, updates=60, copies=60, bad=20)
SETTINGS = WORKER | {"session_timeout": 10}

pytestmark = [pytest.mark.injury, pytest.mark.timeout(400)]


async def test_a_worker_asked_to_end_under_load_finishes_its_events_and_publishes_none_twice(
    kafka, topic_prefix, tmp_path: Path
):
    topics = await fed(kafka, topic_prefix, WORK.events)
    worker = WorkerProcess(kafka.url, topic_prefix, tmp_path / "worker.log", **SETTINGS)
    with worker:
        async with Outcomes(kafka.bootstrap, topics) as outcomes:
            for share in (1, 2, 3):
                await outcomes.until(
                    lambda share=share: outcomes.events > share * len(WORK.events) // 4 and in_hand(worker)
                )
                await worker.terminate()
                worker.start()
            await outcomes.until(lambda: outcomes.events == len(WORK.events))
            await worker.terminate()
            await outcomes.settle()
    outcomes.check(WORK)
    assert outcomes.records == len(WORK.events)


async def test_a_second_signal_ends_a_worker_at_once_and_loses_nothing(kafka, topic_prefix, tmp_path: Path):
    """The pool's child stands still, so that the first signal alone would wait for the whole grace."""
    async with in_the_middle(kafka, topic_prefix, tmp_path / "worker.log", drain_grace=120) as worker:
        for child in pool_children(worker):
            child.suspend()
        worker.signal(signal.SIGTERM)
        await until(lambda: "ending: finishing the events in hand" in worker.log)
        await asyncio.sleep(1)
        assert worker.running
        asked = time.monotonic()
        worker.signal(signal.SIGTERM)
        assert await asyncio.to_thread(worker.wait) == 128 + signal.SIGTERM
        assert time.monotonic() - asked < 20
        assert "second signal" in worker.log
        worker.start()


async def test_a_grace_that_is_too_short_ends_a_worker_with_exit_code_1_and_loses_nothing(
    kafka, topic_prefix, tmp_path: Path
):
    async with in_the_middle(kafka, topic_prefix, tmp_path / "worker.log", drain_grace=1) as worker:
        for child in pool_children(worker):
            child.suspend()
        worker.signal(signal.SIGTERM)
        assert await asyncio.to_thread(worker.wait) == 1
        assert "they will be delivered again" in worker.log
        worker.start()


async def test_a_worker_whose_pool_stands_still_is_not_live_says_why_and_is_live_again_after_it(
    kafka, topic_prefix, tmp_path: Path
):
    settings = {"stall_timeout": 10, "task_deadline": 120}
    async with in_the_middle(kafka, topic_prefix, tmp_path / "worker.log", **settings) as worker:
        await until(lambda: worker.status("/health/live") == 200)
        for child in pool_children(worker):
            child.suspend()
        await until(lambda: not worker.json("/health/live")["conditions"]["extract_progress"]["holds"])
        assert worker.status("/health/live") == 503
        conditions = worker.json("/health/live")["conditions"]
        assert set(conditions) == {"event_loop", *(f"{stage}_progress" for stage in Stage)}
        assert conditions["event_loop"]["holds"]
        assert "no progress for" in conditions["extract_progress"]["detail"]
        assert worker.total("newsmill_lag_events", stage="extract") > 0
        assert worker.total("newsmill_lag_seconds", stage="extract") > 10
        for child in pool_children(worker):
            child.resume()
        await until(lambda: worker.status("/health/live") == 200)


@asynccontextmanager
async def in_the_middle(kafka: Broker, prefix: str, log: Path, **settings: object) -> AsyncIterator[WorkerProcess]:
    """Yield a worker in the middle of its work, to be injured; then check that it finishes and ends cleanly."""
    topics = await fed(kafka, prefix, WORK.events)
    with WorkerProcess(kafka.url, prefix, log, **SETTINGS, **settings) as worker:
        async with Outcomes(kafka.bootstrap, topics) as outcomes:
            await outcomes.until(lambda: outcomes.events > len(WORK.events) // 4)
            yield worker
            await outcomes.until(lambda: outcomes.events == len(WORK.events))
            await until(lambda: worker.total("newsmill_lag_events") == 0)
            await worker.terminate()
    outcomes.check(WORK)


def pool_children(worker: WorkerProcess) -> list[psutil.Process]:
    """Return the processes of its pool, without multiprocessing's resource tracker."""
    return [one for one in worker.family()[1:] if any("spawn_main" in part for part in one.cmdline())]
