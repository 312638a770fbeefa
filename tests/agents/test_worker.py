"""The worker: its readiness and its traces, with real stages."""

import asyncio
import json

import pytest

from agents.worker import Worker
from streams.kafka.cluster import create_topics
from streams.kafka.embedded import EmbeddedBroker
from streams.settings import Settings, load
from streams.topics import Topics
from tests.support.running.stage import publish_records, until


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


async def test_a_worker_makes_spans_if_the_setting_says_so(
    embedded: EmbeddedBroker, topic_prefix: str, capsys: pytest.CaptureFixture[str]
) -> None:
    place = {"broker": embedded.url, "topic_prefix": topic_prefix, "partitions": 1, "http_port": 0}
    settings = load(stages="deduplicate", traces="console", **place)
    worker, stop, source = Worker(settings), asyncio.Event(), Topics(settings).extracted.name
    await create_topics(settings, worker.topics)
    await publish_records(settings, source, [(b"en", b"nonsense", ())])
    running = asyncio.create_task(worker.run(stop))
    count = worker.metrics.events.labels(stage="deduplicate", outcome="dead_letter")._value.get
    await until(lambda: bool(count()) or running.done())
    stop.set()
    assert await running
    (span,) = [json.loads(line) for line in capsys.readouterr().out.splitlines() if line.startswith('{"name')]
    assert span["name"] == f"deduplicate {source}"
    assert span["status"] == {"status_code": "ERROR", "description": "invalid_json"}
