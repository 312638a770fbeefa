"""Following a topic: every partition from its end or its beginning, without a consumer group and leaving no trace."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

from aiokafka import AIOKafkaConsumer, TopicPartition

from schemas.dead_letter import Headers
from streams.cluster import TopicsUnfit, admin, partition_counts
from streams.settings import Settings
from streams.topics import DEAD_LETTER_MAX_BYTES


@dataclass(frozen=True)
class Received:
    """A record as it lies on a topic."""

    topic: str
    partition: int
    offset: int
    time: datetime
    key: bytes | None
    value: bytes | None
    headers: Headers


class Reader:
    """Reads a topic's records as they come, for ever; an asynchronous context manager and iterator.

    Records published after it was entered are read, whatever `from_beginning`; a partition's come in order.
    Entering raises BrokerUnavailable or TopicsUnfit.
    """

    def __init__(self, settings: Settings, topic: str, *, from_beginning: bool = False) -> None:
        self._settings = settings
        self._topic = topic
        self._from_beginning = from_beginning
        self._consumer: AIOKafkaConsumer | None = None

    async def __aenter__(self) -> Self:
        partitions = await self._partitions()
        consumer = AIOKafkaConsumer(
            bootstrap_servers=self._settings.bootstrap,
            client_id="newsmill-reader",
            enable_auto_commit=False,
            auto_offset_reset="earliest",
            max_partition_fetch_bytes=DEAD_LETTER_MAX_BYTES,
        )
        try:
            await consumer.start()
            consumer.assign(partitions)
            await (consumer.seek_to_beginning if self._from_beginning else consumer.seek_to_end)(*partitions)
            for partition in partitions:
                await consumer.position(partition)  # known from here on: nothing published later is missed
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
            yield Received(
                topic=record.topic,
                partition=record.partition,
                offset=record.offset,
                time=datetime.fromtimestamp(record.timestamp / 1000, UTC),
                key=record.key,
                value=record.value,
                headers=tuple(record.headers),
            )

    async def _partitions(self) -> list[TopicPartition]:
        async with admin(self._settings) as client:
            count = (await partition_counts(client, [self._topic])).get(self._topic, 0)
        if not count:
            raise TopicsUnfit(f"{self._topic} is missing (see `newsmill topics create` and NEWSMILL_TOPIC_PREFIX)")
        return [TopicPartition(self._topic, partition) for partition in range(count)]
