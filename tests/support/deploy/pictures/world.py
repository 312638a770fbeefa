"""The run that pictures show: two workers, a broker, a web site and Prometheus, under a feed that changes its rate."""

import asyncio
import shutil
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from aiohttp import web
from aiokafka import AIOKafkaProducer

from streams.kafka.cluster import create_topics
from streams.settings import load
from streams.topics import Topics
from tests.support.articles.site import site
from tests.support.brokers.records import producer
from tests.support.brokers.shared import Broker, SharedBrokers
from tests.support.deploy.pictures.answers import STEP, Answers, ask
from tests.support.deploy.pictures.feed import Feed, page_of
from tests.support.deploy.prometheus import Prometheus
from tests.support.running.worker import WorkerProcess

NAMESPACE = "news"
PARTITIONS = 4
WORKERS = ("newsmill-0", "newsmill-1")
SETTINGS = {
    "partitions": PARTITIONS,
    "pool_size": 1,
    "attempts": 2,
    "retry_pause": 0.1,
    "retry_delays": "15,60",
    "breaker_window": 50,
    "fetch_networks": "127.0.0.0/8",
    "fetch_ports": "1-65535",
    "fetch_delay": 1,
}
# Seconds and events per second: quiet, usual, a rush, usual with a second worker, with a site in trouble, without it.
PHASES = ((16, 0.0), (84, 1.5), (24, 6.0), (76, 1.5), (50, 1.5), (50, 1.5))
SECOND_WORKER, TROUBLE = 3, 4  # the phases that begin with it


def measure(folder: Path) -> Answers:
    """Let it all run for five minutes; return what Prometheus has of it."""
    return asyncio.run(_measure(folder))


async def _measure(folder: Path) -> Answers:
    command = shutil.which("prometheus")
    assert command is not None, "prometheus is missing; Debian has it in the package prometheus"
    with _broker() as broker:
        topics = Topics(settings := load(broker=broker.url, **_given()))
        await create_topics(settings, topics)
        workers = [WorkerProcess(broker.url, "", folder / f"{name}.log", **SETTINGS) for name in WORKERS]
        targets = {f"127.0.0.1:{one.port}": f"{name}:8080" for one, name in zip(workers, WORKERS, strict=True)}
        first, second = workers
        async with _site() as (address, trouble), producer(broker.bootstrap) as client:
            try:
                await first.start().await_ready()
                with Prometheus(command, folder, targets, NAMESPACE) as prometheus:
                    start = time.time() + 5  # after its first scrapes
                    feed = Feed(address)
                    for number, (seconds, rate) in enumerate(PHASES):
                        if number == SECOND_WORKER:
                            second.start()
                        trouble(number == TROUBLE)
                        await _feed(client, topics.raw.name, feed, seconds, rate)
                    return ask(prometheus, start - start % STEP, time.time())
            finally:
                for worker in workers:
                    worker.end()


def _given() -> dict[str, object]:
    return {"partitions": PARTITIONS, "retry_delays": SETTINGS["retry_delays"]}


async def _feed(client: AIOKafkaProducer, topic: str, feed: Feed, seconds: float, rate: float) -> None:
    """Publish at a rate for some time."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        if rate:
            key, value = feed.event()
            await client.send(topic, key=key, value=value)
        await asyncio.sleep(min(left, 1 / rate if rate else left))


@contextmanager
def _broker() -> Iterator[Broker]:
    """Apache Kafka, or the embedded broker if it is not available."""
    shared = SharedBrokers()
    try:
        broker = shared.kafka()
        broker.await_ready()
        yield broker
    finally:
        shared.stop()


@asynccontextmanager
async def _site() -> AsyncIterator[tuple[str, Callable[[bool], None]]]:
    """A web site, and what makes it answer 503 until further notice."""
    is_in_trouble = False

    async def page(request: web.Request) -> web.Response:
        if is_in_trouble:
            return web.Response(status=503)
        return web.Response(text=page_of(int(request.query["story"])), content_type="text/html")

    async def broken(_: web.Request) -> web.Response:
        return web.Response(status=404)

    def trouble(is_there: bool) -> None:
        nonlocal is_in_trouble
        is_in_trouble = is_there

    async with site(page=page, broken=broken) as address:
        yield address, trouble
