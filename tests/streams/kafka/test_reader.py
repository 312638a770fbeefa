"""Following a topic: all partitions, from its end or beginning, without a consumer group on the broker."""

import asyncio
from collections.abc import Sequence

import pytest

from streams.kafka.cluster import BrokerUnavailable, TopicsMisconfigured, admin, create_topics, inspect
from streams.kafka.publisher import Publisher
from streams.kafka.reader import Reader, Received
from streams.metrics import Metrics
from streams.records import Record
from streams.settings import Settings
from streams.topics import Topics


async def publish(settings: Settings, records: Sequence[Record]) -> None:
    publisher = Publisher(settings, await inspect(settings), Metrics())
    await publisher.start()
    try:
        await (await publisher.send(records)).wait()
    finally:
        await publisher.stop()


async def take(reader: Reader, count: int) -> list[Received]:
    records: list[Received] = []
    async with asyncio.timeout(30):
        async for record in reader:
            records.append(record)
            if len(records) == count:
                break
    return records


@pytest.fixture
async def settings(broker, topic_prefix: str) -> Settings:
    settings = Settings(broker=broker.url, topic_prefix=topic_prefix, partitions=3)
    await create_topics(settings, Topics(settings))
    return settings


async def test_from_the_beginning_every_partitions_records_come_verbatim_and_in_order(settings: Settings) -> None:
    topic = Topics(settings).raw.name
    records = [Record(topic, b"key", b"%d" % number, [("h", b"\xff"), ("h", None)], number % 3) for number in range(30)]
    await publish(settings, records)
    async with Reader(settings, topic, from_beginning=True) as reader:
        received = await take(reader, 30)
    for partition in range(3):
        mine = [record for record in received if record.partition == partition]
        assert [record.value for record in mine] == [b"%d" % number for number in range(partition, 30, 3)]
        assert [record.offset for record in mine] == list(range(10))
    assert received[0].key == b"key"
    assert received[0].headers == (("h", b"\xff"), ("h", None))


async def test_from_the_end_only_later_records_are_read_and_all_of_them(settings: Settings) -> None:
    topic = Topics(settings).raw.name
    await publish(settings, [Record(topic, None, b"before", partition=number % 3) for number in range(6)])
    async with Reader(settings, topic) as reader:
        await publish(settings, [Record(topic, None, b"after", partition=number % 3) for number in range(6)])
        received = await take(reader, 6)
    assert {record.value for record in received} == {b"after"}


async def test_two_readers_read_the_same_and_leave_no_group(settings: Settings) -> None:
    topic = Topics(settings).articles.name
    await publish(settings, [Record(topic, b"a", b"1"), Record(topic, b"b", b"2")])
    for _ in range(2):
        async with Reader(settings, topic, from_beginning=True) as reader:
            assert {record.value for record in await take(reader, 2)} == {b"1", b"2"}
    async with admin(settings) as client:
        assert not [
            group for group, _ in await client.list_consumer_groups() if group.startswith(settings.topic_prefix)
        ]


async def test_a_missing_topic_is_named_and_not_created(broker, topic_prefix: str) -> None:
    settings = Settings(broker=broker.url, topic_prefix=topic_prefix)
    topic = Topics(settings).raw.name
    with pytest.raises(TopicsMisconfigured, match=f"{topic} is missing"):
        async with Reader(settings, topic):
            pass
    async with admin(settings) as client:
        assert topic not in await client.list_topics()


async def test_a_broker_that_does_not_answer_is_named() -> None:
    with pytest.raises(BrokerUnavailable, match=r"127\.0\.0\.1:1 "):
        async with Reader(Settings(broker="kafka://127.0.0.1:1"), "topic"):
            pass
