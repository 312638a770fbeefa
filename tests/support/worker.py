"""newsmill as operators run it: `newsmill worker` in a process of its own, to be stopped, killed and watched."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import httpx

from streams.broker import free_port

ROOT = Path(__file__).parents[2]
GRACE = 60.0  # seconds


class WorkerProcess:
    """A worker process on a broker; a context manager that kills what is left. Its log goes to a file."""

    def __init__(self, broker_url: str, prefix: str, log: Path, **settings: object) -> None:
        self.port = free_port()
        self._log = log
        self._output: IO[bytes] | None = None
        self._process: subprocess.Popen[bytes] | None = None
        given = {"broker": broker_url, "topic_prefix": prefix, "http_port": self.port, "log_format": "json"} | settings
        self._environment = os.environ | {f"NEWSMILL_{name.upper()}": str(value) for name, value in given.items()}

    def start(self) -> Self:
        """Start the worker; it is at work some seconds later."""
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

    @property
    def log(self) -> str:
        """What it has written so far."""
        return self._log.read_text(errors="replace")

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self.running:
            self.signal(signal.SIGKILL)
            self.wait()
