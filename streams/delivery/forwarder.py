"""The forwarder: returns events from the retry topics to their stages when they are due."""

import asyncio
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from math import inf

import structlog
from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition
from aiokafka.errors import (
    CommitFailedError,
    GroupAuthorizationFailedError,
    KafkaError,
    TopicAuthorizationFailedError,
)

from schemas import DeadLetter, Reason, Rejected
from streams.delivery.app import FETCH_BYTES, HEARTBEATS_PER_SESSION
from streams.delivery.attempts import Failure
from streams.delivery.event import Incoming
from streams.delivery.failures import dead_letter_record, letter_of
from streams.delivery.retries import read_waiting
from streams.kafka.batches import require_read
from streams.kafka.cluster import BrokerUnavailable, TopicsMisconfigured
from streams.kafka.connection import client_options, start
from streams.kafka.leftover import leftovers
from streams.kafka.publisher import FINAL, Confirmation, Publisher
from streams.kafka.scan import Stalled
from streams.log import bound
from streams.metrics import Metrics
from streams.records import Record, kept
from streams.settings import Settings
from streams.stages import RETRY
from streams.topics import Topics, consumer_group

log = structlog.get_logger(__name__)

POLL_MS = 500
RESTART_PAUSE = 5.0  # seconds
MEASURE_INTERVAL = 5.0  # seconds
LOOK_INTERVAL = 300.0  # seconds between two looks for retry topics that the settings do not name
MAX_RECORDS = 100
SLACK = 300.0  # seconds by which the clocks of a worker and a broker may differ


class Forwarder:
    """A consumer of the retry topics; every worker has one beside its stages' consumers, and they share the partitions.

    A topic's events are due in their order on it, so a partition whose next event is not due is paused until then. It
    also returns the events that still wait for a delay that is no longer in the settings (`kafka/leftover.py`).
    """

    def __init__(self, settings: Settings, topics: Topics, publisher: Publisher, metrics: Metrics) -> None:
        self._settings = settings
        self._topics = topics
        self._publisher = publisher
        self._metrics = metrics
        self._delays: dict[str, int] = {}  # in seconds, of each topic that it reads
        self._leftovers = False  # whether there are topics of removed delays, empty or not
        self._measured = -inf  # time.monotonic
        metrics.expose_dead_letters(RETRY)
        self._paused: dict[TopicPartition, float] = {}  # until when, in seconds since the epoch

    async def run(self) -> None:
        """Forward until cancelled; start again after an error of the broker. Raises the FINAL errors of publishing.

        It ends if there is no retry topic at all.
        """
        while True:
            try:
                self._read_from_now_on(await self._find_delays())
                if self._delays:
                    await self._read()
                elif not self._leftovers:
                    return
                else:
                    await asyncio.sleep(LOOK_INTERVAL)
                continue
            except FINAL:
                raise
            except (KafkaError, OSError, BrokerUnavailable, TopicsMisconfigured, Stalled) as error:
                log.warning("retries interrupted, starting again", error=repr(error))
            await asyncio.sleep(RESTART_PAUSE)

    def _read_from_now_on(self, delays: dict[str, int]) -> None:
        """Read these topics; on those that are not read any more nothing waits, and nobody would measure it again."""
        for delay in set(self._delays.values()) - set(delays.values()):
            self._metrics.retry_waiting.labels(delay=delay).set(0)
        self._delays = delays

    async def _find_delays(self) -> dict[str, int]:
        """Return the topics to read with their delays: those of the settings, and others on which events wait."""
        delays = {topic.name: topic.delay for topic in self._topics.retries}
        try:
            found = await leftovers(self._settings, self._topics)
        except (GroupAuthorizationFailedError, TopicAuthorizationFailedError) as error:
            log.warning("cannot see whether events wait for a removed delay", error=repr(error))
            found = []
        self._leftovers = bool(found)
        for one in found:
            if one.waiting:
                delays[one.topic.name] = one.topic.delay
                if one.topic.name not in self._delays:
                    log.warning("events wait for a delay that NEWSMILL_RETRY_DELAYS does not have; they are returned "
                                "when they are due", topic=one.topic.name, events=one.waiting)  # fmt: skip
        return delays

    async def _read(self) -> None:
        """Read the topics until others are to be read."""
        consumer = self._consumer()
        looked = time.monotonic()
        try:
            await start(consumer)
            self._paused.clear()
            while True:
                await self._forward(consumer)
                if time.monotonic() - looked > LOOK_INTERVAL:
                    looked = time.monotonic()
                    if await self._find_delays() != self._delays:
                        return
        finally:
            # Without a broker, aiokafka's stop may raise the CancelledError of a task of its own, which would end this.
            await asyncio.gather(consumer.stop(), return_exceptions=True)

    def _consumer(self) -> AIOKafkaConsumer:
        return AIOKafkaConsumer(
            *self._delays,
            **client_options(self._settings),
            client_id="newsmill-retry",
            group_id=consumer_group(self._settings, RETRY),
            enable_auto_commit=False,
            auto_offset_reset="earliest",
            session_timeout_ms=int(self._settings.session_timeout * 1000),
            heartbeat_interval_ms=int(self._settings.session_timeout * 1000 / HEARTBEATS_PER_SESSION),
            max_partition_fetch_bytes=FETCH_BYTES,
        )

    async def _forward(self, consumer: AIOKafkaConsumer) -> None:
        """Poll once, publish the events that are due, and commit them when they are confirmed."""
        self._resume_due(consumer)
        done: dict[TopicPartition, int] = {}
        sent = []
        for place, records in (await consumer.getmany(timeout_ms=POLL_MS, max_records=MAX_RECORDS)).items():
            for record in records:
                due, returned, letter = self._judge(record)
                if due > time.time():
                    self._pause(consumer, place, record.offset, due)
                    break
                sent.append((letter, await self._publisher.send([returned])))
                done[place] = record.offset + 1
        for letter, confirmation in sent:
            await self._confirmed(letter, confirmation)
        await self._commit(consumer, done)
        await self._measure(consumer)

    def _judge(self, record: ConsumerRecord) -> tuple[float, Record, DeadLetter | None]:
        """Return when a record is due, in seconds since the epoch, the record to publish then, and the event's letter.

        A foreign record, which was published with other settings or not by newsmill, is due at once as a dead letter;
        its letter is None.
        """
        incoming = Incoming(record.topic, record.partition, record.offset, record.timestamp / 1000,
                            record.key, record.value, kept(tuple(record.headers)))  # fmt: skip
        try:
            require_read(incoming.value)
            waiting = read_waiting(record.key, record.value, tuple(record.headers))
            due = waiting.due.at.timestamp()
            if due > incoming.timestamp + self._delays[record.topic] + SLACK:
                raise Rejected(Reason.INVALID_FIELD, f"{waiting.due.at} is later than any event of this topic is due")
            return due, waiting.returned(self._topics), waiting.letter
        except Rejected as error:
            foreign = letter_of(incoming, RETRY, Failure(error, attempt=1))
            return 0.0, self._dead_letter(foreign), None

    async def _confirmed(self, letter: DeadLetter | None, confirmation: Confirmation) -> None:
        """Wait until a record is on the broker; an event that its stage's topic refuses becomes a dead letter.

        It may have become too large: it returns with one more header, its past.
        """
        try:
            await confirmation.wait()
        except Rejected as error:
            if letter is None:
                raise
            refused = {"reason": error.reason, "error": error.message, "failed_at": datetime.now(UTC)}
            record = self._dead_letter(letter.model_copy(update=refused))
            await (await self._publisher.send([record])).wait()

    def _dead_letter(self, letter: DeadLetter) -> Record:
        at = letter.origin
        assert at is not None, "every event on Kafka has an origin"
        with bound(stage=letter.stage, topic=at.topic, partition=at.partition, offset=at.offset, key=letter.key):
            return dead_letter_record(letter, self._topics, self._metrics)

    async def _commit(self, consumer: AIOKafkaConsumer, done: Mapping[TopicPartition, int]) -> None:
        """Commit the done offsets of the partitions it still has; another worker has the others, and repeats them."""
        mine = {place: offset for place, offset in done.items() if place in consumer.assignment()}
        try:
            if mine:
                await consumer.commit(mine)
        except CommitFailedError:  # because of a rebalance; the next owner continues from the commit before
            log.info("rebalanced before the commit: some events are returned twice", partitions=len(mine))

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
        """Measure, every few seconds, how many events wait on this consumer's partitions."""
        if time.monotonic() - self._measured < MEASURE_INTERVAL:
            return
        waiting = dict.fromkeys(self._delays.values(), 0)
        for place, end in (await consumer.end_offsets(consumer.assignment())).items():
            waiting[self._delays[place.topic]] += max(0, end - await consumer.position(place))
        for delay, events in waiting.items():
            self._metrics.retry_waiting.labels(delay=delay).set(events)
        self._measured = time.monotonic()
