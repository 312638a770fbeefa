"""A candidate's process: started, killed with all its children, and its processor time read."""

import os
import subprocess
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import psutil

from tests.benchmarks.peers.candidates import Candidate
from tests.support.paths import ROOT

KILL_SECONDS = 10.0


class Process:
    """A candidate's process in a folder for its state and log; a context manager, which kills it at the end."""

    def __init__(self, candidate: Candidate, broker: str, prefix: str, folder: Path) -> None:
        self._candidate = candidate
        self._log = folder / "log.txt"
        self._environment = os.environ | candidate.settings(broker, prefix, folder / "state")
        self._output: IO[bytes] | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> Self:
        """Start it; it takes events some seconds later."""
        self._output = self._log.open("ab")
        self._process = subprocess.Popen(
            self._candidate.command(),
            cwd=ROOT,
            env=self._environment,
            stdout=self._output,
            stderr=subprocess.STDOUT,
        )
        return self

    def kill(self) -> None:
        """Kill it and its children at once, as the end of a container or the loss of a machine does."""
        assert self._process is not None
        family = self.family()
        for process in family:
            with suppress(psutil.NoSuchProcess):
                process.kill()
        self._process.wait(KILL_SECONDS)
        psutil.wait_procs(family[1:], KILL_SECONDS)
        if self._output is not None:
            self._output.close()

    def family(self) -> list[psutil.Process]:
        """Return its process and all below; empty if it has ended."""
        assert self._process is not None
        if self._process.poll() is not None:
            return []
        process = psutil.Process(self._process.pid)
        return [process, *process.children(recursive=True)]

    def check(self) -> None:
        """Raise RuntimeError with the end of its log if it has ended by itself."""
        assert self._process is not None
        if self._process.poll() is not None:
            end = self._log.read_text(errors="replace")[-3000:]
            raise RuntimeError(f"{self._candidate.name} ended with exit code {self._process.returncode}: {end}")

    def cpu(self) -> float:
        """Return the processor time in seconds of it and its children, those that have ended included."""
        return cpu_seconds(self.family())

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.kill()


def cpu_seconds(processes: Iterable[psutil.Process]) -> float:
    """Return the processor time in seconds, user and system, of processes and of their children that have ended."""
    return sum(sum(process.cpu_times()[:4]) for process in processes)
