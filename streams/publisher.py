"""Publishing: one producer for the whole worker; a record counts once the broker has confirmed it."""

import asyncio
from collections.abc import Sequence

import structlog
from aiokafka import AIOKafkaProducer
from aiokafka.errors import (
    ClusterAuthorizationFailedError,
    KafkaError,
    MessageSizeTooLargeError,
    TopicAuthorizationFailedError,
)
from aiokafka.structs import RecordMetadata

from schemas import Reason, Rejected
from streams.cluster import Cluster
from streams.metrics import Metrics
from streams.records import Record
from streams.settings import Settings
from streams.topics import DEAD_LETTER_MAX_BYTES

log = structlog.get_logger(__name__)

LINGER_MS = 5  # batches a window's results; an event waits far longer in the pool
MAX_BATCH_BYTES = 512 * 1024
RETRY_PAUSE = 0.5  # seconds; aiokafka itself retries within, this is between its giving up
RETRY_PAUSE_MAX = 10.0


class Publisher:
    """Owns the producer. Publishing retries in place until the broker confirms: that is the backpressure.

    Records of one partition arrive in the order of their `publish` calls: aiokafka has one batch a partition in
    flight, and (except on the embedded broker) the producer is idempotent.
    """

    def __init__(self, settings: Settings, cluster: Cluster, metrics: Metrics) -> None:
        self._metrics = metrics
        self._producer = AIOKafkaProducer(
            bootstrap_servers=settings.bootstrap,
            client_id="newsmill",
            acks="all",
            enable_idempotence=not cluster.embedded,
            compression_type=None if settings.compression == "none" else settings.compression,
            max_request_size=DEAD_LETTER_MAX_BYTES + 1024 * 1024,
            linger_ms=0 if cluster.embedded else LINGER_MS,
            # A batch takes at least one record; a limit below any record's size makes it exactly one.
            max_batch_size=1 if cluster.embedded else MAX_BATCH_BYTES,
        )

    async def start(self) -> None:
        """Connect; raises aiokafka.errors.KafkaConnectionError where no broker answers."""
        await self._producer.start()

    async def stop(self) -> None:
        """Send what is waiting and disconnect."""
        await self._producer.stop()

    async def send(self, records: Sequence[Record]) -> "Confirmation":
        """Put records in their partitions' queues; their order there is that of the calls.

        Await the confirmation's `wait` to know them on the broker.
        """
        return Confirmation(self, [(record, await self.queue(record)) for record in records])

    async def queue(self, record: Record) -> "asyncio.Future[RecordMetadata]":
        """Put one record in its partition's queue; waits while aiokafka's buffer is full."""
        try:
            confirmation: asyncio.Future[RecordMetadata] = await self._producer.send(
                record.topic,
                value=record.value,
                key=record.key,
                partition=record.partition,
                headers=list(record.headers),
            )
            return confirmation
        except KafkaError as error:
            failed: asyncio.Future[RecordMetadata] = asyncio.get_running_loop().create_future()
            failed.set_exception(error)
            return failed

    def failed(self, record: Record, error: KafkaError) -> None:
        """Count and log an attempt that the broker did not confirm."""
        self._metrics.publish_failures.inc()
        log.warning("publish failed, trying again", topic=record.topic, error=repr(error))


class Confirmation:
    """Records on their way to the broker."""

    def __init__(self, publisher: Publisher, sent: Sequence[tuple[Record, "asyncio.Future[RecordMetadata]"]]) -> None:
        self._publisher = publisher
        self._sent = sent

    async def wait(self) -> None:
        """Return when the broker has confirmed every record; repeats the attempts that fail.

        Raises Rejected with TOO_LARGE where a record is larger than its topic takes, and aiokafka's authorization
        errors, which no repetition mends.
        """
        for record, confirmation in self._sent:
            await self._confirmed(record, confirmation)

    async def _confirmed(self, record: Record, confirmation: "asyncio.Future[RecordMetadata]") -> None:
        pause = RETRY_PAUSE
        while True:
            try:
                await confirmation
                return
            except MessageSizeTooLargeError:
                size = len(record.value or b"")
                message = f"{record.topic} takes no record of {size} bytes (its max.message.bytes)"
                raise Rejected(Reason.TOO_LARGE, message) from None
            except (TopicAuthorizationFailedError, ClusterAuthorizationFailedError):
                raise
            except KafkaError as error:
                self._publisher.failed(record, error)
                await asyncio.sleep(pause)
                pause = min(2 * pause, RETRY_PAUSE_MAX)
                confirmation = await self._publisher.queue(record)
