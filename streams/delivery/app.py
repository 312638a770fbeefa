"""The Faust app of a stage: its own consumer group, raw bytes in, and no part of Faust that can lose an event."""

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Any, cast

from faust.types import TP, StreamT
from faust.types.topics import TopicT
from faust.types.tuples import Message

from schemas.dead_letter import Headers
from streams.delivery.consumer import OrderedConsumer, OrderedTransport
from streams.delivery.event import Finish, Incoming
from streams.delivery.faust_private import NoTables, OpenApp
from streams.delivery.retries import read_past
from streams.delivery.stage import Delivery
from streams.kafka.connection import faust_credentials
from streams.metrics import Metrics
from streams.records import kept, moment
from streams.settings import Settings
from streams.stages import Stage
from streams.topics import DEAD_LETTER_MAX_BYTES, Topics, consumer_group

STREAM_BUFFER = 64  # records from the fetcher that wait for the window; Faust's default, 4096, would be 240 MB of pages
FETCHED_AT_ONCE = 32  # records; half of the buffer, so that what is fetched always fits
FETCH_BYTES = 1024 * 1024  # read ahead for each partition, compressed; a larger record comes alone
HEARTBEATS_PER_SESSION = 6


class StageApp(OpenApp):
    """A Faust app for one stage.

    `on_assigned` is called with the partitions and their tenures (`tenures.py`) at each assignment, before the first of
    their events is taken, and `on_drain` when the events in hand are to be finished.
    """

    transport_class = OrderedTransport

    def __init__(
        self,
        *args: Any,
        stage: Stage,
        metrics: Metrics,
        drain_grace: float,
        max_buffered_bytes: int,
        **options: Any,
    ) -> None:
        self.stage = stage
        self.metrics = metrics
        self._drain_grace = drain_grace
        self._max_buffered_bytes = max_buffered_bytes
        self.on_assigned: Callable[[dict[TP, int]], None] = lambda _: None
        self.on_drain: Callable[[], None] = lambda: None
        self._rebalances = 0
        self.halted = asyncio.Event()
        self.halt_reason: Exception | None = None
        super().__init__(*args, **options)

    @property
    def ordered(self) -> OrderedConsumer:
        """The app's consumer."""
        return cast(OrderedConsumer, self.consumer)

    def deliver(self, delivery: Delivery, topics: Topics) -> None:
        """Hand the stage's events to its delivery; concurrency stays 1, because more would lose events on a crash."""
        self.delivery = delivery
        self._returning = topics.again(self.stage).name
        self.agent(self.source(topics), name=self.stage.value, concurrency=1)(self._take_from)

    def halt(self, reason: Exception) -> None:
        """Ask for the end of the service, for a reason; only the first reason is kept."""
        self.halt_reason = self.halt_reason or reason
        self.halted.set()

    async def _take_from(self, stream: StreamT[bytes]) -> None:
        """Take events from the stream as long as it lives."""
        stream.enable_acks = False  # the ledger acknowledges, instead of the end of the loop's body
        async for event in stream.events():
            await self.delivery.take(incoming(event.message, self._returning), partial(self._admit, event.message))

    async def _admit(self, message: Message) -> Finish | None:
        assert message.generation_id is not None, "the consumer stamps every message"
        ticket = await self.ordered.admit(message.tp, message.offset, message.generation_id)
        return None if ticket is None else partial(self.ordered.ledger.finish, ticket)

    def prepare(self, consumer: OrderedConsumer) -> None:
        """Configure the app's consumer."""
        consumer.drain_grace = self._drain_grace
        consumer.max_buffered_bytes = self._max_buffered_bytes
        consumer.max_buffered_events = STREAM_BUFFER - FETCHED_AT_ONCE
        consumer.on_assigned = self.on_assigned
        consumer.on_drain = self.on_drain
        consumer.on_gap = self.metrics.offset_gaps.labels(stage=self.stage).inc

    @property
    def is_member(self) -> bool:
        """Whether it is in its consumer group, and the group is not in a rebalance."""
        return bool(self.started and not self.should_stop and not self.rebalancing and self._rebalances)

    @property
    def is_ready(self) -> bool:
        """Whether it takes the events of its partitions, or has none because the group has more members."""
        return self.is_member and (self.unassigned or self.flow_control.is_active())

    @property
    def partitions(self) -> set[TP]:
        """The partitions assigned to it."""
        return self.ordered.assignment()

    def on_rebalance_end(self) -> None:
        """Count a rebalance."""
        super().on_rebalance_end()
        self._rebalances += 1
        self.metrics.rebalances.labels(stage=self.stage).inc()

    def source(self, topics: Topics) -> TopicT:
        """Return the stage's source topics as one channel of raw bytes, which the stage itself decodes."""
        return self.topic(
            *(topic.name for topic in topics.sources(self.stage)),
            key_type=bytes,
            value_type=bytes,
            key_serializer="raw",
            value_serializer="raw",
        )


def create_app(stage: Stage, settings: Settings, metrics: Metrics) -> StageApp:
    """Make the app of a stage; `newsmill topics create` creates topics, Faust never does."""
    return StageApp(
        consumer_group(settings, stage),
        stage=stage,
        metrics=metrics,
        drain_grace=settings.drain_grace,
        max_buffered_bytes=settings.max_in_flight_bytes,
        broker=[f"kafka://{server}" for server in settings.bootstrap.split(",")],
        broker_credentials=faust_credentials(settings),
        autodiscover=False,
        web_enabled=False,
        web_tables_enabled=False,
        topic_allow_declare=False,
        topic_disable_leader=True,
        processing_guarantee="at_least_once",
        TableManager=NoTables,
        table_standby_replicas=0,  # else Faust's own assignor, which gives one of 3 workers none of 4 partitions
        broker_session_timeout=settings.session_timeout,
        broker_heartbeat_interval=settings.session_timeout / HEARTBEATS_PER_SESSION,
        broker_request_timeout=max(90.0, settings.session_timeout + 10.0),
        broker_commit_interval=settings.commit_interval,
        broker_max_poll_records=FETCHED_AT_ONCE,
        consumer_auto_offset_reset="earliest",
        consumer_max_fetch_size=FETCH_BYTES,
        stream_buffer_maxsize=STREAM_BUFFER,
        stream_wait_empty=False,
        producer_max_request_size=DEAD_LETTER_MAX_BYTES,
    )


def incoming(message: Message, returning: str) -> Incoming:
    """Convert a message of Faust's, whose headers keep repeated names; `event.headers` drops them.

    Only on the topic `returning` may an event have a past: on a public one, anyone could give it one.
    """
    headers: Headers = tuple(cast(Headers, message.headers or ()))
    headers, past = read_past(headers) if message.topic == returning else (headers, None)
    return Incoming(
        topic=message.topic,
        partition=message.partition,
        offset=message.offset,
        timestamp=moment(message.timestamp or 0.0).timestamp(),
        key=message.key,
        value=message.value,
        headers=kept(headers),
        past=past,
    )
