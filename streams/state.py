"""A partition's state, kept as a compacted topic: written before it counts, read back by the partition's next owner.

Why not a Faust table: tables drop records around recovery with no error (seen in two of four runs), can block
commits (faust-streaming issues 175, 432, 523, 596), and write to the partition of whatever event is current.
"""

import asyncio
import time
from collections.abc import AsyncIterator

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import KafkaError

from streams.settings import Settings
from streams.topics import DEAD_LETTER_MAX_BYTES

STALL_SECONDS = 60.0


class StateUnreadable(Exception):
    """The state topic could not be read to its end; another attempt may."""


async def read_partition(
    settings: Settings, topic: str, partition: int
) -> AsyncIterator[tuple[bytes | None, bytes | None]]:
    """Read a partition from its first record to the one that is last now; yields keys and values in order.

    Raises StateUnreadable where the broker does not answer, or no record comes for a minute before the end.
    """
    place = TopicPartition(topic, partition)
    consumer = AIOKafkaConsumer(
        bootstrap_servers=settings.bootstrap,
        client_id="newsmill-state",
        enable_auto_commit=False,
        auto_offset_reset="earliest",
        max_partition_fetch_bytes=DEAD_LETTER_MAX_BYTES,
    )
    try:
        await consumer.start()
        consumer.assign([place])
        await consumer.seek_to_beginning(place)
        end = (await consumer.end_offsets([place]))[place]
        last_record = time.monotonic()
        while await consumer.position(place) < end:
            fetched = await consumer.getmany(place, timeout_ms=1000)
            for record in fetched.get(place, ()):
                last_record = time.monotonic()
                yield record.key, record.value
            if time.monotonic() - last_record > STALL_SECONDS:
                position = await consumer.position(place)
                raise StateUnreadable(f"{topic}[{partition}] gives nothing after offset {position} of {end}")
            await asyncio.sleep(0)
    except KafkaError as error:
        raise StateUnreadable(f"{topic}[{partition}]: {error!r}") from error
    finally:
        await consumer.stop()
