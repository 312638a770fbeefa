"""What lies on a topic, read from its first record on, and records put there as a feed would."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, ConsumerRecord, TopicPartition

MAX_BYTES = 64 * 1024 * 1024


@asynccontextmanager
async def producer(bootstrap: str) -> AsyncIterator[AIOKafkaProducer]:
    """A producer that every broker here understands: one record a batch."""
    client = AIOKafkaProducer(
        bootstrap_servers=bootstrap, acks="all", max_batch_size=1, compression_type="zstd", max_request_size=MAX_BYTES
    )
    await client.start()
    try:
        yield client
    finally:
        await client.stop()


async def publish(bootstrap: str, topic: str, records: Iterable[tuple[bytes | None, bytes | None]]) -> None:
    """Publish keys and values in order, all confirmed."""
    async with producer(bootstrap) as client:
        confirmations = [await client.send(topic, key=key, value=value) for key, value in records]
        await asyncio.gather(*confirmations)


class TopicReader:
    """Reads topics from their beginning; each read continues after the last one."""

    def __init__(self, bootstrap: str, *topics: str) -> None:
        self._consumer = AIOKafkaConsumer(
            bootstrap_servers=bootstrap,
            auto_offset_reset="earliest",
            enable_auto_commit=False,
            max_partition_fetch_bytes=MAX_BYTES,
        )
        self._topics = topics

    async def __aenter__(self) -> "TopicReader":
        await self._consumer.start()
        places = []
        for topic in self._topics:
            partitions = await self._wait_for_partitions(topic)
            places += [TopicPartition(topic, partition) for partition in partitions]
        self._consumer.assign(places)
        await self._consumer.seek_to_beginning()
        return self

    async def _wait_for_partitions(self, topic: str) -> set[int]:
        await self._consumer._client.add_topic(topic)
        end = time.monotonic() + 20
        while time.monotonic() < end:
            partitions: set[int] | None = self._consumer._client.cluster.partitions_for_topic(topic)
            if partitions:
                return partitions
            await asyncio.sleep(0.1)
        raise AssertionError(f"no topic {topic}")

    async def read(self, seconds: float = 1.0) -> list[ConsumerRecord]:
        """Return the records that come within some seconds."""
        fetched = await self._consumer.getmany(timeout_ms=int(seconds * 1000), max_records=5000)
        return [record for records in fetched.values() for record in records]

    async def __aexit__(self, *_: object) -> None:
        await self._consumer.stop()
