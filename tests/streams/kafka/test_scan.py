"""Reading a topic to its present end: all existing records, in order, even if the last offset has no record."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest
from aiokafka import AIOKafkaProducer

from streams.kafka import scan as scan_module
from streams.kafka.cluster import TopicsMisconfigured, create_topics
from streams.kafka.scan import Scan, Stalled
from streams.records import Record
from streams.settings import Settings
from streams.topics import Topics
from tests.conftest import Broker
from tests.support.brokers.records import producer
from tests.support.running.letters import put
from tests.support.running.stage import stage_settings

LIMIT = 30  # seconds


@pytest.fixture
async def settings(broker: Broker, topic_prefix: str) -> Settings:
    made = stage_settings(broker, topic_prefix, partitions=2)
    await create_topics(made, Topics(made))
    return made


@pytest.fixture
def topic(settings: Settings) -> str:
    return Topics(settings).raw.name


async def values(scan: Scan, ranges: Mapping[int, range]) -> list[tuple[int, int, bytes | None]]:
    async with asyncio.timeout(LIMIT):
        found = [(record.partition, record.offset, record.value) async for record in scan.read(ranges)]
    return sorted(found, key=lambda one: one[:2])


def numbered(topic: str, partition: int, *numbers: int) -> list[Record]:
    return [Record(topic, b"k", b"%d" % number, [("h", b"\xff")], partition) for number in numbers]


async def test_every_partition_is_read_to_its_end_and_not_beyond(settings: Settings, topic: str) -> None:
    await put(settings, numbered(topic, 0, 0, 1, 2) + numbered(topic, 1, 5))
    async with Scan(settings, topic) as scan:
        there = await scan.everything()
        await put(settings, numbered(topic, 0, 3) + numbered(topic, 1, 6))
        assert there == {0: range(3), 1: range(1)}
        assert await values(scan, there) == [(0, 0, b"0"), (0, 1, b"1"), (0, 2, b"2"), (1, 0, b"5")]


async def test_the_read_of_an_empty_topic_ends_at_once(settings: Settings, topic: str) -> None:
    async with Scan(settings, topic) as scan:
        assert await values(scan, await scan.everything()) == []


async def test_only_a_range_is_read_and_another_one_after_it(settings: Settings, topic: str) -> None:
    await put(settings, numbered(topic, 0, *range(10)) + numbered(topic, 1, *range(10)))
    async with Scan(settings, topic) as scan:
        assert await values(scan, {0: range(3, 5), 1: range(2, 2)}) == [(0, 3, b"3"), (0, 4, b"4")]
        assert await values(scan, {1: range(9, 10), 0: range(1)}) == [(0, 0, b"0"), (1, 9, b"9")]


async def test_the_read_ends_at_an_offset_without_a_record(kafka: Broker, topic_prefix: str) -> None:
    if kafka.is_embedded:
        pytest.skip("the embedded broker has no transactions")
    settings = stage_settings(kafka, topic_prefix)
    topic = Topics(settings).raw.name
    await create_topics(settings, Topics(settings))
    client = AIOKafkaProducer(bootstrap_servers=settings.bootstrap, transactional_id=f"{topic_prefix}t")
    async with client, client.transaction():
        await client.send_and_wait(topic, b"a", partition=0)
    async with Scan(settings, topic) as scan:
        async with asyncio.timeout(LIMIT):
            while (there := await scan.everything()) != {0: range(2)}:  # the marker comes a little later
                await asyncio.sleep(0.05)
        assert await values(scan, there) == [(0, 0, b"a")]
        assert await values(scan, {0: range(1, 2)}) == []


async def test_a_partition_without_its_last_records_is_an_error(
    settings: Settings, topic: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scan_module, "STALL_SECONDS", 0.5)
    await put(settings, numbered(topic, 0, 0, 1))
    async with Scan(settings, topic) as scan:
        with pytest.raises(Stalled, match=rf"{topic}\[0\] gives no records from offset 2 to its end 5"):
            await values(scan, {0: range(5)})


async def test_the_first_record_since_a_time_is_found_but_on_the_embedded_broker_the_first_of_all(
    broker: Broker, settings: Settings, topic: str
) -> None:
    moment = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=9)
    async with producer(settings.bootstrap) as client:
        for hour in range(3):
            stamp = int((moment + timedelta(hours=hour)).timestamp() * 1000)
            await client.send_and_wait(topic, b"x", partition=0, timestamp_ms=stamp)
    async with Scan(settings, topic) as scan:
        found = await scan.first_since(moment + timedelta(minutes=30))
        late = await scan.first_since(moment + timedelta(hours=3))
        assert found[0] == (0 if broker.is_embedded else 1)
        assert late[0] == (0 if broker.is_embedded else None)


async def test_progress_is_kept_by_group_and_partition(settings: Settings, topic: str, topic_prefix: str) -> None:
    await put(settings, numbered(topic, 0, *range(4)))
    group = f"{topic_prefix}progress"
    async with Scan(settings, topic, group=group) as scan:
        assert await scan.committed() == {0: None, 1: None}
        await scan.commit({0: 3})
    async with Scan(settings, topic, group=group) as scan:
        assert await scan.committed() == {0: 3, 1: None}


async def test_a_missing_topic_is_named(broker: Broker, topic_prefix: str) -> None:
    with pytest.raises(TopicsMisconfigured, match="nothing is missing"):
        async with Scan(stage_settings(broker, topic_prefix), "nothing"):
            pass
