"""Metrics and health over HTTP, from a small server of its own that answers before the stages are up."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson
from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from streams.metrics import Metrics
from streams.settings import Settings

Check = Callable[[], Mapping[str, Any]]


@dataclass
class Health:
    """What the probes answer: `ready` when every named condition holds, `live` while the event loop turns."""

    conditions: dict[str, Callable[[], bool]] = field(default_factory=dict)
    started: float = field(default_factory=time.monotonic)

    def report(self) -> dict[str, Any]:
        """Return every condition with whether it holds."""
        states = {name: holds() for name, holds in self.conditions.items()}
        return {"ready": bool(states) and all(states.values()), "conditions": states}


class HealthServer:
    """Serves `/metrics`, `/health/live` and `/health/ready`."""

    def __init__(self, settings: Settings, metrics: Metrics, health: Health) -> None:
        self._settings = settings
        self._metrics = metrics
        self._health = health
        application = web.Application()
        application.router.add_get("/metrics", self._serve_metrics)
        application.router.add_get("/health/live", self._serve_live)
        application.router.add_get("/health/ready", self._serve_ready)
        self._runner = web.AppRunner(application, access_log=None)
        self.url = ""

    async def start(self) -> None:
        """Listen; raises OSError where the address is taken. `url` tells the address from then on."""
        await self._runner.setup()
        site = web.TCPSite(self._runner, self._settings.http_host, self._settings.http_port)
        await site.start()
        port = self._runner.addresses[0][1]
        self.url = f"http://{self._settings.http_host}:{port}"

    async def stop(self) -> None:
        """Stop listening."""
        await self._runner.cleanup()

    async def _serve_metrics(self, _: web.Request) -> web.Response:
        return web.Response(body=generate_latest(self._metrics.registry), headers={"Content-Type": CONTENT_TYPE_LATEST})

    async def _serve_live(self, _: web.Request) -> web.Response:
        return _json({"live": True, "uptime_seconds": round(time.monotonic() - self._health.started, 3)}, 200)

    async def _serve_ready(self, _: web.Request) -> web.Response:
        report = self._health.report()
        return _json(report, 200 if report["ready"] else 503)


def _json(answer: Mapping[str, Any], status: int) -> web.Response:
    return web.Response(body=orjson.dumps(answer), status=status, content_type="application/json")
