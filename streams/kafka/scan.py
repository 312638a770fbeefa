"""Reading ranges of offsets of a topic's partitions, and then stopping: for the state, replays and the commands."""

import asyncio
import time
from collections.abc import AsyncIterator, Mapping
from datetime import datetime
from types import TracebackType
from typing import Self, TypeAlias

from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition

from streams.kafka.batches import Unread
from streams.kafka.cluster import require_topics
from streams.kafka.connection import start
from streams.kafka.reader import Received, new_consumer
from streams.settings import Settings

POLL_MS = 1000
STALL_SECONDS = 60.0
AT_ONCE = 250
"""Records that the consumer reads in one go: a fetch may have 20,000 small ones, and stop the event loop for .3 s."""

Ranges: TypeAlias = Mapping[int, range]  # partition to offsets


class Stalled(Exception):
    """No record comes any more although the end was not reached; the message says how far it was read."""


async def records_before(
    consumer: AIOKafkaConsumer, ends: Mapping[TopicPartition, int]
) -> AsyncIterator[ConsumerRecord]:
    """Yield the records of partitions from the consumer's positions to their ends; those of a partition come in order.

    A partition has ended by its position, as its last offsets may have no records (compacted, or a transaction's
    marker). What cannot be read is skipped, and logged. Raises Stalled if no partition progresses for a minute.
    """
    seen: dict[TopicPartition, int] = {}
    since = time.monotonic()
    while True:
        positions = {place: await consumer.position(place) for place in ends}
        waiting = [place for place, end in ends.items() if positions[place] < end]
        if not waiting:
            return
        if positions != seen:
            seen, since = positions, time.monotonic()
        elif time.monotonic() - since > STALL_SECONDS:
            place = waiting[0]
            where = f"{place.topic}[{place.partition}]"
            raise Stalled(f"{where} gives no records from offset {positions[place]} to its end {ends[place]}")
        for place, records in (await consumer.getmany(*waiting, timeout_ms=POLL_MS, max_records=AT_ONCE)).items():
            for record in records:
                if record.offset < ends[place] and not isinstance(record.value, Unread):
                    yield record
        await asyncio.sleep(0)


class Scan:
    """Reads ranges of a topic's partitions; an asynchronous context manager.

    It does not join a consumer group: `group` only names where progress is kept. Entering raises BrokerUnavailable or
    TopicsMisconfigured.
    """

    def __init__(self, settings: Settings, topic: str, *, group: str | None = None) -> None:
        self._settings = settings
        self.topic = topic
        self._group = group
        self._consumer: AIOKafkaConsumer | None = None
        self._places: list[TopicPartition] = []

    async def __aenter__(self) -> Self:
        count = (await require_topics(self._settings, self.topic))[self.topic]
        self._places = [TopicPartition(self.topic, partition) for partition in range(count)]
        self._consumer = new_consumer(self._settings, "newsmill-scan", self._group)
        try:
            await start(self._consumer)
            self._consumer.assign(self._places)
        except BaseException:
            await self._consumer.stop()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.consumer.stop()

    @property
    def consumer(self) -> AIOKafkaConsumer:
        """The consumer of all partitions, once entered."""
        assert self._consumer is not None, "enter the scan first"
        return self._consumer

    @property
    def partitions(self) -> list[int]:
        """The topic's partitions."""
        return [place.partition for place in self._places]

    async def committed(self) -> dict[int, int | None]:
        """Return the group's committed offset of each partition; None if it has none."""
        return {place.partition: await self.consumer.committed(place) for place in self._places}

    async def commit(self, offsets: Mapping[int, int]) -> None:
        """Commit the progress: the next offset of each partition."""
        await self.consumer.commit({TopicPartition(self.topic, at): offset for at, offset in offsets.items()})

    async def everything(self) -> dict[int, range]:
        """Return the present range of offsets of each partition."""
        first = await self.consumer.beginning_offsets(self._places)
        end = await self.consumer.end_offsets(self._places)
        return {place.partition: range(first[place], end[place]) for place in self._places}

    async def first_since(self, moment: datetime) -> dict[int, int | None]:
        """Return each partition's first offset with that timestamp or a later one; None if there is none.

        On the embedded broker it is always the first record's: the caller must check the times of what it reads.
        """
        milliseconds = int(moment.timestamp() * 1000)
        found = await self.consumer.offsets_for_times(dict.fromkeys(self._places, milliseconds))
        offsets = {place: found.get(place) for place in self._places}
        return {place.partition: None if at is None else at.offset for place, at in offsets.items()}

    async def read(self, ranges: Ranges) -> AsyncIterator[Received]:
        """Yield the records of the ranges; those of a partition come in order. Raises Stalled."""
        ends = {TopicPartition(self.topic, partition): span.stop for partition, span in ranges.items() if span}
        for place in ends:
            self.consumer.seek(place, ranges[place.partition].start)
        self.consumer.pause(*self._places)
        self.consumer.resume(*ends)  # the others are not fetched
        async for record in records_before(self.consumer, ends):
            yield Received.of(record)
