"""The examples for subscribers, run unchanged: each prints every revision once, also if events come twice."""

import asyncio
import os
import shutil
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import orjson
import pytest
from aiokafka import AIOKafkaConsumer, TopicPartition

from schemas import Article
from schemas.json_schema import examples
from streams.kafka.cluster import create_topics
from streams.records import ARTICLE_TYPE, cloud_event_headers
from streams.settings import Settings
from streams.topics import Topics
from tests.support.brokers.records import producer
from tests.support.deploy.npm import NpmUnavailable, node_folder
from tests.support.paths import ROOT

EXAMPLES = ROOT / "deploy" / "examples"
LIMIT = 90  # seconds until the published events are printed; joining the embedded broker takes up to 25
QUIET = 3  # seconds in which nothing more may come

Command = Callable[[str, str, str, Path], list[str | Path]]


def _python(name: str) -> Command:
    return lambda broker, topic, group, store: [
        *(sys.executable, EXAMPLES / name, broker, "--topic", topic, "--group", group, "--store", store)
    ]


def _node(broker: str, topic: str, group: str, store: Path) -> list[str | Path]:
    options = ["--topic", topic, "--group", group, "--store", store]
    return ["node", EXAMPLES / "subscribe.cjs", broker, *options]


def _shell(broker: str, topic: str, group: str, store: Path) -> list[str | Path]:
    return ["sh", EXAMPLES / "subscribe.sh", broker, topic, group, store]


COMMANDS: dict[str, Command] = {
    "subscribe_models.py": _python("subscribe_models.py"),
    "subscribe_json.py": _python("subscribe_json.py"),
    "subscribe.cjs": _node,
    "subscribe.sh": _shell,
}


@pytest.fixture(params=COMMANDS)
def example(request: pytest.FixtureRequest) -> str:
    """The name of an example whose client is installed."""
    if request.param == "subscribe.sh" and shutil.which("kcat") is None:
        pytest.skip("kcat is not on PATH")
    if request.param == "subscribe.cjs":
        try:
            node_folder()
        except NpmUnavailable as error:
            pytest.skip(str(error))
    name: str = request.param
    return name


@asynccontextmanager
async def running(example: str, *arguments: Any) -> AsyncIterator[asyncio.StreamReader]:
    """Run an example and give what it prints; at the end it is interrupted, as by Ctrl-C, and must go."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    if example == "subscribe.cjs":
        environment["NODE_PATH"] = str(node_folder() / "node_modules")
    process = await asyncio.create_subprocess_exec(
        *COMMANDS[example](*arguments), stdout=asyncio.subprocess.PIPE, env=environment, start_new_session=True
    )
    assert process.stdout is not None
    try:
        yield process.stdout
        os.killpg(process.pid, signal.SIGINT)
        await asyncio.wait_for(process.wait(), 20)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        await process.wait()


async def publish(bootstrap: str, topic: str, events: list[tuple[str, int]]) -> None:
    """Publish revisions of articles as newsmill does."""
    article = Article.from_object(examples("article.v1")[0])
    async with producer(bootstrap) as client:
        for identity, revision in events:
            event = article.model_copy(update={"id": identity, "revision": revision, "title": "Ferries are back"})
            headers = cloud_event_headers(ARTICLE_TYPE, f"{identity}.{revision}", article.processed_at)
            await client.send_and_wait(topic, key=identity.encode(), value=event.encode(), headers=headers)


async def printed(lines: asyncio.StreamReader, count: int) -> list[tuple[str, int]]:
    """Read `count` lines, check that no other follows, and return the articles and revisions of the lines."""
    async with asyncio.timeout(LIMIT):
        read = [await lines.readline() for _ in range(count)]
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(lines.readline(), QUIET)
    return [_identity(line) for line in read]


def _identity(line: bytes) -> tuple[str, int]:
    if line.startswith(b"{"):
        article = Article.from_object(orjson.loads(line))
        return article.id, article.revision
    identity, revision, title = line.decode().rstrip("\n").split(" ", 2)
    assert title == "Ferries are back"
    return identity, int(revision)


async def committed(bootstrap: str, topic: str, group: str) -> int | None:
    consumer = AIOKafkaConsumer(bootstrap_servers=bootstrap, group_id=group, enable_auto_commit=False)
    place = TopicPartition(topic, 0)
    async with consumer:
        consumer.assign([place])
        offset: int | None = await consumer.committed(place)
        return offset


async def test_an_example_prints_each_revision_once_and_remembers_them(example, kafka, topic_prefix, tmp_path):
    if kafka.is_embedded and example == "subscribe.sh":
        pytest.skip("Debian's kcat does not understand the embedded broker, and Apache Kafka is not available")
    settings = Settings(broker=kafka.url, topic_prefix=topic_prefix, partitions=1)
    topics = Topics(settings)
    await create_topics(settings, topics)
    broker, topic, store = kafka.bootstrap, topics.articles.name, tmp_path / "store"
    await publish(broker, topic, [("a", 1), ("b", 1), ("a", 1), ("a", 2)])
    async with running(example, broker, topic, f"{topic_prefix}one", store) as lines:
        assert await printed(lines, 3) == [("a", 1), ("b", 1), ("a", 2)]
    assert await committed(broker, topic, f"{topic_prefix}one") == 4
    await publish(broker, topic, [("a", 2), ("c", 1)])
    async with running(example, broker, topic, f"{topic_prefix}other", store) as lines:
        assert await printed(lines, 1) == [("c", 1)]


def test_every_example_is_run_and_in_the_list():
    files = {path.name for path in EXAMPLES.iterdir()} - {"README.md"}
    listed = (EXAMPLES / "README.md").read_text()
    assert set(COMMANDS) == files
    assert all(f"[`{name}`]({name})" in listed for name in files)
