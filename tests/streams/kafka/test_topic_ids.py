"""The ids of topics, asked on a consumer's connection."""

import asyncio

import pytest
from aiokafka import AIOKafkaConsumer
from aiokafka.errors import KafkaError
from aiokafka.protocol.metadata import MetadataRequest
from aiokafka.structs import BrokerMetadata

from streams.kafka.cluster import admin, create_topics
from streams.kafka.embedded import EmbeddedBroker
from streams.kafka.topic_ids import NO_ID, topic_ids
from streams.topics import Topics
from tests.conftest import Broker
from tests.support.running.stage import stage_settings


async def test_a_topic_keeps_its_id_until_it_is_made_again_and_asking_never_makes_one(
    broker: Broker, topic_prefix: str
) -> None:
    settings = stage_settings(broker, topic_prefix)
    topics = Topics(settings)
    raw, unknown = topics.raw.name, f"{topic_prefix}unknown"
    await create_topics(settings, topics)
    async with AIOKafkaConsumer(bootstrap_servers=broker.bootstrap) as consumer:
        first = await topic_ids(consumer, [raw, unknown])
        assert first[raw] not in (None, NO_ID)
        assert first[unknown] is None
        assert await topic_ids(consumer, [raw, unknown]) == first
        async with admin(settings) as client:
            await client.delete_topics([raw])
        while (await topic_ids(consumer, [raw]))[raw] is not None:
            await asyncio.sleep(0.05)
        await create_topics(settings, topics)
        assert (await topic_ids(consumer, [raw, unknown]))[raw] not in (None, first[raw])


async def test_a_broker_that_is_down_is_not_the_only_one_to_be_asked(broker: Broker, topic_prefix: str) -> None:
    unknown = f"{topic_prefix}unknown"
    async with AIOKafkaConsumer(bootstrap_servers=broker.bootstrap) as consumer:
        known = consumer._client.cluster._brokers
        known[99] = BrokerMetadata(99, "127.0.0.1", 1, None)
        assert [await topic_ids(consumer, [unknown]) for _ in range(8)] == [{unknown: None}] * 8
        del known[99]


async def test_without_a_broker_it_is_an_error_of_kafka(topic_prefix: str) -> None:
    with EmbeddedBroker() as broker:
        async with AIOKafkaConsumer(bootstrap_servers=broker.bootstrap) as consumer:
            broker.stop()
            with pytest.raises(KafkaError):
                await topic_ids(consumer, [f"{topic_prefix}unknown"])


async def test_a_broker_before_kafka_2_8_has_none(broker: Broker, monkeypatch: pytest.MonkeyPatch) -> None:
    async with AIOKafkaConsumer(bootstrap_servers=broker.bootstrap) as consumer:
        node = consumer._client.get_random_node()
        await consumer._client.send(node, MetadataRequest([]))
        for connection in consumer._client._conns.values():
            monkeypatch.setattr(connection, "_versions", {3: (0, 9)})
        with pytest.raises(NotImplementedError):
            await topic_ids(consumer, ["news.raw.v1"])
