"""Delivery, at least once: acknowledge confirmed events, try again after transient failures, dead-letter the rest.

Stages only raise (`schemas/errors.py`). An event is acknowledged after the broker has confirmed all its records, and
offsets are committed in order (`ledger.py`). A transient failure is tried again in place (`attempts.py`), then after a
wait on each retry topic (`failures.py`, `retries.py`).
"""

import asyncio
import time
from collections import defaultdict
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cache, partial

import structlog

from schemas import Rejected
from streams.delivery.attempts import Failure, attempt
from streams.delivery.breaker import Breaker
from streams.delivery.event import Admit, Finish, Incoming, Process, Result
from streams.delivery.failures import Failures
from streams.delivery.lanes import Lanes, Turn
from streams.delivery.traces import OFF, Span, Traces
from streams.delivery.window import Window
from streams.kafka.batches import require_read
from streams.kafka.publisher import Confirmation, Publisher
from streams.log import bound
from streams.metrics import Metrics, Outcome
from streams.records import redrives
from streams.settings import Settings
from streams.stages import Stage
from streams.topics import Topics

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class _Task:
    """An event in hand."""

    incoming: Incoming
    turn: Turn  # to send its records
    finish: Finish  # acknowledges it


class Delivery:
    """Runs one stage's work over the events of a source.

    Several events are in hand at once, which keeps the pool busy; but the records of events with one key are sent in
    the events' order. With `ordered`, the work on an event and the sending of its records end before the next event's
    work begins; only the waits for confirmations overlap. `halt` is called with the reason why the worker must stop:
    BreakerTripped, or an error in publishing.
    """

    def __init__(
        self,
        stage: Stage,
        work: Process,
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
        self._metrics = metrics
        metrics.expose(stage)
        self._taken = metrics.events_in.labels(stage=stage)
        self._in_flight = metrics.in_flight.labels(stage=stage)
        self._in_flight_bytes = metrics.in_flight_bytes.labels(stage=stage)
        self._ends = cache(lambda outcome: metrics.events.labels(stage=stage, outcome=outcome))
        self._halt = halt
        self._ordered = ordered
        self._traces = traces
        self._failures = Failures(stage, topics, metrics)
        self._window = Window(settings.in_flight_events(stage), settings.max_in_flight_bytes)
        self._breaker = Breaker(stage, settings, metrics)
        self._lanes = Lanes()
        self._running: set[asyncio.Task[None]] = set()  # asyncio has only weak references to its tasks
        self._in_hand: dict[tuple[str, int], dict[int, float]] = defaultdict(dict)  # timestamps by offset, by partition
        self._halted = False
        self.progressed = time.monotonic()  # when an event was last finished

    async def take(self, incoming: Incoming, admit: Admit) -> None:
        """Begin work on an event when it fits the window and the source admits it; do nothing after a halt."""
        await self._window.enter(incoming.size)
        finish = None if self._halted else await admit()
        if finish is None:
            self._window.leave(incoming.size)
            return
        self._taken.inc()
        self._in_hand[incoming.topic, incoming.partition][incoming.offset] = incoming.timestamp
        self._show_window()
        turn = self._lanes.enter(incoming.lane)
        self._begin(_Task(incoming, turn, finish))
        if self._ordered:
            await turn.over()

    def oldest(self, topic: str, partition: int) -> float | None:
        """Return the timestamp, in seconds since the epoch, of the oldest event in hand of a partition."""
        return min(self._in_hand.get((topic, partition), {}).values(), default=None)

    def _begin(self, task: _Task) -> None:
        running = asyncio.create_task(self._run(task))
        self._running.add(running)
        running.add_done_callback(partial(self._ended, task.incoming))

    def _ended(self, incoming: Incoming, running: "asyncio.Task[None]") -> None:
        """Let the event leave the window; stop the worker if publishing failed or the breaker tripped."""
        self._running.discard(running)
        self._window.leave(incoming.size)
        self._in_hand[incoming.topic, incoming.partition].pop(incoming.offset, None)
        self._show_window()
        if not running.cancelled() and (error := running.exception()) is not None and not self._halted:
            self._halted = True
            log.error("stopping", stage=self._stage, error=str(error))
            self._halt(error if isinstance(error, Exception) else RuntimeError(repr(error)))

    def _show_window(self) -> None:
        self._in_flight.set(self._window.events)
        self._in_flight_bytes.set(self._window.bytes)

    async def _run(self, task: _Task) -> None:
        """Process an event to its end and count it; the event is bound to the log lines, and its span is open."""
        started = time.perf_counter()
        with self._bound(task.incoming), self._traces.span(self._stage, task.incoming) as span:
            made, confirmation = await self._work_and_send(task, span)
            try:
                result = await self._confirm(task.incoming, made, confirmation)
            finally:
                made.ended()
            task.finish()
            span.finished(result)
            log.debug("event finished", outcome=result.outcome.value, seconds=time.perf_counter() - started)
        self._count(task.incoming, result)

    def _bound(self, incoming: Incoming) -> AbstractContextManager[None]:
        at = incoming.past.origin if incoming.past else incoming
        return bound(stage=self._stage, topic=at.topic, partition=at.partition, offset=at.offset, key=incoming.key)

    async def _work_and_send(self, task: _Task, span: Span) -> tuple[Result, Confirmation]:
        """Work on an event, and send the records of the result in its turn."""
        try:
            result = await self._work_or_fail(task.incoming, span)
            if result.article is not None:
                structlog.contextvars.bind_contextvars(article=result.article)  # only for this task's lines
            await task.turn.begin()
            return result, await self._publisher.send(result.records)
        finally:
            self._lanes.leave(task.incoming.lane, task.turn)

    async def _work_or_fail(self, incoming: Incoming, span: Span) -> Result:
        """Do the stage's work, with attempts in place.

        The work passes the span on as the event's trace; a failed event keeps its original headers.
        """
        traced = span.carried_by(incoming)
        may_wait = bool(self._settings.retry_delays)
        work, count = partial(self._work_on, traced), self._failures.count_attempt
        done = await attempt(work, self._settings, count, may_wait=may_wait)
        return self._failures.result(incoming, done) if isinstance(done, Failure) else done

    async def _work_on(self, incoming: Incoming) -> Result:
        require_read(incoming.value)
        return await self._work(incoming)

    async def _confirm(self, incoming: Incoming, result: Result, confirmation: Confirmation) -> Result:
        """Wait for the broker; an event whose result is too large for its topic is dead-lettered instead."""
        try:
            await confirmation.wait()
        except Rejected as error:
            if result.outcome is Outcome.DEAD_LETTER:
                raise
            result = self._failures.dead_letter(incoming, Failure(error, attempt=1))
            await (await self._publisher.send(result.records)).wait()
        return result

    def _count(self, incoming: Incoming, result: Result) -> None:
        """Count a finished event; raises BreakerTripped."""
        self.progressed = time.monotonic()
        self._ends(result.outcome).inc()
        if result.raw_timestamp is not None:
            self._metrics.age_seconds.observe(max(0.0, time.time() - result.raw_timestamp))
        if not redrives(incoming.headers):  # a redriven dead letter that fails again says nothing new about the worker
            self._breaker.note(is_dead_letter=result.outcome is Outcome.DEAD_LETTER)
