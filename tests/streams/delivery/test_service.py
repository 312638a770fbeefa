"""The service: it is ready when events can come, drains on request, and ends by itself if it cannot continue."""

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from faust.transport.drivers.aiokafka import AIOKafkaConsumerThread

from streams.delivery import service
from streams.delivery.app import create_app
from streams.delivery.breaker import BreakerTripped
from streams.delivery.event import Incoming, Result
from streams.delivery.service import serve, stop_on_signals
from streams.kafka.embedded import EmbeddedBroker, free_port
from streams.metrics import Metrics, Outcome
from streams.settings import Settings
from streams.stages import Stage
from streams.topics import Topics
from tests.conftest import Broker
from tests.support.paths import ROOT
from tests.support.running.stage import committed, publish_records, running_stage, stage_settings

ASKED_TWICE = """
import asyncio
from streams.delivery.service import stop_on_signals

async def main():
    stop = asyncio.Event()
    stop_on_signals(stop)
    print("ready", flush=True)
    await stop.wait()
    print("stopping", flush=True)
    await asyncio.sleep(600)

asyncio.run(main())
"""


async def nothing(_: Incoming) -> Result:
    return Result(Outcome.UNCHANGED)


async def test_an_app_is_ready_from_its_assignment_to_its_stop(broker: Broker, topic_prefix: str) -> None:
    settings = stage_settings(broker, topic_prefix)
    async with running_stage(settings, nothing) as stage:
        assert stage.app.is_ready
        assert stage.count("newsmill_rebalances_total", stage="extract") >= 1
        assert await stage.stop()
        assert not stage.app.is_ready


async def test_a_consumer_that_starts_slowly_does_not_end_the_worker(
    embedded: EmbeddedBroker, topic_prefix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = AIOKafkaConsumerThread.on_start

    async def late(thread: AIOKafkaConsumerThread) -> None:
        await asyncio.sleep(1.0)
        await start(thread)

    monkeypatch.setattr(AIOKafkaConsumerThread, "on_start", late)
    async with running_stage(stage_settings(embedded, topic_prefix, commit_interval=0.05), nothing) as stage:
        assert stage.app.is_ready
        assert await stage.stop()


async def test_the_worker_writes_nothing_to_its_working_directory(
    embedded: EmbeddedBroker, topic_prefix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with running_stage(stage_settings(embedded, topic_prefix), nothing) as stage:
        assert await stage.stop()
    assert await asyncio.to_thread(lambda: list(tmp_path.iterdir())) == []


async def test_an_app_that_has_not_started_is_not_ready() -> None:
    assert not create_app(Stage.ENRICH, Settings(), Metrics()).is_ready


async def test_a_crash_ends_the_service_as_unclean(embedded: EmbeddedBroker, topic_prefix: str) -> None:
    settings = stage_settings(embedded, topic_prefix)
    async with running_stage(settings, nothing) as stage:
        await stage.app.crash(RuntimeError("cannot publish"))
        assert not await asyncio.wait_for(stage.end, 60)


async def test_an_event_whose_record_cannot_be_published_stops_the_worker_and_is_not_acknowledged(
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


async def test_a_tripped_breaker_is_raised_after_all_stages_have_ended(
    embedded: EmbeddedBroker, topic_prefix: str
) -> None:
    async def trip() -> None:
        async with running_stage(stage_settings(embedded, topic_prefix), nothing) as stage:
            stage.app.halt(BreakerTripped("too many"))
            await asyncio.wait([stage.end], timeout=60)
            assert stage.end.done()
            assert not stage.app.is_ready

    with pytest.raises(BreakerTripped, match="too many"):
        await trip()


async def test_a_broker_that_is_away_at_the_start_ends_the_service_as_unclean() -> None:
    settings = Settings(broker=f"kafka://127.0.0.1:{free_port()}")
    metrics = Metrics()
    app = create_app(Stage.EXTRACT, settings, metrics)
    assert not await asyncio.wait_for(serve([app], asyncio.Event()), 60)
    app.ordered._thread.thread_loop.close()  # Faust closes it only at the end of the process


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_sets_stop(number: signal.Signals) -> None:
    stop = asyncio.Event()
    stop_on_signals(stop)
    try:
        os.kill(os.getpid(), number)
        await asyncio.wait_for(stop.wait(), 10)
    finally:
        for each in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().remove_signal_handler(each)


@pytest.mark.parametrize(
    "first,second,code",
    [(signal.SIGTERM, signal.SIGTERM, 143), (signal.SIGINT, signal.SIGINT, 130), (signal.SIGTERM, signal.SIGINT, 130)],
)
def test_a_second_signal_ends_the_process_at_once(first: signal.Signals, second: signal.Signals, code: int) -> None:
    with subprocess.Popen([sys.executable, "-c", ASKED_TWICE], stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            process.send_signal(first)
            while (line := process.stdout.readline()) != "stopping\n":
                assert line, "it ended at the first signal"
            process.send_signal(second)
            assert process.wait(10) == code
        finally:
            process.kill()


async def test_a_task_whose_cancellation_is_swallowed_is_cancelled_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "CANCEL_AGAIN", 0.01)
    swallowed = 0

    async def stubborn() -> None:
        nonlocal swallowed
        while swallowed < 2:
            try:
                await asyncio.sleep(30)
            except asyncio.CancelledError:
                swallowed += 1
        await asyncio.sleep(30)

    task = asyncio.create_task(stubborn())
    await asyncio.sleep(0)
    await service.end(task)
    assert task.cancelled()
    assert swallowed == 2


async def test_a_task_that_has_ended_with_an_error_is_left_as_it_is() -> None:
    async def fails() -> None:
        raise ValueError

    task = asyncio.create_task(fails())
    await asyncio.wait([task])
    await service.end(task)
    assert isinstance(task.exception(), ValueError)
