"""The pipeline in FastStream: a subscriber for each stage, which takes batches and acknowledges each after its work."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from contextlib import asynccontextmanager
from multiprocessing import get_context
from typing import Any

from faststream import AckPolicy, FastStream
from faststream.kafka import KafkaBroker
from faststream.kafka.annotations import KafkaMessage

from streams.settings import load
from tests.benchmarks.peers.stages import BATCH, Deciders, Output, Stages, producer_options

settings = load()
stages, deciders = Stages(settings), Deciders(settings)
pool = ProcessPoolExecutor(settings.pool_size, mp_context=get_context("spawn"), initializer=stages.warm)


@asynccontextmanager
async def lifespan() -> AsyncIterator[None]:
    """End the pool with the application."""
    with pool:
        yield


async def as_it_is(message: Any) -> list[bytes]:
    """Leave a batch's values as bytes: without it, FastStream tries to read each as JSON."""
    values: list[bytes] = message.body
    return values


broker = KafkaBroker(**producer_options(settings), decoder=as_it_is, logger=None)
app = FastStream(broker, lifespan=lifespan, logger=None)


def subscriber(topic: str) -> Any:
    """Return a subscriber to a topic in batches, at least once."""
    return broker.subscriber(
        topic,
        group_id=f"{topic}-faststream",
        batch=True,
        max_records=BATCH,
        ack_policy=AckPolicy.NACK_ON_ERROR,
        auto_offset_reset="earliest",
    )


async def in_pool(function: Callable[[bytes], Any], values: list[bytes]) -> list[Any]:
    """Call a function for each value in the pool."""
    loop = asyncio.get_running_loop()
    return await asyncio.gather(*(loop.run_in_executor(pool, function, value) for value in values))


async def publish(outputs: Iterable[Output]) -> None:
    """Publish records, all confirmed."""
    await asyncio.gather(*(broker.publish(output.value, output.topic, key=output.key) for output in outputs))


@subscriber(stages.topics.raw.name)
async def extract(values: list[bytes]) -> None:
    """Extract a batch of pages."""
    await publish(stages.extracted(done) for done in await in_pool(stages.extraction, values))


@subscriber(stages.topics.extracted.name)
async def deduplicate(message: KafkaMessage) -> None:
    """Decide on a batch of extracted articles."""
    decided = [deciders.decide(record) for record in message.raw_message]
    await publish(output for output in decided if output is not None)


@subscriber(stages.topics.unique.name)
async def enrich(values: list[bytes]) -> None:
    """Enrich a batch of articles."""
    await publish(stages.enriched(done) for done in await in_pool(stages.enrichment, values))


if __name__ == "__main__":
    asyncio.run(app.run())
