"""One stage on a broker, with a test's own work: the app, the delivery and the publisher of a worker."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from typing import Any, Protocol
from unittest.mock import patch

from aiokafka import ConsumerRecord, TopicPartition
from aiokafka.consumer.group_coordinator import GroupCoordinator

from streams.delivery import faust_private
from streams.delivery.app import StageApp, create_app
from streams.delivery.event import Process
from streams.delivery.service import serve
from streams.delivery.stage import Delivery
from streams.kafka.cluster import admin, create_topics, inspect
from streams.kafka.patches import leave_groups_from_generation_zero
from streams.kafka.publisher import Publisher
from streams.metrics import Metrics
from streams.settings import Settings
from streams.stages import Stage
from streams.topics import Topics, consumer_group
from tests.support.brokers.records import TopicReader, producer

LIMIT = 60.0  # seconds that a test waits at most
Headers = Sequence[tuple[str, bytes | None]]


class Address(Protocol):
    """A broker's address, as tests/conftest.py gives it."""

    @property
    def url(self) -> str:
        """As NEWSMILL_BROKER takes it."""


def stage_settings(broker: Address, prefix: str, /, **changes: Any) -> Settings:
    """Return settings for a test: one partition, quick retries, commits and rebalances."""
    quick: dict[str, Any] = {
        "broker": broker.url,
        "topic_prefix": prefix,
        "partitions": 1,
        "attempts": 3,
        "retry_pause": 0.01,
        "retry_pause_max": 0.02,
        "retry_delays": (),
        "commit_interval": 0.2,
        "session_timeout": 2.0,  # a join of the embedded broker's groups takes half of it
        "drain_grace": 10.0,
    }
    return Settings(**quick | changes)


@dataclass
class RunningStage:
    """A running stage."""

    settings: Settings
    topics: Topics
    metrics: Metrics
    app: StageApp
    delivery: Delivery
    end: "asyncio.Task[bool]"
    asked: asyncio.Event

    def count(self, metric: str, **labels: str) -> float:
        """Return a metric's value."""
        return self.metrics.registry.get_sample_value(metric, labels) or 0.0

    async def stop(self) -> bool:
        """Stop as on SIGTERM; return whether all events in hand were finished."""
        self.asked.set()
        return await asyncio.wait_for(self.end, LIMIT)


@contextmanager
def quick_polls() -> Iterator[None]:
    """Let consumers wait for records a tenth of a second only: a rebalance's questions wait behind each such wait."""
    with patch.object(faust_private, "LONG_POLL", 0.1):
        yield


@asynccontextmanager
async def running_stage(settings: Settings, work: Process, *, ordered: bool = False) -> AsyncIterator[RunningStage]:
    """Run the extract stage with some work until the block ends; missing topics are created."""
    topics, metrics, asked = Topics(settings), Metrics(), asyncio.Event()
    await create_topics(settings, topics)
    cluster = await inspect(settings)
    async with AsyncExitStack() as stack:
        stack.enter_context(quick_polls())
        if cluster.embedded:
            stack.callback(setattr, GroupCoordinator, "_maybe_leave_group", GroupCoordinator._maybe_leave_group)
            leave_groups_from_generation_zero()
        publisher = Publisher(settings, cluster, metrics)
        await publisher.start()
        stack.push_async_callback(publisher.stop)
        app = create_app(Stage.EXTRACT, settings, metrics)
        delivery = Delivery(Stage.EXTRACT, work, publisher, settings, topics, metrics, halt=app.halt, ordered=ordered)
        app.deliver(delivery, topics)
        end = asyncio.create_task(serve([app], asked))
        running = RunningStage(settings, topics, metrics, app, delivery, end, asked)
        stack.push_async_callback(running.stop)
        await until(lambda: app.is_ready or end.done())
        yield running


@asynccontextmanager
async def publishing(settings: Settings, metrics: Metrics | None = None) -> AsyncIterator[Publisher]:
    """A publisher; missing topics are created."""
    await create_topics(settings, Topics(settings))
    publisher = Publisher(settings, await inspect(settings), metrics or Metrics())
    await publisher.start()
    try:
        yield publisher
    finally:
        await publisher.stop()


async def publish_records(
    settings: Settings, topic: str, records: Sequence[tuple[bytes | None, bytes | None, Headers]], partition: int = 0
) -> None:
    """Publish keys, values and headers in order."""
    async with producer(settings.bootstrap) as client:
        for key, value, headers in records:
            await client.send_and_wait(topic, key=key, value=value, headers=list(headers), partition=partition)


async def read_topic(settings: Settings, topic: str, count: int, *, more: float = 0.3) -> list[ConsumerRecord]:
    """Read `count` records of a topic from its beginning, and those that come within `more` seconds after."""
    found: list[ConsumerRecord] = []
    end = time.monotonic() + LIMIT
    async with TopicReader(settings.bootstrap, topic) as reader:
        while len(found) < count and time.monotonic() < end:
            found += await reader.read(0.2)
        while extra := await reader.read(more):
            found += extra
    return found


async def committed(settings: Settings, topic: str, partition: int = 0, stage: Stage = Stage.EXTRACT) -> int | None:
    """Return the offset a stage's group has committed."""
    place = TopicPartition(topic, partition)
    async with admin(settings) as client:
        offsets = await client.list_consumer_group_offsets(consumer_group(settings, stage), partitions=[place])
    offset: int = offsets[place].offset
    return None if offset < 0 else offset


async def until(holds: Callable[[], bool], limit: float = LIMIT) -> None:
    """Wait until something holds; raises AssertionError after some seconds."""
    end = time.monotonic() + limit
    while not holds():
        assert time.monotonic() < end, "the condition did not hold in time"
        await asyncio.sleep(0.02)
