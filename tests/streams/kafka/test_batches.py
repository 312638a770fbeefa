"""Record batches: what cannot be read is skipped and stands as one record, and each record says what lies before it."""

import gzip

import pytest
from aiokafka import ConsumerRecord, TopicPartition

from schemas import DeadLetter, Reason, Rejected
from streams.delivery.forwarder import Forwarder
from streams.kafka.batches import Batches, ReadRecords, Unread, require_read
from streams.kafka.cluster import Cluster, create_topics
from streams.kafka.publisher import Publisher
from streams.kafka.reader import Reader, new_consumer
from streams.kafka.restore import read_partition
from streams.kafka.scan import Scan
from streams.metrics import Metrics
from streams.stages import RETRY
from streams.topics import Topics
from tests.conftest import Broker
from tests.support.brokers.batches import CODECS, batch, bomb, put_batch, record
from tests.support.running.stage import publish_records, stage_settings

MIB, GIB = 1024**2, 1024**3
PLACE = TopicPartition("a", 0)


def read(fetched: bytes, start: int = 0) -> list[ConsumerRecord]:
    return list(ReadRecords(PLACE, Batches(fetched), None, start, None, None, True, 0))


@pytest.mark.parametrize("codec", [codec for codec in CODECS if codec not in ("none", "gzip")])
def test_a_batch_that_becomes_a_gigabyte_is_one_record_that_says_so(codec: str) -> None:
    encoded = bomb(codec, GIB)
    (found,) = read(encoded)
    assert (found.offset, found.value, found.since) == (0, b"", 0)
    with pytest.raises(Rejected, match=r"from offset 0 to 0 cannot be read: \d+ bytes are") as caught:
        require_read(found.value)
    assert caught.value.reason is Reason.UNREADABLE_BATCH


RECORDS = record(b"a") + record(b"b", at=1, header=b"\xff") + record(b"c", at=2)


@pytest.mark.parametrize(
    "encoded, offsets, said",
    [
        (batch("none", RECORDS, 3), [0, 2], "from offset 1 to 2 cannot be read: 'utf-8' codec can't decode"),
        (batch("none", record(b"a") + b"\x7f", 3), [0, 2], "from offset 1 to 2 cannot be read"),
        (batch("gzip", b"not gzip", 4), [3], "from offset 0 to 3 cannot be read: invalid gzip"),
        (batch("gzip", gzip.compress(b"\xff" * 9), 1), [0], "from offset 0 to 0 cannot be read"),
        (batch("zstd", b"not zstd", 1), [0], "from offset 0 to 0 cannot be read: invalid data"),
    ],
    ids=["header name", "cut", "not gzip", "no records", "not zstd"],
)
def test_the_rest_of_an_invalid_batch_is_one_record_at_its_last_offset(
    encoded: bytes, offsets: list[int], said: str
) -> None:
    found = read(encoded)
    assert [one.offset for one in found] == offsets
    assert isinstance(found[-1].value, Unread)
    assert said in found[-1].value.why


def test_the_batch_behind_an_invalid_one_is_read() -> None:
    good = bytearray(batch("none", record(b"good"), 1))
    good[7] = 3  # its base offset
    found = read(batch("zstd", b"not zstd", 3) + bytes(good))
    assert [(one.offset, one.value, one.since) for one in found] == [(2, b"", 0), (3, b"good", 3)]


def test_a_plain_value_was_read() -> None:
    require_read(None)
    require_read(b"")


@pytest.mark.parametrize(
    "damaged",
    [bomb("zstd", GIB), batch("none", record(b"", header=b"\xff"), 1)],
    ids=["a gigabyte", "a header's name that is not UTF-8"],
)
async def test_readers_scans_and_the_state_continue_behind_a_batch_that_cannot_be_read(
    kafka: Broker, topic_prefix: str, damaged: bytes
) -> None:
    settings = stage_settings(kafka, topic_prefix)
    topics = Topics(settings)
    await create_topics(settings, topics)
    for topic in (topics.raw.name, topics.articles.name):
        await publish_records(settings, topic, [(b"k", b"before", ())])
        await put_batch(kafka.bootstrap, topic, 0, damaged)
        await publish_records(settings, topic, [(b"k", b"after", ())])
    async with Scan(settings, topics.raw.name) as scan:
        found = [one.value async for one in scan.read(await scan.everything())]
    assert found == [b"before", b"after"]
    assert [value async for _, value in read_partition(settings, topics.raw.name, 0)] == [b"before", b"after"]
    found = []
    async with Reader(settings, topics.articles.name, from_beginning=True) as reader:
        async for one in reader:
            found.append(one.value)
            if len(found) == 2:
                break
    assert found == [b"before", b"after"]


async def test_large_records_are_handed_over_a_few_at_a_time_and_batches_that_cannot_be_read_one_by_one(
    kafka: Broker, topic_prefix: str
) -> None:
    settings = stage_settings(kafka, topic_prefix)
    topics = Topics(settings)
    await create_topics(settings, topics)
    place, large, unread = TopicPartition(topics.raw.name, 0), bomb("zstd", 5 * MIB), bomb("zstd", GIB)
    for encoded in [large] * 6 + [unread] * 3:
        await put_batch(kafka.bootstrap, *place, encoded)
    for value in [b"small"] * 10:
        await publish_records(settings, place.topic, [(None, value, ())])
    lots: list[int] = []
    consumer = new_consumer(settings, "test")
    await consumer.start()
    consumer.assign([place])
    while sum(lots) < 19:
        lots += [len(records) for records in (await consumer.getmany(timeout_ms=1000, max_records=64)).values()]
    await consumer.stop()
    assert lots == [2, 2, 2, 1, 1, 1, 10]


async def test_the_forwarder_makes_a_dead_letter_of_a_batch_that_cannot_be_read() -> None:
    settings = stage_settings(Broker(1, is_embedded=False), "", retry_delays=(60,))
    topics, metrics = Topics(settings), Metrics()
    publisher = Publisher(settings, Cluster(embedded=False), metrics)
    place = TopicPartition(topics.retries[0].name, 0)
    (unread,) = ReadRecords(place, Batches(bomb("zstd", GIB)), None, 0, None, None, True, 0)
    due, found, _ = Forwarder(settings, topics, publisher, metrics)._judge(unread)
    letter = DeadLetter.from_record(found.key, found.value, tuple(found.headers))
    assert due == 0.0
    assert (letter.stage, letter.reason) == (RETRY, Reason.UNREADABLE_BATCH)
    assert letter.origin is not None
    assert (letter.origin.topic, letter.origin.offset) == (place.topic, 0)
    await publisher.stop()
