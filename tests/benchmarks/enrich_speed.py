"""What enrichment costs: processor time an article by language, tier and part, and the memory of a pool's child.

Each measurement runs in a process of its own with one thread. Times are compared with a fixed product of matrices in
the same process, between the articles, because machines differ and are shared.
"""

import contextlib
import multiprocessing
import os
import time
from collections import Counter
from collections.abc import Iterator
from multiprocessing.synchronize import Event
from pathlib import Path
from statistics import mean, median
from typing import Any

import numpy as np

from tests.benchmarks.measured import in_child
from tests.benchmarks.profile_extract import Clock, Place
from tests.support.enrichment import newsmill
from tests.support.enrichment.labelled import Story

PARTS = {  # by part: the functions, where they are called
    "decode": ("agents.enrich.task:Article.decode",),
    "language": ("agents.enrich.enricher:confirmed",),
    "case": ("agents.enrich.enricher:restored",),
    "cnn": ("agents.enrich.recognise.cnn:EnglishRecogniser.recognise",),
    "encoder": (
        "agents.enrich.encoder.reading:Encoder.glance",
        "agents.enrich.encoder.reading:Encoder.finish",
    ),
    "names": ("agents.enrich.enricher:_Enrichment._names",),
    "mentions": ("agents.enrich.enricher:mentioned", "agents.enrich.enricher:ranking"),
    "sentiment": ("agents.enrich.enricher:Judge.toward", "agents.enrich.enricher:Judge.whole"),
    "encode": ("agents.enrich.task:Article.encode",),
    "rest": ("tests.support.enrichment.newsmill:enrich_event",),
}
THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
REFERENCE = np.ones((256, 384), np.float32), np.ones((384, 1_536), np.float32)  # a layer of a small encoder
PRODUCTS = 4
START = 120  # seconds for a child to load its models


def speed(tier: str, stories: dict[str, list[Story]], repetitions: int) -> dict[str, Any]:
    """Return by language what an article costs: ms of processor time, the ratio to the reference, and the parts."""
    with one_thread():
        return in_child(_speed, tier, stories, repetitions)


def memory(tier: str) -> dict[str, float]:
    """Return the memory of one child that has run its models, and of two together, in MiB."""
    with one_thread(), contextlib.ExitStack() as running:
        pids = [running.enter_context(_child(tier))]
        alone = _rollup(pids[0])
        pids.append(running.enter_context(_child(tier)))
        return {
            "resident": alone["Rss"],
            "proportional": alone["Pss"],
            "of_two": sum(_rollup(pid)["Pss"] for pid in pids),
        }


def _speed(tier: str, stories: dict[str, list[Story]], repetitions: int) -> dict[str, Any]:
    newsmill.warm_up(tier)
    clock = Clock()
    for part, paths in PARTS.items():
        for path in paths:
            with contextlib.suppress(ImportError, AttributeError):
                Place.of(path).time(clock, part)
    return {language: _of_language(tier, language, told, repetitions, clock) for language, told in stories.items()}


def _of_language(tier: str, language: str, stories: list[Story], repetitions: int, clock: Clock) -> dict[str, Any]:
    events = [newsmill.event_of(story, language) for story in stories]
    for event in events[:3]:  # caches that a running service has too
        newsmill.enrich(event, tier)
    times: list[list[float]] = [[] for _ in events]
    parts: list[Counter[str]] = []
    references = []
    for _ in range(repetitions):
        for event, own in zip(events, times, strict=True):
            references.append(_ms(_reference))
            clock.alone, clock.whole = Counter(), Counter()
            newsmill.enrich(event, tier)
            own.append(clock.whole["rest"] / 1e6)
            parts.append(clock.alone)
    best = mean(map(min, times))
    return {
        "best": best,
        "median": mean(map(median, times)),
        "reference": min(references),
        "ratio": best / min(references),
        "parts": {part: mean(one[part] for one in parts) / 1e6 for part in PARTS},
    }


def _reference() -> None:
    left, right = REFERENCE
    for _ in range(PRODUCTS):
        left @ right


def _ms(function: Any) -> float:
    start = time.thread_time_ns()
    function()
    return (time.thread_time_ns() - start) / 1e6


@contextlib.contextmanager
def one_thread() -> Iterator[None]:
    """Let the processes that are started meanwhile use one thread, as the pool's do."""
    before = {name: os.environ.get(name) for name in THREADS}
    os.environ.update(dict.fromkeys(THREADS, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})


@contextlib.contextmanager
def _child(tier: str) -> Iterator[int]:
    """Start a process that runs the models once and waits; gives its id."""
    context = multiprocessing.get_context("spawn")
    is_warm, end = context.Event(), context.Event()
    process = context.Process(target=_wait_warm, args=(tier, is_warm, end), daemon=True)
    process.start()
    try:
        if process.pid is None or not is_warm.wait(START):
            raise TimeoutError(f"a child did not load its models within {START} s")
        yield process.pid
    finally:
        end.set()
        process.join()


def _wait_warm(tier: str, is_warm: Event, end: Event) -> None:
    newsmill.warm_up(tier)
    is_warm.set()
    end.wait()


def _rollup(pid: int) -> dict[str, float]:
    """Return the sums of a process's mapped memory in MiB; Linux."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
    return {line.split(":")[0]: int(line.split()[1]) / 1024 for line in lines}
