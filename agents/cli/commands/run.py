"""`newsmill run`: the whole service in one command, on an embedded broker unless a Kafka is named."""

import asyncio
import os
from contextlib import nullcontext
from typing import TYPE_CHECKING, Annotated

import typer

from agents.cli.commands.worker import run_worker
from agents.cli.options import Broker, HttpPort, LogLevel, PoolSize
from agents.cli.output import say, say_lines

if TYPE_CHECKING:
    from agents.worker import Worker

EMBEDDED_PARTITIONS = 4  # enough for one worker; each costs the embedded broker a little at every poll
DEFAULT_BROKER = "kafka://localhost:9092"  # the other commands' default
POLL_SECONDS = 0.2


def run(
    port: Annotated[int, typer.Option(metavar="PORT", min=1, max=65_535, help="Port of the embedded broker.")] = 9092,
    broker: Broker = None,
    pool_size: PoolSize = None,
    http_port: HttpPort = None,
    log_level: LogLevel = None,
) -> None:
    """Start a broker inside newsmill, the topics and a worker, until Ctrl-C.

    If --broker or NEWSMILL_BROKER names a Kafka, that one is used instead. The
    embedded broker keeps its events in memory and loses them at the end.

    [dim]newsmill run[/]

    [dim]newsmill run --port 9192 --http-port 8180[/]
    """
    from streams import log
    from streams.kafka.embedded import EmbeddedBroker
    from streams.security import PLAINTEXT
    from streams.settings import load

    embedded = broker is None and "NEWSMILL_BROKER" not in os.environ
    partitions = EMBEDDED_PARTITIONS if embedded and "NEWSMILL_PARTITIONS" not in os.environ else None
    own = {**PLAINTEXT, "broker": EmbeddedBroker(port).url} if embedded else {"broker": broker}
    settings = load(**own, partitions=partitions, pool_size=pool_size, http_port=http_port, log_level=log_level)
    log.configure(settings)
    from agents.worker import Worker  # takes seconds, with the stages' libraries

    with EmbeddedBroker(port) if embedded else nullcontext():
        asyncio.run(_serve(Worker(settings), embedded))


async def _serve(worker: "Worker", embedded: bool) -> None:
    from streams.delivery.service import stop_on_signals
    from streams.kafka.cluster import create_topics

    stop = asyncio.Event()
    stop_on_signals(stop)
    await create_topics(worker.settings, worker.topics)
    work = asyncio.create_task(run_worker(worker, stop))
    greeting = asyncio.create_task(_greet(worker, embedded))
    try:
        await work
    finally:
        greeting.cancel()


async def _greet(worker: "Worker", embedded: bool) -> None:
    """Print the addresses when the worker is ready."""
    broker = worker.settings.broker
    say("Starting: loading models and joining consumer groups takes about ten seconds.", err=True)
    while worker.health.lacking():
        await asyncio.sleep(POLL_SECONDS)
    option = "" if broker == DEFAULT_BROKER else f" --broker {broker}"
    say_lines(
        f"""newsmill is running.
  broker    {broker}{" (embedded: in memory, lost at the end)" if embedded else ""}
  metrics   {worker.url}/metrics
  health    {worker.url}/health/ready
In another terminal:
  newsmill tail{option}
  newsmill publish page.html folder/ feed.jsonl{option}
  newsmill tail dead-letters --from-beginning{option}
Ctrl-C ends it, after the events in work are finished.""",
        err=True,
    )
