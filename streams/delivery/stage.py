"""Delivery, at least once: acknowledge what is confirmed, try again what may pass, dead-letter the rest.

Stages only raise (`schemas/errors.py`); this module decides what becomes of an event. It is acknowledged after all
that it led to is confirmed by the broker, and offsets are committed in order (`ledger.py`). A failure that may pass is
tried again in place (`attempts.py`), then after each wait on a retry topic (`retries.py`).
"""

import asyncio
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import structlog

from schemas import DeadLetter, Origin, Reason, Rejected, Transient
from schemas.dead_letter import Headers
from streams.delivery.attempts import Failure, attempt
from streams.delivery.breaker import Breaker
from streams.delivery.retries import Past, wait
from streams.delivery.traces import OFF, Span, Traces
from streams.delivery.window import Window
from streams.kafka.publisher import Publisher
from streams.log import bound
from streams.metrics import Metrics, Outcome
from streams.records import Record, moment, redrives
from streams.settings import Settings
from streams.stages import Stage
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
    past: Past | None = None  # where it came back from a retry topic

    @property
    def lane(self) -> tuple[str, int, bytes | None]:
        """What events must share for their order to matter."""
        return self.topic, self.partition, self.key

    @property
    def origin(self) -> Origin:
        """Where the record lies, or lay before it waited for a retry."""
        if self.past is not None:
            return self.past.origin
        return Origin(
            topic=self.topic,
            partition=self.partition,
            offset=self.offset,
            timestamp=moment(self.timestamp),
        )

    @property
    def place(self) -> str:
        """Its origin as one word: the same at every delivery, so that what is derived from it is too."""
        return self.origin.place

    @property
    def size(self) -> int:
        """Bytes of its key, value and headers."""
        texts = (self.key, self.value, *(text for _, text in self.headers))
        return sum(len(text) for text in texts if text is not None)

    def letter(self, stage: str, failure: Failure) -> DeadLetter:
        """Return the dead letter of a failure of a stage, which counts the attempts before the event's waits, too."""
        return DeadLetter(
            key=self.key,
            value=self.value,
            headers=tuple(self.headers),
            reason=failure.error.reason,
            stage=stage,
            error=failure.error.message,
            attempt=failure.attempt + (self.past.attempts if self.past else 0),
            failed_at=datetime.now(UTC),
            origin=self.origin,
            version=VERSION,
        )


@dataclass(frozen=True)
class Result:
    """What a stage made of an event: its outcome and the records to publish."""

    outcome: Outcome
    records: Sequence[Record] = ()
    raw_timestamp: float | None = None  # of the raw event behind a published article, seconds since the epoch
    article: str | None = None  # its id, where the stage knows it
    reason: Reason | None = None  # of a failure


Work = Callable[[Incoming], Awaitable[Result]]
Finish = Callable[[], None]
Admit = Callable[[], Awaitable[Finish | None]]
"""Asks the source whether an event may be worked on: what to call when all is confirmed, or None where it may not."""


class Delivery:
    """Runs one stage's work over the events of a source.

    A window of events is in hand at once, which keeps the pool busy; the records of events with one key are sent in
    the events' order all the same, so that an update never overtakes what it updates. With `ordered`, the work on an
    event (and the sending of its records) is over before the next one's begins; only the waiting for confirmations
    overlaps. `halt` is told what makes going on useless: BreakerTripped, or an error in publishing.
    """

    def __init__(
        self,
        stage: Stage,
        work: Work,
        publisher: Publisher,
        settings: Settings,
        topics: Topics,
        metrics: Metrics,
        *,
        halt: Callable[[Exception], None],
        ordered: bool = False,
        traces: Traces = OFF,
    ) -> None:
        self._stage = stage
        self._work = work
        self._publisher = publisher
        self._settings = settings
        self._topics = topics
        self._metrics = metrics
        self._halt = halt
        self._ordered = ordered
        self._traces = traces
        self._window = Window(settings.window, settings.max_in_flight_bytes)
        self._breaker = Breaker(stage, settings, metrics)
        self._tasks: set[asyncio.Task[None]] = set()  # asyncio holds its tasks weakly
        self._lanes: dict[tuple[str, int, bytes | None], asyncio.Event] = {}  # the last event of each key in hand
        self._in_hand: dict[tuple[str, int], dict[int, float]] = defaultdict(dict)  # timestamps by offset, by partition
        self._halted = False
        self.progressed = time.monotonic()  # when an event was last finished

    async def take(self, incoming: Incoming, admit: Admit) -> None:
        """Begin work on an event when the window has room for it and its source admits it then; none once halted."""
        await self._window.enter(incoming.size)
        finish = None if self._halted else await admit()
        if finish is None:
            self._window.leave(incoming.size)
            return
        self._metrics.events_in.labels(stage=self._stage).inc()
        self._in_hand[incoming.topic, incoming.partition][incoming.offset] = incoming.timestamp
        self._show_window()
        if self._ordered:
            sent = asyncio.Event()
            self._begin(incoming, self._see_through(incoming, finish, None, sent))
            await sent.wait()
        else:
            self._begin(incoming, self._see_through(incoming, finish, *self._enter_lane(incoming)))

    def oldest(self, topic: str, partition: int) -> float | None:
        """Return the timestamp, in seconds since the epoch, of the oldest event in hand of a partition."""
        return min(self._in_hand.get((topic, partition), {}).values(), default=None)

    @property
    def in_hand(self) -> int:
        """Number of events in hand."""
        return self._window.events

    def _begin(self, incoming: Incoming, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        task.add_done_callback(lambda done: self._ended(incoming, done))

    def _ended(self, incoming: Incoming, task: "asyncio.Task[None]") -> None:
        """Make room for another event; what cannot be published, and a tripped breaker, stop the worker, loudly."""
        self._window.leave(incoming.size)
        self._in_hand[incoming.topic, incoming.partition].pop(incoming.offset, None)
        self._show_window()
        if not task.cancelled() and (error := task.exception()) is not None and not self._halted:
            self._halted = True
            log.error("stopping", stage=self._stage, error=str(error))
            self._halt(error if isinstance(error, Exception) else RuntimeError(repr(error)))

    def _show_window(self) -> None:
        self._metrics.in_flight.labels(stage=self._stage).set(self._window.events)
        self._metrics.in_flight_bytes.labels(stage=self._stage).set(self._window.bytes)

    def _enter_lane(self, incoming: Incoming) -> tuple[asyncio.Event | None, asyncio.Event]:
        """Queue behind the last event with the same key; returns what tells that it was sent, and the event's own."""
        sent = asyncio.Event()
        if incoming.key is None:
            return None, sent
        before = self._lanes.get(incoming.lane)
        self._lanes[incoming.lane] = sent
        return before, sent

    async def _see_through(
        self, incoming: Incoming, finish: Finish, before: asyncio.Event | None, sent: asyncio.Event
    ) -> None:
        """See an event through to its end, and count it; its lines in the log say which it is, and its span is open."""
        started = time.perf_counter()
        with self._bound(incoming), self._traces.span(self._stage, incoming) as span:
            result = await self._process_and_finish(incoming, finish, before, sent, span)
            span.finished(result)
            log.debug("event finished", outcome=result.outcome.value, seconds=time.perf_counter() - started)
        self._count(incoming, result)

    def _bound(self, incoming: Incoming) -> AbstractContextManager[None]:
        at = incoming.past.origin if incoming.past else incoming
        return bound(stage=self._stage, topic=at.topic, partition=at.partition, offset=at.offset, key=incoming.key)

    async def _process_and_finish(
        self, incoming: Incoming, finish: Finish, before: asyncio.Event | None, sent: asyncio.Event, span: Span
    ) -> Result:
        """Work on an event, send what comes of it when its turn has come, and acknowledge it when that is confirmed."""
        try:
            result = await self._work_or_give_up(incoming, span)
            if result.article is not None:
                structlog.contextvars.bind_contextvars(article=result.article)  # the task's own, and its last event
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
        finish()
        return result

    def _count(self, incoming: Incoming, result: Result) -> None:
        """Count a finished event; raises BreakerTripped."""
        self.progressed = time.monotonic()
        self._metrics.events.labels(stage=self._stage, outcome=result.outcome).inc()
        if result.raw_timestamp is not None:
            self._metrics.age_seconds.observe(max(0.0, time.time() - result.raw_timestamp))
        if not redrives(incoming.headers):  # a redriven dead letter says nothing new of the worker
            self._breaker.note(is_dead_letter=result.outcome is Outcome.DEAD_LETTER)

    async def _work_or_give_up(self, incoming: Incoming, span: Span) -> Result:
        """Do the stage's work, with attempts in place; a failure waits for a retry or becomes a dead letter.

        The work passes the span on as the event's trace; what fails goes with the headers it came with.
        """
        traced = span.carried_by(incoming)
        done = await attempt(lambda: self._work(traced), self._settings, self._count_attempt)
        if not isinstance(done, Failure):
            return done
        if isinstance(done.error, Transient) and _waits(incoming) < len(self._topics.retries):
            return self._wait_for_retry(incoming, done)
        return self._dead_letter(incoming, done)

    def _count_attempt(self, error: Transient) -> None:
        self._metrics.retries.labels(stage=self._stage, reason=error.reason).inc()

    def _wait_for_retry(self, incoming: Incoming, failure: Failure) -> Result:
        topic = self._topics.retries[_waits(incoming)]
        letter = incoming.letter(self._stage, failure)
        _log_failure(log.info, f"waits {topic.delay} s for a retry", letter)
        return Result(Outcome.RETRY, (wait(letter, topic, _waits(incoming) + 1),), reason=failure.error.reason)

    def _dead_letter(self, incoming: Incoming, failure: Failure) -> Result:
        letter = incoming.letter(self._stage, failure)
        record = dead_letter(letter, self._topics, self._metrics)
        return Result(Outcome.DEAD_LETTER, (record,), reason=failure.error.reason)


def dead_letter(letter: DeadLetter, topics: Topics, metrics: Metrics) -> Record:
    """Count a dead letter, log it where its event is bound, and return its record."""
    metrics.dead_letters.labels(stage=letter.stage, reason=letter.reason).inc()
    _log_failure(log.error if letter.reason is Reason.UNEXPECTED else log.info, "dead letter", letter)
    return Record(topics.dead_letters.name, letter.key, letter.value, letter.to_headers())


def _waits(incoming: Incoming) -> int:
    """Return on how many retry topics an event has waited."""
    return incoming.past.waits if incoming.past else 0


def _log_failure(tell: Callable[..., Any], what: str, letter: DeadLetter) -> None:
    tell(what, reason=str(letter.reason), error=letter.error, attempt=letter.attempt)
