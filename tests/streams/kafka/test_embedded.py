"""The embedded broker: start and stop, and the differences from Kafka that newsmill depends on."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import psutil
import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import KafkaError
from aiokafka.structs import ConsumerRecord

from streams.kafka import embedded as embedded_module
from streams.kafka.cluster import BrokerUnavailable, inspect
from streams.kafka.embedded import EmbeddedBroker, live_brokers
from streams.settings import Settings

MIB = 1024 * 1024
ONE_RECORD_A_BATCH = 1  # bytes; a batch takes at least one record


@asynccontextmanager
async def producing(bootstrap: str, **options: Any) -> AsyncIterator[AIOKafkaProducer]:
    settings = {"acks": "all", "max_batch_size": ONE_RECORD_A_BATCH, "max_request_size": 40 * MIB} | options
    async with AIOKafkaProducer(bootstrap_servers=bootstrap, **settings) as producer:
        yield producer


async def create(bootstrap: str, topic: str, **config: str) -> None:
    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap)
    await admin.start()
    try:
        named = {name.replace("_", "."): value for name, value in config.items()}
        answer = await admin.create_topics([NewTopic(topic, 1, 1, topic_configs=named)])
        assert [error[1] for error in answer.topic_errors] == [0]
    finally:
        await admin.close()


async def read(bootstrap: str, topic: str, count: int) -> list[ConsumerRecord]:
    """Read `count` records of a topic's only partition from its beginning."""
    partition = TopicPartition(topic, 0)
    async with AIOKafkaConsumer(
        bootstrap_servers=bootstrap, fetch_max_bytes=40 * MIB, max_partition_fetch_bytes=40 * MIB
    ) as consumer:
        consumer.assign([partition])
        consumer.seek(partition, 0)
        records: list[ConsumerRecord] = []
        async with asyncio.timeout(30):
            while len(records) < count:
                for batch in (await consumer.getmany(timeout_ms=500)).values():
                    records.extend(batch)
        return records


async def end_offset(bootstrap: str, topic: str) -> int:
    partition = TopicPartition(topic, 0)
    async with AIOKafkaConsumer(bootstrap_servers=bootstrap) as consumer:
        return (await consumer.end_offsets([partition]))[partition]


async def publish(producer: AIOKafkaProducer, topic: str, values: Sequence[bytes]) -> None:
    confirmations = [await producer.send(topic, value, partition=0) for value in values]
    await asyncio.gather(*confirmations)


def test_a_started_broker_answers_and_a_stopped_one_does_not() -> None:
    broker = EmbeddedBroker()
    with broker:
        assert broker.url == f"kafka://127.0.0.1:{broker.port}"
        assert live_brokers(broker.port) == 1
    assert live_brokers(broker.port) == 0


async def test_after_a_second_start_the_broker_is_empty_on_the_same_port(topic_prefix: str) -> None:
    broker = EmbeddedBroker()
    with broker:
        await create(broker.bootstrap, f"{topic_prefix}forgotten")
        bootstrap = broker.bootstrap
    with broker:
        assert broker.bootstrap == bootstrap
        admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap)
        await admin.start()
        assert f"{topic_prefix}forgotten" not in await admin.list_topics()
        await admin.close()


def test_a_taken_port_is_named(embedded: EmbeddedBroker) -> None:
    with pytest.raises(BrokerUnavailable, match=f"port {embedded.port} is taken"):
        EmbeddedBroker(embedded.port).start()


def test_a_missing_binary_is_an_error_with_advice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded_module, "program", lambda: None)
    with pytest.raises(BrokerUnavailable, match="NEWSMILL_BROKER=kafka://host:port"):
        EmbeddedBroker().start()


def test_a_broker_that_dies_at_start_has_its_last_output_shown(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    broken = tmp_path / "tansu"
    broken.write_text("#!/bin/sh\necho no memory left\nexit 3\n")
    broken.chmod(0o755)
    monkeypatch.setattr(embedded_module, "binary", lambda: broken)
    with pytest.raises(BrokerUnavailable, match="ended with exit code 3; its last output: no memory left"):
        EmbeddedBroker().start()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets a process ask to die with its parent")
def test_the_broker_dies_with_a_parent_that_is_killed() -> None:
    code = (
        "from streams.kafka.embedded import EmbeddedBroker; import sys, time\n"
        "print(EmbeddedBroker().start().pid, flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        broker = psutil.Process(int(parent.stdout.readline()))
        assert broker.is_running()
        os.kill(parent.pid, signal.SIGKILL)
    limit = time.monotonic() + 10
    while broker.is_running() and broker.status() != psutil.STATUS_ZOMBIE and time.monotonic() < limit:
        time.sleep(0.02)
    assert not broker.is_running() or broker.status() == psutil.STATUS_ZOMBIE


async def test_the_embedded_broker_differs_from_kafka_by_its_cluster_id(broker) -> None:
    assert (await inspect(Settings(broker=broker.url))).embedded == broker.is_embedded


@pytest.mark.parametrize("compression", [None, "gzip", "lz4", "zstd"])
async def test_values_arrive_verbatim_with_every_codec(broker, topic_prefix: str, compression: str | None) -> None:
    topic = f"{topic_prefix}codec"
    await create(broker.bootstrap, topic)
    values = [b"%d " % number * 200 for number in range(20)]
    async with producing(broker.bootstrap, compression_type=compression) as producer:
        await publish(producer, topic, values)
    records = await read(broker.bootstrap, topic, len(values))
    assert [record.value for record in records] == values
    assert [record.offset for record in records] == list(range(20))
    assert await end_offset(broker.bootstrap, topic) == 20


@pytest.mark.parametrize("compression", [None, "zstd"])
async def test_the_largest_dead_letter_arrives(broker, topic_prefix: str, compression: str | None) -> None:
    topic = f"{topic_prefix}large"
    await create(broker.bootstrap, topic, max_message_bytes=str(34 * MIB))
    value = os.urandom(32 * MIB)
    async with producing(broker.bootstrap, compression_type=compression) as producer:
        await producer.send_and_wait(topic, value, partition=0)
    assert (await read(broker.bootstrap, topic, 1))[0].value == value


async def test_keys_values_and_headers_arrive_verbatim(broker, topic_prefix: str) -> None:
    topic = f"{topic_prefix}verbatim"
    await create(broker.bootstrap, topic, retention_ms="-1")  # Kafka would soon delete records of 1970
    records: list[tuple[bytes | None, bytes | None, list[tuple[str, bytes | None]]]] = [
        (b"key", b"value", [("twice", b"1"), ("twice", b"2"), ("empty", b""), ("\u00fc", b"\xff\x00")]),
        (None, b"\x00\xff", []),
        (b"", b"", []),
        (b"key", None, [("null", None)]),
    ]
    async with producing(broker.bootstrap) as producer:
        for key, value, headers in records:
            await producer.send_and_wait(topic, value, key=key, headers=headers, partition=0, timestamp_ms=1_700_000)
    arrived = await read(broker.bootstrap, topic, len(records))
    assert [(record.key, record.value, list(record.headers)) for record in arrived] == records
    assert {record.timestamp for record in arrived} == {1_700_000}


async def test_a_committed_offset_is_found_by_the_next_consumer(broker, topic_prefix: str) -> None:
    topic = f"{topic_prefix}committed"
    await create(broker.bootstrap, topic)
    partition = TopicPartition(topic, 0)
    async with producing(broker.bootstrap) as producer:
        await publish(producer, topic, [b"a", b"b", b"c"])
    group = {"bootstrap_servers": broker.bootstrap, "group_id": f"{topic_prefix}group", "enable_auto_commit": False}
    async with AIOKafkaConsumer(**group) as consumer:
        consumer.assign([partition])
        assert await consumer.committed(partition) is None
        await consumer.commit({partition: 2})
    async with AIOKafkaConsumer(**group) as consumer:
        consumer.assign([partition])
        assert await consumer.committed(partition) == 2
        async with asyncio.timeout(20):
            assert (await consumer.getone()).value == b"c"


async def test_the_embedded_brokers_end_offset_is_wrong_if_a_batch_has_more_than_one_record(
    embedded: EmbeddedBroker, topic_prefix: str
) -> None:
    """This is why every producer there sends one record a batch; if this test fails, Tansu was fixed."""
    topic = f"{topic_prefix}batch"
    await create(embedded.bootstrap, topic)
    async with producing(embedded.bootstrap, max_batch_size=64 * 1024, linger_ms=50) as producer:
        await publish(producer, topic, [b"a", b"b", b"c"])
    assert len(await read(embedded.bootstrap, topic, 3)) == 3
    assert await end_offset(embedded.bootstrap, topic) == 1


async def test_the_embedded_broker_has_no_idempotent_producer(embedded: EmbeddedBroker) -> None:
    producer = AIOKafkaProducer(bootstrap_servers=embedded.bootstrap, enable_idempotence=True)
    try:
        with pytest.raises(KafkaError):
            await producer.start()
    finally:
        await producer.stop()


async def test_the_embedded_brokers_first_generation_is_zero(embedded: EmbeddedBroker, topic_prefix: str) -> None:
    """This is why newsmill patches aiokafka, which leaves a group only from generation 1 on."""
    topic = f"{topic_prefix}generation"
    await create(embedded.bootstrap, topic)
    async with AIOKafkaConsumer(
        topic, bootstrap_servers=embedded.bootstrap, group_id=f"{topic_prefix}group", session_timeout_ms=2000
    ) as consumer:
        async with asyncio.timeout(30):
            while not consumer.assignment():
                await consumer.getmany(timeout_ms=100)
        assert consumer._coordinator.generation == 0
