"""The journal of redrives: read back by the dead letter's place, oldest first, without foreign records."""

from datetime import UTC, datetime, timedelta

from schemas import Origin
from streams.kafka.cluster import create_topics
from streams.records import Record
from streams.replay.journal import Redrive, read_journal, run_name
from streams.settings import Settings
from streams.topics import Topics
from tests.conftest import Broker
from tests.support.running.letters import FAILED_AT, put
from tests.support.running.stage import stage_settings

LETTER = Origin(topic="news.dead-letters.v1", partition=0, offset=3)


def redrive(count: int, letter: Origin = LETTER) -> Redrive:
    return Redrive(
        name="r",
        at=FAILED_AT + timedelta(hours=count),
        by="ana@desk",
        letter=letter,
        published=Origin(topic="news.raw.v1", partition=1, offset=count),
        reason="no_article",
        count=count,
    )


def test_the_key_of_a_record_is_the_letters_place() -> None:
    assert redrive(1).record(Topics(Settings())).key == b"news.dead-letters.v1/0/3"


async def test_redrives_are_read_by_place_oldest_first_and_foreign_records_are_skipped(
    broker: Broker, topic_prefix: str
) -> None:
    settings = stage_settings(broker, topic_prefix)
    topics = Topics(settings)
    await create_topics(settings, topics)
    other = LETTER.model_copy(update={"offset": 4})
    foreign = [Record(topics.redrives.name, b"x", value) for value in (b"not JSON", b"{}", None)]
    recorded = [one.record(topics) for one in (redrive(1), redrive(1, other), redrive(2))]
    await put(settings, [recorded[0], *foreign, *recorded[1:]])
    assert await read_journal(settings, topics) == {
        LETTER.place: (redrive(1), redrive(2)),
        other.place: (redrive(1, other),),
    }


def test_the_name_of_a_run_is_the_time_it_begins() -> None:
    assert run_name(datetime(2026, 11, 24, 9, 30, 0, 17, tzinfo=UTC)) == "20261124T093000.000017Z"
