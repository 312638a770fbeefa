"""Health and metrics over HTTP."""

import socket
from collections.abc import AsyncIterator

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from streams.health import Health, HealthServer
from streams.metrics import Metrics, create
from streams.settings import Settings, Stage

ANY_PORT = Settings(http_host="127.0.0.1", http_port=0)


@pytest.fixture
def metrics() -> Metrics:
    return create()


@pytest.fixture
def health() -> Health:
    return Health()


@pytest.fixture
async def client(metrics: Metrics, health: Health) -> AsyncIterator[httpx.AsyncClient]:
    server = HealthServer(ANY_PORT, metrics, health)
    await server.start()
    async with httpx.AsyncClient(base_url=server.url) as client:
        yield client
    await server.stop()


async def test_metrics_are_in_prometheus_text_format(client: httpx.AsyncClient, metrics: Metrics) -> None:
    metrics.events_in.labels(stage=Stage.EXTRACT).inc(3)
    answer = await client.get("/metrics")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain; version=")
    samples = {
        (sample.name, tuple(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }
    assert samples["newsmill_events_in_total", ("extract",)] == 3


async def test_before_anything_is_known_it_is_live_but_not_ready(client: httpx.AsyncClient) -> None:
    live = await client.get("/health/live")
    assert live.status_code == 200
    assert live.json()["live"] is True
    assert live.json()["uptime_seconds"] >= 0
    ready = await client.get("/health/ready")
    assert ready.status_code == 503
    assert ready.json() == {"ready": False, "conditions": {}}


async def test_it_is_ready_when_every_condition_holds_and_says_which_does_not(
    client: httpx.AsyncClient, health: Health
) -> None:
    health.conditions |= {"pool_warm": lambda: True, "extract_assigned": lambda: False}
    ready = await client.get("/health/ready")
    assert ready.status_code == 503
    assert ready.json() == {"ready": False, "conditions": {"pool_warm": True, "extract_assigned": False}}
    health.conditions["extract_assigned"] = lambda: True
    ready = await client.get("/health/ready")
    assert ready.status_code == 200
    assert ready.json() == {"ready": True, "conditions": {"pool_warm": True, "extract_assigned": True}}


@pytest.mark.parametrize("path", ["/", "/health", "/table", "/debug"])
async def test_nothing_else_is_served(client: httpx.AsyncClient, path: str) -> None:
    assert (await client.get(path)).status_code == 404


async def test_a_taken_port_is_an_error_at_the_start(metrics: Metrics, health: Health) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        settings = ANY_PORT.model_copy(update={"http_port": taken.getsockname()[1]})
        server = HealthServer(settings, metrics, health)
        with pytest.raises(OSError, match="address already in use"):
            await server.start()
        await server.stop()


async def test_after_the_stop_nobody_answers(metrics: Metrics, health: Health) -> None:
    server = HealthServer(ANY_PORT, metrics, health)
    await server.start()
    await server.stop()
    async with httpx.AsyncClient(base_url=server.url) as client:
        with pytest.raises(httpx.ConnectError):
            await client.get("/health/live")
