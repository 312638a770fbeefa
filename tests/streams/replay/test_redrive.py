"""Redriving dead letters: unchanged, counted, recorded, and never without end. Covers also replay/originals.py."""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import Any, cast

import pytest
from aiokafka.errors import ProducerFenced
from aiokafka.structs import RecordMetadata

from schemas import DeadLetter, Origin, Reason
from streams.kafka.cluster import create_topics
from streams.kafka.publisher import Confirmation, Publisher, publishing
from streams.records import REDRIVES, REPLAY, Record, passed_on
from streams.replay.journal import Redrive, read_journal
from streams.replay.letters import Found, Wanted, find
from streams.replay.originals import Original, with_original
from streams.replay.pace import Pace
from streams.replay.redrive import UNCONFIRMED, Fate, RedriveProgress, Redriver, judge, redrive_record
from streams.settings import Settings
from streams.topics import Topics
from tests.conftest import Broker
from tests.support.running.letters import FAILED_AT, dead_letter, put_letters
from tests.support.running.stage import publish_records, read_topic, stage_settings

TOPICS = Topics(Settings(topic_prefix="p-"))
RAW = TOPICS.raw.name
HERE = Origin(topic=TOPICS.dead_letters.name, partition=0, offset=3, timestamp=FAILED_AT)
ONCE = Redrive(
    name="r", at=FAILED_AT, by="ana@desk", letter=HERE, published=HERE, reason="no_article", count=1
)  # fmt: skip


def found(**changes: Any) -> Found:
    return Found(HERE, dead_letter(RAW, 7, **changes))


def elsewhere(topic: str) -> Found:
    return found(origin=Origin(topic=topic, partition=0, offset=0))


@pytest.mark.parametrize(
    "letter, fate",
    [
        (found(), Fate.REDRIVE),
        (elsewhere(TOPICS.unique.name), Fate.REDRIVE),
        (elsewhere(TOPICS.fetched.name), Fate.REDRIVE),
        (found(stage="retry"), Fate.NOT_AN_EVENT),
        (found(reason=Reason.UNREADABLE_BATCH, value=None), Fate.NOT_AN_EVENT),
        (found(origin=None), Fate.NO_READER),
        (elsewhere("news.raw.v1"), Fate.NO_READER),
        (elsewhere(TOPICS.articles.name), Fate.NO_READER),
        (elsewhere(TOPICS.retries[0].name), Fate.NO_READER),
        (found(headers=[(REDRIVES, b"2")]), Fate.REDRIVE),
        (found(headers=[(REDRIVES, b"3")]), Fate.TOO_OFTEN),
        (Found(HERE, None, "not a dead letter"), Fate.UNREADABLE),
        (Found(HERE, dead_letter(RAW), "", (ONCE,)), Fate.DONE),
    ],
)
def test_a_letter_is_redriven_unless_there_is_a_reason_against_it(letter: Found, fate: Fate) -> None:
    assert judge(letter, TOPICS, max_redrives=3, again=False) is fate


def test_with_again_a_letter_is_redriven_twice_but_not_too_often() -> None:
    assert judge(Found(HERE, dead_letter(RAW), "", (ONCE,)), TOPICS, max_redrives=3, again=True) is Fate.REDRIVE
    failing = Found(HERE, dead_letter(RAW, headers=[(REDRIVES, b"3")]), "", (ONCE,))
    assert judge(failing, TOPICS, max_redrives=3, again=True) is Fate.TOO_OFTEN


def test_an_event_goes_back_unchanged_with_one_count_as_its_last_header() -> None:
    headers = [("traceparent", b"00-1"), (REDRIVES, b"1"), ("a", None), (REPLAY, b"r")]
    record = redrive_record(found(headers=headers), {RAW: 8})
    assert (record.topic, record.key, record.value, record.partition) == (RAW, b"key", b"value 7", 0)
    assert record.headers == [headers[0], headers[2], headers[3], (REDRIVES, b"2")]


def test_if_the_partition_no_longer_exists_the_key_decides() -> None:
    letter = found(origin=Origin(topic=RAW, partition=5, offset=0))
    assert redrive_record(letter, {RAW: 5}).partition is None
    assert redrive_record(letter, {RAW: 6}).partition == 5


def test_the_count_goes_with_an_event_from_stage_to_stage() -> None:
    carried = dict(passed_on([(REDRIVES, b"2"), (REPLAY, b"r"), ("other", b"x")], "raw/0/1"))
    assert set(carried) == {"traceparent", REDRIVES, REPLAY}
    assert carried[REDRIVES] == b"2"


@pytest.fixture
async def settings(broker: Broker, topic_prefix: str) -> Settings:
    made = stage_settings(broker, topic_prefix)
    await create_topics(made, Topics(made))
    return made


async def redrive(
    settings: Settings,
    rate: float = 0,
    on_progress: Callable[[RedriveProgress], None] = lambda _: None,
    original: Original | None = None,
) -> Redriver:
    topics = Topics(settings)
    async with publishing(settings) as publisher:
        partitions = dict.fromkeys([topics.raw.name], 1)
        redriver = Redriver("r1", "ana@desk", publisher, topics, Pace(rate), partitions, original)
        await redriver.redrive(find(settings, topics, Wanted()), on_progress)
    return redriver


async def test_events_come_back_verbatim_and_in_order_and_each_is_recorded(settings: Settings) -> None:
    topics = Topics(settings)
    letters = [dead_letter(topics.raw.name, number) for number in range(2 * UNCONFIRMED + 1)]
    letters[0] = dead_letter(topics.raw.name, key=None, value=None, headers=())
    await put_letters(settings, *letters)
    redriver = await redrive(settings)
    assert (redriver.progress.redriven, redriver.progress.failed) == (len(letters), [])
    back = await read_topic(settings, topics.raw.name, len(letters))
    expected = [(one.key, one.value, [*one.headers, (REDRIVES, b"1")]) for one in letters]
    assert [(record.key, record.value, list(record.headers)) for record in back] == expected
    recorded = await read_journal(settings, topics)
    assert list(recorded) == [f"{topics.dead_letters.name}/0/{number}" for number in range(len(letters))]
    for number, (one,) in enumerate(recorded.values()):
        assert (one.name, one.by, one.count, one.reason) == ("r1", "ana@desk", 1, "no_article")
        assert one.published.place == f"{topics.raw.name}/0/{number}"
    there = [one async for one in find(settings, topics, Wanted())]
    assert {judge(one, topics, max_redrives=3, again=False) for one in there} == {Fate.DONE}


async def test_a_letter_that_was_cut_is_redriven_with_the_whole_event_from_its_origin(settings: Settings) -> None:
    topics = Topics(settings)
    whole, headers = b"the whole event" * 1_000, [("a", b"1"), ("newsmill-redrives", b"1")]
    await publish_records(settings, topics.raw.name, [(b"host", b"other", ()), (b"host", whole, headers)])

    def cut(offset: int, sha256: str) -> DeadLetter:
        origin = Origin(topic=topics.raw.name, partition=0, offset=offset)
        return dead_letter(topics.raw.name, key=b"ho", value=whole[:10], headers=(), origin=origin,
                           truncated=len(whole), sha256=sha256)  # fmt: skip

    good = hashlib.sha256(whole).hexdigest()
    await put_letters(settings, cut(1, good), cut(0, good), cut(1, "0" * 64), cut(999, good))
    redriver = await redrive(settings, original=partial(with_original, settings))
    assert redriver.progress.redriven == 1
    assert [at.offset for at, _ in redriver.progress.failed] == [1, 2, 3]
    assert [problem.partition("; ")[2] for _, problem in redriver.progress.failed] == [
        f"the whole event was at {topics.raw.name}/0/{place}"
        for place in ("0, where another event lies now", "1, where another event lies now",
                      "999, which that topic does not keep any more")
    ]  # fmt: skip
    back = (await read_topic(settings, topics.raw.name, 3))[2]
    assert (back.key, back.value, list(back.headers)) == (b"host", whole, [("a", b"1"), (REDRIVES, b"2")])


async def test_a_letter_that_was_cut_is_not_redriven_as_it_is(settings: Settings) -> None:
    topics = Topics(settings)
    await put_letters(settings, dead_letter(topics.raw.name, truncated=10, sha256="0" * 64))
    redriver = await redrive(settings)
    assert redriver.progress.redriven == 0
    assert [problem for _, problem in redriver.progress.failed] == ["only the beginning of the value is in the letter"]


async def test_an_interrupted_redrive_records_exactly_what_it_has_published(settings: Settings) -> None:
    topics = Topics(settings)
    await put_letters(settings, *(dead_letter(topics.raw.name, number) for number in range(100)))
    some = asyncio.Event()
    task = asyncio.create_task(
        redrive(settings, rate=50, on_progress=lambda progress: some.set() if progress.redriven > 5 else None)
    )
    await asyncio.wait_for(some.wait(), 60)
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
    back = await read_topic(settings, topics.raw.name, 1)
    recorded = await read_journal(settings, topics)
    assert 0 < len(back) < 100
    assert len(recorded) == len(back)


async def test_an_event_that_its_topic_refuses_is_named_and_the_others_are_redriven(
    kafka: Broker, topic_prefix: str
) -> None:
    if kafka.is_embedded:
        pytest.skip("the embedded broker has no size limit")
    settings = stage_settings(kafka, topic_prefix, compression="none")
    topics = Topics(settings)
    await create_topics(settings, topics)
    large = bytes(int(topics.raw.config["max.message.bytes"]) + 1)
    await put_letters(settings, dead_letter(topics.raw.name, value=large), dead_letter(topics.raw.name, 1))
    redriver = await redrive(settings)
    assert redriver.progress.redriven == 1
    ((at, problem),) = redriver.progress.failed
    assert at.place == f"{topics.dead_letters.name}/0/0"
    assert "does not accept a record of" in problem
    assert list(await read_journal(settings, topics)) == [f"{topics.dead_letters.name}/0/1"]


class Fenced:
    """A publisher that another one has fenced."""

    async def send(self, records: Sequence[Record]) -> Confirmation:
        failed: asyncio.Future[RecordMetadata] = asyncio.get_running_loop().create_future()
        failed.set_exception(ProducerFenced())
        return Confirmation(cast(Publisher, self), [(record, failed) for record in records])


@pytest.mark.parametrize("count", [1, 2 * UNCONFIRMED])
async def test_an_error_that_a_retry_cannot_fix_ends_the_redrive(count: int) -> None:
    async def letters() -> AsyncIterator[Found]:
        for number in range(count):
            yield Found(HERE, dead_letter(RAW, number))

    redriver = Redriver("r", "ana@desk", cast(Publisher, Fenced()), TOPICS, Pace(0), {RAW: 1})
    with pytest.raises(ProducerFenced):
        await redriver.redrive(letters())
    assert redriver.progress.redriven == 0
