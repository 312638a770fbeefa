"""The consumer: no record is skipped, real offset gaps are skipped, and a rebalance loses nothing."""

import asyncio
import os
import time
from collections import Counter
from collections.abc import AsyncIterator

import pytest
from aiokafka import AIOKafkaProducer, TopicPartition
from aiokafka.admin import RecordsToDelete
from faust.types import TP

from schemas import DeadLetter, Reason
from streams.delivery.app import FETCH_BYTES, FETCHED_AT_ONCE, STREAM_BUFFER, create_app
from streams.delivery.consumer import OrderedConsumer
from streams.delivery.event import Incoming, Result, Work
from streams.kafka.cluster import admin, create_topics
from streams.kafka.embedded import EmbeddedBroker
from streams.metrics import Metrics, Outcome
from streams.settings import Settings, load
from streams.stages import Stage
from streams.topics import Topics, consumer_group
from tests.conftest import Broker
from tests.support.brokers.batches import bomb, put_batch
from tests.support.running.stage import (
    Headers,
    RunningStage,
    committed,
    publish_records,
    read_topic,
    running_stage,
    stage_settings,
    until,
)


def numbered(first: int, end: int) -> list[tuple[bytes | None, bytes | None, Headers]]:
    return [(None, b"%d" % number, ()) for number in range(first, end)]


def noting(taken: list[tuple[int, int]], pause: float = 0.0) -> Work:
    async def note(incoming: Incoming) -> Result:
        taken.append((incoming.partition, incoming.offset))
        await asyncio.sleep(pause)
        return Result(Outcome.UNCHANGED)

    return note


def finished(stage: RunningStage) -> float:
    return stage.count("newsmill_events_total", stage="extract", outcome="unchanged")


async def test_records_that_were_not_handed_over_are_fetched_again_and_the_offset_gap_is_counted(
    broker: Broker, topic_prefix: str
) -> None:
    settings = stage_settings(broker, topic_prefix)
    raw = Topics(settings).raw.name
    taken: list[tuple[int, int]] = []
    async with running_stage(settings, noting(taken)) as stage:
        place = TP(raw, 0)
        await publish_records(settings, raw, numbered(0, 2))
        await until(lambda: finished(stage) == 2)
        stage.app.ordered.pause_partitions({place})
        await publish_records(settings, raw, numbered(2, 10))
        await stage.app.ordered.seek_wait({place: 6})  # like a fetcher that lost four records
        stage.app.ordered.resume_partitions({place})
        await until(lambda: finished(stage) == 10)
        assert stage.count("newsmill_offset_gaps_total", stage="extract") >= 1
        assert await stage.stop()
    assert taken == [(0, offset) for offset in range(10)]
    assert await committed(settings, raw) == 10


@pytest.mark.parametrize("aborted", [False, True], ids=["committed", "aborted"])
async def test_the_markers_of_transactions_are_skipped_without_a_seek_and_are_no_lag(
    kafka: Broker, topic_prefix: str, aborted: bool
) -> None:
    if kafka.is_embedded:
        pytest.skip("the embedded broker has no transactions, whose markers take offsets")
    settings = stage_settings(kafka, topic_prefix)
    raw = Topics(settings).raw.name
    await create_topics(settings, Topics(settings))
    taken: list[tuple[int, int]] = []

    async def transactions() -> None:
        async with AIOKafkaProducer(bootstrap_servers=kafka.bootstrap, transactional_id=f"{topic_prefix}a") as producer:
            for _ in range(25):
                await producer.begin_transaction()
                await producer.send_and_wait(raw, b"a", partition=0)
                await (producer.abort_transaction() if aborted else producer.commit_transaction())

    await transactions()
    async with running_stage(settings, noting(taken)) as stage:
        began = time.monotonic()
        await transactions()
        await until(lambda: finished(stage) == 50)
        assert time.monotonic() - began < 25, "a marker costs no second"
        assert stage.count("newsmill_offset_gaps_total", stage="extract") == 0
        await until(lambda: stage.app.ordered.ledger.committable(TP(raw, 0)) == 100)
        assert await stage.stop()
    assert taken == [(0, offset) for offset in range(0, 100, 2)]
    assert await committed(settings, raw) == 100


@pytest.mark.parametrize("codec", ["zstd", "lz4", "snappy"])
async def test_a_batch_that_becomes_a_gigabyte_is_a_dead_letter_and_the_events_behind_it_are_processed(
    broker: Broker, topic_prefix: str, codec: str
) -> None:
    settings = stage_settings(broker, topic_prefix)
    topics = Topics(settings)
    raw = topics.raw.name
    taken: list[tuple[int, int]] = []
    size = 1024**3 if codec == "zstd" else 128 * 1024**2
    async with running_stage(settings, noting(taken)) as stage:
        await publish_records(settings, raw, numbered(0, 2))
        await put_batch(settings.bootstrap, raw, 0, bomb(codec, size))
        await publish_records(settings, raw, numbered(3, 5))
        await until(lambda: finished(stage) == 4)
        reason = Reason.UNREADABLE_BATCH
        assert stage.count("newsmill_dead_letters_total", stage="extract", reason=reason) == 1
        assert stage.count("newsmill_offset_gaps_total", stage="extract") == 0
        assert await stage.stop()
    assert taken == [(0, 0), (0, 1), (0, 3), (0, 4)]
    (found,) = await read_topic(settings, topics.dead_letters.name, 1)
    letter = DeadLetter.from_record(found.key, found.value, found.headers)
    assert letter.reason is reason
    assert letter.origin is not None
    assert (letter.origin.topic, letter.origin.offset) == (raw, 2)
    assert letter.error.startswith("the records from offset 2 to 2 cannot be read: ")
    assert await committed(settings, raw) == 5


async def test_a_new_group_begins_at_the_oldest_existing_record(kafka: Broker, topic_prefix: str) -> None:
    if kafka.is_embedded:
        pytest.skip("the embedded broker cannot delete records")
    settings = stage_settings(kafka, topic_prefix)
    raw = Topics(settings).raw.name
    await create_topics(settings, Topics(settings))
    await publish_records(settings, raw, numbered(0, 5))
    async with admin(settings) as client:
        await client.delete_records({TopicPartition(raw, 0): RecordsToDelete(before_offset=3)})
    taken: list[tuple[int, int]] = []
    async with running_stage(settings, noting(taken)) as stage:
        await until(lambda: finished(stage) == 2)
        assert await stage.stop()
    assert taken == [(0, 3), (0, 4)]
    assert await committed(settings, raw) == 5


async def test_a_record_of_another_generation_gets_no_ticket(broker: Broker, topic_prefix: str) -> None:
    settings = stage_settings(broker, topic_prefix)
    async with running_stage(settings, noting([])) as stage:
        place, generation = TP(Topics(settings).raw.name, 0), stage.app.consumer_generation_id
        assert await stage.app.ordered.admit(place, 0, generation + 1) is None
        assert await stage.app.ordered.admit(place, 0, generation - 1) is None
        assert await stage.app.ordered.admit(place, 0, generation) is not None
        stage.app.ordered.ledger.revoke(place)


async def test_in_a_rebalance_no_event_is_lost_and_none_is_processed_twice(broker: Broker, topic_prefix: str) -> None:
    settings = stage_settings(broker, topic_prefix, partitions=2)
    raw = Topics(settings).raw.name
    first_took: list[tuple[int, int]] = []
    second_took: list[tuple[int, int]] = []

    async def publish(first: int, end: int) -> None:
        for partition in range(2):
            await publish_records(settings, raw, numbered(first, end), partition)

    async with running_stage(settings, noting(first_took, 0.2)) as first:
        await publish(0, 20)
        async with running_stage(settings, noting(second_took, 0.2)) as second:
            await publish(20, 60)
            await until(lambda: len(set(first_took + second_took)) == 120)
            assert await second.stop()
        await publish(60, 70)
        await until(lambda: len(set(first_took + second_took)) == 140)
        assert await first.stop()
    assert second_took, "the second worker got no partition"
    assert [place for place, times in Counter(first_took + second_took).items() if times > 1] == []
    assert [await committed(settings, raw, partition) for partition in range(2)] == [70, 70]


async def test_the_tenure_of_a_partition_ends_only_when_another_worker_has_it(
    broker: Broker, topic_prefix: str
) -> None:
    settings = stage_settings(broker, topic_prefix, partitions=4)

    def tenures(stage: RunningStage) -> dict[TP, int]:
        return {partition: stage.app.ordered.tenures.of(partition) for partition in stage.app.partitions}

    async with running_stage(settings, noting([])) as first:
        alone = tenures(first)
        assert len(alone) == 8, "of two topics"
        async with running_stage(settings, noting([])) as second:
            await until(lambda: len(first.app.partitions) == 4 and first.app.is_ready)
            shared = tenures(first)
            assert shared.items() < alone.items()
            assert await second.stop()
        await until(lambda: len(first.app.partitions) == 8 and first.app.is_ready)
        again = tenures(first)
        assert again.items() & alone.items() == shared.items()
        assert await first.stop()


async def test_partitions_are_spread_evenly_over_the_workers(broker: Broker, topic_prefix: str) -> None:
    settings = stage_settings(broker, topic_prefix, partitions=2)
    async with running_stage(settings, noting([])) as first, running_stage(settings, noting([])) as second:
        async with running_stage(settings, noting([])) as third:
            stages = (first, second, third)  # and four partitions, of two topics

            def shares() -> list[int]:
                return sorted(len(stage.app.partitions) for stage in stages)

            await until(lambda: shares() == [1, 1, 2])
            assert await third.stop()
        assert await second.stop()
        assert await first.stop()


async def test_the_bytes_that_are_read_ahead_are_bounded_at_any_lag(kafka: Broker, topic_prefix: str) -> None:
    if kafka.is_embedded:
        pytest.skip("the embedded broker returns more than the requested bytes")
    record, limit = 256 * 1024, 1024 * 1024
    settings = stage_settings(
        kafka, topic_prefix, max_in_flight_events=2, max_in_flight_bytes=limit, compression="none"
    )
    raw = Topics(settings).raw.name
    await create_topics(settings, Topics(settings))
    await publish_records(settings, raw, [(None, os.urandom(record), ())] * 60)
    taken: list[tuple[int, int]] = []
    gate = asyncio.Event()

    async def held(incoming: Incoming) -> Result:
        taken.append((incoming.partition, incoming.offset))
        await gate.wait()
        return Result(Outcome.UNCHANGED)

    async with running_stage(settings, held) as stage:
        await until(lambda: stage.app.ordered.buffered_bytes >= limit)
        await asyncio.sleep(1.0)
        one_fetch = FETCH_BYTES + record
        assert stage.app.ordered.buffered_bytes <= limit + one_fetch
        gate.set()
        await until(lambda: finished(stage) == 60)
        assert stage.app.ordered.buffered_bytes == 0
        assert await stage.stop()
    assert taken == [(0, offset) for offset in range(60)]


async def test_the_records_that_are_read_ahead_are_bounded_in_number_and_all_are_taken(
    kafka: Broker, topic_prefix: str
) -> None:
    settings = stage_settings(kafka, topic_prefix, max_in_flight_events=2)
    raw = Topics(settings).raw.name
    await create_topics(settings, Topics(settings))
    await publish_records(settings, raw, numbered(0, 300))
    taken: list[tuple[int, int]] = []
    gate, buffered = asyncio.Event(), [0]

    async def held(incoming: Incoming) -> Result:
        taken.append((incoming.partition, incoming.offset))
        await gate.wait()
        buffered.append(len(stage.app.ordered._buffered))
        return Result(Outcome.UNCHANGED)

    async with running_stage(settings, held) as stage:
        ordered = stage.app.ordered
        await until(lambda: len(ordered._buffered) > ordered.max_buffered_events)
        gate.set()
        await until(lambda: finished(stage) == 300)
        assert await stage.stop()
    assert taken == [(0, offset) for offset in range(300)]
    assert FETCHED_AT_ONCE <= max(buffered) <= STREAM_BUFFER, "what is fetched always fits Faust's buffer"


async def test_a_record_above_the_limit_of_the_buffer_is_processed(broker: Broker, topic_prefix: str) -> None:
    settings = stage_settings(broker, topic_prefix, max_in_flight_bytes=1024)
    raw = Topics(settings).raw.name
    taken: list[tuple[int, int]] = []
    async with running_stage(settings, noting(taken)) as stage:
        values = (b"small", os.urandom(3 * FETCH_BYTES), b"small")
        await publish_records(settings, raw, [(None, value, ()) for value in values])
        await until(lambda: finished(stage) == 3)
        assert await stage.stop()
    assert taken == [(0, 0), (0, 1), (0, 2)]


async def test_a_stopped_worker_has_left_its_group(broker: Broker, topic_prefix: str) -> None:
    settings = stage_settings(broker, topic_prefix, session_timeout=60.0 if not broker.is_embedded else 3.0)
    async with running_stage(settings, noting([])) as stage:
        assert await members(settings) == 1
        assert await stage.stop()
    assert await members(settings) == 0


async def members(settings: Settings) -> int:
    group = consumer_group(settings, Stage.EXTRACT)
    async with admin(settings) as client:
        (answer,) = await client.describe_consumer_groups([group])
    return len(answer.groups[0][5])


async def test_a_worker_leaves_a_group_of_the_embedded_broker_in_generation_zero(
    embedded: EmbeddedBroker, topic_prefix: str
) -> None:
    settings = stage_settings(embedded, topic_prefix)
    async with running_stage(settings, noting([])) as stage:
        assert stage.app.consumer_generation_id == 0
        assert await stage.stop()
    assert await members(settings) == 0


@pytest.fixture
async def idle() -> AsyncIterator[OrderedConsumer]:
    """A consumer that is not started; its thread has a loop already."""
    app = create_app(Stage.EXTRACT, load(), Metrics())
    app.finalize()
    yield app.ordered
    app.ordered._thread.thread_loop.close()


async def test_records_that_follow_others_closely_are_taken_together(
    idle: OrderedConsumer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("streams.delivery.consumer.GATHER_SECONDS", 0.2)
    started = time.monotonic()
    assert await idle.may_fetch()
    assert time.monotonic() - started < 0.2, "after a pause nothing is waited for"
    idle.fetched(TP("raw", 0), 0, 10, 0)
    fetched = time.monotonic()
    assert await idle.may_fetch()
    assert time.monotonic() - fetched >= 0.19


@pytest.mark.parametrize("records, size", [(33, 1), (1, 64 * 1024 * 1024)], ids=["records", "bytes"])
async def test_a_full_buffer_is_waited_for_until_a_record_is_admitted(
    idle: OrderedConsumer, monkeypatch: pytest.MonkeyPatch, records: int, size: int
) -> None:
    monkeypatch.setattr("streams.delivery.consumer.FULL_PAUSE", 0.01)
    place = TP("raw", 0)
    for offset in range(records):
        idle.fetched(place, offset, size, offset)
    assert not await idle.may_fetch()
    monkeypatch.setattr("streams.delivery.consumer.FULL_PAUSE", 30.0)
    fetching = asyncio.create_task(idle.may_fetch())
    await asyncio.sleep(0.05)
    assert not fetching.done()
    await idle.admit(place, 0, idle.app.consumer_generation_id)
    assert await asyncio.wait_for(fetching, 5)


async def test_a_full_buffer_is_not_waited_for_when_its_partition_was_revoked(idle: OrderedConsumer) -> None:
    place = TP("raw", 0)
    for offset in range(33):
        idle.fetched(place, offset, 1, offset)
    fetching = asyncio.create_task(idle.may_fetch())
    await asyncio.sleep(0.05)
    idle._forget(place)
    assert await asyncio.wait_for(fetching, 0.3)
