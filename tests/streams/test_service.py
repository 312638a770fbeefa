"""The service: it is ready when events can come, drains when asked to end, and ends by itself where it cannot go on."""

import asyncio
import os
import signal
from pathlib import Path

import pytest

from streams.app import create_app
from streams.broker import EmbeddedBroker, free_port
from streams.delivery import Incoming, Result
from streams.metrics import Outcome, create
from streams.service import serve, stop_on_signals
from streams.settings import Settings, Stage
from streams.topics import Topics
from tests.conftest import Broker
from tests.support.stage import committed, publish_records, running_stage, stage_settings


async def nothing(_: Incoming) -> Result:
    return Result(Outcome.UNCHANGED)


async def test_an_app_is_ready_from_its_assignment_to_its_stop(broker: Broker, topic_prefix: str) -> None:
    settings = stage_settings(broker, topic_prefix)
    async with running_stage(settings, nothing) as stage:
        assert stage.app.is_ready
        assert stage.count("newsmill_rebalances_total", stage="extract") >= 1
        assert await stage.stop()
        assert not stage.app.is_ready


async def test_nothing_is_written_where_the_worker_was_started(
    embedded: EmbeddedBroker, topic_prefix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with running_stage(stage_settings(embedded, topic_prefix), nothing) as stage:
        assert await stage.stop()
    assert os.listdir(tmp_path) == []


async def test_an_app_that_has_not_started_is_not_ready() -> None:
    assert not create_app(Stage.ENRICH, Settings(), create()).is_ready


async def test_a_crash_ends_the_service_as_unclean(embedded: EmbeddedBroker, topic_prefix: str) -> None:
    settings = stage_settings(embedded, topic_prefix)
    async with running_stage(settings, nothing) as stage:
        await stage.app.crash(RuntimeError("cannot publish"))
        assert not await asyncio.wait_for(stage.end, 60)


async def test_what_cannot_be_published_stops_the_worker_and_is_not_acknowledged(
    embedded: EmbeddedBroker, topic_prefix: str
) -> None:
    settings = stage_settings(embedded, topic_prefix)
    raw = Topics(settings).raw.name

    async def broken(_: Incoming) -> Result:
        return Result(Outcome.EXTRACTED, (None,))  # type: ignore[arg-type]

    async with running_stage(settings, broken) as stage:
        await publish_records(settings, raw, [(None, b"a", ())])
        assert not await asyncio.wait_for(stage.end, 60)
    assert await committed(settings, raw) is None


async def test_a_broker_that_is_away_at_the_start_ends_the_service_as_unclean() -> None:
    settings = Settings(broker=f"kafka://127.0.0.1:{free_port()}")
    metrics = create()
    app = create_app(Stage.EXTRACT, settings, metrics)
    assert not await asyncio.wait_for(serve([app], asyncio.Event()), 60)
    app.ordered._thread.thread_loop.close()  # Faust leaves that to the end of the process


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_asks_for_the_end(number: signal.Signals) -> None:
    stop = asyncio.Event()
    stop_on_signals(stop)
    try:
        os.kill(os.getpid(), number)
        await asyncio.wait_for(stop.wait(), 10)
    finally:
        for each in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().remove_signal_handler(each)
