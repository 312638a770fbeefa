"""The process pool for CPU work: models loaded once in each child, a deadline per task, crashed children replaced."""

import asyncio
import ctypes
import multiprocessing
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import TimeoutError as DeadlineExceeded
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import resource_tracker
from typing import Any, TypeVar

import structlog
from pebble import CONSTS, ProcessExpired, ProcessPool

from schemas import Reason, Rejected, StageError, Transient
from streams.metrics import Metrics

log = structlog.get_logger(__name__)

T = TypeVar("T")

PR_SET_PDEATHSIG = 1  # prctl(2)
SINGLE_THREADED = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
CHECK_SECONDS = 1.0  # between two checks whether the pool behind a task is still active

# Children do not see SIGTERM. While pebble waits for one to end by it, 3 s by default, no other child gets a task.
CONSTS.term_timeout = 0.0

_not_warm: str | None = None  # in a child: the traceback of `warm`, if it failed


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


class PoolFailed(Exception):
    """A child could not load what it needs; the message has its traceback."""


def _prepare_child(warm: Callable[[], None], parent: int) -> None:
    """Tie the child's life to its parent's, load and warm the models."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # the parent died before the line above
            os._exit(1)
    try:
        warm()
    except Exception:  # raised again by this child's first task: raised here, it would only break the pool
        global _not_warm  # noqa: PLW0603 (a child is one process, and this is its state)
        _not_warm = traceback.format_exc()


def _in_child(function: Callable[..., T], *args: Any) -> tuple[T, float]:
    """Call the function and return its result and the seconds it took.

    Every failure leaves the child as an exception that survives pickling. An exception that can be pickled but not
    unpickled (one with a required argument, as libraries have them) would break the whole pool.
    """
    if _not_warm is not None:
        raise PoolFailed(_not_warm)
    started = time.perf_counter()
    try:
        return function(*args), time.perf_counter() - started
    except StageError:
        raise
    except Exception:
        raise Rejected(Reason.UNEXPECTED, traceback.format_exc()) from None


class Pool:
    """A pool of processes; `run` calls one function in a child and awaits its result.

    `warm` is called once in each new child before its first task (it must be importable by name). Children are
    spawned, because forked ones would inherit the locks of the parent's threads.
    """

    def __init__(self, size: int, warm: Callable[[], None], *, deadline: float, metrics: Metrics) -> None:
        for name in SINGLE_THREADED:  # inherited by the children: one core each, no thread pools that compete
            os.environ.setdefault(name, "1")
        self.size = size
        self._warm = warm
        self._deadline = deadline
        self._metrics = metrics
        self._pool = self._new()
        self._stopped = False
        metrics.pool_size.set(size)
        for cause in ("broken", "crash", "deadline"):
            metrics.pool_restarts.labels(
                cause=cause
            )  # exposed from the start, for Prometheus to see the first one as a rise

    async def start(self) -> None:
        """Start all children and wait until they are warm; raises PoolFailed."""
        warm: set[int] = set()
        try:
            while len(warm) < self.size:
                naps = await asyncio.gather(*(self._call(_nap) for _ in range(self.size)))
                warm.update(child for child, _ in naps)
        except BrokenProcessPool:
            raise PoolFailed("the pool's children die while they load what they need") from None

    async def run(self, function: Callable[..., T], *args: Any) -> T:
        """Run a function in a child; function, arguments and result travel by pickle.

        Raises the function's stage error, or Rejected with UNEXPECTED and the traceback for any other one; Rejected
        with DEADLINE_EXCEEDED or WORKER_CRASHED if the child was killed or died during the call; Transient with
        WORKER_CRASHED if the pool broke for another reason and is started again.
        """
        pool = self._pool
        self._metrics.pool_depth.inc()
        try:
            result, waited = await self._call(function, *args, timeout=self._deadline)
            self._metrics.pool_wait.observe(waited)
            return result
        except DeadlineExceeded:
            self._metrics.pool_restarts.labels(cause="deadline").inc()
            raise Rejected(Reason.DEADLINE_EXCEEDED, f"took longer than {self._deadline:g} s") from None
        except ProcessExpired as error:
            self._metrics.pool_restarts.labels(cause="crash").inc()
            raise Rejected(Reason.WORKER_CRASHED, f"the pool's child died with exit code {error.exitcode}") from None
        except (BrokenProcessPool, PoolFailed) as error:
            await self._renew(pool, error)
            raise Transient(Reason.WORKER_CRASHED, f"the pool broke: {error}") from None
        finally:
            self._metrics.pool_depth.dec()

    async def _call(self, function: Callable[..., T], *args: Any, timeout: float | None = None) -> tuple[T, float]:
        """Await a task; returns its result, and the seconds beyond its own work: waiting and transfer.

        Raises BrokenProcessPool also if a broken pool forgets the task, as pebble's may.
        """
        pool, started = self._pool, time.perf_counter()
        with _signals_blocked():
            if not pool.active:  # asking starts it
                raise BrokenProcessPool("it is not active")
            scheduled = pool.schedule(_in_child, args=(function, *args), timeout=timeout)
        task = asyncio.wrap_future(scheduled)
        try:
            while not (await asyncio.wait([task], timeout=CHECK_SECONDS))[0]:
                if not pool.active:
                    raise BrokenProcessPool("it is no longer active")
            result, seconds = task.result()
            return result, max(0.0, time.perf_counter() - started - seconds)
        finally:
            task.cancel()

    def _new(self) -> ProcessPool:
        resource_tracker.ensure_running()  # started later, on the first spawn, it would unblock the signals
        return ProcessPool(
            max_workers=self.size,
            context=multiprocessing.get_context("spawn"),
            initializer=_prepare_child,
            initargs=(self._warm, os.getpid()),
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
        _end(self._pool)


def _end(pool: ProcessPool) -> None:
    pool.stop()  # type: ignore[no-untyped-call]
    pool.join()


def _nap() -> int:
    """Keep a child busy until the other children get a nap too; returns the child's process id."""
    time.sleep(0.05)
    return os.getpid()
