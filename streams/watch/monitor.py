"""The monitor: watches the stages from outside, with its own connection, and judges whether they make progress.

Faust's consumers can stall with no error (faust-streaming issues 175, 432, 523, 596); the only sign is lag without
progress. They are judged only while the broker answers: the restart of a worker does not fix a broker. Nor do they
notice that a topic was deleted or made again (`presence.py`).
"""

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import structlog
from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import KafkaError
from faust.types import TP

from streams.delivery.app import StageApp
from streams.health import Condition
from streams.kafka.connection import client_options, refusal, start
from streams.kafka.topic_ids import NO_ID, topic_ids
from streams.metrics import Metrics
from streams.settings import Settings
from streams.topics import Topics
from streams.watch.presence import Presence, TopicLost

log = structlog.get_logger(__name__)

INTERVAL = 5.0  # seconds between two measurements
PATIENCE = 10.0  # seconds that the broker has to answer
FRESH = 3 * INTERVAL  # seconds for which an answer is valid


@dataclass
class Watched:
    """A stage, and the last measurement of it; times are those of time.monotonic."""

    app: StageApp
    signs: Sequence[Callable[[], float]]  # each returns when the stage last made progress
    lag: int | None = None
    excused: float = field(default_factory=time.monotonic)  # when it last had nothing to do, or no broker
    uncommitted: dict[TP, tuple[int, float]] = field(default_factory=dict)  # offsets to commit, and since when
    shown: set[tuple[str, str, int]] = field(default_factory=set)  # labels of the partitions' metrics

    def stalled(self) -> float:
        """Return for how many seconds the stage has had work and made no progress."""
        return time.monotonic() - max([self.excused, *(sign() for sign in self.signs)])

    def assigned(self) -> Condition:
        """Return whether the stage takes the events of its partitions."""
        if not self.app.is_ready:
            return Condition(False, "not in its consumer group yet, or in a rebalance")
        partitions = len(self.app.partitions)
        return Condition(True, f"{partitions} partitions" if partitions else "no partition is left for this worker")

    def positions(self) -> dict[TopicPartition, int | None]:
        """Return the assigned partitions, each with the offset up to which its events are finished."""
        ledger = self.app.ordered.ledger
        return {TopicPartition(*place): ledger.committable(place) for place in self.app.partitions}

    def commit_age(self) -> float:
        """Return for how many seconds the same acknowledged events have been waiting for a commit, by the measurements.

        Under a steady load some events are always waiting, but not the same ones.
        """
        now, consumer, before = time.monotonic(), self.app.ordered, self.uncommitted
        self.uncommitted = {}
        for partition, offset in consumer.uncommitted.items():
            waiting = before.get(partition)
            is_committed = waiting is None or (consumer.committed(partition) or 0) >= waiting[0]
            self.uncommitted[partition] = (offset, now) if waiting is None or is_committed else waiting
        return max((now - since for _, since in self.uncommitted.values()), default=0.0)


class Monitor:
    """Measures lag and the age of commits until cancelled, and has conditions for the probes."""

    def __init__(
        self,
        settings: Settings,
        watched: Sequence[Watched],
        metrics: Metrics,
        topics: Topics,
        *,
        true_ends: bool = True,
    ) -> None:
        """Watch stages and all topics; `true_ends` is false if the broker's end offsets may be too low."""
        self._settings = settings
        self._watched = watched
        self._metrics = metrics
        self._topics = [topic.name for topic in topics.all()]
        read = [topic for one in watched for topic in topics.sources(one.app.stage)]
        self._presence = Presence(frozenset(topic.name for topic in (*read, *topics.retries)))
        self._true_ends = true_ends
        self._reached: float | None = None
        self._trouble = "not asked yet"

    async def run(self) -> None:
        """Measure, again and again; raises TopicLost if a topic that is read was deleted, made again or cut."""
        while True:
            consumer = AIOKafkaConsumer(**client_options(self._settings), client_id="newsmill-monitor")
            try:
                await start(consumer)
                while True:
                    await self._measure(consumer)
                    await asyncio.sleep(INTERVAL)
            except TopicLost as lost:
                for watched in self._watched:
                    await watched.app.ordered.begin_again({TP(*place) for place in lost.cut})
                raise
            except (KafkaError, TimeoutError) as error:
                self._lost(await refusal(self._settings) or repr(error))
            finally:
                await consumer.stop()
            await asyncio.sleep(INTERVAL)

    def broker(self) -> Condition:
        """Return whether the broker answers."""
        if self._reached is None or time.monotonic() - self._reached > FRESH:
            return Condition(False, f"{self._settings.broker} does not answer: {self._trouble}")
        return Condition(True, f"{self._settings.broker} answered {time.monotonic() - self._reached:.0f} s ago")

    def topics(self) -> Condition:
        """Return whether all topics exist, and are those that the worker began with."""
        return self._presence.condition()

    def progress(self, watched: Watched) -> Condition:
        """Return whether a stage makes progress: it has nothing to do, finished something lately, or has no broker."""
        if not self.broker().holds:
            return Condition(True, "not judged without the broker")
        stalled, limit = watched.stalled(), self._settings.stall_timeout
        lag = "lag unknown" if watched.lag is None else f"lag {watched.lag} events"
        detail = f"{lag}, no progress for {stalled:.0f} s (NEWSMILL_STALL_TIMEOUT is {limit:g})"
        return Condition(stalled < limit, detail if watched.lag != 0 else "no lag")

    def _lost(self, trouble: str) -> None:
        self._trouble = trouble
        log.warning("the broker does not answer", error=trouble)
        for watched in self._watched:
            watched.excused = time.monotonic()

    async def _measure(self, consumer: AIOKafkaConsumer) -> None:
        await asyncio.wait_for(self._look_at_topics(consumer), PATIENCE)
        self._reached = time.monotonic()
        assigned = {watched.app.stage: watched.positions() for watched in self._watched}
        places = {place for positions in assigned.values() for place in positions if self._presence.has(place.topic)}
        ends = await asyncio.wait_for(consumer.end_offsets(places), PATIENCE) if places else {}
        self._reached = time.monotonic()
        for watched in self._watched:
            self._look_at(watched, {place: ends[place] for place in assigned[watched.app.stage] if place in ends})
        if self._true_ends:
            done = [item for positions in assigned.values() for item in positions.items() if item[0] in ends]
            self._presence.compare({place: at for place, at in done if at is not None}, ends)

    async def _look_at_topics(self, consumer: AIOKafkaConsumer) -> None:
        try:
            ids = await topic_ids(consumer, self._topics)
        except NotImplementedError:  # older than Kafka 2.8
            existing = await consumer.topics()
            ids = {name: NO_ID if name in existing else None for name in self._topics}
        self._presence.see(ids)

    def _look_at(self, watched: Watched, ends: Mapping[TopicPartition, int]) -> None:
        stage, lags = watched.app.stage, {}
        for place, end in ends.items():
            done = watched.app.ordered.ledger.committable(place)
            if done is not None:
                lags[place] = max(0, end - done)
        watched.lag = sum(lags.values()) if lags else None
        if watched.lag == 0 or (watched.app.is_member and watched.app.unassigned):
            watched.excused = time.monotonic()
        self._metrics.assigned.labels(stage=stage).set(len(ends))
        self._metrics.commit_age.labels(stage=stage).set(watched.commit_age())
        self._show(watched, lags)

    def _show(self, watched: Watched, lags: Mapping[TopicPartition, int]) -> None:
        """Set the partitions' metrics, and drop those of partitions that another worker has now."""
        stage = watched.app.stage
        shown = {(stage.value, place.topic, place.partition) for place in lags}
        for labels in watched.shown - shown:
            self._metrics.lag.remove(*labels)
            self._metrics.lag_seconds.remove(*labels)
        watched.shown = shown
        for place, lag in lags.items():
            oldest = watched.app.delivery.oldest(place.topic, place.partition)
            age = max(0.0, time.time() - oldest) if oldest is not None else watched.stalled() if lag else 0.0
            self._metrics.lag.labels(stage, place.topic, place.partition).set(lag)
            self._metrics.lag_seconds.labels(stage, place.topic, place.partition).set(age)
