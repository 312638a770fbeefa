"""Injury: brokers go down under load, the only one or one of three. The worker resumes by itself and loses nothing."""

import asyncio
import os
import random
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from agents.cli.send import PATIENCE
from tests.support.brokers.jars import KafkaUnavailable
from tests.support.brokers.kafka import Kafka
from tests.support.brokers.records import TopicReader
from tests.support.paths import ROOT
from tests.support.running.load import WORKER, Load, Outcomes, fed
from tests.support.running.stage import until
from tests.support.running.worker import WorkerProcess

WORK = Load.of(stories=900, updates=120, copies=120, bad=60)

pytestmark = [pytest.mark.injury, pytest.mark.timeout(600), pytest.mark.kafka]


def cluster(nodes: int) -> Kafka:
    try:
        return Kafka(nodes)
    except KafkaUnavailable as error:
        pytest.skip(f"the embedded broker keeps everything in memory, and Apache Kafka is not available: {error}")


def worker(kafka: Kafka, topic_prefix: str, tmp_path: Path) -> WorkerProcess:
    settings = WORKER | {"session_timeout": 6}
    return WorkerProcess(kafka.url, topic_prefix, tmp_path / "worker.log", **settings)


def report(what: str, outcomes: Outcomes) -> None:
    print(f"{what}: {outcomes.republished():.2%} of {outcomes.records} records published again")  # noqa: T201


async def test_the_only_broker_is_killed_and_comes_back(topic_prefix, tmp_path: Path):
    with cluster(1) as kafka:
        topics = await fed(kafka, topic_prefix, WORK.events, replication_factor=len(kafka.nodes))
        with worker(kafka, topic_prefix, tmp_path) as one:
            async with Outcomes(kafka.bootstrap, topics) as outcomes:
                await outcomes.until(lambda: outcomes.events > len(WORK.events) // 4)
                kafka.kill()
                gone = time.monotonic()
                await until(lambda: one.status("/health/ready") == 503)
                why, live = one.get("/health/ready"), one.get("/health/live")
                kafka.start()
                back, before = time.monotonic(), outcomes.events
                await outcomes.until(lambda: outcomes.events > before)
                resumed = time.monotonic() - back
                await outcomes.until(lambda: outcomes.events == len(WORK.events))
                await one.await_ready()
                await one.terminate()
                await outcomes.settle()
    report(f"away for {back - gone:.0f} s, processing again {resumed:.1f} s after it was back", outcomes)
    outcomes.check(WORK)
    assert why is not None
    assert "does not answer" in why.json()["conditions"]["broker"]["detail"]
    assert live is not None
    assert live.status_code == 200, "restarting the worker would bring no broker back"


async def test_one_of_three_brokers_is_lost(topic_prefix, tmp_path: Path):
    """It leads a share of the partitions and may coordinate groups; the two others take both over."""
    with cluster(3) as kafka:
        topics = await fed(kafka, topic_prefix, WORK.events, replication_factor=len(kafka.nodes))
        with worker(kafka, topic_prefix, tmp_path) as one:
            async with Outcomes(kafka.bootstrap, topics) as outcomes:
                await outcomes.until(lambda: outcomes.events > len(WORK.events) // 4)
                kafka.kill(2)
                await outcomes.until(lambda: outcomes.events > len(WORK.events) * 3 // 4)
                kafka.start()
                await outcomes.until(lambda: outcomes.events == len(WORK.events))
                await one.terminate()
                await outcomes.settle()
    report("one of three lost", outcomes)
    outcomes.check(WORK)


def test_publishing_to_a_full_disk_gives_up_and_says_how_much_was_published(topic_prefix, tmp_path: Path):
    """The broker goes down when it cannot write; the command must not wait for it without end."""
    lines = b"".join(
        b'{"id": "%d", "content": "%s"}\n' % (n, random.randbytes(500_000).hex().encode()) for n in range(60)
    )
    feed = tmp_path / "feed.jsonl"
    feed.write_bytes(lines)
    with cluster(1) as kafka:
        topics = asyncio.run(fed(kafka, topic_prefix, partitions=1))
        kafka.nodes[0].fill(12 * 1024 * 1024)
        command = [sys.executable, "-m", "agents.cli", "publish", str(feed), "--patience", "5", "--broker", kafka.url]
        environment = os.environ | {"NEWSMILL_TOPIC_PREFIX": topic_prefix}
        done = subprocess.run(
            command, check=False, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=PATIENCE
        )
        assert not kafka.nodes[0].is_running
        assert done.returncode == 1
        last = done.stderr.strip().splitlines()[-1]
        assert last.startswith(f"newsmill: {kafka.url} (NEWSMILL_BROKER) has confirmed nothing for 5 s: ")
        confirmed, events = map(int, re.findall(r"(\d+) of (\d+) events", last)[0])
        assert 0 < confirmed < events <= 60
        assert "Traceback" not in done.stderr

        kafka.start()
        assert asyncio.run(count(kafka, topics.raw.name)) >= confirmed


async def count(kafka: Kafka, topic: str) -> int:
    async with TopicReader(kafka.bootstrap, topic) as reader:
        found = 0
        while records := await reader.read(2.0):
            found += len(records)
        return found
