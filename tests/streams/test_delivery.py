"""Delivery on a real broker: every event ends exactly once, published or dead-lettered, and is then acknowledged."""

import asyncio
from collections import Counter
from collections.abc import Sequence

import pytest

from schemas import DeadLetter, Reason, Rejected, Transient
from streams.cluster import create_topics
from streams.delivery import Incoming, Result
from streams.metrics import Outcome
from streams.records import Record
from streams.topics import Topics
from tests.conftest import Broker
from tests.support.stage import (
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


async def test_every_event_ends_once_published_or_dead_lettered(broker: Broker, topic_prefix: str) -> None:
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


async def test_a_dead_letter_has_the_originals_bytes_verbatim_and_says_where_it_lay(
    broker: Broker, topic_prefix: str
) -> None:
    settings = stage_settings(broker, topic_prefix)
    topics = Topics(settings)
    originals: list[tuple[bytes | None, bytes | None, Headers]] = [
        (None, b"refused", [("twice", b"1"), ("twice", b"\xff\x00"), ("null", None), ("empty", b"")]),
        (b"", b"", [("newsmill-reason", b"of an earlier life")]),
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


async def test_what_no_topic_takes_becomes_a_dead_letter_with_the_topics_name(kafka: Broker, topic_prefix: str) -> None:
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


async def test_events_of_one_key_are_sent_in_order_and_hold_up_no_others(broker: Broker, topic_prefix: str) -> None:
    settings = stage_settings(broker, topic_prefix)
    topics = Topics(settings)
    gate = asyncio.Event()

    async def first_last(incoming: Incoming) -> Result:
        if incoming.value == b"update 1":
            await gate.wait()
        if incoming.value == b"update 2":
            raise Rejected(Reason.NO_ARTICLE, "refused in between")
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


async def test_with_ordered_one_event_is_over_before_the_next_begins(broker: Broker, topic_prefix: str) -> None:
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
            raise Rejected(Reason.NO_ARTICLE, "refused amid the others")
        return Result(Outcome.NEW, (Record(topics.extracted.name, b"key", incoming.value),))

    values = [b"%d" % number for number in range(20)]
    async with running_stage(settings, uneven, ordered=True) as stage:
        await publish_records(settings, topics.raw.name, plain(*values))
        published = await read_topic(settings, topics.extracted.name, 19)
        assert await stage.stop()
    assert most == 1
    assert order == list(range(20))
    assert [record.value for record in published] == [value for value in values if value != b"4"]


async def test_without_ordered_no_more_than_the_window_is_in_hand(broker: Broker, topic_prefix: str) -> None:
    settings = stage_settings(broker, topic_prefix, window=4)
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


async def test_a_stop_finishes_what_is_in_hand_and_the_next_worker_gets_nothing_again(
    broker: Broker, topic_prefix: str
) -> None:
    settings = stage_settings(broker, topic_prefix)
    topics = Topics(settings)
    taken: list[int] = []

    async def slow(incoming: Incoming) -> Result:
        taken.append(incoming.offset)
        await asyncio.sleep(2.5)  # Faust's fetcher wakes in between, and must not make the ledger forget
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


async def test_a_stop_amid_a_full_topic_leaves_no_event_done_twice(broker: Broker, topic_prefix: str) -> None:
    settings = stage_settings(broker, topic_prefix, window=8)
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


async def test_what_does_not_finish_within_the_grace_is_delivered_again(broker: Broker, topic_prefix: str) -> None:
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
        await cancel(first.delivery._tasks)
    async with running_stage(settings, second_hangs) as second:
        await until(lambda: second.count("newsmill_events_total", stage="extract", outcome="extracted") == 2)
        assert await second.stop()
    assert sorted(taken) == [0, 1, 1, 2, 2]
    assert await committed(settings, topics.raw.name) == 3


async def cancel(tasks: "Sequence[asyncio.Task[None]] | set[asyncio.Task[None]]") -> None:
    """End what a killed process would not go on with."""
    for task in (ended := list(tasks)):
        task.cancel()
    await asyncio.gather(*ended, return_exceptions=True)
