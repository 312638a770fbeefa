"""Injury: brokers go down under load, the only one or one of three. The worker resumes by itself and loses nothing."""

import time
from pathlib import Path

import pytest

from streams.cluster import create_topics
from streams.settings import load
from streams.topics import Topics
from tests.support.kafka import Kafka
from tests.support.kafka_jars import KafkaUnavailable
from tests.support.load import Load, Outcomes
from tests.support.records import publish
from tests.support.stage import until
from tests.support.worker import WorkerProcess

WORK = Load.of(stories=1_500, updates=200, copies=200, bad=100)

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600), pytest.mark.kafka]


def cluster(nodes: int) -> Kafka:
    try:
        return Kafka(nodes)
    except KafkaUnavailable as error:
        pytest.skip(f"the embedded broker keeps everything in memory, and Apache Kafka cannot be had: {error}")


async def fed(kafka: Kafka, topic_prefix: str) -> Topics:
    """Make the topics, on every node, and put raw events on them."""
    settings = load(
        broker=kafka.url, topic_prefix=topic_prefix, partitions=4, replication_factor=len(kafka.nodes), retry_delays=()
    )
    topics = Topics(settings)
    await create_topics(settings, topics)
    await publish(kafka.bootstrap, topics.raw.name, WORK.events)
    return topics


def worker(kafka: Kafka, topic_prefix: str, tmp_path: Path) -> WorkerProcess:
    settings = {"partitions": 4, "pool_size": 1, "session_timeout": 6, "retry_delays": "", "breaker_share": 1}
    return WorkerProcess(kafka.url, topic_prefix, tmp_path / "worker.log", **settings)


def report(what: str, outcomes: Outcomes) -> None:
    print(f"{what}: {outcomes.republished():.2%} of {outcomes.records} records published again")  # noqa: T201


async def test_the_only_broker_is_killed_and_comes_back(topic_prefix, tmp_path: Path):
    with cluster(1) as kafka:
        topics = await fed(kafka, topic_prefix)
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
    report(f"away for {back - gone:.0f} s, at work again {resumed:.1f} s after it was back", outcomes)
    outcomes.check(WORK)
    assert why is not None
    assert "does not answer" in why.json()["conditions"]["broker"]["detail"]
    assert live is not None
    assert live.status_code == 200, "to start the worker anew would bring no broker back"


async def test_one_of_three_brokers_is_lost(topic_prefix, tmp_path: Path):
    """It leads a share of the partitions and may coordinate groups; the two others take both over."""
    with cluster(3) as kafka:
        topics = await fed(kafka, topic_prefix)
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
