"""A partition's state, kept on a compacted topic, from which the partition's next owner restores it.

Why not a Faust table: tables drop records around recovery with no error (seen in two of four runs), can block
commits (faust-streaming issues 175, 432, 523, 596), and write to the partition of the event that is current.
"""

from collections.abc import AsyncIterator

from aiokafka import TopicPartition
from aiokafka.errors import KafkaError

from streams.kafka.connection import start
from streams.kafka.reader import new_consumer
from streams.kafka.scan import Stalled, records_before
from streams.settings import Settings


class StateUnreadable(Exception):
    """The state topic could not be read to its end; another attempt may succeed."""


async def read_partition(
    settings: Settings, topic: str, partition: int
) -> AsyncIterator[tuple[bytes | None, bytes | None]]:
    """Read a partition from its first record to its present end; yields keys and values in order.

    Raises StateUnreadable if the broker does not answer, or no record comes for a minute before the end.
    """
    place = TopicPartition(topic, partition)
    consumer = new_consumer(settings, "newsmill-state")
    try:
        await start(consumer)
        ends = await consumer.end_offsets([place])  # before it fetches: behind a fetch that finds nothing it would wait
        consumer.assign([place])
        await consumer.seek_to_beginning(place)
        async for record in records_before(consumer, ends):
            yield record.key, record.value
    except Stalled as error:
        raise StateUnreadable(str(error)) from None
    except KafkaError as error:
        raise StateUnreadable(f"{topic}[{partition}]: {error!r}") from error
    finally:
        await consumer.stop()
