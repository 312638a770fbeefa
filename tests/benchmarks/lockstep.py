"""Extractors that read the same pages one after the other, each in a process of its own.

So each has its own caches, as in production, and all see the machine as it is at the moment: times of one run can be
compared. They are processor time, of all threads of the process.
"""

import contextlib
import gc
import multiprocessing
import time
from collections.abc import Iterator, Mapping
from multiprocessing.connection import Connection
from typing import NamedTuple

from agents.extract.article import warm
from tests.benchmarks.extractors import Read, attempt
from tests.support.extraction.pages import Found, Labelled

DEADLINE = 120  # seconds for a page, after which nothing is found in it
_HTML = "<title>A</title><p>Updated some day of 2021</p>" + "<p>No other page waits for models to load.</p>" * 9
_WARM = Labelled("", "https://example.com/a", _HTML, "text/html", "en", Found())


class Timed(NamedTuple):
    """What was found in a page, and how long it took."""

    found: Found
    ms: float | None


@contextlib.contextmanager
def started(reads: Mapping[str, Read]) -> Iterator[dict[str, "Reader"]]:
    """Start a process for each extractor, by name; end them at the end."""
    warm()
    gc.freeze()  # what is loaded now stays shared between the processes
    readers = {name: Reader(read) for name, read in reads.items()}
    try:
        yield readers
    finally:
        for reader in readers.values():
            reader.stop()


class Reader:
    """An extractor in a process of its own, which is started again if it dies or exceeds the deadline."""

    def __init__(self, read: Read) -> None:
        self._read = read
        self._start()

    def read(self, page: Labelled) -> Timed:
        """Read a page; nothing is found if the process does not answer, and the deadline counts as the time."""
        self._pipe.send(page)
        with contextlib.suppress(EOFError):
            if self._pipe.poll(DEADLINE):
                timed: Timed = self._pipe.recv()
                return timed
        self.stop()
        self._start()
        return Timed(Found(), DEADLINE * 1000.0)

    def stop(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.join()
        self._pipe.close()

    def _start(self) -> None:
        context = multiprocessing.get_context("fork")  # with what this process has imported
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, self._read), daemon=True)
        self._process.start()
        theirs.close()


def _serve(pipe: Connection, read: Read) -> None:
    attempt(read, _WARM)
    while True:
        page = pipe.recv()
        start = time.process_time_ns()
        found = attempt(read, page)
        pipe.send(Timed(found, (time.process_time_ns() - start) / 1e6))
