"""The forwarder on a real broker: events return once, when they are due, and no foreign record stops it."""

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from aiokafka import ConsumerRecord, TopicPartition
from aiokafka.errors import OutOfOrderSequenceNumber

from schemas import DeadLetter, Origin, Reason
from schemas.dead_letter import Headers
from streams.delivery import forwarder as forwarder_module
from streams.delivery.forwarder import Forwarder
from streams.delivery.retries import WAIT, Due, Past, read_past, retry_record
from streams.delivery.service import end
from streams.kafka.cluster import admin, create_topics
from streams.kafka.embedded import EmbeddedBroker
from streams.kafka.leftover import leftovers
from streams.kafka.publisher import Publisher
from streams.metrics import Metrics
from streams.records import Record
from streams.settings import Settings
from streams.topics import Topics
from tests.conftest import Broker
from tests.support.brokers.records import TopicReader
from tests.support.running.stage import publishing, read_topic, stage_settings, until

ORIGIN = Origin(topic="news.raw.v1", partition=2, offset=40, timestamp=datetime(2026, 11, 24, tzinfo=UTC))
REPEATED: Headers = (("twice", b"1"), ("twice", b"\xff\x00"), ("null", None), ("newsmill-reason", b"of another event"))


@pytest.fixture(autouse=True)
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forwarder_module, "POLL_MS", 50)
    monkeypatch.setattr(forwarder_module, "RESTART_PAUSE", 0.2)
    monkeypatch.setattr(forwarder_module, "MEASURE_INTERVAL", 0.2)
    monkeypatch.setattr(forwarder_module, "LOOK_INTERVAL", 1.0)


def retry_settings(broker: Broker, prefix: str, **changes: Any) -> Settings:
    return stage_settings(broker, prefix, **{"retry_delays": (1, 2)} | changes)


def letter(value: bytes | None, key: bytes | None = None, headers: Headers = (), **changes: Any) -> DeadLetter:
    fields = {
        "reason": Reason.FETCH_FAILED, "stage": "fetch", "error": "no answer", "attempt": 3,
        "failed_at": datetime.now(UTC), "origin": ORIGIN, "version": "1.2.3",
    }  # fmt: skip
    return DeadLetter(key=key, value=value, headers=tuple(headers), **fields | changes)


class Workplace:
    """Topics, a publisher, and forwarders to start there."""

    def __init__(self, settings: Settings, publisher: Publisher, metrics: Metrics) -> None:
        self.settings = settings
        self.topics = Topics(settings)
        self.publisher = publisher
        self.metrics = metrics

    async def put(self, *letters: DeadLetter, tier: int = 0) -> None:
        """Put events on a retry topic, confirmed."""
        await self.publish(*(retry_record(one, self.topics.retries[tier], tier + 1) for one in letters))

    async def publish(self, *records: Record) -> None:
        await (await self.publisher.send(records)).wait()

    @asynccontextmanager
    async def forwarding(self, metrics: Metrics | None = None) -> AsyncIterator["asyncio.Task[None]"]:
        forwarder = Forwarder(self.settings, self.topics, self.publisher, metrics or self.metrics)
        running = asyncio.create_task(forwarder.run())
        try:
            yield running
        finally:
            await end(running)

    async def letters(self, count: int) -> list[DeadLetter]:
        """Read `count` dead letters."""
        records = await read_topic(self.settings, self.topics.dead_letters.name, count)
        return [DeadLetter.from_record(record.key, record.value, record.headers) for record in records]

    async def committed(self, tier: int = 0) -> int:
        """Return how many events the forwarders have returned and committed, over a topic's partitions."""
        name = self.topics.retries[tier].name
        places = [TopicPartition(name, partition) for partition in range(self.settings.partitions)]
        async with admin(self.settings) as client:
            group = f"{self.settings.topic_prefix}newsmill-retry"
            offsets = await client.list_consumer_group_offsets(group, partitions=places)
        return sum(max(0, offsets[place].offset) for place in places)

    async def until_committed(self, count: int, tier: int = 0) -> None:
        end = time.monotonic() + 60
        while (found := await self.committed(tier)) != count:
            assert time.monotonic() < end, f"{found} of {count} committed"
            await asyncio.sleep(0.1)

    def waiting(self, delay: int, metrics: Metrics | None = None) -> float | None:
        registry = (metrics or self.metrics).registry
        return registry.get_sample_value("newsmill_retry_waiting_events", {"delay": str(delay)})


@asynccontextmanager
async def workplace(settings: Settings) -> AsyncIterator[Workplace]:
    metrics = Metrics()
    async with publishing(settings, metrics) as publisher:
        yield Workplace(settings, publisher, metrics)


async def arrivals(settings: Settings, topic: str, count: int) -> list[tuple[float, ConsumerRecord]]:
    """Read `count` records as they come, each with the time of its arrival."""
    found: list[tuple[float, ConsumerRecord]] = []
    end = time.monotonic() + 60
    async with TopicReader(settings.bootstrap, topic) as reader:
        while len(found) < count and time.monotonic() < end:
            found += [(time.time(), record) for record in await reader.read(0.05)]
    return found


def values(records: Sequence[ConsumerRecord]) -> list[bytes | None]:
    return sorted(record.value for record in records)


async def test_an_event_waits_and_returns_to_its_stage_unchanged_with_its_past(
    broker: Broker, topic_prefix: str
) -> None:
    settings = retry_settings(broker, topic_prefix)
    async with workplace(settings) as place, place.forwarding():
        put = [
            letter(b"\x00page", b"host", REPEATED),
            letter(None, None),
            letter(b"", b""),
        ]
        due = time.time() + 2
        await place.put(*put, tier=1)
        arrived = await arrivals(settings, place.topics.fetch.name, 3)
        await place.until_committed(3, tier=1)
    assert len(arrived) == 3
    assert min(when for when, _ in arrived) >= due - 0.1
    for (_, record), sent in zip(arrived, put, strict=True):
        headers, past = read_past(tuple(record.headers))
        assert (record.key, record.value, tuple(headers)) == (sent.key, sent.value, sent.headers)
        assert past == Past(attempts=3, waits=2, origin=ORIGIN)


async def test_each_event_returns_when_it_is_due_and_does_not_wait_for_events_of_another_topic(
    broker: Broker, topic_prefix: str
) -> None:
    settings = retry_settings(broker, topic_prefix, retry_delays=(1, 3600))
    async with workplace(settings) as place, place.forwarding():
        await place.put(letter(b"much later"), tier=1)
        began = time.time()
        await place.put(letter(b"first", failed_at=datetime.now(UTC)))
        await asyncio.sleep(1.5)
        await place.put(letter(b"second", failed_at=datetime.now(UTC)))
        arrived = await arrivals(settings, place.topics.fetch.name, 2)
        assert [record.value for _, record in arrived] == [b"first", b"second"]
        assert arrived[0][0] >= began + 1 - 0.1
        assert arrived[1][0] >= began + 2.5 - 0.1
        await until(lambda: place.waiting(3600) == 1)
        await until(lambda: place.waiting(1) == 0)
        assert await place.committed(tier=1) == 0


async def test_a_foreign_record_becomes_a_dead_letter_verbatim_and_the_partition_continues(
    broker: Broker, topic_prefix: str
) -> None:
    settings = retry_settings(broker, topic_prefix)
    topic = Topics(settings).retries[0].name
    far = Due(at=datetime.now(UTC) + timedelta(days=3650), number=1).model_dump_json().encode()
    async with workplace(settings) as place:
        foreign: list[tuple[bytes | None, bytes | None, Headers]] = [
            (b"\xff", b"not an event of newsmill", REPEATED),
            (None, None, ()),
            (b"k", b"due in ten years", [*letter(b"").to_headers(), (WAIT, far)]),
            (b"k", b"without a stage", retry_record(letter(b"", stage="retry"), place.topics.retries[0], 1).headers),
            (b"k", b"unreadable", [*letter(b"").to_headers(), (WAIT, b"\xff")]),
        ]
        await place.publish(*(Record(topic, *one, partition=0) for one in foreign))
        await place.put(letter(b"after them"))
        async with place.forwarding():
            (returned,) = await read_topic(settings, place.topics.fetch.name, 1)
            letters = await place.letters(len(foreign))
            await place.until_committed(len(foreign) + 1)
    assert returned.value == b"after them"
    assert [(one.key, one.value, list(one.headers)) for one in letters] == [
        (key, value, list(headers)) for key, value, headers in foreign
    ]
    for offset, one in enumerate(letters):
        assert (one.stage, one.reason, one.attempt) == ("retry", Reason.INVALID_FIELD, 1)
        assert one.origin is not None
        assert (one.origin.topic, one.origin.partition, one.origin.offset) == (topic, 0, offset)
    labels = {"stage": "retry", "reason": "invalid_field"}
    assert place.metrics.registry.get_sample_value("newsmill_dead_letters_total", labels) == len(foreign)


async def test_an_event_that_its_topic_no_longer_accepts_becomes_a_dead_letter_and_the_partition_continues(
    kafka: Broker, topic_prefix: str
) -> None:
    if kafka.is_embedded:
        pytest.skip("the embedded broker has no size limit")
    settings = retry_settings(kafka, topic_prefix, compression="none")
    async with workplace(settings) as place:
        limit = int(place.topics.fetch.config["max.message.bytes"])
        large = letter(b"a" * limit, b"host", REPEATED)
        await place.put(large, letter(b"small"))
        async with place.forwarding() as running:
            (returned,) = await read_topic(settings, place.topics.fetch.name, 1)
            (dead,) = await place.letters(1)
            await place.until_committed(2)
            assert not running.done()
    assert returned.value == b"small"
    assert (dead.key, dead.value, dead.headers) == (large.key, large.value, large.headers)
    assert (dead.reason, dead.stage, dead.attempt, dead.origin) == (Reason.TOO_LARGE, "fetch", 3, ORIGIN)
    assert place.topics.fetch.name in dead.error
    labels = {"stage": "fetch", "reason": "too_large"}
    assert place.metrics.registry.get_sample_value("newsmill_dead_letters_total", labels) == 1


async def test_a_restart_while_events_wait_loses_none_and_repeats_no_committed_one(
    broker: Broker, topic_prefix: str
) -> None:
    settings = retry_settings(broker, topic_prefix)
    async with workplace(settings) as place:
        async with place.forwarding():
            await place.put(*(letter(b"early %d" % number) for number in range(20)))
            await place.until_committed(20)
            await place.put(*(letter(b"late %d" % number) for number in range(20)), tier=1)
        async with place.forwarding():
            await place.until_committed(20, tier=1)
        async with place.forwarding():
            await asyncio.sleep(2)
        returned = await read_topic(settings, place.topics.fetch.name, 40)
    assert values(returned) == sorted(b"%s %d" % (when, n) for when in (b"early", b"late") for n in range(20))


async def test_two_forwarders_share_the_partitions_and_a_third_gets_none(broker: Broker, topic_prefix: str) -> None:
    settings = retry_settings(broker, topic_prefix, retry_delays=(1,), partitions=2)
    all_metrics = [Metrics() for _ in range(3)]
    async with workplace(settings) as place:
        await place.publish(*(
            Record(record.topic, None, record.value, record.headers, partition=number % 2)
            for number in range(20)
            for record in [retry_record(letter(b"%d" % number, failed_at=datetime.now(UTC) + timedelta(seconds=60)),
                                place.topics.retries[0], 1)]
        ))  # fmt: skip

        async def counts(wanted: list[float]) -> None:
            await until(lambda: sorted(place.waiting(1, one) or 0 for one in all_metrics) == wanted)

        async with place.forwarding(all_metrics[0]):
            await counts([0, 0, 20])
            async with place.forwarding(all_metrics[1]) as second:
                await counts([0, 10, 10])
                async with place.forwarding(all_metrics[2]) as third:
                    await asyncio.sleep(2)
                    await counts([0, 10, 10])
                    assert not second.done()
                    assert not third.done()
                    assert await read_topic(settings, place.topics.fetch.name, 0) == []


async def test_a_rebalance_loses_no_event(broker: Broker, topic_prefix: str) -> None:
    settings = retry_settings(broker, topic_prefix, retry_delays=(1,), partitions=2)
    async with workplace(settings) as place:
        sent = 0
        async with place.forwarding():
            for _ in range(3):
                async with place.forwarding(Metrics()):
                    for _ in range(20):
                        await place.put(letter(b"%d" % sent))
                        sent += 1
                        await asyncio.sleep(0.1)
            await place.until_committed(sent)
        returned = await read_topic(settings, place.topics.fetch.name, sent)
    assert {record.value for record in returned} == {b"%d" % number for number in range(sent)}


async def test_events_of_a_delay_that_was_removed_return_when_they_are_due(broker: Broker, topic_prefix: str) -> None:
    before = retry_settings(broker, topic_prefix, retry_delays=(1, 3))
    after = before.model_copy(update={"retry_delays": (1,)})
    async with workplace(before) as place:
        (removed,) = [topic for topic in place.topics.retries if topic.delay == 3]
        due = time.time() + 3
        await place.put(*(letter(b"%d" % number) for number in range(5)), tier=1)
    async with workplace(after) as place:
        async with place.forwarding():
            arrived = await arrivals(after, place.topics.fetch.name, 5)
            await until(lambda: place.waiting(3) == 0)
            place.topics = Topics(before)
            await place.until_committed(5, tier=1)
        assert min(when for when, _ in arrived) >= due - 0.1
        assert sorted(record.value for _, record in arrived) == [b"%d" % number for number in range(5)]
        assert [(one.topic.name, one.waiting) for one in await leftovers(after, Topics(after))] == [(removed.name, 0)]


async def test_a_removed_delay_shows_no_waiting_events_once_it_is_not_read_any_more(
    embedded: EmbeddedBroker, topic_prefix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forwarder_module, "MEASURE_INTERVAL", 3600.0)  # once, when the events still wait
    before = retry_settings(embedded, topic_prefix, retry_delays=(1, 6))
    after = before.model_copy(update={"retry_delays": (1,)})
    async with workplace(before) as place:
        await place.put(*(letter(b"%d" % number) for number in range(5)), tier=1)
    async with workplace(after) as place, place.forwarding():
        await until(lambda: place.waiting(6) == 5)
        await until(lambda: place.waiting(6) == 0)


@pytest.mark.parametrize("retry_delays", [(1,), ()])
async def test_events_that_an_older_worker_puts_on_a_removed_delays_topic_later_return_too(
    broker: Broker, topic_prefix: str, retry_delays: tuple[int, ...]
) -> None:
    before = retry_settings(broker, topic_prefix, retry_delays=(1, 2))
    await create_topics(before, Topics(before))
    after = before.model_copy(update={"retry_delays": retry_delays})
    async with workplace(after) as place, place.forwarding() as running:
        await asyncio.sleep(2)
        place.topics = Topics(before)
        await place.put(letter(b"late"), tier=1)
        (returned,) = await read_topic(after, place.topics.fetch.name, 1)
        assert returned.value == b"late"
        assert not running.done()


async def test_without_retry_topics_the_forwarder_ends(embedded: EmbeddedBroker, topic_prefix: str) -> None:
    settings = stage_settings(embedded, topic_prefix, retry_delays=())
    async with workplace(settings) as place, place.forwarding() as running:
        await asyncio.wait_for(running, 5)


async def test_the_forwarder_continues_when_the_broker_is_back(topic_prefix: str) -> None:
    with EmbeddedBroker() as broker:
        settings = retry_settings(broker, topic_prefix)
        async with workplace(settings) as place, place.forwarding() as running:
            await place.put(letter(b"before"))
            await place.until_committed(1)
            broker.stop()
            await asyncio.sleep(1)
            broker.start()
            await create_topics(settings, place.topics)  # it keeps everything in memory
            await place.put(letter(b"after"))
            (returned,) = await read_topic(settings, place.topics.fetch.name, 1)
            assert returned.value == b"after"
            assert not running.done()


async def test_a_final_error_of_publishing_ends_the_forwarder(embedded: EmbeddedBroker, topic_prefix: str) -> None:
    settings = retry_settings(embedded, topic_prefix)

    class Dead(Publisher):
        async def queue(self, record: Record) -> Any:
            failed = asyncio.get_running_loop().create_future()
            failed.set_exception(OutOfOrderSequenceNumber())
            return failed

    async with workplace(settings) as place:
        await place.put(letter(b"a"))
        place.publisher.__class__ = Dead
        async with place.forwarding() as running:
            with pytest.raises(OutOfOrderSequenceNumber):
                await asyncio.wait_for(running, 60)
        assert await place.committed() == 0
