"""The pipeline without Kafka: the same stage functions in the same pool, for backfills, debugging and measuring."""

import asyncio
from collections import deque
from collections.abc import AsyncIterable, AsyncIterator, Awaitable, Callable, Iterable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from types import TracebackType
from typing import Self, TypeVar

import orjson

from agents.deduplicate import Deduplicator, Verdict
from agents.deduplicate.event import duplicate_event
from agents.fetch.agent import create_fetcher
from agents.work import Done, enrich_event, extract_event, warm
from schemas import DeadLetter, Extracted, RawArticle
from streams.delivery.attempts import Failure, attempt
from streams.delivery.pool import Pool
from streams.metrics import Metrics, Outcome
from streams.settings import Settings
from streams.stages import Stage
from streams.version import VERSION

S = TypeVar("S")
T = TypeVar("T")


@dataclass(frozen=True)
class Output:
    """What became of one raw event: an article, a duplicate or a dead letter in wire form, or nothing new."""

    outcome: Outcome
    event: bytes | None


@dataclass(frozen=True)
class _Step:
    """An event between two stages; `ended` where no further stage is to see it."""

    output: Output
    value: bytes  # the raw event
    ended: bool = False


class LocalPipeline:
    """Runs raw events through the stages up to `until`; an asynchronous context manager.

    Outputs come in the order of the inputs: the deduplicator decides as it would on one partition, with the place in
    the input for the offset and the clock for the record's timestamp.
    """

    def __init__(self, settings: Settings, *, until: Stage = Stage.ENRICH) -> None:
        self._settings = settings
        self._until = until
        self._window = max(settings.window, 4 * settings.pool_size)
        self._deduplicator = Deduplicator(window=settings.deduplication_window)
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> Self:
        stages = {Stage.EXTRACT, self._until}
        size, deadline = self._settings.pool_size, self._settings.task_deadline
        self._pool = Pool(size, partial(warm, stages), deadline=deadline, metrics=Metrics())
        self._stack.callback(self._pool.stop)
        await self._pool.start()
        self._fetcher = await self._stack.enter_async_context(create_fetcher(self._settings))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self._stack.aclose()

    async def process(self, values: AsyncIterable[bytes] | Iterable[bytes]) -> AsyncIterator[Output]:
        """Yield one output for each raw event, with a bounded window of them in work."""
        steps = _in_order(self._extract, _each(values), self._window)
        if self._until is not Stage.EXTRACT:
            steps = self._deduplicate(steps)
        if self._until is Stage.ENRICH:
            steps = _in_order(self._enrich, steps, self._window)
        async for step in steps:
            yield _article_alone(step.output) if step.output.outcome is Outcome.EXTRACTED else step.output

    async def _extract(self, value: bytes) -> _Step:
        limit = self._settings.max_event_bytes

        async def work() -> _Step:
            done = await self._pool.run(extract_event, value, None, limit)
            if not isinstance(done, Done):
                fetched = await self._fetcher.fetch(RawArticle.decode(value))
                done = await self._pool.run(extract_event, fetched.encode(), None, limit)
            assert isinstance(done, Done), "a fetched event has content"
            return _Step(Output(Outcome.EXTRACTED, done.event), value)

        return await self._guarded(Stage.EXTRACT, value, work)

    async def _deduplicate(self, steps: AsyncIterator[_Step]) -> AsyncIterator[_Step]:
        position = 0
        async for step in steps:
            if not step.ended:
                position += 1
                step = self._decide(step, position)
            yield step

    def _decide(self, step: _Step, position: int) -> _Step:
        now = datetime.now(UTC)
        extracted = Extracted.decode(step.output.event)
        decision = self._deduplicator.decide(extracted, position=position, time=now.timestamp())
        outcome = Outcome(decision.verdict)
        if decision.duplicate_of is not None:
            event = duplicate_event(decision.article, decision.duplicate_of, now).encode()
            return _Step(Output(outcome, event), step.value, ended=True)
        if decision.verdict is Verdict.UNCHANGED:
            return _Step(Output(outcome, None), step.value, ended=True)
        return _Step(Output(outcome, decision.article.encode()), step.value)

    async def _enrich(self, step: _Step) -> _Step:
        if step.ended:
            return step

        async def work() -> _Step:
            done = await self._pool.run(enrich_event, step.output.event)
            return _Step(Output(step.output.outcome, done.event), step.value)

        return await self._guarded(Stage.ENRICH, step.value, work)

    async def _guarded(self, stage: Stage, value: bytes, work: Callable[[], Awaitable[_Step]]) -> _Step:
        """Do a stage's work; a failure becomes a dead letter with the raw event's bytes."""
        done = await attempt(work, self._settings)
        if not isinstance(done, Failure):
            return done
        letter = DeadLetter(
            value=value,
            reason=done.error.reason,
            stage=stage,
            error=done.error.message,
            attempt=done.attempt,
            failed_at=datetime.now(UTC),
            version=VERSION,
        )
        return _Step(Output(Outcome.DEAD_LETTER, letter.encode()), value, ended=True)


def _article_alone(output: Output) -> Output:
    """Return an extracted event's article without its signature."""
    return Output(output.outcome, orjson.dumps(orjson.loads(output.event or b"{}")["article"]))


async def _each(values: AsyncIterable[T] | Iterable[T]) -> AsyncIterator[T]:
    if isinstance(values, AsyncIterable):
        async for value in values:
            yield value
    else:
        for value in values:
            yield value


async def _in_order(work: Callable[[S], Awaitable[T]], items: AsyncIterator[S], window: int) -> AsyncIterator[T]:
    """Do the work on up to `window` items at once and yield its results in the items' order."""
    begun: deque[asyncio.Future[T]] = deque()
    try:
        async for item in items:
            begun.append(asyncio.ensure_future(work(item)))
            if len(begun) >= window:
                yield await begun.popleft()
        while begun:
            yield await begun.popleft()
    finally:
        for task in begun:
            task.cancel()
