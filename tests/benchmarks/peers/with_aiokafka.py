"""The pipeline as a plain aiokafka program: a process pool, and a commit after each batch."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, ConsumerRecord

from streams.settings import Settings, load
from tests.benchmarks.peers.stages import BATCH, Deciders, Output, Stages, producer_options

Process = Callable[[Sequence[ConsumerRecord]], Awaitable[Sequence[Output]]]


async def consume(settings: Settings, topic: str, process: Process, producer: AIOKafkaProducer) -> None:
    """Process a topic batch by batch; a batch is committed when all its records are published."""
    consumer = AIOKafkaConsumer(
        topic,
        bootstrap_servers=settings.bootstrap,
        group_id=f"{topic}-aiokafka",
        enable_auto_commit=False,
        auto_offset_reset="earliest",
    )
    async with consumer:
        while True:
            fetched = await consumer.getmany(timeout_ms=1000, max_records=BATCH)
            records = [record for batch in fetched.values() for record in batch]
            if records:
                outputs = await process(records)
                await asyncio.gather(*[await producer.send(out.topic, out.value, out.key) for out in outputs])
                await consumer.commit()


async def main() -> None:
    """Run all three stages in one process, with one pool."""
    settings = load()
    stages, deciders = Stages(settings), Deciders(settings)
    topics, loop = stages.topics, asyncio.get_running_loop()
    pool = ProcessPoolExecutor(settings.pool_size, mp_context=get_context("spawn"), initializer=stages.warm)

    async def in_pool(function: Callable[[bytes], Any], records: Sequence[ConsumerRecord]) -> list[Any]:
        return await asyncio.gather(*(loop.run_in_executor(pool, function, record.value) for record in records))

    async def extract(records: Sequence[ConsumerRecord]) -> list[Output]:
        return [stages.extracted(done) for done in await in_pool(stages.extraction, records)]

    async def deduplicate(records: Sequence[ConsumerRecord]) -> list[Output]:
        return [output for record in records if (output := deciders.decide(record)) is not None]

    async def enrich(records: Sequence[ConsumerRecord]) -> list[Output]:
        return [stages.enriched(done) for done in await in_pool(stages.enrichment, records)]

    async with AIOKafkaProducer(**producer_options(settings)) as producer:
        await asyncio.gather(
            consume(settings, topics.raw.name, extract, producer),
            consume(settings, topics.extracted.name, deduplicate, producer),
            consume(settings, topics.unique.name, enrich, producer),
        )


if __name__ == "__main__":
    asyncio.run(main())
