"""`newsmill worker`: the service on an existing Kafka, until SIGTERM."""

import asyncio
import errno
import socket
from typing import TYPE_CHECKING

from agents.cli.errors import Failed
from agents.cli.options import Broker, HttpHost, HttpPort, LogLevel, PoolSize, Stages

if TYPE_CHECKING:
    from agents.worker import Worker

NO_SUCH_PLACE = {errno.EADDRINUSE, errno.EADDRNOTAVAIL, errno.EACCES}


def worker(
    broker: Broker = None,
    stages: Stages = None,
    pool_size: PoolSize = None,
    http_host: HttpHost = None,
    http_port: HttpPort = None,
    log_level: LogLevel = None,
) -> None:
    """Run the service, or some of its stages, against Kafka until SIGTERM or Ctrl-C.

    The topics must be there (newsmill topics create). On SIGTERM the events in
    hand are finished and committed; a second signal ends the worker at once,
    which loses nothing: they are delivered again.

    Exit code 0 where the end was clean; 1 where a stage stopped by itself, or
    events were left to be delivered again; 2 where a setting is wrong; 3 where
    the breaker tripped: see why before starting it again; 130 and 143 after a
    second SIGINT or SIGTERM.

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
    """Run a worker until `stop` is set; raises Failed where its end was not clean or its port is taken.

    What Worker.run raises for a person, such as BreakerTripped, passes.
    """
    try:
        clean = await worker.run(stop)
    except OSError as error:
        if error.errno not in NO_SUCH_PLACE and not isinstance(error, socket.gaierror):
            raise
        place = f"{worker.settings.http_host}:{worker.settings.http_port}"
        raise Failed(
            f"cannot serve metrics at {place} (NEWSMILL_HTTP_HOST, NEWSMILL_HTTP_PORT): {error.strerror or error}"
        ) from None
    if not clean:
        raise Failed("the worker did not end cleanly: the log above says why; what was in hand will be delivered again")
