"""The count of dead letters: those of an hour, each counted once, with a bounded read."""

from datetime import UTC, datetime, timedelta

import pytest

from schemas import Reason
from streams.kafka.cluster import create_topics
from streams.kafka.embedded import EmbeddedBroker
from streams.records import Record
from streams.topics import Topics
from streams.watch import tally
from streams.watch.tally import Tally, newest
from tests.conftest import Broker
from tests.support.running.letters import dead_letter, put, put_letters
from tests.support.running.stage import stage_settings


def test_ranges_are_cut_to_their_newest_records_only_if_there_are_too_many() -> None:
    assert newest({0: range(5, 10), 1: range(3)}, 8) == {0: range(5, 10), 1: range(3)}
    assert newest({0: range(5, 15), 1: range(3)}, 8) == {0: range(11, 15), 1: range(3)}
    assert newest({}, 8) == {}


async def counted(tally: Tally, later: timedelta = timedelta(0)) -> dict[str, int]:
    now = datetime.now(UTC) + later
    await tally.read(now)
    return tally.letters(now).by_reason


async def test_letters_are_counted_once_by_reason_and_forgotten_after_an_hour(
    broker: Broker, topic_prefix: str
) -> None:
    settings = stage_settings(broker, topic_prefix, partitions=2)
    topics = Topics(settings)
    await create_topics(settings, topics)
    await put_letters(settings, dead_letter(topics.raw.name), dead_letter(topics.raw.name, reason=Reason.INVALID_JSON))
    await put(settings, [Record(topics.dead_letters.name, None, b"not a dead letter", (), 1)])
    own = Tally(settings, topics)
    assert await counted(own) == {"no_article": 1, "invalid_json": 1, "unreadable": 1}
    await put_letters(settings, dead_letter(topics.raw.name), partition=1)
    assert await counted(own) == {"no_article": 2, "invalid_json": 1, "unreadable": 1}
    assert await counted(own) == {"no_article": 2, "invalid_json": 1, "unreadable": 1}
    assert next(iter(await counted(Tally(settings, topics)))) == "no_article"
    assert await counted(own, timedelta(minutes=61)) == {}
    assert await counted(Tally(settings, topics), timedelta(minutes=61)) == {}


async def test_letters_above_the_limit_are_cut_and_marked_so_for_an_hour(
    embedded: EmbeddedBroker, topic_prefix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tally, "MOST", 4)
    settings = stage_settings(embedded, topic_prefix)
    topics = Topics(settings)
    await create_topics(settings, topics)
    await put_letters(settings, *(dead_letter(topics.raw.name, offset) for offset in range(6)))
    own, now = Tally(settings, topics), datetime.now(UTC)
    await own.read(now)
    letters = own.letters(now)
    assert (letters.cut, letters.by_reason) == (True, {"no_article": 4})
    assert now - timedelta(minutes=1) < letters.since <= now
    assert own.letters(now + timedelta(minutes=61)).cut is False
