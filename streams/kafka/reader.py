"""Following a topic: every partition from its end or its beginning, without a consumer group."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Self

from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition

from schemas import Origin
from schemas.dead_letter import Headers
from streams.kafka.batches import Unread
from streams.kafka.cluster import require_topics
from streams.kafka.connection import client_options, start
from streams.records import moment
from streams.settings import Settings
from streams.topics import DEAD_LETTER_MAX_BYTES


@dataclass(frozen=True)
class Received:
    """A record on a topic."""

    topic: str
    partition: int
    offset: int
    time: datetime
    key: bytes | None
    value: bytes | None
    headers: Headers

    @classmethod
    def of(cls, record: ConsumerRecord) -> Self:
        """Make one of a record that aiokafka read."""
        return cls(
            topic=record.topic,
            partition=record.partition,
            offset=record.offset,
            time=moment(record.timestamp / 1000),
            key=record.key,
            value=record.value,
            headers=tuple(record.headers),
        )

    @property
    def origin(self) -> Origin:
        """Its place."""
        return Origin(topic=self.topic, partition=self.partition, offset=self.offset, timestamp=self.time)


def new_consumer(settings: Settings, client: str, group: str | None = None) -> AIOKafkaConsumer:
    """Make a consumer that reads its assigned partitions and commits only on request, to `group`."""
    return AIOKafkaConsumer(
        **client_options(settings),
        client_id=client,
        group_id=group,
        enable_auto_commit=False,
        auto_offset_reset="earliest",
        max_partition_fetch_bytes=DEAD_LETTER_MAX_BYTES,
    )


class Reader:
    """Reads a topic's records as they come, without end; an asynchronous context manager and iterator.

    All records published after it was entered are read, and with `from_beginning` the earlier ones too; the records of
    a partition come in order. What cannot be read is skipped, and logged. Entering raises BrokerUnavailable or
    TopicsMisconfigured.
    """

    def __init__(self, settings: Settings, topic: str, *, from_beginning: bool = False) -> None:
        self._settings = settings
        self._topic = topic
        self._from_beginning = from_beginning
        self._consumer: AIOKafkaConsumer | None = None

    async def __aenter__(self) -> Self:
        count = (await require_topics(self._settings, self._topic))[self._topic]
        partitions = [TopicPartition(self._topic, partition) for partition in range(count)]
        consumer = new_consumer(self._settings, "newsmill-reader")
        try:
            await start(consumer)
            consumer.assign(partitions)
            await (consumer.seek_to_beginning if self._from_beginning else consumer.seek_to_end)(*partitions)
            for partition in partitions:
                await consumer.position(partition)  # fixes the position, so that no later record is missed
        except BaseException:
            await consumer.stop()
            raise
        self._consumer = consumer
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._consumer is not None:
            await self._consumer.stop()

    async def __aiter__(self) -> AsyncIterator[Received]:
        assert self._consumer is not None, "enter the reader first"
        async for record in self._consumer:
            if not isinstance(record.value, Unread):
                yield Received.of(record)
