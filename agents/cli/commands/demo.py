"""`newsmill demo`: sample articles through the whole service on an embedded broker, and a report of the outcome."""

import asyncio
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from agents.cli.commands.worker import run_worker
from agents.cli.errors import Failed, Misused
from agents.cli.options import PoolSize
from agents.cli.output import complain, say

if TYPE_CHECKING:
    from agents.cli.harvest import Harvest
    from agents.cli.send import Sent
    from agents.worker import Worker
    from streams.settings import Settings

SAMPLES = Path(__file__).parents[3] / "deploy" / "demo" / "samples"
PARTITIONS = 4
PATIENCE = 60.0  # seconds without progress
POLL_SECONDS = 0.1


def demo(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="INPUT", help="As for newsmill publish; by default newsmill's samples.", show_default=False
        ),
    ] = None,
    pool_size: PoolSize = None,
) -> None:
    """Send articles through the real service on an embedded broker, and show the outcome.

    It needs no Kafka, ends by itself and leaves nothing behind. Exit code 0 only
    if every raw event came out as exactly one article, duplicate, unchanged
    article or dead letter.

    [dim]newsmill demo[/]

    [dim]newsmill demo page.html folder/ feed.jsonl[/]
    """
    from agents.sources.inputs import find
    from streams import log
    from streams.kafka.embedded import EmbeddedBroker, binary
    from streams.security import PLAINTEXT
    from streams.settings import load
    from streams.stages import Stage

    binary()  # without the broker, no input would help
    if not inputs and not SAMPLES.is_dir():
        raise Misused("the samples are in newsmill's repository and not installed with it: name an INPUT")
    found = find(inputs or [str(SAMPLES)])
    load(**PLAINTEXT)  # a wrong setting in the environment is reported before anything starts
    with EmbeddedBroker() as broker:
        settings = load(
            broker=broker.url, partitions=PARTITIONS, replication_factor=1, stages=tuple(Stage),
            pool_size=pool_size, http_port=0, log_level="ERROR", retry_delays="", breaker_share=1, **PLAINTEXT,
        )  # fmt: skip
        log.configure(settings)
        asyncio.run(_demonstrate(settings, found))


async def _demonstrate(settings: "Settings", found: list[str]) -> None:
    from agents.cli.harvest import Harvest
    from agents.cli.send import send
    from agents.worker import Worker
    from streams.delivery.service import stop_on_signals
    from streams.kafka.cluster import create_topics

    stop = asyncio.Event()
    stop_on_signals(stop)
    worker = Worker(settings)
    await create_topics(settings, worker.topics)
    work = asyncio.create_task(run_worker(worker, stop))
    try:
        async with Harvest(worker) as harvest:
            sent = await send(settings, found, worker.topics.raw.name)
            await _watch(worker, work, stop, sent, harvest)
        harvest.show()
        _judge(worker, sent, harvest, stop)
    finally:
        stop.set()
        await asyncio.gather(work, return_exceptions=True)  # its error is raised below, or was raised before
    await work


async def _watch(
    worker: "Worker", work: "asyncio.Task[None]", stop: asyncio.Event, sent: "Sent", harvest: "Harvest"
) -> None:
    """Show the progress until every event has come out, the demo is stopped, or nothing changes for PATIENCE."""
    from agents.cli.progress import bar

    with bar() as progress:
        task = progress.add_task("loading models, joining consumer groups", total=sent.confirmed, events=0)
        seen, since = "", time.monotonic()
        while not stop.is_set() and time.monotonic() - since < PATIENCE:
            if work.done():
                return await work
            account, lacking = harvest.account, worker.health.lacking()
            if account.inputs == sent.confirmed and account.closes:
                return None
            if not lacking:
                progress.update(task, description="processing")
            progress.update(task, completed=account.outputs, events=account.outputs)
            now = f"{account} {lacking} {_finished(worker)}"
            if now != seen:
                seen, since = now, time.monotonic()
            await asyncio.sleep(POLL_SECONDS)
    return None


def _finished(worker: "Worker") -> float:
    """Count the events that stages have finished."""
    samples = (sample for metric in worker.metrics.events.collect() for sample in metric.samples)
    return sum(sample.value for sample in samples if sample.name.endswith("_total"))


def _judge(worker: "Worker", sent: "Sent", harvest: "Harvest", stop: asyncio.Event) -> None:
    """Raise Failed with the reason if not every event came out."""
    for name, problem in sent.problems:
        complain(f"{name}: {problem}")
    account = harvest.account
    if stop.is_set():
        raise Failed("stopped before every event had come out")
    if not sent.confirmed:
        raise Failed("the input has no events, so nothing was published")
    if account.inputs != sent.confirmed or not account.closes:
        lacking = worker.health.lacking()
        why = f"not ready: {', '.join(lacking)}" if lacking else "all stages were ready"
        raise Failed(
            f"the account does not close: {sent.confirmed} events were confirmed, {account.inputs} raw events read, "
            f"{account.outputs} came out, and no more within {PATIENCE:g} s ({why})"
        )
    if not account.articles:
        say("No article came out: see the reasons above.", err=True)
    if sent.problems:
        raise Failed(f"{len(sent.problems)} inputs were not published, see above")
