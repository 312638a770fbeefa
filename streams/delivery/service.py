"""The service: runs the apps of the stages in one process, and drains them on SIGTERM."""

import asyncio
import os
import signal
from collections.abc import Sequence

import structlog

from streams.delivery.app import StageApp
from streams.delivery.breaker import BreakerTripped
from streams.kafka.cluster import TopicsMisconfigured

log = structlog.get_logger(__name__)

CANCEL_AGAIN = 15.0  # seconds; an orderly end of a client for Kafka takes 10 at most


async def serve(apps: Sequence[StageApp], stop: asyncio.Event) -> bool:
    """Run the apps until `stop` is set or one of them ends by itself; then drain, commit and leave the groups.

    Returns whether `stop` was set and all events in hand were finished. Raises BreakerTripped, and TopicsMisconfigured
    if a topic was lost.
    """
    for app in apps:
        app.finalize()
        app.in_worker = True
    start = asyncio.create_task(_start_and_stay(apps))
    ends = [start, asyncio.create_task(stop.wait())]
    for app in apps:
        ends += [asyncio.create_task(app.wait_until_stopped()), asyncio.create_task(app.halted.wait())]
    await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
    failures = [(app.stage.value, reason) for app in apps if (reason := _failure(app)) is not None]
    if start.done() and (error := start.exception()) is not None:
        failures.append(("start", error))
    for stage, reason in failures:
        log.error("stage stopped", stage=stage, error=str(reason) or repr(reason))
    log.info("draining", stages=[app.stage.value for app in apps])
    drained = await asyncio.gather(*(app.ordered.drain() for app in apps if _can_finish(app)))
    for task in ends:
        task.cancel()
    await asyncio.gather(*(app.stop() for app in apps), return_exceptions=True)
    await asyncio.gather(*ends, return_exceptions=True)
    log.info("stopped", clean=not failures and all(drained))
    for app in apps:
        if isinstance(app.halt_reason, BreakerTripped | TopicsMisconfigured):
            raise app.halt_reason
    return not failures and all(drained)


async def end(task: "asyncio.Task[None]") -> None:
    """Cancel a task and wait for its end; cancel it again if a library has swallowed that, as happens under load."""
    while not task.done():
        task.cancel()
        await asyncio.wait([task], timeout=CANCEL_AGAIN)


def stop_on_signals(stop: asyncio.Event) -> None:
    """Set the event on SIGTERM and SIGINT; a second signal ends the process at once.

    That loses nothing: the events in hand are not acknowledged, so they are delivered again. The exit code is then 128
    plus the signal's number, as in a shell.
    """
    loop = asyncio.get_running_loop()

    def receive(number: signal.Signals) -> None:
        if stop.is_set():
            log.warning("second signal: ending at once; events in hand are delivered again", signal=number.name)
            os._exit(128 + number)
        log.info("ending: finishing the events in hand", signal=number.name)
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, receive, number)


async def _start_and_stay(apps: Sequence[StageApp]) -> None:
    """Start the apps and wait for ever; raises the error of an app that does not start."""
    await asyncio.gather(*(app.start() for app in apps))
    await asyncio.Event().wait()


def _failure(app: StageApp) -> BaseException | None:
    """Return why an app ended by itself; None if it did not."""
    reason: BaseException | None = app.crash_reason if app.crashed else app.halt_reason
    return reason


def _can_finish(app: StageApp) -> bool:
    """Return whether an app's events in hand may still be published and committed."""
    return not app.crashed and (app.halt_reason is None or isinstance(app.halt_reason, BreakerTripped))
