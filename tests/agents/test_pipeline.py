"""The worker: its stages, put together."""

import asyncio

from agents.pipeline import Worker
from streams.broker import EmbeddedBroker
from streams.cluster import create_topics
from streams.settings import Settings


async def test_a_worker_is_not_ready_before_its_stages_are_in_their_groups(
    embedded: EmbeddedBroker, topic_prefix: str
) -> None:
    settings = Settings(broker=embedded.url, topic_prefix=topic_prefix, stages="deduplicate", http_port=0)  # type: ignore[arg-type]
    worker, stop = Worker(settings), asyncio.Event()
    await create_topics(settings, worker.topics)
    lacked: set[str] = set()
    running = asyncio.create_task(worker.run(stop))
    while lacking := worker.health.lacking():
        assert not running.done()
        lacked |= set(lacking)
        await asyncio.sleep(0)
    rebalances = worker.metrics.registry.get_sample_value("newsmill_rebalances_total", {"stage": "deduplicate"})
    stop.set()
    assert await running
    assert rebalances == 1
    assert {"start", "pool", "stages", "broker", "deduplicate_assigned"} <= lacked
