"""The forwarder: gives events on the retry topics back to their stages when they are due."""

import asyncio
import time
from datetime import UTC, datetime

import structlog
from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition
from aiokafka.errors import KafkaError

from schemas import DeadLetter, Origin, Rejected
from streams.metrics import Metrics
from streams.publisher import Publisher
from streams.records import Record
from streams.retries import read_waiting
from streams.settings import Settings
from streams.topics import Topics
from streams.version import VERSION

log = structlog.get_logger(__name__)

NAME = "retry"  # of its consumer group, and of the stage on the dead letters it writes
POLL_MS = 500
RESTART_PAUSE = 5.0  # seconds
MEASURE_INTERVAL = 5.0  # seconds
MAX_RECORDS = 100
FETCH_BYTES = 1024 * 1024  # a partition; a larger record comes alone


class Forwarder:
    """A consumer of the retry topics, beside the stages' own; every worker has one, and they share the partitions.

    A topic's events are due in the order they lie in, so a partition whose next event is not due is paused until then.
    """

    def __init__(self, settings: Settings, topics: Topics, publisher: Publisher, metrics: Metrics) -> None:
        self._settings = settings
        self._topics = topics
        self._publisher = publisher
        self._metrics = metrics
        self._delays = {topic.name: topic.delay for topic in topics.retries}
        self._measured = 0.0  # time.monotonic
        self._paused: dict[TopicPartition, float] = {}  # until when, in seconds since the epoch

    async def run(self) -> None:
        """Forward until cancelled; starts anew where the broker was away. Raises what publishing cannot mend."""
        while self._delays:
            consumer = self._consumer()
            try:
                await consumer.start()
                self._paused.clear()
                while True:
                    await self._forward(consumer)
            except (KafkaError, OSError) as error:
                log.warning("retries interrupted, starting again", error=repr(error))
            finally:
                await consumer.stop()
            await asyncio.sleep(RESTART_PAUSE)

    def _consumer(self) -> AIOKafkaConsumer:
        return AIOKafkaConsumer(
            *self._delays,
            bootstrap_servers=self._settings.bootstrap,
            client_id="newsmill-retry",
            group_id=f"{self._settings.topic_prefix}newsmill-{NAME}",
            enable_auto_commit=False,
            auto_offset_reset="earliest",
            session_timeout_ms=int(self._settings.session_timeout * 1000),
            max_partition_fetch_bytes=FETCH_BYTES,
        )

    async def _forward(self, consumer: AIOKafkaConsumer) -> None:
        """Take what there is, publish what is due, and commit when that is confirmed."""
        self._resume_due(consumer)
        done: dict[TopicPartition, int] = {}
        sent = []
        for place, records in (await consumer.getmany(timeout_ms=POLL_MS, max_records=MAX_RECORDS)).items():
            for record in records:
                due, back = self._judge(record)
                if due > time.time():
                    self._pause(consumer, place, record.offset, due)
                    break
                sent.append(await self._publisher.send([back]))
                done[place] = record.offset + 1
        for confirmation in sent:
            await confirmation.wait()
        if done:
            await consumer.commit({place: offset for place, offset in done.items() if place in consumer.assignment()})
        await self._measure(consumer)

    def _judge(self, record: ConsumerRecord) -> tuple[float, Record]:
        """Return when a record is due, in seconds since the epoch, and what is then to be published."""
        try:
            waiting = read_waiting(record.key, record.value, record.headers)
            return waiting.due.timestamp(), waiting.come_back(self._topics)
        except Rejected as error:  # written by somebody else, or by a newsmill of other ways
            log.error("retry topic holds what is none", topic=record.topic, partition=record.partition,
                      offset=record.offset, error=str(error))  # fmt: skip
            return 0.0, self._dead_letter(record, error)

    def _dead_letter(self, record: ConsumerRecord, error: Rejected) -> Record:
        timestamp = datetime.fromtimestamp(record.timestamp / 1000, UTC)
        letter = DeadLetter(
            key=record.key,
            value=record.value,
            headers=tuple(record.headers),
            reason=error.reason,
            stage=NAME,
            error=error.message,
            failed_at=datetime.now(UTC),
            origin=Origin(topic=record.topic, partition=record.partition, offset=record.offset, timestamp=timestamp),
            version=VERSION,
        )
        self._metrics.dead_letters.labels(stage=NAME, reason=letter.reason).inc()
        return Record(self._topics.dead_letters.name, letter.key, letter.value, letter.to_headers())

    def _pause(self, consumer: AIOKafkaConsumer, place: TopicPartition, offset: int, due: float) -> None:
        if place in consumer.assignment():
            consumer.pause(place)
            consumer.seek(place, offset)
            self._paused[place] = due

    def _resume_due(self, consumer: AIOKafkaConsumer) -> None:
        assigned = consumer.assignment()
        for place, due in list(self._paused.items()):
            if place not in assigned or due <= time.time():
                del self._paused[place]
                if place in assigned:
                    consumer.resume(place)

    async def _measure(self, consumer: AIOKafkaConsumer) -> None:
        """Show, every few seconds, how many events wait on this consumer's partitions."""
        if time.monotonic() - self._measured < MEASURE_INTERVAL:
            return
        waiting = dict.fromkeys(self._delays.values(), 0)
        for place, end in (await consumer.end_offsets(consumer.assignment())).items():
            waiting[self._delays[place.topic]] += max(0, end - await consumer.position(place))
        for delay, events in waiting.items():
            self._metrics.retry_waiting.labels(delay=delay).set(events)
        self._measured = time.monotonic()
