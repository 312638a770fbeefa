"""The state topic: its next owner reads all records that the last one wrote, in order."""

import asyncio

import pytest
from aiokafka import AIOKafkaConsumer

from streams.kafka import scan
from streams.kafka.cluster import create_topics
from streams.kafka.restore import StateUnreadable, read_partition
from streams.settings import Settings
from streams.topics import Topics
from tests.conftest import Broker
from tests.support.brokers.records import producer
from tests.support.running.stage import publish_records, stage_settings


async def read(settings: Settings, partition: int = 0) -> list[tuple[bytes | None, bytes | None]]:
    topic = Topics(settings).state.name
    return [record async for record in read_partition(settings, topic, partition)]


@pytest.fixture
async def settings(broker: Broker, topic_prefix: str) -> Settings:
    made = stage_settings(broker, topic_prefix, partitions=2)
    await create_topics(made, Topics(made))
    return made


async def test_an_empty_partition_is_read_at_once(settings: Settings) -> None:
    assert await asyncio.wait_for(read(settings), 20) == []


async def test_all_records_of_the_partition_come_in_order_with_their_tombstones(settings: Settings) -> None:
    topic = Topics(settings).state.name
    written = [(b"a", b"1", ()), (b"b", b"2", ()), (b"a", None, ()), (b"a", b"3", ())]
    await publish_records(settings, topic, written)
    await publish_records(settings, topic, [(b"elsewhere", b"9", ())], partition=1)
    assert await read(settings) == [(key, value) for key, value, _ in written]
    assert await read(settings, 1) == [(b"elsewhere", b"9")]


async def test_records_that_come_while_it_is_read_are_left_out(settings: Settings) -> None:
    topic = Topics(settings).state.name
    await publish_records(settings, topic, [(b"%d" % number, b"x", ()) for number in range(5)])
    found = []
    async for key, _ in read_partition(settings, topic, 0):
        found.append(key)
        if key == b"0":
            await publish_records(settings, topic, [(b"later", b"x", ())])
    assert found == [b"0", b"1", b"2", b"3", b"4"]


async def test_many_records_are_all_read(settings: Settings) -> None:
    topic = Topics(settings).state.name
    async with producer(settings.bootstrap) as client:
        sent = [await client.send(topic, key=b"%d" % number, value=bytes(1000), partition=0) for number in range(3000)]
        await asyncio.gather(*sent)
    assert [key for key, _ in await read(settings)] == [b"%d" % number for number in range(3000)]


async def test_a_partition_that_stalls_is_an_error_with_the_offset_it_was_read_to(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    topic = Topics(settings).state.name
    await publish_records(settings, topic, [(b"a", b"1", ())])

    async def beyond(_: object, partitions: list[object]) -> dict[object, int]:
        return dict.fromkeys(partitions, 5)  # like a broker that announces more records than it has

    monkeypatch.setattr(AIOKafkaConsumer, "end_offsets", beyond)
    monkeypatch.setattr(scan, "STALL_SECONDS", 0.5)
    with pytest.raises(StateUnreadable, match=rf"{topic}\[0\] gives no records from offset 1 to its end 5"):
        await asyncio.wait_for(read(settings), 30)
