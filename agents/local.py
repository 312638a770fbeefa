"""The pipeline without Kafka: the same stages in the same pool, for backfills, debugging and measuring."""

import asyncio
from collections import deque
from collections.abc import AsyncIterable, AsyncIterator, Awaitable, Callable, Iterable
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from functools import partial
from types import TracebackType
from typing import Self, TypeVar

import orjson

from agents.done import Output, Step
from agents.means import Means
from agents.stages import SPECS, check, load, warm
from streams.delivery.attempts import Failure, attempt
from streams.delivery.children.memory import MIB
from streams.delivery.failures import new_letter
from streams.delivery.pool import Pool
from streams.metrics import Metrics, Outcome
from streams.settings import Settings
from streams.stages import Stage
from streams.topics import Topics

S = TypeVar("S")
T = TypeVar("T")


@dataclass(frozen=True)
class _Event:
    """A raw event between two stages."""

    raw: bytes
    output: Output


class LocalPipeline:
    """Runs raw events through the stages up to `until`; an asynchronous context manager.

    Outputs come in the order of the inputs. `most` is how many events come at most, if that is known: the pool has no
    more children. `is_warm` is whether they run a sample first, as in a worker. Raises ValueError if `until` is not a
    step without Kafka.
    """

    def __init__(
        self, settings: Settings, *, until: Stage = tuple(Stage)[-1], most: int | None = None, is_warm: bool = False
    ) -> None:
        self._settings = settings
        stages = [stage for stage in Stage if not stage.returns]
        self._stages = stages[: stages.index(until) + 1]
        self._children = settings.pool_size if most is None else max(1, min(settings.pool_size, most))
        self._prepare = warm if is_warm else load
        self._window = max(settings.max_in_flight_events, 4 * settings.pool_size)
        self._steps: list[tuple[Stage, Step]] = []
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> Self:
        check(self._stages, self._settings)
        metrics = Metrics()
        pool = Pool(
            self._children,
            self._prepare(self._stages, self._settings),
            deadline=self._settings.task_deadline,
            metrics=metrics,
            child_memory=self._settings.pool_child_memory * MIB,
        )
        self._stack.callback(pool.stop)
        await pool.start()
        means = Means(self._settings, Topics(self._settings), metrics, pool, self._stack)
        for stage in self._stages:
            locally = SPECS[stage].locally
            assert locally is not None, f"{stage} has no form without Kafka"
            self._steps.append((stage, locally(means)))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self._stack.aclose()

    async def process(self, values: AsyncIterable[bytes] | Iterable[bytes]) -> AsyncIterator[Output]:
        """Yield one output for each raw event, while a bounded window of events is in hand."""
        events = _events(values)
        for stage, step in self._steps:
            window = 1 if SPECS[stage].ordered else self._window
            events = _in_order(partial(self._run, stage, step), events, window)
        async for event in events:
            yield _without_signature(event.output)

    async def _run(self, stage: Stage, step: Step, event: _Event) -> _Event:
        """Do a stage's work on an event; a failure becomes a dead letter with the raw event's bytes."""
        if event.output.ended:
            return event
        done = await attempt(lambda: step(event.output), self._settings, may_wait=False)
        if isinstance(done, Failure):
            done = Output(Outcome.DEAD_LETTER, new_letter(stage, done, event.raw).encode())
        return replace(event, output=done)


def _without_signature(output: Output) -> Output:
    """Return an extracted article without its signature; any other output unchanged."""
    if output.outcome is not Outcome.EXTRACTED:
        return output
    return replace(output, event=orjson.dumps(orjson.loads(output.event or b"{}")["article"]))


async def _events(values: AsyncIterable[bytes] | Iterable[bytes]) -> AsyncIterator[_Event]:
    if isinstance(values, AsyncIterable):
        async for value in values:
            yield _Event(value, Output(None, value))
    else:
        for value in values:
            yield _Event(value, Output(None, value))


async def _in_order(work: Callable[[S], Awaitable[T]], items: AsyncIterator[S], window: int) -> AsyncIterator[T]:
    """Do the work on up to `window` items at once, and yield the results in the items' order."""
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
