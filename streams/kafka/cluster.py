"""The Kafka cluster that newsmill is connected to: its kind of broker, its topics, and their problems."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any

from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from aiokafka.errors import (
    GroupCoordinatorNotAvailableError,
    KafkaConnectionError,
    KafkaError,
    NodeNotReadyError,
    for_code,
)
from aiokafka.errors import TopicAlreadyExistsError as TopicAlreadyExists

from streams.kafka.connection import client_options, refusal, start, unseen
from streams.settings import Settings
from streams.topics import Topic, Topics, consumer_groups

EMBEDDED_CLUSTER_ID = "tansu_cluster"  # the embedded broker's answer to a metadata request
CONNECT_SECONDS = 10.0
AT_LEAST = {"max.message.bytes": "", "min.compaction.lag.ms": "NEWSMILL_DEDUPLICATION_WINDOW"}
"""Configurations that may be larger than needed, with the setting that they follow."""
KNOWN_PAUSE = 0.1  # seconds between two checks whether a created topic is known; 0.1 to 0.3 s pass on one node
KNOWN_CHECKS = 100


class BrokerUnavailable(Exception):
    """No broker answers at the configured address, or the brokers refuse the connection."""


class TopicsMisconfigured(Exception):
    """Topics are missing or misconfigured; the message lists them."""


@dataclass(frozen=True)
class Cluster:
    """The facts about the cluster that the rest of newsmill needs."""

    embedded: bool  # it is the embedded broker: one record a batch, no idempotent producer (streams/kafka/embedded.py)


@dataclass(frozen=True)
class TopicState:
    """One topic as it should be and as it is on the broker."""

    topic: Topic
    partitions: int | None  # None if the topic does not exist
    problems: tuple[str, ...]
    note: str = ""  # what else there is to know


@asynccontextmanager
async def admin(settings: Settings) -> AsyncIterator[AIOKafkaAdminClient]:
    """Connect an admin client; raises BrokerUnavailable with the address, or with the setting that is refused."""
    client = AIOKafkaAdminClient(**client_options(settings), client_id="newsmill-admin")
    try:
        await asyncio.wait_for(start(client), CONNECT_SECONDS)
        yield client
    except (KafkaConnectionError, NodeNotReadyError, TimeoutError) as error:
        raise BrokerUnavailable(
            await refusal(settings)
            or f"no Kafka broker answers at {settings.bootstrap} (NEWSMILL_BROKER): {error or 'timed out'}"
        ) from None
    finally:
        await client.close()


async def inspect(settings: Settings) -> Cluster:
    """Find out which kind of broker it is; raises BrokerUnavailable."""
    async with admin(settings) as client:
        described = await client.describe_cluster()
    return Cluster(embedded=described.get("cluster_id") == EMBEDDED_CLUSTER_ID)


async def create_topics(settings: Settings, topics: Topics) -> list[Topic]:
    """Create the missing topics and return them; raises BrokerUnavailable, or the KafkaError of the broker's answer."""
    async with admin(settings) as client:
        present = set(await client.list_topics())
        missing = [topic for topic in topics.all() if topic.name not in present]
        new = [
            NewTopic(topic.name, topics.partitions, topics.replication_factor, topic_configs=topic.config)
            for topic in missing
        ]
        if new:
            _raise_refusals(await client.create_topics(new))
            await _until_known(client, [topic.name for topic in missing])
    return missing


def _raise_refusals(answer: Any) -> None:
    """Raise the error if the broker did not create a topic; a topic that another client has just created is fine."""
    for name, code, *message in answer.topic_errors:
        error = for_code(code)
        if code and error is not TopicAlreadyExists:
            raise error(f"creating {name}: {message[0] if message else error.description}")


async def _until_known(client: AIOKafkaAdminClient, names: Sequence[str]) -> None:
    """Wait until the broker knows topics that were created; Kafka confirms a creation before its brokers show it."""
    for _ in range(KNOWN_CHECKS):
        if not any(description["error_code"] for description in await client.describe_topics(names)):
            return
        await asyncio.sleep(KNOWN_PAUSE)


async def topic_states(settings: Settings, topics: Topics) -> list[TopicState]:
    """Compare the broker's topics with the declared ones; raises BrokerUnavailable."""
    async with admin(settings) as client:
        found = await partition_counts(client, [topic.name for topic in topics.all()])
        configs = await _configs(client, list(found))
    return [
        TopicState(topic, found.get(topic.name), _problems(topic, topics, found, configs)) for topic in topics.all()
    ]


async def partition_counts(client: AIOKafkaAdminClient, names: Sequence[str]) -> dict[str, int]:
    """Return the number of partitions of those topics that exist.

    Only existing topics may be described: the embedded broker creates a topic when it is asked about it.
    """
    existing = set(await client.list_topics())
    present = [name for name in names if name in existing]
    described = await client.describe_topics(present) if present else []
    return {description["topic"]: len(description["partitions"]) for description in described}


async def require_topics(settings: Settings, *names: str) -> dict[str, int]:
    """Return topics' numbers of partitions; raises BrokerUnavailable, or TopicsMisconfigured if one is missing."""
    async with admin(settings) as client:
        found = await partition_counts(client, names)
    missing = [name for name in names if name not in found]
    if missing:
        are = "is" if len(missing) == 1 else "are"
        advice = f"see `newsmill topics create` and NEWSMILL_TOPIC_PREFIX{unseen(settings)}"
        raise TopicsMisconfigured(f"{', '.join(missing)} {are} missing ({advice})")
    return found


async def check_topics(settings: Settings, topics: Topics) -> None:
    """Check that all topics exist and fit together; raises TopicsMisconfigured with every problem."""
    wrong = [
        f"{state.topic.name}: {problem}" for state in await topic_states(settings, topics) for problem in state.problems
    ]
    if wrong:
        advice = f"see `newsmill topics create` and `newsmill topics describe`{unseen(settings)}"
        raise TopicsMisconfigured(f"{'; '.join(wrong)} ({advice})")


async def check_groups(settings: Settings) -> None:
    """Check that the worker has access to its consumer groups: without it Faust's consumer waits and logs nothing.

    Raises aiokafka's GroupAuthorizationFailedError.
    """
    async with admin(settings) as client:
        for group in consumer_groups(settings):
            with suppress(GroupCoordinatorNotAvailableError):  # it is created with the cluster's first group
                await client.find_coordinator(group)


async def _configs(client: AIOKafkaAdminClient, names: Sequence[str]) -> dict[str, dict[str, str]]:
    """Return the configuration of topics; empty if the broker cannot say (the embedded one)."""
    if not names:
        return {}
    try:
        answers = await client.describe_configs([ConfigResource(ConfigResourceType.TOPIC, name) for name in names])
    except KafkaError:
        return {}
    return {
        name: {entry[0]: entry[1] for entry in entries}
        for answer in answers
        for _, _, _, name, entries in answer.resources
    }


def _problems(
    topic: Topic, topics: Topics, found_partitions: dict[str, int], configs: dict[str, dict[str, str]]
) -> tuple[str, ...]:
    """List the problems of a topic, as phrases that follow its name."""
    if topic.name not in found_partitions:
        return ("is missing",)
    problems = []
    partitions, wanted_partitions = found_partitions[topic.name], found_partitions.get(topics.extracted.name, 0)
    if topic == topics.state and partitions < wanted_partitions:
        problems.append(f"has {partitions} partitions, fewer than the {wanted_partitions} of {topics.extracted.name}")
    config = configs.get(topic.name, {})
    for name in (*AT_LEAST, "cleanup.policy"):
        wanted, found = topic.config.get(name), config.get(name)
        if wanted is None or found is None or found == wanted or (name in AT_LEAST and int(found) > int(wanted)):
            continue
        why = f" for {AT_LEAST[name]}" if AT_LEAST.get(name) else ""
        command = f"kafka-configs.sh --alter --topic {topic.name} --add-config {name}={wanted}"
        problems.append(f"has {name}={found}, newsmill needs {wanted}{why}: {command}")
    return tuple(problems)
