"""Replaying raw events: the selected ones, unchanged, within the rate, and once even if interrupted."""

import asyncio
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest

from schemas import Origin
from streams.kafka.cluster import create_topics, inspect
from streams.kafka.publisher import publishing
from streams.kafka.scan import Scan
from streams.records import ORIGIN, REPLAY, Record
from streams.replay.pace import Pace
from streams.replay.raw import Replay, ReplayProgress, Selection, count, replay_group, resumed
from streams.settings import Settings
from streams.topics import Topics
from tests.conftest import Broker
from tests.support.brokers.records import producer
from tests.support.running.letters import put
from tests.support.running.stage import read_topic, stage_settings

# Lately, since Kafka deletes records of last spring at any moment.
NOON = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=2)
EVERYTHING = Selection(0, None)


@pytest.mark.parametrize(
    "committed, left",
    [
        ({0: None}, {0: range(10, 20)}),
        ({}, {0: range(10, 20)}),
        ({0: 10}, {0: range(10, 20)}),
        ({0: 13}, {0: range(13, 20)}),
        ({0: 20}, {0: range(20, 20)}),
        ({0: 9}, {0: range(10, 20)}),  # of other bounds
        ({0: 21}, {0: range(10, 20)}),
    ],
)
def test_a_replay_resumes_at_its_progress_if_that_lies_between_its_bounds(
    committed: dict[int, int | None], left: Mapping[int, range]
) -> None:
    assert resumed({0: range(10, 20)}, committed) == left


@pytest.fixture
async def settings(broker: Broker, topic_prefix: str) -> Settings:
    made = stage_settings(broker, topic_prefix, partitions=2)
    await create_topics(made, Topics(made))
    return made


async def fill(settings: Settings, events: int) -> None:
    """Put events on partition 0, a minute apart from some noon on, and one of then on partition 1."""
    topic = Topics(settings).raw.name
    async with producer(settings.bootstrap) as client:
        for number in range(events):
            stamp = int((NOON + timedelta(minutes=number)).timestamp() * 1000)
            await client.send_and_wait(topic, b"%d" % number, b"key", 0, stamp, [("h", b"\xff"), ("h", None)])
        await client.send_and_wait(topic, b"other", None, 1, int(NOON.timestamp() * 1000))


async def replay(
    settings: Settings,
    selection: Selection,
    rate: float = 0,
    name: str = "r",
    on_progress: Callable[[ReplayProgress], object] = lambda _: None,
) -> ReplayProgress:
    topics = Topics(settings)
    scan = Scan(settings, topics.raw.name, group=replay_group(settings, name))
    async with publishing(settings) as publisher, scan:
        whole = await selection.ranges(scan, embedded=(await inspect(settings)).embedded)
        replay = Replay(name, scan, publisher, topics, Pace(rate))
        await replay.run(resumed(whole, await scan.committed()), selection, on_progress)
        return replay.progress


async def values(settings: Settings) -> list[bytes | None]:
    return sorted(record.value for record in await read_topic(settings, Topics(settings).fetched.name, 0))


async def test_events_are_published_unchanged_beside_fetched_pages_with_their_origin(settings: Settings) -> None:
    topics = Topics(settings)
    await fill(settings, 3)
    progress = await replay(settings, EVERYTHING, name="again")
    assert (progress.read, progress.replayed, progress.failed) == (4, 4, [])
    assert progress.spans == {0: (0, 2), 1: (0, 0)}
    again = [record for record in await read_topic(settings, topics.fetched.name, 4) if record.key == b"key"]
    assert [record.value for record in again] == [b"0", b"1", b"2"]
    for number, record in enumerate(again):
        *headers, origin, name = record.headers
        assert headers == [("h", b"\xff"), ("h", None)]
        assert origin[0] == ORIGIN
        lies = Origin.model_validate_json(origin[1])
        assert lies.place == f"{topics.raw.name}/0/{number}"
        assert lies.timestamp == NOON + timedelta(minutes=number)
        assert name == (REPLAY, b"again")
    assert len(await read_topic(settings, topics.raw.name, 4)) == 4


@pytest.mark.parametrize(
    "selection, expected",
    [
        (Selection(0, None), "0 1 2 3 4 other"),
        (Selection(2, None), "2 3 4"),
        (Selection(1, 3), "1 2"),
        (Selection(0, 99), "0 1 2 3 4 other"),
        (Selection(99, None), ""),
        (Selection(0, 1), "0 other"),
        (Selection(0, None, (1,)), "other"),
        (Selection(1, None, (0,)), "1 2 3 4"),
        (Selection(NOON, None), "0 1 2 3 4 other"),
        (Selection(NOON + timedelta(seconds=1), None), "1 2 3 4"),
        (Selection(NOON + timedelta(minutes=1), NOON + timedelta(minutes=3)), "1 2"),
        (Selection(0, NOON + timedelta(minutes=1)), "0 other"),
        (Selection(2, NOON + timedelta(minutes=4)), "2 3"),
        (Selection(NOON + timedelta(days=1), None), ""),
        (Selection(None, None), ""),
    ],
)
async def test_bounds_are_offsets_or_times_of_each_partition(
    settings: Settings, selection: Selection, expected: str
) -> None:
    await fill(settings, 5)
    progress = await replay(settings, selection)
    assert progress.replayed == len(expected.split())
    assert await values(settings) == [text.encode() for text in expected.split()]


async def test_an_event_published_after_the_start_is_not_replayed(settings: Settings) -> None:
    await fill(settings, 30)
    begun = asyncio.Event()
    task = asyncio.create_task(replay(settings, EVERYTHING, rate=30, on_progress=lambda _: begun.set()))
    await begun.wait()
    await put(settings, [Record(Topics(settings).raw.name, b"key", b"later", (), 0)])
    assert (await task).replayed == 31
    assert b"later" not in await values(settings)


async def test_an_interrupted_replay_resumes_and_a_finished_one_publishes_nothing(
    settings: Settings,
) -> None:
    await fill(settings, 60)
    amid = asyncio.Event()
    task = asyncio.create_task(
        replay(settings, EVERYTHING, rate=50, on_progress=lambda progress: progress.read == 20 and amid.set())
    )
    await amid.wait()
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
    first = await values(settings)
    assert 0 < len(first) < 61
    progress = await replay(settings, EVERYTHING)
    assert progress.replayed == 61 - len(first)
    assert len(await values(settings)) == len(set(await values(settings))) == 61
    assert (await replay(settings, EVERYTHING)).read == 0
    assert (await replay(settings, EVERYTHING, name="another")).replayed == 61


async def test_no_more_is_published_than_the_rate_allows(settings: Settings) -> None:
    await fill(settings, 150)
    started = time.monotonic()
    task = asyncio.create_task(replay(settings, EVERYTHING, rate=1))  # low: on a busy machine the end took 39 s
    await asyncio.sleep(1)
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
    allowed = 1 + (time.monotonic() - started)  # one a second
    assert len(await values(settings)) <= allowed < 151


async def test_counting_publishes_nothing_and_keeps_no_progress(settings: Settings) -> None:
    await fill(settings, 5)
    topics = Topics(settings)
    selection = Selection(NOON + timedelta(minutes=2), None)
    async with Scan(settings, topics.raw.name, group=replay_group(settings, "r")) as scan:
        ranges = await selection.ranges(scan, embedded=(await inspect(settings)).embedded)
        reads: list[int] = []
        progress = await count(scan, ranges, selection, lambda progress: reads.append(progress.read))
        assert set((await scan.committed()).values()) == {None}
    assert (progress.replayed, progress.spans) == (3, {0: (2, 4)})
    assert reads == list(range(1, progress.read + 1))
    assert await values(settings) == []
