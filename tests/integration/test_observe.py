"""A real Prometheus scrapes a real worker, first with nothing to do, then under a load.

With nothing to do, every panel shows a value or says why it has none; after the load, every panel, alert and metric has
the series that the load makes.
"""

import asyncio
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import chain
from pathlib import Path

import pytest
from aiohttp import web
from prometheus_client.parser import text_string_to_metric_families

from streams.kafka.cluster import create_topics
from streams.settings import load
from streams.topics import Topics
from tests.support.articles.pages import page, story
from tests.support.deploy.dashboards import Panel, panels, substituted
from tests.support.deploy.prometheus import Prometheus
from tests.support.deploy.promql import exposed
from tests.support.paths import ROOT, SAMPLES
from tests.support.running.stage import until
from tests.support.running.worker import WorkerProcess

SETTINGS = {
    "partitions": 2,
    "pool_size": 1,
    "attempts": 2,
    "retry_pause": 0.1,
    "breaker_share": 0.9,
    "fetch_networks": "127.0.0.0/8",
    "fetch_ports": "1-65535",
    "fetch_delay": 0.1,
}
SETTLED = 12.0  # seconds: two of the monitor's rounds, and scrapes after them

EMPTY_UNDER_LOAD = {"overview: Alerts"}  # nothing has to be wrong
NOT_FROM_THE_START = {"newsmill_articles_total", "newsmill_articles_created"}  # 600 series, of which a feed has a dozen

pytestmark = pytest.mark.timeout(280)


async def test_every_panel_alert_and_metric_has_its_series(embedded, topic_prefix, prometheus, tmp_path: Path):
    topics = Topics(settings := load(broker=embedded.url, topic_prefix=topic_prefix, partitions=2))
    await create_topics(settings, topics)
    worker = WorkerProcess(embedded.url, topic_prefix, tmp_path / "worker.log", **SETTINGS)

    def counted(metric: str, least: float, **labels: str) -> bool:
        return worker.total(f"newsmill_{metric}_total", **labels) >= least

    with worker, Prometheus(prometheus, tmp_path, f"127.0.0.1:{worker.port}") as scraping:
        await worker.await_ready()
        await asyncio.sleep(SETTLED)
        assert empty(scraping) == {str(panel) for panel in panels() if panel.no_value}
        exposed_idle = series(worker)
        async with pages() as urls:
            await publish(settings.broker, topic_prefix, SAMPLES, *urls, new_story(tmp_path, 1))
            await until(lambda: counted("articles", 10) and counted("fetches", 2))
            known = worker.total("newsmill_articles_total")
            await asyncio.sleep(2)  # scrapes, so that what follows is a rise
            await publish(settings.broker, topic_prefix, SAMPLES, *urls, new_story(tmp_path, 2))
            await until(lambda: counted("articles", known + 1) and counted("fetches", 4))
            await until(lambda: counted("events", 5, outcome="unchanged") and counted("dead_letters", 2))
        await asyncio.sleep(SETTLED)
        check(scraping)
        assert empty(scraping) <= EMPTY_UNDER_LOAD
        assert {name for name, _ in series(worker) - exposed_idle} <= NOT_FROM_THE_START
        await worker.terminate()


@asynccontextmanager
async def pages() -> AsyncIterator[list[str]]:
    """Serve a page; yields its address, and one where nobody answers."""

    async def answer(_: web.Request) -> web.FileResponse:
        return web.FileResponse(SAMPLES / "01-ferry-strike.html")

    application = web.Application()
    application.router.add_get("/page", answer)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        with socket.socket() as closed:
            closed.bind(("127.0.0.1", 0))
            ports = runner.addresses[0][1], closed.getsockname()[1]
            yield [f"http://127.0.0.1:{port}/page" for port in ports]
    finally:
        await runner.cleanup()


def new_story(folder: Path, number: int) -> Path:
    """Write a page about something else than all others."""
    file = folder / f"story-{number}.html"
    file.write_text(page(f"Story {number} of the day", story(number), size=6_000))
    return file


async def publish(broker: str, prefix: str, *inputs: Path | str) -> None:
    """Publish inputs as people do."""
    command = [sys.executable, "-m", "agents.cli", "publish", "--broker", broker, *map(str, inputs)]
    done = await asyncio.to_thread(
        subprocess.run,
        command,
        cwd=ROOT,
        env={"NEWSMILL_TOPIC_PREFIX": prefix},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def check(scraping: Prometheus) -> None:
    """Check what Prometheus has of the worker."""
    assert [target["health"] for target in scraping.get("targets")["activeTargets"]] == ["up"]
    rules = [rule for group in scraping.get("rules")["groups"] for rule in group["rules"]]
    assert rules
    assert [(rule["name"], rule.get("lastError")) for rule in rules if rule["health"] != "ok"] == []
    assert [rule["name"] for rule in rules if rule.get("state") == "firing"] == []
    for rule in rules:
        assert scraping.query(rule["query"]) or rule["type"] == "alerting", rule["name"]
    assert {name for name in exposed() if not scraping.query(name)} == set()


def empty(scraping: Prometheus) -> set[str]:
    """Return the panels with an expression that has no value now; NaN, which Grafana would show, fails."""
    return {str(panel) for panel in panels() if not all(values(panel, scraping))}


def values(panel: Panel, scraping: Prometheus) -> list[list[str]]:
    """Return the current values of each of a panel's expressions."""
    found = [scraping.query(substituted(expression)) for expression in panel.expressions]
    now = [[one["value"][1] for one in result] for result in found]
    assert "NaN" not in chain(*now), panel
    return now


def series(worker: WorkerProcess) -> set[tuple[str, frozenset[tuple[str, str]]]]:
    """Return the series that a worker exposes, by name and labels."""
    answer = worker.get("/metrics")
    assert answer is not None
    families = text_string_to_metric_families(answer.text)
    return {(one.name, frozenset(one.labels.items())) for family in families for one in family.samples}
