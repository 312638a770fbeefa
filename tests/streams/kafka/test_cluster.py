"""The cluster: topics are created as newsmill needs them, and problems of topics and broker are named."""

import asyncio

import pytest
from aiokafka.admin import NewPartitions, NewTopic
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from aiokafka.errors import InvalidReplicationFactorError

from streams.kafka.cluster import (
    BrokerUnavailable,
    TopicsMisconfigured,
    admin,
    check_topics,
    create_topics,
    inspect,
    topic_states,
)
from streams.kafka.embedded import free_port
from streams.settings import Settings
from streams.topics import Topics
from tests.conftest import Broker


def settings_for(broker: Broker, prefix: str, **changes: object) -> Settings:
    return Settings.model_validate({"broker": broker.url, "topic_prefix": prefix, "partitions": 2} | changes)


async def test_the_embedded_broker_is_recognised(broker: Broker) -> None:
    assert (await inspect(Settings(broker=broker.url))).embedded is broker.is_embedded


async def test_created_topics_are_as_newsmill_needs_them(broker: Broker, topic_prefix: str) -> None:
    settings = settings_for(broker, topic_prefix)
    topics = Topics(settings)
    assert await create_topics(settings, topics) == list(topics.all())
    await check_topics(settings, topics)
    states = await topic_states(settings, topics)
    assert [state.topic for state in states] == list(topics.all())
    assert {state.partitions for state in states} == {2}
    assert {state.problems for state in states} == {()}


async def test_creating_twice_creates_nothing_more(broker: Broker, topic_prefix: str) -> None:
    settings = settings_for(broker, topic_prefix)
    await create_topics(settings, Topics(settings))
    assert await create_topics(settings, Topics(settings)) == []


async def test_two_clients_may_create_topics_at_once(broker: Broker, topic_prefix: str) -> None:
    settings = settings_for(broker, topic_prefix)
    await asyncio.gather(*(create_topics(settings, Topics(settings)) for _ in range(2)))
    await check_topics(settings, Topics(settings))


async def test_all_missing_topics_are_named_with_what_to_do(broker: Broker, topic_prefix: str) -> None:
    settings = settings_for(broker, topic_prefix)
    topics = Topics(settings)
    with pytest.raises(TopicsMisconfigured) as caught:
        await check_topics(settings, topics)
    assert all(f"{topic.name}: is missing" in str(caught.value) for topic in topics.all())
    assert "newsmill topics create" in str(caught.value)


async def test_a_check_does_not_create_missing_topics(broker: Broker, topic_prefix: str) -> None:
    settings = settings_for(broker, topic_prefix)
    for _ in range(2):
        states = await topic_states(settings, Topics(settings))
        assert {state.partitions for state in states} == {None}


async def test_a_state_topic_with_fewer_partitions_than_the_extracted_topic_is_misconfigured(
    broker: Broker, topic_prefix: str
) -> None:
    settings = settings_for(broker, topic_prefix, partitions=3)
    topics = Topics(settings)
    async with admin(settings) as client:
        await client.create_topics([NewTopic(topics.state.name, 2, 1, topic_configs=topics.state.config)])
    await create_topics(settings, topics)
    with pytest.raises(TopicsMisconfigured) as caught:
        await check_topics(settings, topics)
    few = f"{topics.state.name}: has 2 partitions, fewer than the 3 of {topics.extracted.name}"
    assert str(caught.value).split(" (see")[0] == few


async def test_topics_that_fit_together_may_have_another_number_of_partitions_than_the_setting(
    broker: Broker, topic_prefix: str
) -> None:
    made = settings_for(broker, topic_prefix)
    await create_topics(made, Topics(made))
    asked = settings_for(broker, topic_prefix, partitions=3)
    await check_topics(asked, Topics(asked))


async def test_the_raw_topic_may_have_more_partitions(kafka: Broker, topic_prefix: str) -> None:
    if kafka.is_embedded:
        pytest.skip("the embedded broker cannot add partitions")
    settings = settings_for(kafka, topic_prefix)
    topics = Topics(settings)
    await create_topics(settings, topics)
    async with admin(settings) as client:
        await client.create_partitions({topics.raw.name: NewPartitions(5)})
        while len((await client.describe_topics([topics.raw.name]))[0]["partitions"]) < 5:
            await asyncio.sleep(0.05)
    await check_topics(settings, topics)


async def test_a_topic_with_a_small_limit_or_a_wrong_cleanup_policy_is_misconfigured(
    kafka: Broker, topic_prefix: str
) -> None:
    if kafka.is_embedded:
        pytest.skip("the embedded broker's configuration has no effect")
    settings = settings_for(kafka, topic_prefix)
    topics = Topics(settings)
    small = {"max.message.bytes": "1000"}
    async with admin(settings) as client:
        await client.create_topics(
            [
                NewTopic(topics.raw.name, 2, 1, topic_configs=small),
                NewTopic(topics.state.name, 2, 1, topic_configs={"cleanup.policy": "delete"}),
            ]
        )
        while not {topics.raw.name, topics.state.name} <= set(await client.list_topics()):
            await asyncio.sleep(0.05)
    created = await create_topics(settings, topics)
    assert topics.raw not in created
    with pytest.raises(TopicsMisconfigured) as caught:
        await check_topics(settings, topics)
    wanted = topics.raw.config["max.message.bytes"]
    assert f"{topics.raw.name}: has max.message.bytes=1000, newsmill needs {wanted}" in str(caught.value)
    assert f"{topics.state.name}: has cleanup.policy=delete, newsmill needs compact" in str(caught.value)
    assert topics.articles.name not in str(caught.value)


async def test_a_state_topic_that_is_compacted_within_the_window_is_named_with_the_command_to_alter_it(
    kafka: Broker, topic_prefix: str
) -> None:
    if kafka.is_embedded:
        pytest.skip("the embedded broker's configuration has no effect")
    shorter = settings_for(kafka, topic_prefix, deduplication_window=3 * 86_400)
    await create_topics(shorter, Topics(shorter))
    settings = settings_for(kafka, topic_prefix, deduplication_window=9 * 86_400)
    topics = Topics(settings)
    with pytest.raises(TopicsMisconfigured) as caught:
        await check_topics(settings, topics)
    message = str(caught.value)
    assert f"{topics.state.name}: has min.compaction.lag.ms=259200000, newsmill needs 777600000" in message
    assert "for NEWSMILL_DEDUPLICATION_WINDOW" in message
    assert f"--topic {topics.state.name} --add-config min.compaction.lag.ms=777600000" in message
    altered = {**topics.state.config}
    async with admin(settings) as client:
        await client.alter_configs([ConfigResource(ConfigResourceType.TOPIC, topics.state.name, altered)])
    async with asyncio.timeout(30):
        while any(state.problems for state in await topic_states(settings, topics)):  # not at once on every broker
            await asyncio.sleep(0.1)
    shorter = settings_for(kafka, topic_prefix, deduplication_window=3600)
    await check_topics(shorter, Topics(shorter))


async def test_a_topic_with_a_larger_limit_than_needed_is_fine(kafka: Broker, topic_prefix: str) -> None:
    if kafka.is_embedded:
        pytest.skip("the embedded broker cannot change a topic")
    settings = settings_for(kafka, topic_prefix)
    topics = Topics(settings)
    await create_topics(settings, topics)
    larger = {"max.message.bytes": str(30 * 1024 * 1024), "cleanup.policy": "delete"}
    async with admin(settings) as client:
        await client.alter_configs([ConfigResource(ConfigResourceType.TOPIC, topics.raw.name, larger)])
    await check_topics(settings, topics)


async def test_a_topic_that_the_broker_refuses_to_create_is_named(kafka: Broker, topic_prefix: str) -> None:
    if kafka.is_embedded:
        pytest.skip("the embedded broker takes any replication factor")
    settings = settings_for(kafka, topic_prefix, replication_factor=9)
    with pytest.raises(InvalidReplicationFactorError, match=f"creating {topic_prefix}news.raw.v1"):
        await create_topics(settings, Topics(settings))


@pytest.mark.parametrize("ask", [inspect, lambda settings: check_topics(settings, Topics(settings))])
async def test_a_broker_that_does_not_answer_is_named_with_its_setting(ask) -> None:
    port = free_port()
    with pytest.raises(BrokerUnavailable, match=rf"127\.0\.0\.1:{port} \(NEWSMILL_BROKER\)"):
        await ask(Settings(broker=f"kafka://127.0.0.1:{port}"))


async def test_a_server_that_is_not_a_broker_is_named_too() -> None:
    async def hold(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        writer.close()

    async with await asyncio.start_server(hold, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        with pytest.raises(BrokerUnavailable, match=f"{port}"):
            await inspect(Settings(broker=f"kafka://127.0.0.1:{port}"))
