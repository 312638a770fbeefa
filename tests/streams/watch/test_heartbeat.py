"""The heartbeat: it shows whether the event loop is blocked."""

import asyncio
import time
from collections.abc import AsyncIterator

import pytest

from streams.metrics import Metrics
from streams.watch import heartbeat as heartbeat_module
from streams.watch.heartbeat import Heartbeat
from tests.support.running.stage import until


@pytest.fixture
def metrics() -> Metrics:
    return Metrics()


@pytest.fixture
async def heartbeat(metrics: Metrics, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Heartbeat]:
    monkeypatch.setattr(heartbeat_module, "INTERVAL", 0.05)
    monkeypatch.setattr(heartbeat_module, "LATE", 0.3)
    heartbeat = Heartbeat(metrics)
    running = asyncio.create_task(heartbeat.run())
    yield heartbeat
    running.cancel()
    await asyncio.wait([running])


def beats(metrics: Metrics, at_most: str = "+Inf") -> float:
    value = metrics.registry.get_sample_value("newsmill_event_loop_delay_seconds_bucket", {"le": at_most})
    assert value is not None
    return value


async def test_a_free_loop_beats_in_time_and_is_live(heartbeat: Heartbeat, metrics: Metrics) -> None:
    await until(lambda: beats(metrics) >= 5)
    assert heartbeat.condition().holds
    assert "limit 0.3" in heartbeat.condition().detail


async def test_a_blocked_loop_shows_in_the_condition_and_the_metric_and_recovers(
    heartbeat: Heartbeat, metrics: Metrics
) -> None:
    await until(lambda: beats(metrics) >= 1)
    time.sleep(0.6)  # noqa: ASYNC251 - this is what must not happen
    condition = heartbeat.condition()
    assert not condition.holds
    assert float(condition.detail.split()[0]) >= 0.5
    await until(lambda: heartbeat.condition().holds)
    assert beats(metrics) - beats(metrics, "0.25") >= 1
    assert heartbeat.condition().holds
