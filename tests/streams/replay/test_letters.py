"""Dead letters, read: the wanted ones of all partitions, and records that are not letters marked as such."""

from datetime import timedelta
from typing import Any

import pytest

from schemas import Origin, Reason
from streams.kafka.cluster import create_topics
from streams.kafka.reader import Received
from streams.records import REDRIVES, Record
from streams.replay.letters import Found, Wanted, Whereabouts, find, look_at, read_at
from streams.settings import Settings
from streams.topics import Topics
from tests.conftest import Broker
from tests.support.running.letters import FAILED_AT, dead_letter, put, put_letters
from tests.support.running.stage import stage_settings

TOPICS = Topics(Settings(topic_prefix="p-"))
RAW = TOPICS.raw.name
HERE = Origin(topic=TOPICS.dead_letters.name, partition=0, offset=3, timestamp=FAILED_AT)


def found(**changes: Any) -> Found:
    return Found(HERE, dead_letter(RAW, 7, **changes))


UNREADABLE = Found(HERE, None, "not a dead letter")


@pytest.mark.parametrize(
    "wanted, takes",
    [
        (Wanted(), True),
        (Wanted(reasons=[Reason.NO_ARTICLE, Reason.UNEXPECTED]), True),
        (Wanted(reasons=[Reason.UNEXPECTED]), False),
        (Wanted(stages=["enrich", "extract"]), True),
        (Wanted(stages=["enrich"]), False),
        (Wanted(since=FAILED_AT), True),
        (Wanted(since=FAILED_AT + timedelta(microseconds=1)), False),
        (Wanted(until=FAILED_AT), False),
        (Wanted(until=FAILED_AT + timedelta(microseconds=1)), True),
        (Wanted(key=b"key"), True),
        (Wanted(key=b"ke"), False),
        (Wanted(key=b""), False),
        (Wanted(origin=Whereabouts(RAW)), True),
        (Wanted(origin=Whereabouts(RAW, 0)), True),
        (Wanted(origin=Whereabouts(RAW, 0, 7)), True),
        (Wanted(origin=Whereabouts(RAW, 0, 8)), False),
        (Wanted(origin=Whereabouts(RAW, 1)), False),
        (Wanted(origin=Whereabouts(TOPICS.fetch.name)), False),
        (Wanted(reasons=[Reason.NO_ARTICLE], stages=["enrich"]), False),
    ],
)
def test_a_letter_is_wanted_if_it_passes_every_filter(wanted: Wanted, takes: bool) -> None:
    assert wanted.takes(found()) is takes


def test_a_letter_without_an_origin_passes_no_filter_by_origin() -> None:
    assert Wanted().takes(found(origin=None))
    assert not Wanted(origin=Whereabouts(RAW)).takes(found(origin=None))


@pytest.mark.parametrize(
    "wanted, takes",
    [
        (Wanted(), True),
        (Wanted(since=FAILED_AT), True),
        (Wanted(until=FAILED_AT), False),
        (Wanted(reasons=[Reason.NO_ARTICLE]), False),
        (Wanted(stages=["extract"]), False),
        (Wanted(key=b""), False),
        (Wanted(origin=Whereabouts(RAW)), False),
    ],
)
def test_an_unreadable_record_is_only_found_by_its_time(wanted: Wanted, takes: bool) -> None:
    assert wanted.takes(UNREADABLE) is takes


@pytest.mark.parametrize(
    "text, read",
    [
        ("raw", Whereabouts(RAW)),
        ("p-news.raw.v1", Whereabouts(RAW)),
        ("raw[3]", Whereabouts(RAW, 3)),
        ("raw[3]@17", Whereabouts(RAW, 3, 17)),
        ("dead-letters[0]@0", Whereabouts(TOPICS.dead_letters.name, 0, 0)),
        (f"{RAW}/3/17", Whereabouts(RAW, 3, 17)),
        ("retry.10m[1]", Whereabouts("p-newsmill.retry.10m.v1", 1)),
        ("others", Whereabouts("others")),
    ],
)
def test_a_place_is_read_as_newsmill_prints_it(text: str, read: Whereabouts) -> None:
    assert Whereabouts.read(text, TOPICS) == read


@pytest.mark.parametrize("text", ["", "[3]@17", "raw[x]", "raw@17", "raw[1]@", "raw[1]@-2", "a/b", "raw[1]@2 "])
def test_a_wrong_place_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="expected TOPIC"):
        Whereabouts.read(text, TOPICS)


@pytest.mark.parametrize(
    "headers, redrives",
    [([], 0), ([(REDRIVES, b"2")], 2), ([(REDRIVES, b"1"), (REDRIVES, b"2")], 2), ([(REDRIVES, b"-1")], 0),
     ([(REDRIVES, None)], 0), ([(REDRIVES, b"many")], 0)],
)  # fmt: skip
def test_how_often_an_event_was_redriven_is_in_its_headers(
    headers: list[tuple[str, bytes | None]], redrives: int
) -> None:
    assert found(headers=headers).redrives == redrives


def test_a_record_that_is_not_a_letter_has_a_problem_a_place_and_a_time() -> None:
    record = Received(HERE.topic, 0, 3, FAILED_AT, b"k", b"\xff", (("newsmill-stage", b"extract"),))
    looked = look_at(record)
    assert looked.letter is None
    assert "reason: Field required" in looked.problem
    assert (looked.at, looked.failed_at) == (HERE, FAILED_AT)


@pytest.fixture
async def settings(broker: Broker, topic_prefix: str) -> Settings:
    made = stage_settings(broker, topic_prefix, partitions=2)
    await create_topics(made, Topics(made))
    return made


async def test_the_letters_of_every_partition_are_found_and_the_foreign_records(settings: Settings) -> None:
    topics = Topics(settings)
    letters = [dead_letter(topics.raw.name, number) for number in range(4)]
    await put_letters(settings, *letters[:3])
    foreign = ((), (("newsmill-reason", None),))
    await put(settings, [Record(topics.dead_letters.name, None, None, headers, 1) for headers in foreign])
    await put_letters(settings, letters[3], partition=1)
    progress: list[tuple[int, int]] = []
    there = [one async for one in find(settings, topics, Wanted(), lambda read, total: progress.append((read, total)))]
    there.sort(key=lambda one: (one.at.partition, one.at.offset))
    assert [one.letter for one in there] == [*letters[:3], None, None, letters[3]]
    assert [one.at.place for one in there[3:]] == [f"{topics.dead_letters.name}/1/{offset}" for offset in range(3)]
    assert progress == [(number, 6) for number in range(1, 7)]


async def test_letters_that_failed_in_a_span_of_time_are_found(settings: Settings) -> None:
    topics = Topics(settings)
    letters = [dead_letter(topics.raw.name, n, failed_at=FAILED_AT + timedelta(hours=n)) for n in range(4)]
    await put_letters(settings, *letters)
    wanted = Wanted(since=FAILED_AT + timedelta(hours=1), until=FAILED_AT + timedelta(hours=3))
    assert [one.letter async for one in find(settings, topics, wanted)] == letters[1:3]


async def test_only_the_letters_at_the_given_places_are_read(settings: Settings) -> None:
    topics = Topics(settings)
    letters = [dead_letter(topics.raw.name, number) for number in range(5)]
    await put_letters(settings, *letters)
    there = [one.letter async for one in read_at(settings, topics, {(0, 1), (0, 3), (0, 99), (1, 0)})]
    assert there == [letters[1], letters[3]]


async def test_an_empty_topic_has_no_letters(settings: Settings) -> None:
    assert [one async for one in find(settings, Topics(settings), Wanted())] == []
