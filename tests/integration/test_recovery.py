"""Injury: the deduplicator is killed repeatedly. Its verdicts must be those of an unbroken run."""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

import orjson
import pytest
from aiokafka import ConsumerRecord

from agents.done import Done
from agents.extract.task import extract_event
from schemas import RawArticle
from streams.kafka.cluster import create_topics
from streams.settings import Settings, load
from streams.stages import Stage
from streams.topics import Topics
from tests.support.articles.pages import page, story
from tests.support.brokers.records import TopicReader, publish
from tests.support.running.load import url
from tests.support.running.stage import committed
from tests.support.running.worker import WorkerProcess

EVENTS = 1_500
STORIES = 300
CHUNKS = 6  # the worker is killed within each but the last
SETTINGS = {"partitions": 2, "stages": "deduplicate", "session_timeout": 6, "retry_delays": ""}
IDLE = 60.0  # seconds
Verdict: TypeAlias = tuple[object, ...]


def texts(dice: random.Random) -> Iterator[tuple[str, list[str]]]:
    """Yield addresses and texts; hardly one of them can be judged without the earlier ones.

    Known texts come again, earlier revisions return, other sites copy a text, shorten it or quote half of it.
    """
    for _ in range(EVENTS):
        number = dice.randrange(STORIES)
        paragraphs = story(number * 100 + dice.choice((0, 0, 0, 1, 2)))
        match dice.randrange(6):
            case 0:
                yield url(number, "courier"), paragraphs
            case 1:
                yield url(number, f"site-{dice.randrange(3)}"), paragraphs[:-1]
            case 2:
                yield url(number, "excerpts"), paragraphs[:3]
            case _:
                yield url(number), paragraphs


def extracted_events() -> list[tuple[bytes, bytes]]:
    """Return what extraction makes of the texts, under one language: all in one partition, in one order."""
    events = []
    for address, paragraphs in texts(random.Random(7)):
        raw = RawArticle(url=address, content=page("A story", paragraphs, size=3_000), language="en")
        done = extract_event(raw.encode(), None, 1_000_000)
        assert isinstance(done, Done)
        events.append((b"en", done.event))
    return events


class Verdicts:
    """What the stage has published so far."""

    def __init__(self, topics: Topics) -> None:
        self._topics = topics
        self.records = 0
        self.unique: dict[Verdict, int] = {}  # how often each was published
        self.duplicates: dict[Verdict, int] = {}

    def take(self, record: ConsumerRecord) -> None:
        event = orjson.loads(record.value)
        self.records += 1
        if record.topic == self._topics.unique.name:
            links = orjson.dumps([event.get("near_duplicates"), event.get("contained_in")])
            verdict: Verdict = (event["id"], event["revision"], event["status"], event["fingerprint"], links)
            self.unique[verdict] = self.unique.get(verdict, 0) + 1
        else:
            verdict = (event["id"], event["fingerprint"], orjson.dumps(event["duplicate_of"]))
            self.duplicates[verdict] = self.duplicates.get(verdict, 0) + 1


async def judged(
    kafka, prefix: str, log: Path, chunks: list[list[tuple[bytes, bytes]]], dice: random.Random | None
) -> Verdicts:
    """Run the stage over the events; with dice, kill it at a random moment of each chunk and start it again."""
    topics = Topics(settings := load(broker=kafka.url, topic_prefix=prefix, partitions=2, retry_delays=()))
    await create_topics(settings, topics)
    verdicts, sent = Verdicts(topics), 0
    with WorkerProcess(kafka.url, prefix, log, **SETTINGS) as worker:
        async with TopicReader(kafka.bootstrap, topics.unique.name, topics.duplicates.name) as reader:
            for number, chunk in enumerate(chunks):
                await publish(kafka.bootstrap, topics.extracted.name, chunk)
                sent += len(chunk)
                if dice is not None and number < len(chunks) - 1:
                    before, some = verdicts.records, dice.randrange(1, len(chunk) // 8)
                    while verdicts.records < before + some:
                        for record in await reader.read(0.05):
                            verdicts.take(record)
                    await worker.kill()
                    worker.start()
            await worker.await_ready()
            while await acknowledged(settings) < sent:
                for record in await reader.read(0.5):
                    verdicts.take(record)
            await worker.terminate()
            while records := await reader.read(1.0):
                for record in records:
                    verdicts.take(record)
    return verdicts


async def acknowledged(settings: Settings) -> int:
    topic = Topics(settings).extracted.name
    offsets = [await committed(settings, topic, partition, Stage.DEDUPLICATE) for partition in range(2)]
    return sum(offset or 0 for offset in offsets)


@pytest.mark.injury
@pytest.mark.timeout(600)
async def test_a_deduplicator_killed_repeatedly_gives_the_verdicts_of_one_that_never_ended(
    kafka, topic_prefix, tmp_path: Path
):
    if kafka.is_embedded:
        pytest.skip("joins of the embedded broker's groups take seconds of their own")
    events = extracted_events()
    dice = random.Random()
    chunks = [events[start : start + EVENTS // CHUNKS] for start in range(0, EVENTS, EVENTS // CHUNKS)]
    calm = await judged(kafka, f"{topic_prefix}calm-", tmp_path / "calm.log", chunks, None)
    killed = await judged(kafka, f"{topic_prefix}killed-", tmp_path / "killed.log", chunks, dice)

    print(f"{len(calm.unique)} unique and {len(calm.duplicates)} duplicates of {EVENTS} events; "  # noqa: T201
          f"{killed.records - calm.records} of {killed.records} published again after {CHUNKS - 1} kills")  # fmt: skip
    assert set(killed.unique) == set(calm.unique)
    assert set(killed.duplicates) == set(calm.duplicates)
    assert len(calm.unique) > STORIES / 2
    assert len(calm.duplicates) > STORIES / 4
    assert set(calm.unique.values()) == {1}, "without a kill nothing is published twice"
