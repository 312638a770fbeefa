"""The monitor: lag, the age of commits, and whether a stage makes progress, seen from outside."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import cast

import pytest
from aiokafka.admin import NewTopic
from aiokafka.errors import TopicAlreadyExistsError, for_code
from faust.types import TP

from streams.delivery.app import StageApp
from streams.delivery.event import Incoming, Result
from streams.kafka.cluster import admin
from streams.kafka.embedded import EmbeddedBroker
from streams.metrics import Outcome
from streams.settings import Settings
from streams.topics import Topics
from streams.watch import monitor as monitor_module
from streams.watch.monitor import Monitor, Watched
from streams.watch.presence import TopicLost
from tests.conftest import Broker
from tests.support.running.stage import (
    RunningStage,
    committed,
    publish_records,
    running_stage,
    stage_settings,
    until,
)


@pytest.fixture(autouse=True)
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(monitor_module, "INTERVAL", 0.1)
    monkeypatch.setattr(monitor_module, "PATIENCE", 1.0)
    monkeypatch.setattr(monitor_module, "FRESH", 1.0)


@asynccontextmanager
async def monitored(stage: RunningStage) -> AsyncIterator[tuple[Monitor, Watched]]:
    watched = Watched(stage.app, [lambda: stage.delivery.progressed])
    monitor = Monitor(stage.settings, [watched], stage.metrics, stage.topics)
    running = asyncio.create_task(monitor.run())
    running.add_done_callback(lambda ended: None if ended.cancelled() else stage.app.halt(ended.exception()))
    try:
        yield monitor, watched
    finally:
        running.cancel()
        await asyncio.wait([running])


async def delete(settings: Settings, topic: str) -> None:
    async with admin(settings) as client:
        await client.delete_topics([topic])


async def make(settings: Settings, topic: str) -> None:
    """Make a topic."""
    async with admin(settings) as client:
        ((_, code, *_),) = (await client.create_topics([NewTopic(topic, 1, 1)])).topic_errors
    assert not code or for_code(code) is TopicAlreadyExistsError


async def ended() -> bool:
    """Stand for the end of a stage whose error was seen."""
    return False


async def unchanged(_: Incoming) -> Result:
    return Result(Outcome.UNCHANGED)


class Commits:
    """Stands for a stage's app and its consumer: what is to commit, and what is committed."""

    def __init__(self) -> None:
        self.ordered = self
        self.done, self.at = 0, 0

    @property
    def uncommitted(self) -> dict[TP, int]:
        return {TP("raw", 0): self.done} if self.done > self.at else {}

    def committed(self, _: TP) -> int:
        return self.at


def test_the_age_of_commits_is_that_of_the_same_events_not_of_a_steady_load(monkeypatch: pytest.MonkeyPatch) -> None:
    clock, commits = 1000.0, Commits()
    monkeypatch.setattr(monitor_module.time, "monotonic", lambda: clock)
    watched = Watched(cast(StageApp, commits), [])
    for _ in range(20):  # each time other events are waiting, because those of the time before are committed
        clock += 5
        commits.at, commits.done = commits.done, commits.done + 7
        assert watched.commit_age() == 0
    for seconds in (5, 10, 15):  # no commit any more, while more events finish
        clock += 5
        commits.done += 7
        assert watched.commit_age() == seconds
    commits.at = commits.done
    assert watched.commit_age() == 0


async def test_the_lag_is_the_number_and_the_age_of_the_events_not_acknowledged_yet(
    broker: Broker, topic_prefix: str
) -> None:
    settings = stage_settings(broker, topic_prefix)
    raw = Topics(settings).raw.name
    gate = asyncio.Event()

    async def held(incoming: Incoming) -> Result:
        if incoming.offset >= 2:
            await gate.wait()
        return Result(Outcome.UNCHANGED)

    async with running_stage(settings, held) as stage, monitored(stage):
        began = time.time()
        await publish_records(settings, raw, [(None, b"a", ())] * 6)
        place = {"stage": "extract", "topic": raw, "partition": "0"}
        await until(lambda: stage.count("newsmill_lag_events", **place) == 4)
        await until(lambda: stage.count("newsmill_lag_seconds", **place) > 1)
        assert stage.count("newsmill_lag_seconds", **place) <= time.time() - began + 1
        assert stage.count("newsmill_assigned_partitions", stage="extract") == 2
        gate.set()
        await until(lambda: stage.metrics.registry.get_sample_value("newsmill_lag_events", place) == 0)
        assert stage.count("newsmill_lag_seconds", **place) == 0
        assert await stage.stop()


async def test_acknowledged_events_that_are_not_committed_have_an_age(broker: Broker, topic_prefix: str) -> None:
    settings = stage_settings(broker, topic_prefix, commit_interval=3600)
    async with running_stage(settings, unchanged) as stage, monitored(stage):
        await publish_records(settings, stage.topics.raw.name, [(None, b"a", ())])
        await until(lambda: stage.count("newsmill_commit_age_seconds", stage="extract") > 0.5)
        await stage.app.ordered.commit()
        await until(lambda: stage.count("newsmill_commit_age_seconds", stage="extract") == 0)
        assert await stage.stop()


async def test_a_stage_with_lag_and_no_progress_is_not_live(broker: Broker, topic_prefix: str) -> None:
    settings = stage_settings(broker, topic_prefix, stall_timeout=1.0)
    gate = asyncio.Event()

    async def held(_: Incoming) -> Result:
        await gate.wait()
        return Result(Outcome.UNCHANGED)

    async with running_stage(settings, held) as stage, monitored(stage) as (monitor, watched):
        await until(lambda: monitor.broker().holds)
        assert monitor.progress(watched).holds
        await publish_records(settings, stage.topics.raw.name, [(None, b"a", ())] * 3)
        await until(lambda: not monitor.progress(watched).holds)
        assert "lag 3 events, no progress for" in monitor.progress(watched).detail
        assert "NEWSMILL_STALL_TIMEOUT is 1" in monitor.progress(watched).detail
        gate.set()
        await until(lambda: monitor.progress(watched).holds)
        assert await stage.stop()


async def test_a_stage_without_lag_stays_live_without_progress(broker: Broker, topic_prefix: str) -> None:
    settings = stage_settings(broker, topic_prefix, stall_timeout=0.5)
    async with running_stage(settings, unchanged) as stage, monitored(stage) as (monitor, watched):
        await until(lambda: watched.lag == 0)
        await asyncio.sleep(1.5)
        assert monitor.progress(watched) == (True, "no lag")
        assert await stage.stop()


async def test_without_its_broker_a_stage_is_not_ready_and_is_not_judged(topic_prefix: str) -> None:
    with EmbeddedBroker() as broker:
        settings = stage_settings(broker, topic_prefix, stall_timeout=0.5, drain_grace=1.0)
        async with running_stage(settings, unchanged) as stage, monitored(stage) as (monitor, watched):
            await until(lambda: watched.lag == 0)
            assert monitor.broker().holds
            assert await stage.stop()
            broker.stop()
            await until(lambda: not monitor.broker().holds)
            assert broker.url in monitor.broker().detail
            await asyncio.sleep(1.0)
            assert monitor.progress(watched) == (True, "not judged without the broker")


async def test_only_the_worker_that_has_a_partition_exposes_its_metrics(broker: Broker, topic_prefix: str) -> None:
    settings = stage_settings(broker, topic_prefix, partitions=2)
    async with running_stage(settings, unchanged) as first, monitored(first):
        await until(lambda: first.count("newsmill_assigned_partitions", stage="extract") == 4)
        async with running_stage(settings, unchanged) as second, monitored(second):
            await until(lambda: len(shown(first)) == len(shown(second)) == 2 and not shown(first) & shown(second))
            assert first.count("newsmill_assigned_partitions", stage="extract") == 2
            assert await second.stop()
        assert await first.stop()


async def test_a_worker_without_a_partition_is_ready_and_says_that_it_has_none(
    broker: Broker, topic_prefix: str
) -> None:
    settings = stage_settings(broker, topic_prefix)
    async with running_stage(settings, unchanged) as first, running_stage(settings, unchanged) as second:
        async with running_stage(settings, unchanged) as third:
            watched = [Watched(stage.app, []) for stage in (first, second, third)]
            await until(lambda: sum(len(one.app.partitions) for one in watched) == 2)
            await until(lambda: all(one.assigned().holds for one in watched))
            assert "no partition is left for this worker" in {one.assigned().detail for one in watched}
            assert await third.stop()
        assert await second.stop()
        assert await first.stop()


@pytest.mark.parametrize("events_in_hand", [False, True])
async def test_a_topic_that_is_made_again_ends_the_worker_and_the_next_one_reads_it_from_the_beginning(
    kafka: Broker, topic_prefix: str, events_in_hand: bool
) -> None:
    if kafka.is_embedded:
        pytest.skip("the embedded broker keeps the offsets of a deleted topic, and loses what is committed with them")
    settings = stage_settings(kafka, topic_prefix)
    raw = Topics(settings).raw.name
    gate, taken = asyncio.Event(), list[bytes | None]()

    async def note(incoming: Incoming) -> Result:
        taken.append(incoming.value)
        if events_in_hand and incoming.offset >= 3:
            await gate.wait()
        return Result(Outcome.UNCHANGED)

    async with running_stage(settings, note) as stage, monitored(stage) as (monitor, _):
        await until(lambda: monitor.topics().holds)
        await publish_records(settings, raw, [(None, b"before", ())] * 6)
        await until(lambda: len(taken) == 6)
        await delete(settings, raw)
        await make(settings, raw)
        gate.set()
        await until(stage.end.done)
        with pytest.raises(TopicLost, match=f"{raw}: deleted and made again while the worker ran"):
            await stage.end
        stage.end = asyncio.create_task(ended())
    await publish_records(settings, raw, [(None, b"after %d" % number, ()) for number in range(8)])
    taken.clear()
    gate.set()
    async with running_stage(settings, note) as stage:
        await until(lambda: len(taken) >= 8)
        assert await stage.stop()
    assert taken == [b"after %d" % number for number in range(8)]
    assert await committed(settings, raw) == 8


async def test_on_the_embedded_broker_a_topic_that_is_made_again_ends_the_worker(
    embedded: EmbeddedBroker, topic_prefix: str
) -> None:
    settings = stage_settings(embedded, topic_prefix)
    raw = Topics(settings).raw.name
    async with running_stage(settings, unchanged) as stage, monitored(stage) as (monitor, _):
        await until(lambda: monitor.topics().holds)
        await delete(settings, raw)  # the consumer's next request for it makes it again
        await until(stage.end.done)
        with pytest.raises(TopicLost, match=raw):
            await stage.end
        stage.end = asyncio.create_task(ended())


async def test_a_worker_whose_topic_stays_missing_says_it_and_ends(kafka: Broker, topic_prefix: str) -> None:
    if kafka.is_embedded:
        pytest.skip("the embedded broker makes a topic when it is asked about it")
    settings = stage_settings(kafka, topic_prefix)
    raw = Topics(settings).raw.name
    async with running_stage(settings, unchanged) as stage, monitored(stage) as (monitor, _):
        await until(lambda: monitor.topics().holds)
        await delete(settings, raw)
        await until(lambda: not monitor.topics().holds)
        assert monitor.topics().detail == f"missing: {raw}"
        await until(stage.end.done)
        with pytest.raises(TopicLost, match=f"{raw}: missing, deleted while the worker ran"):
            await stage.end
        stage.end = asyncio.create_task(ended())


async def test_a_missing_topic_that_the_worker_does_not_read_makes_it_unready(kafka: Broker, topic_prefix: str) -> None:
    settings = stage_settings(kafka, topic_prefix)
    articles = Topics(settings).articles.name
    async with running_stage(settings, unchanged) as stage, monitored(stage) as (monitor, _):
        await until(lambda: monitor.topics().holds)
        await delete(settings, articles)
        await until(lambda: not monitor.topics().holds)
        assert monitor.topics().detail == f"missing: {articles}"
        await make(settings, articles)
        await until(lambda: monitor.topics().holds)
        assert await stage.stop()


def shown(stage: RunningStage) -> set[tuple[str, str]]:
    return {
        (sample.labels["topic"], sample.labels["partition"])
        for metric in stage.metrics.lag.collect()
        for sample in metric.samples
    }
