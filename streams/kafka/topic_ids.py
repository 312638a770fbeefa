"""The ids of topics: a topic that was deleted and made again has its name, but another id.

aiokafka 0.14 asks for metadata up to version 5. Ids come with version 10 (KIP-516, Kafka 2.8), which is written here.
The request never creates a topic.
"""

import random
from collections.abc import Collection
from io import BytesIO
from typing import Any
from uuid import UUID

from aiokafka import AIOKafkaConsumer
from aiokafka.errors import KafkaError, NodeNotReadyError, NoError, UnknownTopicOrPartitionError, for_code
from aiokafka.protocol.api import Request, RequestStruct, Response
from aiokafka.protocol.types import (
    AbstractType,
    Boolean,
    CompactArray,
    CompactString,
    Int16,
    Int32,
    Schema,
    TaggedFields,
)

NO_ID = UUID(int=0)


class _Id(AbstractType[UUID]):  # type: ignore[misc]
    @classmethod
    def encode(cls, value: UUID) -> bytes:
        return value.bytes

    @classmethod
    def decode(cls, data: BytesIO) -> UUID:
        return UUID(bytes=data.read(16))


class _Answer(Response):  # type: ignore[misc]  # aiokafka is not typed
    API_KEY = 3
    API_VERSION = 10
    SCHEMA = Schema(
        ("throttle_time_ms", Int32),
        (
            "brokers",
            CompactArray(
                ("node_id", Int32),
                ("host", CompactString("utf-8")),
                ("port", Int32),
                ("rack", CompactString("utf-8")),
                ("tags", TaggedFields),
            ),
        ),
        ("cluster_id", CompactString("utf-8")),
        ("controller_id", Int32),
        (
            "topics",
            CompactArray(
                ("error_code", Int16),
                ("name", CompactString("utf-8")),
                ("topic_id", _Id),
                ("is_internal", Boolean),
                (
                    "partitions",
                    CompactArray(
                        ("error_code", Int16),
                        ("partition", Int32),
                        ("leader_id", Int32),
                        ("leader_epoch", Int32),
                        ("replicas", CompactArray(Int32)),
                        ("isr", CompactArray(Int32)),
                        ("offline_replicas", CompactArray(Int32)),
                        ("tags", TaggedFields),
                    ),
                ),
                ("authorized_operations", Int32),
                ("tags", TaggedFields),
            ),
        ),
        ("cluster_authorized_operations", Int32),
        ("tags", TaggedFields),
    )


class _Question(RequestStruct):  # type: ignore[misc]
    FLEXIBLE_VERSION = True
    API_KEY = 3
    API_VERSION = 10
    RESPONSE_TYPE = _Answer
    SCHEMA = Schema(
        ("topics", CompactArray(("topic_id", _Id), ("name", CompactString("utf-8")), ("tags", TaggedFields))),
        ("allow_auto_topic_creation", Boolean),
        ("include_cluster_authorized_operations", Boolean),
        ("include_topic_authorized_operations", Boolean),
        ("tags", TaggedFields),
    )


class _TopicsByName(Request[_Question]):  # type: ignore[misc]
    API_KEY = 3

    def __init__(self, names: Collection[str]) -> None:
        self._names = names

    def build(self, request_struct_class: type[_Question]) -> _Question:
        topics: list[tuple[UUID, str, dict[int, bytes]]] = [(NO_ID, name, {}) for name in self._names]
        return request_struct_class(topics, False, False, False, {})


async def topic_ids(consumer: AIOKafkaConsumer, names: Collection[str]) -> dict[str, UUID | None]:
    """Return the ids of topics, None for a missing one, by one request on a consumer's connection.

    A topic of which the broker cannot tell at present is left out. Raises KafkaError, or NotImplementedError if the
    broker is older than Kafka 2.8.
    """
    answer = await _ask_any(consumer._client, _TopicsByName(names))  # consumers have no public way to send a request
    found: dict[str, UUID | None] = {}
    for code, name, identity, *_ in answer.topics:
        error = for_code(code)
        if error is UnknownTopicOrPartitionError:
            found[name] = None
        elif error is NoError:
            found[name] = identity
    return found


async def _ask_any(client: Any, request: _TopicsByName) -> Any:
    """Send a request to a broker that answers: one that is down stays known for a while."""
    trouble: KafkaError = NodeNotReadyError("no broker is known")
    nodes = [broker.nodeId for broker in client.cluster.brokers()]
    for node in random.sample(nodes, len(nodes)):
        try:
            return await client.send(node, request)
        except KafkaError as error:
            trouble = error
    raise trouble
