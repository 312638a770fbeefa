"""What is measured of a process: its memory, its garbage collector, and times; each in a process of its own."""

import ctypes
import gc
import multiprocessing
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import psutil
from numpy.typing import NDArray

Figures: TypeAlias = dict[str, Any]
"""By name: a number, a word, or figures."""


class Collections:
    """The garbage collector's pauses from now on."""

    def __init__(self) -> None:
        self.longest = 0.0  # ms
        self._started = 0
        gc.collect()
        gc.callbacks.append(self._called)

    def _called(self, phase: str, _: object) -> None:
        if phase == "start":
            self._started = time.thread_time_ns()
        else:
            self.longest = max(self.longest, (time.thread_time_ns() - self._started) / 1e6)


def settled() -> int:
    """Give memory that nothing uses back to the system, and return the resident memory in bytes."""
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    return resident()


def resident() -> int:
    """Return the process's resident memory in bytes."""
    return psutil.Process().memory_info().rss


def highest() -> int:
    """Return the most resident memory that the process had so far, in bytes."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:"))


def percentiles(values: NDArray[np.float64]) -> Figures:
    """Return the mean, some percentiles and the maximum."""
    names = {"p50": 50.0, "p99": 99.0, "p99.9": 99.9, "max": 100.0}
    found = {name: float(np.percentile(values, share)) for name, share in names.items()}
    return {name: round(value, 1) for name, value in {"mean": float(values.mean()), **found}.items()}


def in_child(function: Callable[..., Figures], *arguments: Any) -> Figures:
    """Run a function in a new process and return its result."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(function, *arguments).result()
