"""Delivery on a real broker: every event ends exactly once, published or dead-lettered, and is then acknowledged."""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager

import pytest

from schemas import DeadLetter, Reason, Rejected, Transient
from streams.delivery.breaker import BreakerTripped
from streams.delivery.event import Incoming, Result, Work
from streams.delivery.forwarder import Forwarder
from streams.kafka.cluster import create_topics
from streams.kafka.embedded import EmbeddedBroker
from streams.metrics import Metrics, Outcome
from streams.records import REDRIVES, Record
from streams.settings import Settings
from streams.topics import Topics
from tests.conftest import Broker
from tests.support.brokers.records import producer
from tests.support.running.stage import (
    Headers,
    committed,
    publish_records,
    publishing,
    read_topic,
    running_stage,
    stage_settings,
    until,
)


class Echo:
    """Work that publishes each event's value again, after failing as its value says."""

    def __init__(self, topics: Topics) -> None:
        self._topic = topics.extracted.name
        self.tries: Counter[bytes | None] = Counter()

    async def __call__(self, incoming: Incoming) -> Result:
        value = incoming.value
        self.tries[value] += 1
        match value:
            case b"refused":
                raise Rejected(Reason.NO_ARTICLE, "nothing in it")
            case b"never":
                raise Transient(Reason.FETCH_FAILED, f"try {self.tries[value]}")
            case b"third time" if self.tries[value] < 3:
                raise Transient(Reason.FETCH_FAILED, "not yet")
            case b"defect":
                raise ZeroDivisionError("a defect")
            case b"" | None:
                raise Rejected(Reason.INVALID_JSON, "the value is empty")
        return Result(Outcome.EXTRACTED, (Record(self._topic, incoming.key, value),))


def plain(*values: bytes | None) -> list[tuple[bytes | None, bytes | None, Headers]]:
    return [(None, value, ()) for value in values]


async def test_every_event_is_either_published_or_dead_lettered_once(broker: Broker, topic_prefix: str) -> None:
    settings = stage_settings(broker, topic_prefix)
    topics = Topics(settings)
    values = [b"a", b"refused", b"third time", b"never", b"defect", b"b"]
    work = Echo(topics)
    async with running_stage(settings, work) as stage:
        await publish_records(settings, topics.raw.name, plain(*values))
        published = await read_topic(settings, topics.extracted.name, 3)
        dead = await read_topic(settings, topics.dead_letters.name, 3)
        assert await stage.stop()
        assert sorted(record.value for record in published) == [b"a", b"b", b"third time"]
        letters = {record.value: DeadLetter.from_record(record.key, record.value, record.headers) for record in dead}
        assert len(dead) == len(letters) == 3
        assert (letters[b"refused"].reason, letters[b"refused"].attempt) == (Reason.NO_ARTICLE, 1)
        assert letters[b"refused"].error == "nothing in it"
        assert (letters[b"never"].reason, letters[b"never"].attempt) == (Reason.FETCH_FAILED, settings.attempts)
        assert (letters[b"defect"].reason, letters[b"defect"].attempt) == (Reason.UNEXPECTED, 1)
        assert "ZeroDivisionError: a defect" in letters[b"defect"].error
        assert work.tries == Counter({b"never": 3, b"third time": 3, b"a": 1, b"b": 1, b"refused": 1, b"defect": 1})
        assert stage.count("newsmill_events_in_total", stage="extract") == 6
        assert stage.count("newsmill_events_total", stage="extract", outcome="extracted") == 3
        assert stage.count("newsmill_events_total", stage="extract", outcome="dead_letter") == 3
        assert stage.count("newsmill_dead_letters_total", stage="extract", reason="no_article") == 1
        assert stage.count("newsmill_retries_total", stage="extract", reason="fetch_failed") == 5
        assert stage.count("newsmill_in_flight_events", stage="extract") == 0
    assert await committed(settings, topics.raw.name) == len(values)


async def test_a_dead_letter_has_the_originals_bytes_verbatim_and_its_place(broker: Broker, topic_prefix: str) -> None:
    settings = stage_settings(broker, topic_prefix)
    topics = Topics(settings)
    originals: list[tuple[bytes | None, bytes | None, Headers]] = [
        (None, b"refused", [("twice", b"1"), ("twice", b"\xff\x00"), ("null", None), ("empty", b"")]),
        (b"", b"", [("newsmill-reason", b"of an earlier dead letter")]),
        (b"\x00\xff", None, []),
        (None, None, [("null", None)]),
    ]
    async with publishing(settings) as publisher, running_stage(settings, Echo(topics)) as stage:
        sent = await publisher.send([Record(topics.raw.name, *original, partition=0) for original in originals])
        await sent.wait()
        records = await read_topic(settings, topics.dead_letters.name, 4)
        assert await stage.stop()
    letters = [DeadLetter.from_record(record.key, record.value, record.headers) for record in records]
    letters.sort(key=lambda letter: letter.origin.offset if letter.origin else -1)
    assert [(letter.key, letter.value, list(letter.headers)) for letter in letters] == [
        (key, value, list(headers)) for key, value, headers in originals
    ]
    for offset, letter in enumerate(letters):
        assert letter.origin is not None
        assert (letter.origin.topic, letter.origin.partition) == (topics.raw.name, 0)
        assert letter.origin.offset == offset
        assert letter.origin.timestamp is not None
        assert letter.stage == "extract"


async def test_an_event_with_an_impossible_timestamp_is_processed_like_any_other(
    embedded: EmbeddedBroker, topic_prefix: str
) -> None:
    """Not on Apache Kafka: since 4.0 it refuses timestamps in the future."""
    settings = stage_settings(embedded, topic_prefix)
    topics = Topics(settings)
    async with running_stage(settings, Echo(topics)) as stage, producer(settings.bootstrap) as feed:
        for value in (b"good", b"refused"):
            await feed.send_and_wait(topics.raw.name, value, partition=0, timestamp_ms=1_790_000_000_000_000)
        assert len(await read_topic(settings, topics.extracted.name, 1)) == 1
        (record,) = await read_topic(settings, topics.dead_letters.name, 1)
        assert await stage.stop()
    letter = DeadLetter.from_record(record.key, record.value, record.headers)
    assert letter.origin is not None
    assert (letter.value, letter.origin.offset) == (b"refused", 1)


async def test_a_result_that_is_too_large_becomes_a_dead_letter_with_the_topics_name(
    kafka: Broker, topic_prefix: str
) -> None:
    if kafka.is_embedded:
        pytest.skip("the embedded broker has no size limit")
    settings = stage_settings(kafka, topic_prefix, compression="none")
    topics = Topics(settings)

    async def enlarge(_: Incoming) -> Result:
        size = int(topics.fetch.config["max.message.bytes"]) + 1
        small = Record(topics.extracted.name, None, b"small")
        return Result(Outcome.TO_FETCH, (small, Record(topics.fetch.name, None, b"a" * size)))

    async with running_stage(settings, enlarge) as stage:
        await publish_records(settings, topics.raw.name, plain(b"a"))
        (record,) = await read_topic(settings, topics.dead_letters.name, 1)
        assert await stage.stop()
    letter = DeadLetter.from_record(record.key, record.value, record.headers)
    assert letter.reason is Reason.TOO_LARGE
    assert topics.fetch.name in letter.error
    assert letter.value == b"a"
    assert await committed(settings, topics.raw.name) == 1


async def test_an_event_is_not_acknowledged_before_the_older_ones_are(broker: Broker, topic_prefix: str) -> None:
    settings = stage_settings(broker, topic_prefix)
    topics = Topics(settings)
    gate = asyncio.Event()

    async def oldest_last(incoming: Incoming) -> Result:
        if incoming.offset == 1:
            await gate.wait()
        return Result(Outcome.EXTRACTED, (Record(topics.extracted.name, None, incoming.value),))

    async with running_stage(settings, oldest_last) as stage:
        await publish_records(settings, topics.raw.name, plain(*(b"%d" % number for number in range(6))))
        published = await read_topic(settings, topics.extracted.name, 5)
        assert sorted(record.value for record in published) == [b"0", b"2", b"3", b"4", b"5"]
        await until(lambda: stage.count("newsmill_in_flight_events", stage="extract") == 1)
        await asyncio.sleep(3 * settings.commit_interval)
        assert await committed(settings, topics.raw.name) == 1
        gate.set()
        assert await stage.stop()
    assert await committed(settings, topics.raw.name) == 6


async def test_events_of_one_key_are_sent_in_order_and_do_not_delay_others(broker: Broker, topic_prefix: str) -> None:
    settings = stage_settings(broker, topic_prefix)
    topics = Topics(settings)
    gate = asyncio.Event()

    async def first_last(incoming: Incoming) -> Result:
        if incoming.value == b"update 1":
            await gate.wait()
        if incoming.value == b"update 2":
            raise Rejected(Reason.NO_ARTICLE, "rejected in between")
        return Result(Outcome.EXTRACTED, (Record(topics.extracted.name, incoming.key, incoming.value),))

    updates = [(b"story", b"update %d" % number, ()) for number in range(5)]
    others = [(b"other", b"other", ()), (None, b"keyless", ())]
    async with running_stage(settings, first_last) as stage:
        await publish_records(settings, topics.raw.name, [*updates, *others])
        early = await read_topic(settings, topics.extracted.name, 3)
        assert sorted(record.value for record in early) == [b"keyless", b"other", b"update 0"]
        gate.set()
        published = await read_topic(settings, topics.extracted.name, 6)
        assert await stage.stop()
    sent = [record.value for record in published if record.key == b"story"]
    assert sent == [b"update 0", b"update 1", b"update 3", b"update 4"]
    assert len(await read_topic(settings, topics.dead_letters.name, 1)) == 1
    assert await committed(settings, topics.raw.name) == 7


async def test_with_ordered_an_event_ends_before_the_next_begins(broker: Broker, topic_prefix: str) -> None:
    settings = stage_settings(broker, topic_prefix)
    topics = Topics(settings)
    at_work, most, order = 0, 0, list[int]()

    async def uneven(incoming: Incoming) -> Result:
        nonlocal at_work, most
        at_work += 1
        most = max(most, at_work)
        order.append(incoming.offset)
        await asyncio.sleep(0.03 if incoming.offset % 3 == 0 else 0)
        at_work -= 1
        if incoming.offset == 4:
            raise Rejected(Reason.NO_ARTICLE, "rejected among the others")
        return Result(Outcome.NEW, (Record(topics.extracted.name, b"key", incoming.value),))

    values = [b"%d" % number for number in range(20)]
    async with running_stage(settings, uneven, ordered=True) as stage:
        await publish_records(settings, topics.raw.name, plain(*values))
        published = await read_topic(settings, topics.extracted.name, 19)
        assert await stage.stop()
    assert most == 1
    assert order == list(range(20))
    assert [record.value for record in published] == [value for value in values if value != b"4"]


async def test_without_ordered_the_window_limits_the_events_in_hand(broker: Broker, topic_prefix: str) -> None:
    settings = stage_settings(broker, topic_prefix, max_in_flight_events=4)
    topics = Topics(settings)
    gate, at_work = asyncio.Event(), 0

    async def held(_: Incoming) -> Result:
        nonlocal at_work
        at_work += 1
        await gate.wait()
        return Result(Outcome.UNCHANGED)

    async with running_stage(settings, held) as stage:
        await publish_records(settings, topics.raw.name, plain(*[b"a"] * 12))
        await until(lambda: at_work == 4)
        await asyncio.sleep(0.3)
        assert at_work == 4
        gate.set()
        await until(lambda: stage.count("newsmill_events_total", stage="extract", outcome="unchanged") == 12)
        assert await stage.stop()
    assert await committed(settings, topics.raw.name) == 12


async def test_a_stop_finishes_the_events_in_hand_and_the_next_worker_gets_none_of_them(
    broker: Broker, topic_prefix: str
) -> None:
    settings = stage_settings(broker, topic_prefix)
    topics = Topics(settings)
    taken: list[int] = []

    async def slow(incoming: Incoming) -> Result:
        taken.append(incoming.offset)
        await asyncio.sleep(2.5)  # Faust's fetcher wakes in between; the ledger must keep the events
        return Result(Outcome.EXTRACTED, (Record(topics.extracted.name, None, incoming.value),))

    async with running_stage(settings, slow) as first:
        await publish_records(settings, topics.raw.name, plain(*[b"a"] * 3))
        await until(lambda: len(taken) == 3)
        assert await first.stop()
    assert await committed(settings, topics.raw.name) == 3
    async with running_stage(settings, slow) as second:
        await publish_records(settings, topics.raw.name, plain(b"b"))
        await until(lambda: second.count("newsmill_events_total", stage="extract", outcome="extracted") == 1)
        assert await second.stop()
    assert taken == [0, 1, 2, 3]
    assert len(await read_topic(settings, topics.extracted.name, 4)) == 4


async def test_a_stop_with_lag_makes_no_event_be_processed_twice(broker: Broker, topic_prefix: str) -> None:
    settings = stage_settings(broker, topic_prefix, max_in_flight_events=8)
    topics = Topics(settings)
    taken: list[int] = []

    async def work(incoming: Incoming) -> Result:
        taken.append(incoming.offset)
        await asyncio.sleep(0.05)
        return Result(Outcome.EXTRACTED, (Record(topics.extracted.name, None, incoming.value),))

    await create_topics(settings, topics)
    await publish_records(settings, topics.raw.name, plain(*[bytes(2000)] * 400))
    for number in (1, 2, 3):
        async with running_stage(settings, work) as stage:
            await until(lambda number=number: len(taken) >= 60 * number)
            assert await stage.stop()
    async with running_stage(settings, work):
        await until(lambda: max(taken, default=0) == 399)
    assert [offset for offset, times in Counter(taken).items() if times != 1] == []
    assert sorted(set(taken)) == list(range(400))


async def test_an_event_that_does_not_finish_within_the_grace_is_delivered_again(
    broker: Broker, topic_prefix: str
) -> None:
    settings = stage_settings(broker, topic_prefix, drain_grace=0.3)
    topics = Topics(settings)
    taken: list[int] = []

    async def second_hangs(incoming: Incoming) -> Result:
        taken.append(incoming.offset)
        if incoming.offset == 1 and taken.count(1) == 1:
            await asyncio.sleep(3600)
        return Result(Outcome.EXTRACTED, (Record(topics.extracted.name, None, incoming.value),))

    async with running_stage(settings, second_hangs) as first:
        await publish_records(settings, topics.raw.name, plain(b"0", b"1", b"2"))
        await until(lambda: first.count("newsmill_events_total", stage="extract", outcome="extracted") == 2)
        assert not await first.stop()
        assert await committed(settings, topics.raw.name) == 1
        await cancel(first.delivery._running)
    async with running_stage(settings, second_hangs) as second:
        await until(lambda: second.count("newsmill_events_total", stage="extract", outcome="extracted") == 2)
        assert await second.stop()
    assert sorted(taken) == [0, 1, 1, 2, 2]
    assert await committed(settings, topics.raw.name) == 3


@asynccontextmanager
async def forwarding(settings: Settings) -> AsyncIterator[None]:
    """Run a forwarder, as every worker does."""
    async with publishing(settings) as publisher:
        running = asyncio.create_task(Forwarder(settings, Topics(settings), publisher, Metrics()).run())
        try:
            yield
        finally:
            running.cancel()
            await asyncio.wait([running])


async def test_after_transient_failures_an_event_waits_on_every_retry_topic_and_then_becomes_a_dead_letter(
    broker: Broker, topic_prefix: str
) -> None:
    settings = stage_settings(broker, topic_prefix, attempts=2, retry_delays=(1, 2))
    topics = Topics(settings)
    headers = [("twice", b"1"), ("twice", b"2"), ("null", None)]
    work = Echo(topics)
    async with forwarding(settings), running_stage(settings, work) as stage:
        began = time.monotonic()
        await publish_records(settings, topics.raw.name, [(None, b"a", ()), (b"key", b"never", headers)])
        (record,) = await read_topic(settings, topics.dead_letters.name, 1)
        assert time.monotonic() - began >= 1 + 2
        await until(lambda: stage.count("newsmill_events_total", stage="extract", outcome="dead_letter") == 1)
        assert stage.count("newsmill_events_total", stage="extract", outcome="retry") == 2
        assert stage.count("newsmill_dead_letters_total", stage="extract", reason="fetch_failed") == 1
        assert stage.count("newsmill_retries_total", stage="extract", reason="fetch_failed") == 6
        assert await stage.stop()
    letter = DeadLetter.from_record(record.key, record.value, record.headers)
    assert (letter.key, letter.value, list(letter.headers)) == (b"key", b"never", headers)
    assert (letter.reason, letter.attempt, letter.error) == (Reason.FETCH_FAILED, 6, "try 6")
    assert letter.origin is not None
    assert (letter.origin.topic, letter.origin.partition, letter.origin.offset) == (topics.raw.name, 0, 1)
    assert work.tries[b"never"] == 6
    for retry in topics.retries:
        assert len(await read_topic(settings, retry.name, 1)) == 1
    assert await committed(settings, topics.raw.name) == 2
    assert await committed(settings, topics.fetched.name) == 2


async def test_an_event_that_succeeds_after_a_wait_is_published_once_and_keeps_its_first_place(
    broker: Broker, topic_prefix: str
) -> None:
    settings = stage_settings(broker, topic_prefix, attempts=2, retry_delays=(1, 2))
    topics = Topics(settings)
    places: list[str] = []
    echo = Echo(topics)

    async def noting(incoming: Incoming) -> Result:
        places.append(incoming.place)
        return await echo(incoming)

    async with forwarding(settings), running_stage(settings, noting) as stage:
        await publish_records(settings, topics.raw.name, plain(b"third time"))
        (published,) = await read_topic(settings, topics.extracted.name, 1, more=3)
        assert stage.count("newsmill_events_total", stage="extract", outcome="retry") == 1
        assert stage.count("newsmill_events_total", stage="extract", outcome="extracted") == 1
        assert await stage.stop()
    assert published.value == b"third time"
    assert places == [f"{topics.raw.name}/0/0"] * 3
    assert await read_topic(settings, topics.dead_letters.name, 0) == []


async def test_a_rejected_event_never_waits(broker: Broker, topic_prefix: str) -> None:
    settings = stage_settings(broker, topic_prefix, retry_delays=(1,))
    topics = Topics(settings)
    async with running_stage(settings, Echo(topics)) as stage:
        await publish_records(settings, topics.raw.name, plain(b"refused", b"defect"))
        assert len(await read_topic(settings, topics.dead_letters.name, 2)) == 2
        assert await stage.stop()
    assert await read_topic(settings, topics.retries[0].name, 0) == []


async def test_the_events_in_hand_stay_below_the_limit_of_bytes_except_a_larger_event_alone(
    broker: Broker, topic_prefix: str
) -> None:
    settings = stage_settings(broker, topic_prefix, max_in_flight_bytes=1000)
    topics = Topics(settings)
    seen: list[tuple[float, float]] = []  # events and bytes in hand

    async with AsyncExitStack() as stack:

        async def look(_: Incoming) -> Result:
            for _ in range(3):
                seen.append((
                    stage.count("newsmill_in_flight_events", stage="extract"),
                    stage.count("newsmill_in_flight_bytes", stage="extract"),
                ))  # fmt: skip
                await asyncio.sleep(0.02)
            return Result(Outcome.UNCHANGED)

        stage = await stack.enter_async_context(running_stage(settings, look))
        sizes = [400, 100, 400, 400, 5000, 10, 990, 300, 300, 300, 300]
        records = [(None, bytes(size - 6), [("h", b"12345")]) for size in sizes]
        await publish_records(settings, topics.raw.name, records)
        await until(lambda: stage.count("newsmill_events_total", stage="extract", outcome="unchanged") == len(sizes))
        assert await stage.stop()
    assert [held for held in seen if held[1] > 1000 and held != (1, 5000)] == []
    assert (1, 5000) in seen
    assert max(events for events, _ in seen) >= 3
    assert await committed(settings, topics.raw.name) == len(sizes)


async def test_a_tripped_breaker_ends_the_worker_after_the_events_in_hand_and_takes_no_more(
    broker: Broker, topic_prefix: str
) -> None:
    settings = stage_settings(broker, topic_prefix, max_in_flight_events=4, breaker_window=10, breaker_share=0.5)
    topics = Topics(settings)
    taken: list[int] = []

    async def refuse(incoming: Incoming) -> Result:
        taken.append(incoming.offset)
        await asyncio.sleep(0.01)
        raise Rejected(Reason.NO_ARTICLE, "a bad deploy")

    await create_topics(settings, topics)
    await publish_records(settings, topics.raw.name, plain(*[b"a"] * 100))
    with pytest.raises(BreakerTripped, match="extract dead-lettered 10 of its last 10 events"):
        await run_to_its_end(settings, refuse)
    assert 10 <= len(taken) <= 10 + settings.max_in_flight_events
    assert await committed(settings, topics.raw.name) == len(taken)
    assert len(await read_topic(settings, topics.dead_letters.name, len(taken))) == len(taken)


async def test_a_tripped_breaker_commits_only_finished_events(broker: Broker, topic_prefix: str) -> None:
    settings = stage_settings(broker, topic_prefix, max_in_flight_events=4, breaker_window=10, drain_grace=0.5)
    topics = Topics(settings)

    async def refuse(incoming: Incoming) -> Result:
        if incoming.offset == 3:
            await asyncio.sleep(3600)
        raise Rejected(Reason.NO_ARTICLE, "a bad deploy")

    await create_topics(settings, topics)
    await publish_records(settings, topics.raw.name, plain(*[b"a"] * 100))
    with pytest.raises(BreakerTripped):
        await run_to_its_end(settings, refuse)
    assert await committed(settings, topics.raw.name) == 3


async def run_to_its_end(settings: Settings, work: Work) -> None:
    """Run a stage until it ends by itself; raises its error."""
    async with running_stage(settings, work) as stage:
        await asyncio.wait([stage.end], timeout=60)
        await cancel(stage.delivery._running)


async def cancel(tasks: "Sequence[asyncio.Task[None]] | set[asyncio.Task[None]]") -> None:
    """Cancel the tasks that a killed process would not continue."""
    for task in (ended := list(tasks)):
        task.cancel()
    await asyncio.gather(*ended, return_exceptions=True)


async def test_redriven_dead_letters_that_fail_again_do_not_stop_the_worker(broker: Broker, topic_prefix: str) -> None:
    settings = stage_settings(broker, topic_prefix, breaker_window=2, breaker_share=0.1)
    topics = Topics(settings)

    async def fail_again_and_then_for_the_first_time() -> None:
        async with running_stage(settings, Echo(topics)) as stage:
            redriven = [(None, b"refused", ((REDRIVES, b"1"),))] * 5
            await publish_records(settings, topics.raw.name, redriven)
            assert len(await read_topic(settings, topics.dead_letters.name, 5)) == 5
            assert not stage.app.halted.is_set()
            await publish_records(settings, topics.raw.name, plain(b"refused", b"refused"))
            await until(stage.app.halted.is_set)

    with pytest.raises(BreakerTripped):
        await fail_again_and_then_for_the_first_time()
