"""A real Prometheus for tests, which scrapes workers, evaluates newsmill's rules and answers queries."""

import json
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import httpx

from streams.kafka.embedded import free_port
from tests.support.paths import ROOT

RULES = ROOT / "deploy" / "prometheus" / "rules"
START_LIMIT = 60.0  # seconds; it needs one or two


class Prometheus:
    """Prometheus with a scrape and an evaluation every second; the context manager stops it at the end.

    The targets are addresses, with the names that `instance` has for them if they are not to be the addresses.
    """

    def __init__(self, command: str, folder: Path, targets: str | Mapping[str, str], namespace: str = "test") -> None:
        self._folder = folder
        self._url = f"http://127.0.0.1:{(port := free_port())}"
        named = {targets: targets} if isinstance(targets, str) else targets
        scrapes = [
            {"targets": [address], "labels": {"namespace": namespace, "instance": name}}
            for address, name in named.items()
        ]
        config = folder / "prometheus.yml"  # JSON is YAML
        config.write_text(
            json.dumps(
                {
                    "global": {"scrape_interval": "1s", "evaluation_interval": "1s"},
                    "rule_files": [str(RULES / "*.yaml")],
                    "scrape_configs": [{"job_name": "newsmill", "static_configs": scrapes}],
                }
            )
        )
        self._command = [
            command,
            f"--config.file={config}",
            f"--storage.tsdb.path={folder / 'data'}",
            f"--web.listen-address=127.0.0.1:{port}",
        ]

    def get(self, path: str, **parameters: str) -> dict[str, Any]:
        """Request its API; raises HTTPStatusError with the API's error message."""
        answer = httpx.get(f"{self._url}/api/v1/{path}", params=parameters, timeout=30)
        if answer.is_error:
            raise httpx.HTTPStatusError(f"{parameters}: {answer.text}", request=answer.request, response=answer)
        found: dict[str, Any] = answer.json()["data"]
        return found

    def query(self, expression: str) -> list[dict[str, Any]]:
        """Return the current series of an expression."""
        series: list[dict[str, Any]] = self.get("query", query=expression)["result"]
        return series

    def range(self, expression: str, start: float, end: float, step: float) -> list[dict[str, Any]]:
        """Return the series of an expression between two times, in seconds since the epoch."""
        between = {"start": f"{start:.3f}", "end": f"{end:.3f}", "step": f"{step:g}"}
        series: list[dict[str, Any]] = self.get("query_range", query=expression, **between)["result"]
        return series

    def __enter__(self) -> Self:
        self._log = (self._folder / "prometheus.log").open("wb")
        self._process = subprocess.Popen(self._command, stdout=self._log, stderr=subprocess.STDOUT)
        end = time.monotonic() + START_LIMIT
        while not self._is_ready():
            assert self._process.poll() is None, (self._folder / "prometheus.log").read_text()[-2000:]
            assert time.monotonic() < end, "Prometheus did not start"
            time.sleep(0.2)
        return self

    def _is_ready(self) -> bool:
        try:
            return httpx.get(f"{self._url}/-/ready", timeout=5).is_success
        except httpx.TransportError:
            return False

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.wait(30)
        self._log.close()
