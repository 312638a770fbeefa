"""The process pool for CPU work: models loaded once in each child, a deadline and a limit of memory per task.

A child that dies is replaced, and its task is tried once more before it is blamed: the child may have been worn, or
killed by the kernel because others took the memory.
"""

import asyncio
import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as DeadlineExceeded
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from multiprocessing import resource_tracker
from typing import Any, TypeVar

import structlog
from pebble import CONSTS, ProcessExpired, ProcessPool

from schemas import Reason, Rejected, Transient
from streams.delivery.children import child
from streams.delivery.children.child import PoolFailed
from streams.delivery.children.chunks import Call, Chunks, Ended
from streams.delivery.children.deaths import patient_pool
from streams.delivery.children.memory import MIB, Watch
from streams.delivery.children.turns import Turns
from streams.metrics import Metrics

__all__ = ["Pool", "PoolFailed"]

log = structlog.get_logger(__name__)

T = TypeVar("T")

SINGLE_THREADED = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
CAUSES = ("broken", "crash", "deadline", "memory", "worn")  # why children are replaced
HALF, EIGHTH = (
    0.5,
    0.125,
)  # of the memory beside the models, that earlier tasks may have left taken: usually, at a retry
CHUNK_DEADLINE = 10.0  # seconds until a chunk is given up, and its events go alone, each with the whole deadline
CHECK_SECONDS = 1.0  # between two checks whether the pools behind the tasks are still active

# Children do not see SIGTERM. While pebble waits for one to end by it, 3 s by default, no other child gets a task.
CONSTS.term_timeout = 0.0


@contextmanager
def _signals_blocked() -> Iterator[None]:
    """Block SIGINT and SIGTERM in this thread; threads and processes that it starts meanwhile inherit that.

    Both signals may reach the whole process group: then the parent drains, and needs its children. The first task
    starts the pool's threads, and those start the children. A child that ignored the signals itself would do so too
    late, after its imports.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _Died(Exception):
    """A child died on a task; `cause` labels the metric, `killed` is whether someone else than the pool killed it."""

    def __init__(self, cause: str, message: str, killed: bool = False) -> None:
        super().__init__(cause, message)
        self.cause = cause
        self.message = message
        self.killed = killed


class Pool:
    """A pool of processes; `run` calls one function in a child and awaits its result.

    `warm` is called once in each new child before its first task (it must be importable by name). A child may take
    `child_memory` bytes; 0 is no limit. Children are spawned, because forked ones would inherit the locks of the
    parent's threads.
    """

    def __init__(
        self, size: int, warm: Callable[[], object], *, deadline: float, metrics: Metrics, child_memory: int = 0
    ) -> None:
        for name in SINGLE_THREADED:  # inherited by the children: one core each, no thread pools that compete
            os.environ.setdefault(name, "1")
        self.size = size
        self._warm = warm
        self._deadline = deadline
        self._metrics = metrics
        self._child_memory = child_memory
        self._pool = self._new()
        self._started: ProcessPool | None = None
        self._waiting: dict[asyncio.Future[Any], ProcessPool] = {}
        self._guard: asyncio.Task[None] | None = None
        self._watch = Watch(child_memory, metrics)
        self._turns = Turns()
        self._chunks = Chunks(size, self._twice, self._together)
        self._stopped = False
        metrics.pool_size.set(size)
        for cause in CAUSES:
            metrics.pool_restarts.labels(
                cause=cause
            )  # exposed from the start, for Prometheus to see the first one as a rise

    async def start(self) -> None:
        """Start all children and wait until they are warm; raises PoolFailed."""
        self._watch.start()
        warm: set[int] = set()
        try:
            while len(warm) < self.size:
                naps = await asyncio.gather(*(self._call(child.call, HALF, child.nap) for _ in range(self.size)))
                warm.update(process for process, _ in naps)
        except BrokenProcessPool:
            raise PoolFailed("the pool's children die while they load what they need") from None

    async def run(self, function: Callable[..., T], *args: Any) -> T:
        """Run a function in a child; function, arguments and result travel by pickle.

        Raises the function's stage error, or Rejected with UNEXPECTED and the traceback for any other one; Rejected
        with DEADLINE_EXCEEDED if it took too long, or with WORKER_CRASHED if two children, the second one as good as
        new, died during the call or took too much memory; Transient with WORKER_CRASHED if the pool broke for another
        reason and is started again.
        """
        started = time.perf_counter()
        self._metrics.pool_depth.inc()
        try:
            result: T
            result, seconds = await self._chunks.run(function, args)
            self._metrics.pool_wait.observe(max(0.0, time.perf_counter() - started - seconds))
            return result
        except DeadlineExceeded:
            raise Rejected(Reason.DEADLINE_EXCEEDED, f"took longer than {self._deadline:g} s") from None
        finally:
            self._metrics.pool_depth.dec()

    async def _together(self, calls: Sequence[Call]) -> Sequence[Ended]:
        """Make several calls in one child; raises if the child dies or all of them take too long."""
        async with self._turns.beside_others():
            return await self._attempt(min(self._deadline, CHUNK_DEADLINE), child.several, HALF, calls)

    async def _twice(self, function: Callable[..., T], *args: Any) -> tuple[T, float]:
        """Try a task, and once more if its child dies; a task is blamed for what happens twice.

        Returns its result, and the seconds that it took.
        """
        try:
            async with self._turns.beside_others():
                return await self._attempt(self._deadline, child.call, HALF, function, *args)
        except _Died as died:
            log.warning("a child of the pool died; its event is tried once more", cause=died.cause, why=died.message)
            # The kernel kills the largest child, whoever took the memory. Other deaths are their own task's affair,
            # and must not hold up the whole pool.
            turn = self._turns.alone() if died.killed else self._turns.beside_others()
        try:
            async with turn:
                return await self._attempt(self._deadline, child.call, EIGHTH, function, *args)
        except _Died as died:
            raise Rejected(Reason.WORKER_CRASHED, f"{died.message}, and so did another one before") from None

    async def _attempt(self, deadline: float, function: Callable[..., T], *args: Any) -> T:
        """Run a function of `child.py`, again while the child that took it was worn.

        Counts the child that it costs. Raises _Died, DeadlineExceeded, or Transient if the pool broke.
        """
        while True:
            pool = self._pool
            try:
                return await self._call(function, *args, timeout=deadline)
            except (BrokenProcessPool, PoolFailed) as error:
                await self._renew(pool, error)
                raise Transient(Reason.WORKER_CRASHED, f"the pool broke: {error}") from None
            except DeadlineExceeded:
                self._metrics.pool_restarts.labels(cause="deadline").inc()
                raise
            except ProcessExpired as error:
                died = self._death(error)
                self._metrics.pool_restarts.labels(cause=died.cause).inc()
                if died.cause != "worn":
                    raise died from None  # else the task has not begun

    def _death(self, error: ProcessExpired) -> _Died:
        """Return why a child died, or had to."""
        if error.exitcode == child.WORN:
            return _Died("worn", "the child was worn")
        if error.exitcode == child.TOO_MUCH or self._watch.killed(error.pid):
            limit = (
                f"its {self._child_memory // MIB} MiB (NEWSMILL_POOL_CHILD_MEMORY)" if self._child_memory else "it had"
            )
            return _Died("memory", f"the pool's child needed more memory than {limit}")
        return _Died(
            "crash", f"the pool's child died with exit code {error.exitcode}", error.exitcode == -signal.SIGKILL
        )

    async def _call(self, function: Callable[..., T], *args: Any, timeout: float | None = None) -> T:
        """Await a task; raises BrokenProcessPool also if a broken pool forgets the task, as pebble's may.

        A task that a stop of the pool ends is cancelled: however pebble ends it says nothing about it.
        """
        try:
            scheduled = self._schedule(function, args, timeout)
            waiting = self._waiting_for(scheduled)
            try:
                return await waiting
            finally:
                del self._waiting[waiting]
                scheduled.cancel()
        except Exception:
            if self._stopped:
                raise asyncio.CancelledError from None
            raise

    def _schedule(self, function: Callable[..., T], args: tuple[Any, ...], timeout: float | None) -> "Future[T]":
        """Hand a task to the pool, which the first one starts."""
        if self._started is not self._pool:
            with _signals_blocked():
                _ = self._pool.active  # asking starts it
            self._started = self._pool
        try:
            return self._pool.schedule(function, args=args, timeout=timeout)
        except RuntimeError as error:
            raise BrokenProcessPool(str(error)) from None

    def _waiting_for(self, scheduled: "Future[T]") -> "asyncio.Future[T]":
        """Return a future of the event loop for a task: it fails if the task's pool breaks and forgets it."""
        loop = asyncio.get_running_loop()
        waiting: asyncio.Future[T] = loop.create_future()
        scheduled.add_done_callback(lambda done: _tell(loop, waiting, done))
        self._waiting[waiting] = self._pool
        if self._guard is None or self._guard.done():
            self._guard = loop.create_task(self._watch_over())
        return waiting

    async def _watch_over(self) -> None:
        """Let the tasks of broken pools fail, as long as there are tasks."""
        while self._waiting:
            await asyncio.sleep(CHECK_SECONDS)
            for waiting, pool in self._waiting.items():
                if not waiting.done() and not pool.active:
                    waiting.set_exception(BrokenProcessPool("it is no longer active"))

    def _new(self) -> ProcessPool:
        resource_tracker.ensure_running()  # started later, on the first spawn, it would unblock the signals
        return patient_pool(
            max_workers=self.size,
            context=multiprocessing.get_context("spawn"),
            initializer=child.prepare,
            initargs=(self._warm, os.getpid(), self._child_memory),
        )

    async def _renew(self, broken: ProcessPool, error: Exception) -> None:
        """Replace a broken pool, once: pebble's pool breaks when a child without a task dies."""
        if self._stopped or self._pool is not broken:
            return
        log.error("the pool broke and is started again", error=str(error))
        self._metrics.pool_restarts.labels(cause="broken").inc()
        self._pool = self._new()
        await asyncio.to_thread(_end, broken)

    def stop(self) -> None:
        """End the children at once; their tasks are lost (and Kafka delivers the events again)."""
        self._stopped = True
        self._watch.stop()
        self._chunks.stop()
        _end(self._pool)


def _tell(loop: asyncio.AbstractEventLoop, waiting: "asyncio.Future[T]", done: "Future[T]") -> None:
    """Pass a task's end on to the event loop; called in a thread of the pool, maybe after the loop has ended."""
    with suppress(RuntimeError):
        loop.call_soon_threadsafe(_settle, waiting, done)


def _settle(waiting: "asyncio.Future[T]", done: "Future[T]") -> None:
    if waiting.done():
        return
    if done.cancelled():
        waiting.cancel()
    elif (error := done.exception()) is not None:
        waiting.set_exception(error)
    else:
        waiting.set_result(done.result())


def _end(pool: ProcessPool) -> None:
    pool.stop()  # type: ignore[no-untyped-call]
    pool.join()
