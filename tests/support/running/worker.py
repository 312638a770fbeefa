"""newsmill as operators run it: `newsmill worker` in a process of its own, to be stopped, killed and watched."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

import httpx
import psutil
from prometheus_client.parser import text_string_to_metric_families

from streams.kafka.embedded import free_port
from tests.support.paths import ROOT

GRACE = 60.0  # seconds
START_LIMIT = 90.0  # seconds; it takes some ten


class WorkerProcess:
    """A worker process on a broker; a context manager, which kills it at the end. Its log goes to a file."""

    def __init__(self, broker_url: str, prefix: str, log: Path, **settings: object) -> None:
        self.port = free_port()
        self._log = log
        self._output: IO[bytes] | None = None
        self._process: subprocess.Popen[bytes] | None = None
        given = {"broker": broker_url, "topic_prefix": prefix, "http_port": self.port, "log_format": "json"} | settings
        self._environment = os.environ | {f"NEWSMILL_{name.upper()}": str(value) for name, value in given.items()}

    def start(self) -> Self:
        """Start the worker; it takes events some seconds later."""
        self._output = self._log.open("ab")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "agents.cli", "worker"],
            cwd=ROOT,
            env=self._environment,
            stdout=self._output,
            stderr=subprocess.STDOUT,
        )
        return self

    def signal(self, number: signal.Signals) -> None:
        """Send it a signal."""
        assert self._process is not None
        self._process.send_signal(number)

    def wait(self) -> int:
        """Wait for its end and return the exit code; negative for a signal."""
        assert self._process is not None
        code = self._process.wait(GRACE)
        if self._output is not None:
            self._output.close()
        return code

    async def await_ready(self) -> None:
        """Wait until it takes events; it may have ended instead, which fails."""
        end = time.monotonic() + START_LIMIT
        while await asyncio.to_thread(self.status, "/health/ready") != 200:
            assert self.running, self.log[-3000:]
            assert time.monotonic() < end, self.log[-3000:]
            await asyncio.sleep(0.2)

    async def kill(self) -> None:
        """Kill it without warning; its children end with it."""
        self.signal(signal.SIGKILL)
        assert await asyncio.to_thread(self.wait) == -signal.SIGKILL

    async def terminate(self) -> None:
        """Ask for its end, which must be clean."""
        self.signal(signal.SIGTERM)
        assert await asyncio.to_thread(self.wait) == 0, self.log[-3000:]

    def freeze(self) -> None:
        """Suspend it and its children, as a suspended machine would; `thaw` resumes them."""
        for process in self.family():
            process.suspend()

    def thaw(self) -> None:
        """Resume it after `freeze`."""
        for process in self.family():
            process.resume()

    def family(self) -> list[psutil.Process]:
        """Return its process and all below."""
        assert self._process is not None
        process = psutil.Process(self._process.pid)
        return [process, *process.children(recursive=True)]

    @property
    def running(self) -> bool:
        """Whether it has not ended."""
        return self._process is not None and self._process.poll() is None

    def get(self, path: str) -> httpx.Response | None:
        """Ask its metrics and health server; None while it does not answer."""
        try:
            return httpx.get(f"http://127.0.0.1:{self.port}{path}", timeout=5)
        except httpx.TransportError:
            return None

    def status(self, path: str) -> int | None:
        """Return the HTTP status of its answer; None while it does not answer."""
        answer = self.get(path)
        return None if answer is None else answer.status_code

    def json(self, path: str) -> dict[str, Any]:
        """Return its answer as an object."""
        answer = self.get(path)
        assert answer is not None, "it does not answer"
        found: dict[str, Any] = answer.json()
        return found

    def total(self, metric: str, **labels: str) -> float:
        """Return a metric's value, summed over all series with these labels; 0 while it does not answer."""
        answer = self.get("/metrics")
        if answer is None:
            return 0.0
        samples = (one for family in text_string_to_metric_families(answer.text) for one in family.samples)
        return sum(one.value for one in samples if one.name == metric and labels.items() <= one.labels.items())

    @property
    def log(self) -> str:
        """What it has written so far."""
        return self._log.read_text(errors="replace")

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.end()

    def end(self) -> None:
        """Kill it if it runs."""
        if self.running:
            self.signal(signal.SIGKILL)
        self.wait()
