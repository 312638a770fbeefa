"""Injury: the raw topic is deleted and made again under a worker, which ends, says why, and after a new start works."""

import asyncio
from pathlib import Path

import pytest

from streams.kafka.cluster import admin, create_topics
from streams.settings import load
from tests.conftest import Broker
from tests.support.brokers.records import publish
from tests.support.running.load import WORKER, Load, Outcomes, fed
from tests.support.running.worker import WorkerProcess

BEFORE, AFTER = Load.of(stories=6, seed=1), Load.of(stories=12, seed=2)


@pytest.mark.injury
@pytest.mark.timeout(300)
async def test_a_worker_whose_topic_is_made_again_ends_and_its_next_start_processes_every_event(
    kafka: Broker, topic_prefix: str, tmp_path: Path
) -> None:
    if kafka.is_embedded:
        pytest.skip("the embedded broker keeps the offsets of a deleted topic")
    topics = await fed(kafka, topic_prefix, BEFORE.events)
    settings = load(broker=kafka.url, topic_prefix=topic_prefix, partitions=WORKER["partitions"], retry_delays=())
    with WorkerProcess(kafka.url, topic_prefix, tmp_path / "worker.log", **WORKER) as worker:
        async with Outcomes(kafka.bootstrap, topics) as outcomes:
            await outcomes.until(lambda: outcomes.events == 6)
            async with admin(settings) as client:
                await client.delete_topics([topics.raw.name])
            await create_topics(settings, topics)
            await publish(kafka.bootstrap, topics.raw.name, AFTER.events)
            assert await asyncio.to_thread(worker.wait) == 1  # within a minute
            assert f"{topics.raw.name}: deleted and made again while the worker ran" in worker.log
            worker.start()
            await outcomes.until(lambda: outcomes.events == 12)
            await worker.terminate()
