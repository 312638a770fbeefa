"""Metrics and health over HTTP, from a small server that answers before the stages have started."""

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import orjson
from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from streams.connections import Connections
from streams.metrics import Metrics
from streams.settings import Settings

BACKLOG = 128  # connections that wait to be accepted
STOP_SECONDS = 1.0  # for answers that are under way at the end


class Condition(NamedTuple):
    """Whether something holds, and why, for people."""

    holds: bool
    detail: str


Conditions = dict[str, Callable[[], Condition]]


@dataclass
class Health:
    """The probes' answers: each is positive if all its conditions hold; `ready` needs at least one condition."""

    ready: Conditions = field(default_factory=dict)
    live: Conditions = field(default_factory=dict)
    started: float = field(default_factory=time.monotonic)

    def lacking(self) -> list[str]:
        """Return the names of the conditions for readiness that do not hold; `start` if the worker has not started."""
        return [name for name, judge in self.ready.items() if not judge().holds] if self.ready else ["start"]

    def report_ready(self) -> dict[str, Any]:
        """Return whether the worker is ready for events, with every condition."""
        return {"ready": bool(self.ready)} | _report("ready", self.ready)

    def report_live(self) -> dict[str, Any]:
        """Return whether the worker is live, so that it need not be restarted, with every condition."""
        uptime = round(time.monotonic() - self.started, 3)
        return {"live": True, "uptime_seconds": uptime} | _report("live", self.live)


def _report(name: str, conditions: Conditions) -> dict[str, Any]:
    states = {condition: judge() for condition, judge in conditions.items()}
    report: dict[str, Any] = {"conditions": {condition: state._asdict() for condition, state in states.items()}}
    return report if all(state.holds for state in states.values()) else {name: False} | report


class HealthServer:
    """Serves `/metrics`, `/health/live` and `/health/ready`."""

    def __init__(self, settings: Settings, metrics: Metrics, health: Health) -> None:
        self._settings = settings
        self._metrics = metrics
        self._health = health
        self._answers = {"/metrics": self._metrics_now, "/health/live": self._live, "/health/ready": self._ready}
        self._server = web.Server(self._serve, access_log=None)
        self._listening: asyncio.Server | None = None
        self.url = ""

    async def start(self) -> None:
        """Listen; raises OSError if the address is taken. `url` is the address from then on."""
        host, port = self._settings.http_host, self._settings.http_port
        self._listening = await asyncio.get_running_loop().create_server(
            Connections(self._server), host, port, backlog=BACKLOG
        )
        self.url = f"http://{host}:{self._listening.sockets[0].getsockname()[1]}"

    async def stop(self) -> None:
        """Stop listening, and close all connections."""
        if self._listening is not None:
            self._listening.close()
        await self._server.shutdown(STOP_SECONDS)

    async def _serve(self, request: web.BaseRequest) -> web.Response:
        """Answer a request; each connection serves one."""
        answer = self._answers.get(request.path)
        if answer is None:
            response = web.Response(status=404)
        elif request.method not in ("GET", "HEAD"):
            response = web.Response(status=405, headers={"Allow": "GET, HEAD"})
        else:
            response = answer()
        response.force_close()
        return response

    def _metrics_now(self) -> web.Response:
        return web.Response(body=generate_latest(self._metrics.registry), headers={"Content-Type": CONTENT_TYPE_LATEST})

    def _live(self) -> web.Response:
        report = self._health.report_live()
        return _json(report, 200 if report["live"] else 503)

    def _ready(self) -> web.Response:
        report = self._health.report_ready()
        return _json(report, 200 if report["ready"] else 503)


def _json(answer: Mapping[str, Any], status: int) -> web.Response:
    return web.Response(body=orjson.dumps(answer), status=status, content_type="application/json")
