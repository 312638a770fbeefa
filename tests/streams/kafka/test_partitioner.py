"""Which partition a key has: the one that a producer chooses, and the one where its records are."""

import pytest

from streams.kafka.cluster import create_topics
from streams.kafka.partitioner import partition_of
from streams.settings import load
from streams.topics import Topics
from tests.support.brokers.records import TopicReader, publish
from tests.support.brokers.shared import Broker

LANGUAGES = (b"en", b"de", b"es", b"fr", b"ru", b"zh")


def test_javas_clients_choose_the_same() -> None:
    """The hashes are those of Kafka's own test of murmur2 (UtilsTest), without the sign, modulo a prime."""
    known = {b"21": -973932308, b"foobar": -790332482, b"a-little-bit-long-string": -985981536}
    for key, hashed in known.items():
        assert partition_of(key, 97) == (hashed & 0x7FFFFFFF) % 97


def test_all_keys_are_within_the_partitions() -> None:
    assert {partition_of(str(number).encode(), 7) for number in range(1000)} == set(range(7))


async def test_records_are_where_their_keys_say(broker: Broker, topic_prefix: str) -> None:
    settings = load(broker=broker.url, topic_prefix=topic_prefix, partitions=5)
    topics = Topics(settings)
    await create_topics(settings, topics)
    await publish(settings.bootstrap, topics.extracted.name, [(language, b"x") for language in LANGUAGES])
    async with TopicReader(settings.bootstrap, topics.extracted.name) as reader:
        found = {record.key: record.partition for record in await reader.read(5.0)}
    assert found == {language: partition_of(language, 5) for language in LANGUAGES}


@pytest.mark.parametrize("partitions", [1, 3, 8])
def test_a_key_keeps_its_partition(partitions: int) -> None:
    assert len({partition_of(b"en", partitions) for _ in range(3)}) == 1
