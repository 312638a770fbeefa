"""Health and metrics over HTTP."""

import socket
from collections.abc import AsyncIterator

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from streams.health import Condition, Health, HealthServer
from streams.metrics import Metrics
from streams.settings import Settings
from streams.stages import Stage

ANY_PORT = Settings(http_host="127.0.0.1", http_port=0)


@pytest.fixture
def metrics() -> Metrics:
    return Metrics()


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


async def test_without_conditions_it_is_live_but_not_ready(client: httpx.AsyncClient, health: Health) -> None:
    live = await client.get("/health/live")
    assert live.status_code == 200
    assert live.json() == {"live": True, "uptime_seconds": live.json()["uptime_seconds"], "conditions": {}}
    assert live.json()["uptime_seconds"] >= 0
    ready = await client.get("/health/ready")
    assert ready.status_code == 503
    assert ready.json() == {"ready": False, "conditions": {}}
    assert health.lacking() == ["start"]


async def test_it_is_ready_when_every_condition_holds_and_names_those_that_do_not_with_the_reason(
    client: httpx.AsyncClient, health: Health
) -> None:
    health.ready |= {
        "pool": lambda: Condition(True, "2 children are warm"),
        "extract_assigned": lambda: Condition(False, "in a rebalance"),
    }
    ready = await client.get("/health/ready")
    assert ready.status_code == 503
    assert ready.headers["content-type"].startswith("application/json")
    assert ready.json() == {
        "ready": False,
        "conditions": {
            "pool": {"holds": True, "detail": "2 children are warm"},
            "extract_assigned": {"holds": False, "detail": "in a rebalance"},
        },
    }
    assert health.lacking() == ["extract_assigned"]
    health.ready["extract_assigned"] = lambda: Condition(True, "8 partitions")
    ready = await client.get("/health/ready")
    assert ready.status_code == 200
    assert ready.json()["ready"] is True
    assert ready.json()["conditions"]["extract_assigned"] == {"holds": True, "detail": "8 partitions"}
    assert health.lacking() == []


async def test_it_is_live_while_every_condition_for_that_holds_even_if_it_is_not_ready(
    client: httpx.AsyncClient, health: Health
) -> None:
    stalled = False
    health.ready["broker"] = lambda: Condition(False, "does not answer")
    health.live |= {
        "event_loop": lambda: Condition(True, "0.0 s late"),
        "extract_progress": lambda: Condition(not stalled, "lag 3 events"),
    }
    assert (await client.get("/health/live")).status_code == 200
    stalled = True
    live = await client.get("/health/live")
    assert live.status_code == 503
    assert live.json()["live"] is False
    assert live.json()["conditions"]["extract_progress"] == {"holds": False, "detail": "lag 3 events"}
    assert live.json()["conditions"]["event_loop"]["holds"] is True


@pytest.mark.parametrize("path", ["/", "/health", "/table", "/debug"])
async def test_no_other_path_is_served(client: httpx.AsyncClient, path: str) -> None:
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


async def test_after_the_stop_nothing_answers(metrics: Metrics, health: Health) -> None:
    server = HealthServer(ANY_PORT, metrics, health)
    await server.start()
    await server.stop()
    async with httpx.AsyncClient(base_url=server.url) as client:
        with pytest.raises(httpx.ConnectError):
            await client.get("/health/live")


async def test_a_connection_serves_one_request(client: httpx.AsyncClient) -> None:
    answer = await client.get("/health/live")
    assert answer.headers["connection"] == "close"


async def test_only_get_and_head_are_served(client: httpx.AsyncClient) -> None:
    assert (await client.post("/metrics", content=b"a")).status_code == 405
    head = await client.head("/health/live")
    assert (head.status_code, head.content) == (200, b"")
