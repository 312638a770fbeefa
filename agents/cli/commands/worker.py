"""`newsmill worker`: the service on an existing Kafka, until SIGTERM."""

import asyncio
import errno
import socket
from typing import TYPE_CHECKING

from agents.cli.errors import Failed
from agents.cli.options import Broker, HttpHost, HttpPort, LogLevel, PoolSize, Stages

if TYPE_CHECKING:
    from agents.worker import Worker

UNUSABLE_ADDRESS = {errno.EADDRINUSE, errno.EADDRNOTAVAIL, errno.EACCES}


def worker(
    broker: Broker = None,
    stages: Stages = None,
    pool_size: PoolSize = None,
    http_host: HttpHost = None,
    http_port: HttpPort = None,
    log_level: LogLevel = None,
) -> None:
    """Run the service, or some of its stages, on Kafka until SIGTERM or Ctrl-C.

    The topics must exist (newsmill topics create). On SIGTERM the worker
    finishes and commits the events in work. A second signal ends it at once; no
    event is lost, because unfinished ones are delivered again.

    Exit code 0 after a clean end; 1 if a stage stopped by itself or events are
    left to be delivered again; 2 if a setting is wrong; 3 if the breaker tripped
    (find the cause before a restart); 130 and 143 after a second SIGINT or
    SIGTERM.

    [dim]newsmill worker --broker kafka://kafka-1:9092,kafka-2:9092[/]

    [dim]newsmill worker --stages extract,fetch --pool-size 8[/]
    """
    from streams import log
    from streams.settings import load

    settings = load(
        broker=broker,
        stages=stages,
        pool_size=pool_size,
        http_host=http_host,
        http_port=http_port,
        log_level=log_level,
    )
    log.configure(settings)
    from agents.worker import Worker  # takes seconds, with the stages' libraries
    from streams.delivery.service import stop_on_signals

    async def serve() -> None:
        stop = asyncio.Event()
        stop_on_signals(stop)
        await run_worker(Worker(settings), stop)

    asyncio.run(serve())


async def run_worker(worker: "Worker", stop: asyncio.Event) -> None:
    """Run a worker until `stop` is set; raises Failed if its end was not clean or its port is taken.

    Errors that Worker.run raises, such as BreakerTripped, go to the caller.
    """
    try:
        clean = await worker.run(stop)
    except OSError as error:
        if error.errno not in UNUSABLE_ADDRESS and not isinstance(error, socket.gaierror):
            raise
        place = f"{worker.settings.http_host}:{worker.settings.http_port}"
        raise Failed(
            f"cannot serve metrics at {place} (NEWSMILL_HTTP_HOST, NEWSMILL_HTTP_PORT): {error.strerror or error}"
        ) from None
    if not clean:
        raise Failed(
            "the worker did not end cleanly: the log above says why; unfinished events will be delivered again"
        )
