"""Publishing: one producer for the whole worker; a record counts once the broker has confirmed it."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress

import structlog
from aiokafka import AIOKafkaProducer
from aiokafka.codec import gzip_encode, lz4_encode, zstd_encode
from aiokafka.errors import (
    ClusterAuthorizationFailedError,
    KafkaError,
    MessageSizeTooLargeError,
    OutOfOrderSequenceNumber,
    ProducerClosed,
    ProducerFenced,
    TopicAuthorizationFailedError,
)
from aiokafka.structs import RecordMetadata

from schemas import Reason, Rejected
from streams.kafka.cluster import Cluster, inspect
from streams.kafka.connection import client_options, start
from streams.metrics import Metrics
from streams.records import Record
from streams.settings import Settings
from streams.topics import Topics

log = structlog.get_logger(__name__)

LINGER_MS = 5  # batches a window's results; an event waits far longer in the pool
MAX_BATCH_BYTES = 512 * 1024
STOP_SECONDS = 10.0
RETRY_PAUSE = 0.5  # seconds; aiokafka itself retries within, this is between its giving up
RETRY_PAUSE_MAX = 10.0
OVERHEAD = 1024  # bytes of a record and its batch beside key, value and headers, generously
UNLIMITED = 1024 * 1024 * 1024  # aiokafka's own limit, out of the way: it is the same for all topics
NULL = object()  # stands for a value of None until it is serialised: aiokafka takes no record without key and value
CODECS: dict[str, Callable[[bytes], bytes]] = {
    "none": bytes,
    "gzip": gzip_encode,
    "lz4": lz4_encode,
    "zstd": zstd_encode,
}
FINAL = (
    ClusterAuthorizationFailedError,
    OutOfOrderSequenceNumber,
    ProducerClosed,
    ProducerFenced,
    TopicAuthorizationFailedError,
)
"""What no repetition mends; after the ones in the middle aiokafka's producer is dead."""


class Publisher:
    """Owns the producer. Publishing retries in place until the broker confirms: that is the backpressure.

    Records of one partition arrive in the order of their `publish` calls: aiokafka has one batch a partition in
    flight, and (except on the embedded broker) the producer is idempotent.

    A record larger than its topic takes is refused before it is sent: a batch that the broker refuses leaves a hole in
    the sequence of an idempotent producer, which is the end of it.
    """

    def __init__(self, settings: Settings, cluster: Cluster, metrics: Metrics) -> None:
        self._metrics = metrics
        topics = Topics(settings)
        self._limits = {topic.name: int(topic.config["max.message.bytes"]) for topic in topics.all()}
        self._compress = CODECS[settings.compression]
        self._producer = AIOKafkaProducer(
            **client_options(settings),
            client_id="newsmill",
            acks="all",
            enable_idempotence=not cluster.embedded,
            compression_type=None if settings.compression == "none" else settings.compression,
            value_serializer=lambda value: None if value is NULL else value,
            max_request_size=UNLIMITED,
            linger_ms=0 if cluster.embedded else LINGER_MS,
            # A batch takes at least one record; a limit below any record's size makes it exactly one.
            max_batch_size=1 if cluster.embedded else MAX_BATCH_BYTES,
        )

    async def start(self) -> None:
        """Connect; raises aiokafka's KafkaConnectionError where no broker answers, or that it is forbidden."""
        try:
            await start(self._producer)
        except BaseException:
            await self.stop()
            raise

    async def stop(self) -> None:
        """Send what is waiting and disconnect; where the broker is away, what waits is given up after some seconds."""
        try:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._producer.stop(), STOP_SECONDS)
        finally:
            await self._producer.client.close()  # a stop that was cut short has not come to it

    async def send(self, records: Sequence[Record]) -> "Confirmation":
        """Put records in their partitions' queues; their order there is that of the calls.

        Await the confirmation's `wait` to know them on the broker.
        """
        return Confirmation(self, [(record, await self.queue(record)) for record in records])

    async def queue(self, record: Record) -> "asyncio.Future[RecordMetadata]":
        """Put one record in its partition's queue; waits while aiokafka's buffer is full."""
        try:
            if not self._fits(record):
                raise MessageSizeTooLargeError
            confirmation: asyncio.Future[RecordMetadata] = await self._producer.send(
                record.topic,
                value=NULL if record.value is None else record.value,
                key=record.key,
                partition=record.partition,
                headers=list(record.headers),
            )
            return confirmation
        except KafkaError as error:
            failed: asyncio.Future[RecordMetadata] = asyncio.get_running_loop().create_future()
            failed.set_exception(error)
            return failed

    def _fits(self, record: Record) -> bool:
        """Tell whether the record's topic takes it; the broker counts what is compressed, which costs to find out."""
        limit = self._limits.get(record.topic, UNLIMITED)
        texts = [text for _, text in record.headers]
        rest = OVERHEAD + sum(len(part) for part in (record.key, *texts) if part is not None)
        value = record.value or b""
        return rest + len(value) <= limit or rest + len(self._compress(value)) <= limit

    def failed(self, record: Record, error: KafkaError) -> None:
        """Count and log an attempt that the broker did not confirm."""
        self._metrics.publish_failures.inc()
        log.warning("publish failed, trying again", to=record.topic, error=repr(error))


@asynccontextmanager
async def publishing(settings: Settings) -> AsyncIterator[Publisher]:
    """Give a publisher of one's own for some work; raises BrokerUnavailable."""
    publisher = Publisher(settings, await inspect(settings), Metrics())
    await publisher.start()
    try:
        yield publisher
    finally:
        await publisher.stop()


class Confirmation:
    """Records on their way to the broker."""

    def __init__(self, publisher: Publisher, sent: Sequence[tuple[Record, "asyncio.Future[RecordMetadata]"]]) -> None:
        self._publisher = publisher
        self._sent = sent

    @property
    def is_known(self) -> bool:
        """Whether the broker has answered for every record, so that there is nothing to wait for as a rule."""
        return all(confirmation.done() for _, confirmation in self._sent)

    async def wait(self) -> list[RecordMetadata]:
        """Return where the records lie once the broker has confirmed each; repeats the attempts that fail.

        Raises Rejected with TOO_LARGE where a record is larger than its topic takes, and those of aiokafka's errors
        that no repetition mends.
        """
        return [await self._confirmed(record, confirmation) for record, confirmation in self._sent]

    async def _confirmed(self, record: Record, confirmation: "asyncio.Future[RecordMetadata]") -> RecordMetadata:
        pause = RETRY_PAUSE
        while True:
            try:
                return await confirmation
            except MessageSizeTooLargeError:
                size = len(record.value or b"")
                message = f"{record.topic} takes no record of {size} bytes (its max.message.bytes)"
                raise Rejected(Reason.TOO_LARGE, message) from None
            except FINAL:
                raise
            except KafkaError as error:
                self._publisher.failed(record, error)
                await asyncio.sleep(pause)
                pause = min(2 * pause, RETRY_PAUSE_MAX)
                confirmation = await self._publisher.queue(record)
