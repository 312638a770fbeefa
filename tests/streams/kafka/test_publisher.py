"""The publisher: records arrive unchanged and in order; a refusal is an error, a broker that is away is awaited."""

import asyncio
import hashlib
import os
import time
from datetime import UTC, datetime

import pytest
from aiokafka import ConsumerRecord
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from aiokafka.errors import KafkaConnectionError, KafkaTimeoutError, MessageSizeTooLargeError, OutOfOrderSequenceNumber
from aiokafka.structs import RecordMetadata

from schemas import DeadLetter, Origin, Reason, Rejected
from schemas.dead_letter import Headers
from streams.kafka.cluster import Cluster, admin
from streams.kafka.publisher import FINAL, Confirmation, Publisher
from streams.metrics import Metrics
from streams.records import LEFT_OUT, Record, header
from streams.settings import Settings
from streams.topics import Topics
from tests.conftest import Broker
from tests.support.brokers.records import producer
from tests.support.running.stage import publishing, read_topic, stage_settings

ORIGIN = Origin(topic="news.raw.v1", partition=2, offset=40)
PROBE = b"probe"


async def publish(publisher: Publisher, *records: Record) -> None:
    await (await publisher.send(records)).wait()


@pytest.mark.parametrize("compression", ["none", "gzip", "lz4", "zstd"])
async def test_records_arrive_verbatim_and_in_order_with_every_codec(
    broker: Broker, topic_prefix: str, compression: str
) -> None:
    settings = stage_settings(broker, topic_prefix, compression=compression)
    topic = Topics(settings).articles.name
    sent = [
        Record(topic, b"a", b"value", [("twice", b"1"), ("twice", b"\xff"), ("null", None)]),
        Record(topic, None, b"", ()),
        Record(topic, b"", None, ()),
        Record(topic, None, None, [("null", None)]),
        *(Record(topic, b"key", b"%d" % number * 500) for number in range(20)),
    ]
    async with publishing(settings) as publisher:
        await publish(publisher, *sent)
    arrived = await read_topic(settings, topic, len(sent))
    assert [(record.key, record.value, list(record.headers)) for record in arrived] == [
        (record.key, record.value, list(record.headers)) for record in sent
    ]
    assert [record.offset for record in arrived] == list(range(len(sent)))


async def test_a_record_is_sent_to_the_partition_it_names_or_else_to_the_partition_of_its_key(
    broker: Broker, topic_prefix: str
) -> None:
    settings = stage_settings(broker, topic_prefix, partitions=3)
    topic = Topics(settings).state.name
    async with publishing(settings) as publisher:
        await publish(publisher, *(Record(topic, b"k", b"named", partition=number) for number in (2, 0, 2)))
        await publish(publisher, *(Record(topic, b"k", b"keyed") for _ in range(3)))
    arrived = await read_topic(settings, topic, 6)
    assert sorted(record.partition for record in arrived if record.value == b"named") == [0, 2, 2]
    assert len({record.partition for record in arrived if record.value == b"keyed"}) == 1


async def test_records_keep_the_order_of_the_calls(broker: Broker, topic_prefix: str) -> None:
    settings = stage_settings(broker, topic_prefix)
    topic = Topics(settings).articles.name
    async with publishing(settings) as publisher:
        confirmations = [await publisher.send([Record(topic, None, b"%d" % number)]) for number in range(30)]
        await asyncio.gather(*(confirmation.wait() for confirmation in reversed(confirmations)))
    assert [record.value for record in await read_topic(settings, topic, 30)] == [
        b"%d" % number for number in range(30)
    ]


async def test_a_record_above_its_topics_limit_is_refused_and_the_others_arrive(
    kafka: Broker, topic_prefix: str
) -> None:
    if kafka.is_embedded:
        pytest.skip("the embedded broker has no size limit")
    settings = stage_settings(kafka, topic_prefix, compression="none")
    topic = Topics(settings).fetch
    size = int(topic.config["max.message.bytes"]) + 1
    async with publishing(settings) as publisher:
        small = await publisher.send([Record(topic.name, None, b"small")])
        large = await publisher.send([Record(topic.name, None, b"a" * size)])
        later = await publisher.send([Record(topic.name, None, b"small too")])
        with pytest.raises(Rejected, match=f"{topic.name} does not accept a record of {size} bytes") as caught:
            await large.wait()
        assert caught.value.reason is Reason.TOO_LARGE
        await small.wait()
        await later.wait()
    assert [record.value for record in await read_topic(settings, topic.name, 2)] == [b"small", b"small too"]


async def test_the_limit_applies_to_the_size_after_compression(broker: Broker, topic_prefix: str) -> None:
    settings = stage_settings(broker, topic_prefix)
    topic = Topics(settings).dead_letters.name
    value = bytes(40 * 1024 * 1024)
    async with publishing(settings) as publisher:
        await publish(publisher, Record(topic, None, value))
    assert [record.value for record in await read_topic(settings, topic, 1)] == [value]


async def test_a_record_that_the_broker_refuses_makes_the_producer_unusable(kafka: Broker, topic_prefix: str) -> None:
    if kafka.is_embedded:
        pytest.skip("the embedded broker has no size limit")
    settings = stage_settings(kafka, topic_prefix, compression="none")
    topic = Topics(settings).fetch
    async with publishing(settings) as publisher:
        await publish(publisher, Record(topic.name, None, b"small"))
        publisher._limits.clear()  # as if the topic's limit had been lowered since newsmill started
        with pytest.raises(Rejected):
            await publish(publisher, Record(topic.name, None, bytes(int(topic.config["max.message.bytes"]) + 1)))
        with pytest.raises(OutOfOrderSequenceNumber):
            await publish(publisher, Record(topic.name, None, b"small too"))


def dead_letter(topics: Topics, value: bytes, headers: Headers = (), key: bytes | None = b"host") -> Record:
    letter = DeadLetter(key=key, value=value, headers=tuple(headers), reason=Reason.NO_ARTICLE, stage="extract",
                        error="bad", failed_at=datetime.now(UTC), origin=ORIGIN, version="1")  # fmt: skip
    return Record(topics.dead_letters.name, key, value, letter.to_headers())


def letter_in(record: ConsumerRecord) -> DeadLetter:
    return DeadLetter.from_record(record.key, record.value, record.headers)


async def test_a_dead_letter_above_its_topics_limit_is_cut_and_says_so(broker: Broker, topic_prefix: str) -> None:
    settings = stage_settings(broker, topic_prefix, compression="none")
    topics = Topics(settings)
    limit = int(topics.dead_letters.config["max.message.bytes"])
    large, headers = bytes(limit - 100), [("a", b"x" * 5_000)]
    async with publishing(settings) as publisher:
        await publish(publisher, dead_letter(topics, large, headers), dead_letter(topics, b"small"))
    letters = [letter_in(record) for record in await read_topic(settings, topics.dead_letters.name, 2)]
    second, first = sorted(letters, key=lambda one: len(one.value or b""))
    assert first.value is not None
    assert limit - 10_000 < len(first.value) < len(large)
    assert (first.key, list(first.headers), first.origin) == (b"host", headers, ORIGIN)
    assert (first.truncated, first.sha256) == (len(large), hashlib.sha256(large).hexdigest())
    assert (second.value, second.truncated, second.sha256) == (b"small", None, None)


async def takes(settings: Settings, topic: str, size: int) -> bool:
    """Publish a record of random bytes; return whether the broker takes one of that size."""
    async with producer(settings.bootstrap) as client:
        try:
            await client.send_and_wait(topic, os.urandom(size), key=PROBE)
        except MessageSizeTooLargeError:
            return False
    return True


async def test_dead_letters_are_cut_to_a_limit_that_was_lowered_meanwhile_and_nothing_else_suffers(
    kafka: Broker, topic_prefix: str
) -> None:
    if kafka.is_embedded:
        pytest.skip("the embedded broker has no size limit")
    settings = stage_settings(kafka, topic_prefix, compression="none")
    topics = Topics(settings)
    async with publishing(settings) as publisher:
        await publish(publisher, dead_letter(topics, b"before"))
        async with admin(settings) as client:
            change = {"max.message.bytes": "100000"}
            await client.alter_configs([ConfigResource(ConfigResourceType.TOPIC, topics.dead_letters.name, change)])
        probes = 0
        while await takes(settings, topics.dead_letters.name, 150_000):  # the broker applies the change a little later
            probes += 1
        large = [dead_letter(topics, b"%d" % number * 2_000_000) for number in range(3)]
        await asyncio.gather(*(publish(publisher, one) for one in large))
        await publish(publisher, dead_letter(topics, b"after"), Record(topics.articles.name, None, b"an article"))
    records = await read_topic(settings, topics.dead_letters.name, 5 + probes)
    letters = [letter_in(record) for record in records if record.key != PROBE]
    cut = [one for one in letters if one.truncated is not None]
    assert [one.value for one in letters if one.truncated is None] == [b"before", b"after"]
    assert [one.truncated for one in cut] == [2_000_000, 2_000_000, 2_000_000]
    assert all(30_000 < len(one.value or b"") < 100_000 for one in cut)


async def test_a_record_of_a_million_headers_is_refused_before_the_broker_sees_it(
    kafka: Broker, topic_prefix: str
) -> None:
    settings = stage_settings(kafka, topic_prefix, compression="none")
    topic = Topics(settings).articles.name
    many = [("a header without a value", None)] * 1_000_000
    async with publishing(settings) as publisher:
        with pytest.raises(Rejected):
            await publish(publisher, Record(topic, None, b"v", many))
        await publish(publisher, Record(topic, None, b"small"))
        await publish(publisher, Record(Topics(settings).dead_letters.name, None, b"v", dead_letter(
            Topics(settings), b"v", [*many, *many]).headers))  # fmt: skip
    (dead,) = await read_topic(settings, Topics(settings).dead_letters.name, 1)
    assert header(letter_in(dead).headers, LEFT_OUT) == b"2000000"


async def test_a_key_of_megabytes_is_not_hashed_in_python(broker: Broker, topic_prefix: str) -> None:
    settings = stage_settings(broker, topic_prefix, partitions=3)
    topic = Topics(settings).articles.name
    key = bytes(6_000_000)
    async with publishing(settings) as publisher:
        began = time.process_time()
        await publish(publisher, Record(topic, key, b"1"), Record(topic, key, b"2"))
        assert time.process_time() - began < 0.5  # aiokafka's own takes 0.6 s for each
    found = await read_topic(settings, topic, 2)
    assert [record.value for record in found] == [b"1", b"2"]
    assert len({record.partition for record in found}) == 1


def failed(error: Exception) -> "asyncio.Future[RecordMetadata]":
    future: asyncio.Future[RecordMetadata] = asyncio.get_running_loop().create_future()
    future.set_exception(error)
    return future


async def test_a_record_that_the_broker_did_not_confirm_is_sent_again_and_counted(
    broker: Broker, topic_prefix: str
) -> None:
    settings = stage_settings(broker, topic_prefix)
    record = Record(Topics(settings).articles.name, b"key", b"value")
    metrics = Metrics()
    async with publishing(settings, metrics) as publisher:
        await Confirmation(publisher, [(record, failed(KafkaTimeoutError()))]).wait()
    assert metrics.registry.get_sample_value("newsmill_publish_failures_total") == 1
    assert [arrived.value for arrived in await read_topic(settings, record.topic, 1)] == [b"value"]


async def test_a_confirmation_is_known_when_the_broker_has_answered_for_every_record() -> None:
    publisher = Publisher(Settings(), Cluster(embedded=True), Metrics())
    record = Record("news.articles.v1", None, b"a")
    waiting: asyncio.Future[RecordMetadata] = asyncio.get_running_loop().create_future()
    confirmation = Confirmation(publisher, [(record, failed(KafkaTimeoutError())), (record, waiting)])
    assert not confirmation.is_known
    waiting.set_exception(KafkaTimeoutError())
    assert confirmation.is_known
    for _, future in confirmation._sent:
        future.exception()  # retrieved, so that asyncio does not log it
    await publisher.stop()


@pytest.mark.parametrize("error", FINAL)
async def test_a_final_error_is_raised(error: type[Exception]) -> None:
    publisher = Publisher(Settings(), Cluster(embedded=True), Metrics())
    try:
        with pytest.raises(error):
            await Confirmation(publisher, [(Record("news.articles.v1", None, b"a"), failed(error()))]).wait()
    finally:
        await publisher.stop()


async def test_without_a_broker_the_start_fails() -> None:
    publisher = Publisher(Settings(broker="kafka://127.0.0.1:1"), Cluster(embedded=True), Metrics())
    with pytest.raises(KafkaConnectionError):
        await publisher.start()
    await publisher.stop()
