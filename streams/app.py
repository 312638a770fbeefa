"""The Faust app of a stage: its own consumer group, raw bytes in, nothing of Faust's that can lose an event."""

import logging
from collections.abc import Callable
from typing import Any, cast

import faust
from faust.types.topics import TopicT
from faust.types.transports import ConsumerT, TransportT

from streams.consumer import OrderedConsumer, OrderedTransport
from streams.metrics import Metrics
from streams.settings import Settings, Stage
from streams.topics import DEAD_LETTER_MAX_BYTES, Topics, consumer_group

STREAM_BUFFER = 64  # records taken from the fetcher and waiting for the window; Faust's 4096 would hold 240 MB of pages
HEARTBEATS_PER_SESSION = 6


class StageApp(faust.App):
    """A Faust app for one stage.

    `on_assigned` is called at each assignment, before the first event of it is taken.
    """

    logger = logging.getLogger("faust.app")  # a subclass would log under its own module's name

    def __init__(
        self,
        *args: Any,
        stage: Stage,
        metrics: Metrics,
        drain_grace: float,
        on_assigned: Callable[[], None],
        **options: Any,
    ) -> None:
        self.stage = stage
        self.metrics = metrics
        self._drain_grace = drain_grace
        self._on_assigned = on_assigned
        super().__init__(*args, **options)

    @property
    def ordered(self) -> OrderedConsumer:
        """The app's consumer."""
        return cast(OrderedConsumer, self.consumer)

    def _new_transport(self) -> TransportT:
        return OrderedTransport(self.conf.broker_consumer, self)

    def _new_consumer(self) -> ConsumerT:
        consumer = cast(OrderedConsumer, super()._new_consumer())
        consumer.drain_grace = self._drain_grace
        consumer.on_assigned = self._on_assigned
        consumer.on_hole = self.metrics.holes.labels(stage=self.stage).inc
        return consumer

    def on_rebalance_end(self) -> None:
        """Count an assignment."""
        super().on_rebalance_end()
        self.metrics.rebalances.labels(stage=self.stage).inc()

    def source(self, topics: Topics) -> TopicT:
        """Return the stage's source topics as one channel of raw bytes: decoding is the stage's own affair."""
        return self.topic(
            *(topic.name for topic in topics.sources(self.stage)),
            key_type=bytes,
            value_type=bytes,
            key_serializer="raw",
            value_serializer="raw",
        )


def create_app(
    stage: Stage, settings: Settings, metrics: Metrics, on_assigned: Callable[[], None] = lambda: None
) -> StageApp:
    """Make the app of a stage; topics are made by `newsmill topics create`, never by Faust."""
    return StageApp(
        consumer_group(settings, stage),
        stage=stage,
        metrics=metrics,
        drain_grace=settings.drain_grace,
        on_assigned=on_assigned,
        broker=[f"kafka://{server}" for server in settings.bootstrap.split(",")],
        autodiscover=False,
        web_enabled=False,
        web_tables_enabled=False,
        topic_allow_declare=False,
        topic_disable_leader=True,
        processing_guarantee="at_least_once",
        broker_session_timeout=settings.session_timeout,
        broker_heartbeat_interval=settings.session_timeout / HEARTBEATS_PER_SESSION,
        broker_request_timeout=max(90.0, settings.session_timeout + 10.0),
        broker_commit_interval=settings.commit_interval,
        broker_max_poll_records=STREAM_BUFFER,
        consumer_auto_offset_reset="earliest",
        consumer_max_fetch_size=DEAD_LETTER_MAX_BYTES,
        stream_buffer_maxsize=STREAM_BUFFER,
        stream_wait_empty=False,
        producer_max_request_size=DEAD_LETTER_MAX_BYTES,
    )
