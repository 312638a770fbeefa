"""The service: the apps of its stages run together in one process, watched, and drained on SIGTERM."""

import asyncio
import signal
from collections.abc import Sequence

import structlog
from faust.exceptions import ConsumerNotStarted

from streams.app import StageApp
from streams.metrics import Metrics

log = structlog.get_logger(__name__)

LAG_INTERVAL = 5.0  # seconds between two measurements of lag


def is_ready(app: StageApp) -> bool:
    """Tell whether an app takes events: started, its partitions assigned, no rebalance under way."""
    return bool(
        app.started
        and not app.should_stop
        and not app.rebalancing
        and not app.unassigned
        and app.ordered.assignments
        and app.flow_control.is_active()
    )


async def serve(apps: Sequence[StageApp], metrics: Metrics, stop: asyncio.Event) -> bool:
    """Run the apps until `stop` is set or one of them ends by itself; drain, commit and leave the groups.

    Returns whether the end was asked for and clean.
    """
    for app in apps:
        app.finalize()
        app.in_worker = True
    start = asyncio.create_task(_start_and_stay(apps))
    watch = asyncio.create_task(_watch_lag(apps, metrics))
    ends = [start, asyncio.create_task(stop.wait()), *(asyncio.create_task(app.wait_until_stopped()) for app in apps)]
    await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
    failures: list[tuple[str, BaseException | None]] = [(app.stage, app.crash_reason) for app in apps if app.crashed]
    if start.done() and (error := start.exception()) is not None:
        failures.append(("start", error))
    for stage, reason in failures:
        log.error("stage stopped", stage=stage, error=repr(reason))
    drained = await asyncio.gather(*(_drain(app) for app in apps if not app.crashed))
    for task in (watch, *ends):
        task.cancel()
    await asyncio.gather(*(app.stop() for app in apps), return_exceptions=True)
    await asyncio.gather(watch, *ends, return_exceptions=True)
    return not failures and all(drained)


def stop_on_signals(stop: asyncio.Event) -> None:
    """Set the event on SIGTERM and SIGINT."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)


async def _start_and_stay(apps: Sequence[StageApp]) -> None:
    """Start the apps; returns only by raising what kept one from starting."""
    await asyncio.gather(*(app.start() for app in apps))
    await asyncio.Event().wait()


async def _drain(app: StageApp) -> bool:
    """Let an app's events in hand finish and commit them; an app that never got so far has none."""
    try:
        return await app.ordered.drain()
    except ConsumerNotStarted:
        return True


async def _watch_lag(apps: Sequence[StageApp], metrics: Metrics) -> None:
    """Measure the lag of every assigned partition, again and again."""
    while True:
        await asyncio.sleep(LAG_INTERVAL)
        for app in apps:
            try:
                await _measure_lag(app, metrics)
            except Exception as error:  # a rebalance or a broker's restart: measured again in a moment
                log.debug("lag unknown", stage=app.stage, error=repr(error))


async def _measure_lag(app: StageApp, metrics: Metrics) -> None:
    if not is_ready(app):
        return
    partitions = app.consumer.assignment()
    ends = await app.consumer.highwaters(*partitions)
    for partition in partitions:
        done = app.ordered.ledger.committable(partition)
        if done is not None:
            labels = metrics.lag.labels(app.stage, partition.topic, partition.partition)
            labels.set(max(0, (ends.get(partition) or 0) - done))
