"""Replays and redrives through a whole worker: the same comes out again, and after a fix an article comes out."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition

from agents.extract.agent import Task
from agents.extract.task import extract_event
from agents.worker import Worker
from schemas import Article, DeadLetter, Duplicate, RawArticle, Reason
from streams.kafka.cluster import admin, create_topics
from streams.records import Record
from streams.settings import Settings, load
from streams.stages import Stage
from streams.topics import Topics, consumer_group
from tests.support.articles.pages import page, story
from tests.support.brokers.records import TopicReader
from tests.support.running.cli import newsmill, said
from tests.support.running.faults import BREAK, breakable_extract_event, with_extract_task
from tests.support.running.letters import put

LIMIT = 120  # seconds
HOST = "https://herald.example"
MANY = 4  # stories without copies
TRACE = b"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


def settings_of(broker: Any, prefix: str) -> Settings:
    return load(
        broker=broker.url, topic_prefix=prefix, partitions=2, http_port=0, pool_size=1, session_timeout=4.0,
        retry_delays="",
    )  # fmt: skip


def place_of(settings: Settings) -> dict[str, str]:
    return {
        "NEWSMILL_BROKER": settings.broker,
        "NEWSMILL_TOPIC_PREFIX": settings.topic_prefix,
        "NEWSMILL_RETRY_DELAYS": "",
    }


@asynccontextmanager
async def working(settings: Settings, task: Task = extract_event) -> AsyncIterator[Worker]:
    worker, stop = Worker(settings, specs=with_extract_task(task)), asyncio.Event()
    running = asyncio.create_task(worker.run(stop))
    try:
        yield worker
    finally:
        stop.set()
        assert await running


class Outputs:
    """The events on the public topics, read as they arrive."""

    def __init__(self, reader: TopicReader, topics: Topics) -> None:
        self._reader = reader
        self._kinds = {topics.articles.name: "articles", topics.duplicates.name: "duplicates",
                       topics.dead_letters.name: "letters"}  # fmt: skip

    async def take(self, **counts: int) -> dict[str, list[ConsumerRecord]]:
        """Read until the counts are reached, then for half a second in which nothing may arrive."""
        found: dict[str, list[ConsumerRecord]] = {kind: [] for kind in self._kinds.values()}
        async with asyncio.timeout(LIMIT):
            while any(len(found[kind]) < count for kind, count in counts.items()):
                for record in await self._reader.read(0.5):
                    found[self._kinds[record.topic]].append(record)
        assert not await self._reader.read(0.5)
        assert {kind: len(records) for kind, records in found.items()} == counts
        return found


@asynccontextmanager
async def outputs(settings: Settings) -> AsyncIterator[Outputs]:
    topics = Topics(settings)
    names = topics.articles.name, topics.duplicates.name, topics.dead_letters.name
    async with TopicReader(settings.bootstrap, *names) as reader:
        yield Outputs(reader, topics)


def raw_event(topic: str, number: int, path: str, text: int) -> Record:
    url = f"{HOST}/{path}"
    event = RawArticle(url=url, id=f"raw-{number}", content=page(f"Story {path}", story(text), size=0))
    return Record(topic, b"one key: one order", event.encode())


def raw_events(topic: str) -> list[Record]:
    """Stories, one of them again as it was and again with another text, a copy, a CloudEvent and a broken event."""
    cloud = [("ce_specversion", b"1.0"), ("ce_id", b"cloud"), ("ce_subject", f"{HOST}/cloud".encode()),
             ("content-type", b"text/html")]  # fmt: skip
    return [
        *(raw_event(topic, number, f"story-{number}", number) for number in range(MANY)),
        raw_event(topic, 10, "story-0", 0),
        raw_event(topic, 11, "story-1", 100),
        raw_event(topic, 12, "copy-of-2", 2),
        Record(topic, b"one key: one order", page("Cloud", story(200), size=0).encode(), cloud),
        Record(topic, b"one key: one order", b"{broken"),
    ]


def articles(records: list[ConsumerRecord]) -> set[tuple[Any, ...]]:
    """Return what must be the same again: of each article its identity, its text, its origin and its trace."""
    found = set()
    for record in records:
        one = Article.decode(record.value)
        found.add((one.id, one.revision, one.status, one.text, one.canonical_url, record.key))
    return found


def traces(records: list[ConsumerRecord]) -> set[tuple[Any, ...]]:
    """Return the origins and traces of articles."""
    headers = [(Article.decode(record.value).provenance.origin, dict(record.headers)) for record in records]
    return {(origin, found["traceparent"]) for origin, found in headers}


async def offsets(settings: Settings) -> tuple[dict[Any, int], dict[Any, int]]:
    """Return the raw topic's ends and what the live extract group has committed of them."""
    topic = Topics(settings).raw.name
    places = [TopicPartition(topic, partition) for partition in range(settings.partitions)]
    async with AIOKafkaConsumer(bootstrap_servers=settings.bootstrap) as consumer:
        ends = await consumer.end_offsets(places)
    async with admin(settings) as client:
        group = consumer_group(settings, Stage.EXTRACT)
        committed = await client.list_consumer_group_offsets(group, partitions=places)
    return ends, {place: max(0, one.offset) for place, one in committed.items()}


async def until_committed(settings: Settings) -> tuple[dict[Any, int], dict[Any, int]]:
    async with asyncio.timeout(LIMIT):
        while True:
            ends, committed = await offsets(settings)
            if ends == committed:
                return ends, committed
            await asyncio.sleep(0.2)


async def test_replayed_raw_events_come_out_with_the_same_ids_revisions_and_texts(broker, topic_prefix: str) -> None:
    settings = settings_of(broker, topic_prefix)
    topics = Topics(settings)
    await create_topics(settings, topics)
    await put(settings, raw_events(topics.raw.name))
    async with working(settings) as worker, outputs(settings) as out:
        first = await out.take(articles=MANY + 2, duplicates=1, letters=1)
        before = await until_committed(settings)
        aged = worker.metrics.registry.get_sample_value("newsmill_article_age_seconds_count")
        assert aged == MANY + 2

        done = await asyncio.to_thread(newsmill, "replay", "--from", "beginning", "--name", "r", **place_of(settings))
        assert (done.returncode, said(done)[0].startswith("9 events replayed as r: raw[")) == (0, True)

        # The event that was unchanged says what was decided on its text, so it is an article again.
        again = await out.take(articles=MANY + 3, duplicates=1, letters=1)
        assert await offsets(settings) == before, "the live group and the raw topic were left alone"
        assert worker.metrics.registry.get_sample_value("newsmill_article_age_seconds_count") == aged

    assert articles(again["articles"]) == articles(first["articles"])
    assert traces(again["articles"]) >= traces(first["articles"])
    one, other = (Duplicate.decode(found["duplicates"][0].value) for found in (first, again))
    assert (one.id, one.duplicate_of) == (other.id, other.duplicate_of)
    letters = [letter(found["letters"][0]) for found in (first, again)]
    assert {(one.value, one.reason) for one in letters} == {(b"{broken", Reason.INVALID_JSON)}


def letter(record: ConsumerRecord) -> DeadLetter:
    return DeadLetter.from_record(record.key, record.value, record.headers)


async def test_a_dead_letter_becomes_an_article_once_its_stage_is_fixed_and_is_not_redriven_for_ever(
    broker, topic_prefix: str
) -> None:
    settings = settings_of(broker, topic_prefix)
    topics = Topics(settings)
    await create_topics(settings, topics)
    event = RawArticle(url=f"{HOST}/broken", content=page("Broken", [*story(1), BREAK.decode()]))
    await put(settings, [Record(topics.raw.name, b"key", event.encode(), [("traceparent", TRACE)])])

    def redrive(*options: str) -> tuple[int, bytes]:
        done = newsmill("dead-letters", "redrive", "--yes", *options, **place_of(settings))
        return done.returncode, done.stdout

    async with outputs(settings) as out:
        async with working(settings, breakable_extract_event):
            first = letter((await out.take(articles=0, duplicates=0, letters=1))["letters"][0])
            assert first.reason is Reason.UNEXPECTED
            assert (await asyncio.to_thread(redrive, "--max-redrives", "1"))[0] == 0
            second = letter((await out.take(articles=0, duplicates=0, letters=1))["letters"][0])
            assert second.headers == (("traceparent", TRACE), ("newsmill-redrives", b"1"))
            assert second.value == first.value
            code, said = await asyncio.to_thread(redrive, "--max-redrives", "1")
            assert (code, b"1 refused: redriven too often already" in said) == (1, True)
            assert b"1 redriven already" in said
        async with working(settings):
            assert (await asyncio.to_thread(redrive))[0] == 0
            (article,) = (await out.take(articles=1, duplicates=0, letters=0))["articles"]
    assert Article.decode(article.value).url == event.url
    headers = dict(article.headers)
    assert (headers["traceparent"], headers["newsmill-redrives"]) == (TRACE, b"2")
