"""The process pool for CPU work: models loaded once per child, a deadline per task, crashed children replaced."""

import asyncio
import ctypes
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from concurrent.futures import TimeoutError as DeadlineExceeded
from typing import Any, TypeVar

from pebble import ProcessExpired, ProcessPool

from schemas import Reason, Rejected
from streams.metrics import Metrics

T = TypeVar("T")

PR_SET_PDEATHSIG = 1  # prctl(2)
SINGLE_THREADED = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def _prepare_child(warm: Callable[[], None], parent: int) -> None:
    """Tie the child's life to its parent's, leave signals to the parent, load and warm the models."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # the parent died before the line above
            os._exit(1)
    for ignored in (signal.SIGINT, signal.SIGTERM):  # Ctrl-C reaches the whole group; the parent drains
        signal.signal(ignored, signal.SIG_IGN)
    warm()


class Pool:
    """A pool of processes; `run` gives one function call to a child and awaits its result.

    `warm` is called once in each new child before its first task (it must be importable by name). Children are
    spawned, not forked: a fork would inherit the parent's threads' locks.
    """

    def __init__(self, size: int, warm: Callable[[], None], *, deadline: float, metrics: Metrics) -> None:
        for name in SINGLE_THREADED:  # inherited by the children: one core each, no thread pools fighting
            os.environ.setdefault(name, "1")
        self.size = size
        self._deadline = deadline
        self._metrics = metrics
        self._pool = ProcessPool(
            max_workers=size,
            context=multiprocessing.get_context("spawn"),
            initializer=_prepare_child,
            initargs=(warm, os.getpid()),
        )
        metrics.pool_size.set(size)

    async def start(self) -> None:
        """Start all children and wait until they are warm; raises whatever keeps them from it."""
        await asyncio.gather(*(self._call(_nap, ()) for _ in range(2 * self.size)))

    async def run(self, function: Callable[..., T], *args: Any) -> T:
        """Run a function in a child; function, arguments and result travel by pickle.

        Raises Rejected with DEADLINE_EXCEEDED or WORKER_CRASHED where the call was the end of its child, else what
        the function raises.
        """
        self._metrics.pool_depth.inc()
        try:
            return await self._call(function, args, timeout=self._deadline)
        except DeadlineExceeded:
            self._metrics.pool_restarts.labels(cause="deadline").inc()
            raise Rejected(Reason.DEADLINE_EXCEEDED, f"took longer than {self._deadline:g} s") from None
        except ProcessExpired as error:
            self._metrics.pool_restarts.labels(cause="crash").inc()
            raise Rejected(Reason.WORKER_CRASHED, f"the pool's child died with exit code {error.exitcode}") from None
        finally:
            self._metrics.pool_depth.dec()

    async def _call(self, function: Callable[..., T], args: tuple[Any, ...], timeout: float | None = None) -> T:
        return await asyncio.wrap_future(self._pool.schedule(function, args=args, timeout=timeout))

    def stop(self) -> None:
        """End the children at once; what they were doing is lost (and redelivered by Kafka)."""
        self._pool.stop()
        self._pool.join()


def _nap() -> None:
    """Keep a child busy long enough for the other children to be given a nap too."""
    import time

    time.sleep(0.05)
