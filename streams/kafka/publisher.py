"""Publishing: one producer for the whole worker; a record is published when the broker has confirmed it."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from zlib import crc32

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
from streams.kafka.shortened import shortened
from streams.metrics import Metrics
from streams.records import Record
from streams.settings import Settings
from streams.topics import Topics

log = structlog.get_logger(__name__)

LINGER_MS = 5  # batches a window's results; an event waits far longer in the pool
MAX_BATCH_BYTES = 512 * 1024
STOP_SECONDS = 10.0
RETRY_PAUSE = 0.5  # seconds; aiokafka itself retries too, this pause begins when it gives up
RETRY_PAUSE_MAX = 10.0
MAX_HASHED_KEY = 64 * 1024  # bytes: aiokafka hashes a key in Python, which takes 0.1 s for a megabyte
UNLIMITED = 1024 * 1024 * 1024  # for aiokafka's own limit, which would be the same for all topics
NULL = object()  # stands for a value of None until it is serialised: aiokafka refuses a record without key and value
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
"""Errors that no repetition fixes; after those in the middle, aiokafka's producer is unusable."""


class Publisher:
    """Owns the producer. Publishing retries in place until the broker confirms: that is the backpressure.

    Records of one partition arrive in the order of their `send` calls: aiokafka has one batch of each partition in
    flight, and (except on the embedded broker) the producer is idempotent.

    A record above its topic's size limit is refused before it is sent: a batch that the broker refuses leaves a gap in
    the sequence numbers of an idempotent producer, which is unusable afterwards. A dead letter is not refused but cut,
    also if the topic's limit was lowered meanwhile: so letters have a producer of their own that is not idempotent.
    """

    def __init__(self, settings: Settings, cluster: Cluster, metrics: Metrics) -> None:
        self._metrics = metrics
        topics = Topics(settings)
        self._limits = {topic.name: int(topic.config["max.message.bytes"]) for topic in topics.all()}
        self._compress = CODECS[settings.compression]
        self._dead_letters = topics.dead_letters.name
        self._producer = self._new(settings, idempotent=not cluster.embedded, alone=cluster.embedded)
        self._letters = self._new(settings, idempotent=False, alone=True)

    @staticmethod
    def _new(settings: Settings, *, idempotent: bool, alone: bool) -> AIOKafkaProducer:
        """Make a producer; with `alone`, one that sends each record in a batch of its own."""
        return AIOKafkaProducer(
            **client_options(settings),
            client_id="newsmill",
            acks="all",
            enable_idempotence=idempotent,
            compression_type=None if settings.compression == "none" else settings.compression,
            value_serializer=lambda value: None if value is NULL else value,
            max_request_size=UNLIMITED,
            linger_ms=0 if alone else LINGER_MS,
            # A batch has at least one record; a limit below any record's size makes it exactly one.
            max_batch_size=1 if alone else MAX_BATCH_BYTES,
        )

    async def start(self) -> None:
        """Connect; raises aiokafka's KafkaConnectionError if no broker answers, or its error of authorization."""
        try:
            await start(self._producer)
            await start(self._letters)
        except BaseException:
            await self.stop()
            raise

    async def stop(self) -> None:
        """Send the waiting records and disconnect; if the broker is away, they are dropped after STOP_SECONDS."""
        await asyncio.gather(*(_stop(producer) for producer in (self._producer, self._letters)))

    async def send(self, records: Sequence[Record]) -> "Confirmation":
        """Put records in their partitions' queues, in the order of the calls.

        They are on the broker when the confirmation's `wait` returns.
        """
        return Confirmation(self, [(record, await self.queue(record)) for record in records])

    async def queue(self, record: Record) -> "asyncio.Future[RecordMetadata]":
        """Put one record in its partition's queue; waits while aiokafka's buffer is full."""
        try:
            if not self._fits(record):
                raise MessageSizeTooLargeError
            producer = self._letters if record.topic == self._dead_letters else self._producer
            confirmation: asyncio.Future[RecordMetadata] = await producer.send(
                record.topic,
                value=NULL if record.value is None else record.value,
                key=record.key,
                partition=await _partition(producer, record),
                headers=list(record.headers),
            )
            return confirmation
        except KafkaError as error:
            failed: asyncio.Future[RecordMetadata] = asyncio.get_running_loop().create_future()
            failed.set_exception(error)
            return failed

    def _fits(self, record: Record) -> bool:
        """Return whether the record is within its topic's limit, which the broker applies to the compressed size.

        The value is compressed only if it would not fit as it is, since that costs time.
        """
        limit = self._limits.get(record.topic, UNLIMITED)
        value = record.value or b""
        rest = record.size - len(value)
        return rest + len(value) <= limit or (rest <= limit and rest + len(self._compress(value)) <= limit)

    def cut(self, whole: Record, refused: Record) -> Record | None:
        """Return a dead letter that its topic refused, cut to the topic's limit; None for any other record.

        `refused` is the letter as it was sent. If it was within the limit as far as newsmill knows, the topic's limit
        was lowered, and half is tried next.
        """
        if whole.topic != self._dead_letters:
            return None
        limit = self._limits[whole.topic]
        if self._fits(refused):
            limit = self._limits[whole.topic] = min(refused.size, limit) // 2
        log.warning("dead letter cut, too large for its topic", to=whole.topic, bytes=whole.size, limit=limit)
        return shortened(whole, limit)

    def failed(self, record: Record, error: KafkaError) -> None:
        """Count and log an attempt that the broker did not confirm."""
        self._metrics.publish_failures.inc()
        log.warning("publish failed, trying again", to=record.topic, error=repr(error))


async def _stop(producer: AIOKafkaProducer) -> None:
    try:
        with suppress(TimeoutError):
            await asyncio.wait_for(producer.stop(), STOP_SECONDS)
    finally:
        await producer.client.close()  # a stop that timed out has not closed it


async def _partition(producer: AIOKafkaProducer, record: Record) -> int | None:
    """Return the partition for a record with a very long key; None lets aiokafka hash the key."""
    if record.partition is not None or len(record.key or b"") <= MAX_HASHED_KEY:
        return record.partition
    partitions: list[int] = sorted(await producer.partitions_for(record.topic))
    return partitions[crc32(record.key or b"") % len(partitions)]


@asynccontextmanager
async def publishing(settings: Settings) -> AsyncIterator[Publisher]:
    """Start a publisher for the time of the block; raises BrokerUnavailable."""
    publisher = Publisher(settings, await inspect(settings), Metrics())
    await publisher.start()
    try:
        yield publisher
    finally:
        await publisher.stop()


class Confirmation:
    """Records that were sent, and their confirmations by the broker."""

    def __init__(self, publisher: Publisher, sent: Sequence[tuple[Record, "asyncio.Future[RecordMetadata]"]]) -> None:
        self._publisher = publisher
        self._sent = sent

    @property
    def is_known(self) -> bool:
        """Whether the broker has answered for every record, so that `wait` returns at once unless a record failed."""
        return all(confirmation.done() for _, confirmation in self._sent)

    async def wait(self) -> list[RecordMetadata]:
        """Return the records' places when the broker has confirmed all; failed attempts are repeated.

        Raises Rejected with TOO_LARGE if a record that is not a dead letter is above its topic's size limit, and
        aiokafka's errors that no repetition fixes (FINAL).
        """
        return [await self._confirmed(record, confirmation) for record, confirmation in self._sent]

    async def _confirmed(self, record: Record, confirmation: "asyncio.Future[RecordMetadata]") -> RecordMetadata:
        pause, whole = RETRY_PAUSE, record
        while True:
            try:
                return await confirmation
            except MessageSizeTooLargeError:
                cut = self._publisher.cut(whole, record)
                if cut is None:
                    size = len(record.value or b"")
                    message = f"{record.topic} does not accept a record of {size} bytes (its max.message.bytes)"
                    raise Rejected(Reason.TOO_LARGE, message) from None
                record, confirmation = cut, await self._publisher.queue(cut)
            except FINAL:
                raise
            except KafkaError as error:
                self._publisher.failed(record, error)
                await asyncio.sleep(pause)
                pause = min(2 * pause, RETRY_PAUSE_MAX)
                confirmation = await self._publisher.queue(record)
