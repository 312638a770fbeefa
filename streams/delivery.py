"""Delivery, at least once: acknowledge what is confirmed, try again what may pass, dead-letter the rest.

Stages only raise (`schemas/errors.py`); this room decides what becomes of an event. It is acknowledged after all
that it led to is confirmed by the broker, and offsets are committed in order (`streams/ledger.py`).
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast

import structlog
from faust.types import EventT, StreamT

from schemas import DeadLetter, Origin, Reason, Rejected, Transient
from schemas.dead_letter import Headers
from streams.app import StageApp
from streams.attempts import Failure, attempt
from streams.ledger import Ticket
from streams.metrics import Metrics, Outcome
from streams.publisher import Publisher
from streams.records import Record
from streams.settings import Settings
from streams.topics import Topics
from streams.version import VERSION

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Incoming:
    """A record a stage is to work on."""

    topic: str
    partition: int
    offset: int
    timestamp: float  # seconds since the epoch, as the record has it
    key: bytes | None
    value: bytes | None
    headers: Headers

    @property
    def lane(self) -> tuple[str, int, bytes | None]:
        """What events must share for their order to matter."""
        return self.topic, self.partition, self.key

    @property
    def place(self) -> str:
        """Where the record lies, as one word: the same at every delivery, so that what is derived from it is too."""
        return f"{self.topic}/{self.partition}/{self.offset}"

    @property
    def origin(self) -> Origin:
        """Where the record lies."""
        return Origin(
            topic=self.topic,
            partition=self.partition,
            offset=self.offset,
            timestamp=datetime.fromtimestamp(self.timestamp, UTC),
        )


@dataclass(frozen=True)
class Result:
    """What a stage made of an event: its outcome and the records to publish."""

    outcome: Outcome
    records: Sequence[Record] = ()
    raw_timestamp: float | None = None  # of the raw event behind a published article, seconds since the epoch


Work = Callable[[Incoming], Awaitable[Result]]


class Delivery:
    """Runs one stage's work over its stream.

    A window of events is in hand at once, which keeps the pool busy; the records of events with one key are sent in
    the events' order all the same, so that an update never overtakes what it updates. With `ordered`, the work on an
    event (and the sending of its records) is over before the next one's begins; only the waiting for confirmations
    overlaps.
    """

    def __init__(
        self,
        app: StageApp,
        work: Work,
        publisher: Publisher,
        settings: Settings,
        topics: Topics,
        metrics: Metrics,
        *,
        ordered: bool = False,
    ) -> None:
        self._app = app
        self._work = work
        self._publisher = publisher
        self._settings = settings
        self._dead_letter_topic = topics.dead_letters.name
        self._metrics = metrics
        self._stage = app.stage
        self._ordered = ordered
        self._slots = asyncio.Semaphore(settings.window)
        self._tasks: set[asyncio.Task[None]] = set()  # asyncio holds its tasks weakly
        self._lanes: dict[tuple[str, int, bytes | None], asyncio.Event] = {}  # the last event of each key in hand

    async def run(self, stream: StreamT[bytes]) -> None:
        """Take events from the stream for as long as it lives."""
        stream.enable_acks = False  # the ledger acknowledges, not the end of the loop's body
        async for event in stream.events():
            await self._slots.acquire()
            message = event.message
            ticket = await self._app.ordered.admit(message.tp, message.offset, message.generation_id)
            if ticket is None:
                self._slots.release()
                continue
            self._metrics.events_in.labels(stage=self._stage).inc()
            self._metrics.in_flight.labels(stage=self._stage).inc()
            incoming = _incoming(event)
            if self._ordered:
                sent = asyncio.Event()
                self._begin(self._process_and_finish(incoming, ticket, None, sent))
                await sent.wait()
            else:
                self._begin(self._process_and_finish(incoming, ticket, *self._enter_lane(incoming)))

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        task.add_done_callback(self._ended)

    def _ended(self, task: "asyncio.Task[None]") -> None:
        """Free the event's slot; what cannot be published stops the worker, loudly."""
        self._metrics.in_flight.labels(stage=self._stage).dec()
        self._slots.release()
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("cannot publish; stopping", stage=self._stage, error=str(error))
            crash = asyncio.create_task(self._app.crash(error))
            self._tasks.add(crash)
            crash.add_done_callback(self._tasks.discard)

    def _enter_lane(self, incoming: Incoming) -> tuple[asyncio.Event | None, asyncio.Event]:
        """Queue behind the last event with the same key; returns what tells that it was sent, and the event's own."""
        sent = asyncio.Event()
        if incoming.key is None:
            return None, sent
        before = self._lanes.get(incoming.lane)
        self._lanes[incoming.lane] = sent
        return before, sent

    async def _process_and_finish(
        self, incoming: Incoming, ticket: Ticket, before: asyncio.Event | None, sent: asyncio.Event
    ) -> None:
        """Work on an event, send what comes of it when its turn has come, and acknowledge it when that is confirmed."""
        try:
            result = await self._work_or_dead_letter(incoming)
            if before is not None:
                await before.wait()
            confirmation = await self._publisher.send(result.records)
        finally:
            sent.set()
            if self._lanes.get(incoming.lane) is sent:
                del self._lanes[incoming.lane]
        try:
            await confirmation.wait()
        except Rejected as error:
            if result.outcome is Outcome.DEAD_LETTER:
                raise
            result = self._dead_letter(incoming, Failure(error, attempt=1))
            await (await self._publisher.send(result.records)).wait()
        self._app.ordered.ledger.finish(ticket)
        self._metrics.events.labels(stage=self._stage, outcome=result.outcome).inc()
        if result.raw_timestamp is not None:
            self._metrics.age_seconds.observe(max(0.0, time.time() - result.raw_timestamp))

    async def _work_or_dead_letter(self, incoming: Incoming) -> Result:
        """Do the stage's work, with retries; every failure becomes a dead letter."""
        done = await attempt(lambda: self._work(incoming), self._settings, self._count_retry)
        return self._dead_letter(incoming, done) if isinstance(done, Failure) else done

    def _count_retry(self, error: Transient) -> None:
        self._metrics.retries.labels(stage=self._stage, reason=error.reason).inc()

    def _dead_letter(self, incoming: Incoming, failure: Failure) -> Result:
        error = failure.error
        letter = DeadLetter(
            key=incoming.key,
            value=incoming.value,
            headers=tuple(incoming.headers),
            reason=error.reason,
            stage=self._stage,
            error=error.message,
            attempt=failure.attempt,
            failed_at=datetime.now(UTC),
            origin=incoming.origin,
            version=VERSION,
        )
        self._metrics.dead_letters.labels(stage=self._stage, reason=error.reason).inc()
        level = log.error if error.reason is Reason.UNEXPECTED else log.info
        level("dead letter", stage=self._stage, reason=error.reason.value, error=error.message, topic=incoming.topic,
              partition=incoming.partition, offset=incoming.offset)  # fmt: skip
        record = Record(self._dead_letter_topic, letter.key, letter.value, letter.to_headers())
        return Result(Outcome.DEAD_LETTER, (record,))


def _incoming(event: EventT[bytes]) -> Incoming:
    """Take a Faust event apart; its message keeps what `event.headers` would drop (repeated names)."""
    message = event.message
    return Incoming(
        topic=message.topic,
        partition=message.partition,
        offset=message.offset,
        timestamp=message.timestamp or 0.0,
        key=message.key,
        value=message.value,
        headers=tuple(cast(Headers, message.headers or ())),
    )
