"""A worker killed amid its work and started again: every raw event is accounted for, and nothing means two things.

On the embedded broker; test_kill_storm.py has Apache Kafka.
"""

import asyncio
import signal
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import pytest

from schemas import Article, Duplicate, RawArticle, Status
from streams.cluster import create_topics
from streams.settings import load
from streams.topics import Topics
from tests.support.pages import page, story
from tests.support.records import TopicReader, publish
from tests.support.worker import WorkerProcess

DISTINCT = 850  # stories with a URL of their own
REPEATED = 50  # published again as they were
UPDATED = 50  # published again with another text
COPIED = 50  # published once more at another URL
KILL_AT = 350  # published articles
LIMIT = 240.0  # seconds without an event


@dataclass(frozen=True)
class Published:
    """What was found on the public topics."""

    articles: list[Article]
    duplicates: list[Duplicate]


def url(number: int, host: str = "herald") -> str:
    return f"https://{host}.example/2026/story-{number}"


def raw_event(number: int, *, text: int, host: str = "herald") -> tuple[bytes, bytes]:
    address = url(number, host)
    content = page(f"Story {number} of the day", story(text), canonical=address)
    event = RawArticle(url=address, content=content, id=f"{host}-{number}-{text}")
    return address.encode(), event.encode()


def raw_events() -> list[tuple[bytes, bytes]]:
    first = [raw_event(number, text=number) for number in range(DISTINCT)]
    repeated = [raw_event(number, text=number) for number in range(REPEATED)]
    updated = [raw_event(REPEATED + number, text=10_000 + number) for number in range(UPDATED)]
    copied = [raw_event(number, text=500 + number, host="courier") for number in range(COPIED)]
    return [*first, *repeated, *updated, *copied]


async def read_until(worker: WorkerProcess, bootstrap: str, topics: Topics, enough: int, found: Published) -> None:
    """Read the public topics until so many different events were found on them, or none comes any more."""
    async with TopicReader(bootstrap, topics.articles.name, topics.duplicates.name, topics.dead_letters.name) as reader:
        last = time.monotonic()
        seen: set[object] = set()
        while len(seen) < enough and time.monotonic() - last < LIMIT:
            assert worker.running, worker.log[-3000:]
            for record in await reader.read():
                last = time.monotonic()
                if record.topic == topics.articles.name:
                    article = Article.decode(record.value)
                    found.articles.append(article)
                    seen.add((article.id, article.revision))
                elif record.topic == topics.duplicates.name:
                    found.duplicates.append(Duplicate.decode(record.value))
                    seen.add(found.duplicates[-1].id)
                else:
                    raise AssertionError(f"a dead letter: {record.headers}")


@pytest.mark.slow
@pytest.mark.timeout(900)
async def test_a_killed_worker_loses_nothing_and_says_nothing_twice_with_different_words(
    embedded, topic_prefix, tmp_path: Path
):
    settings = load(broker=embedded.url, topic_prefix=topic_prefix, partitions=4)
    topics = Topics(settings)
    await create_topics(settings, topics)
    await publish(embedded.bootstrap, topics.raw.name, raw_events())
    # A session timeout just above the least a broker allows, so that the killed worker's place is free soon.
    options = {"partitions": 4, "pool_size": 2, "session_timeout": 10}
    found = Published([], [])

    with WorkerProcess(embedded.url, topic_prefix, tmp_path / "first.log", **options) as worker:
        await read_until(worker, embedded.bootstrap, topics, KILL_AT, found)
        worker.signal(signal.SIGKILL)
        assert await asyncio.to_thread(worker.wait) == -signal.SIGKILL

    found = Published([], [])
    with WorkerProcess(embedded.url, topic_prefix, tmp_path / "second.log", **options) as worker:
        await read_until(worker, embedded.bootstrap, topics, DISTINCT + UPDATED + COPIED, found)
        await asyncio.sleep(2)  # what would come too much comes now
        worker.signal(signal.SIGTERM)
        assert await asyncio.to_thread(worker.wait) == 0, worker.log[-3000:]

    check(found)


def check(found: Published) -> None:
    events = len({(one.id, one.revision) for one in found.articles} | {one.id for one in found.duplicates})
    records = len(found.articles) + len(found.duplicates)
    print(f"{records} records of {events} articles and duplicates")  # noqa: T201 - the figure, with pytest -s
    texts = defaultdict(set)
    revisions = defaultdict(set)
    for article in found.articles:
        texts[article.id, article.revision].add(article.text)
        revisions[article.url].add((article.revision, article.status))
    originals = defaultdict(set)
    for duplicate in found.duplicates:
        originals[duplicate.url].add(duplicate.duplicate_of.id)
    known = {article.id for article in found.articles}

    assert {len(variants) for variants in texts.values()} == {1}, "an id and revision with two texts"
    assert {len(variants) for variants in originals.values()} == {1}, "a duplicate of two articles"
    assert set.union(*originals.values()) <= known, "a duplicate of an article that was never published"

    everything = {url(number) for number in range(DISTINCT)} | {url(number, "courier") for number in range(COPIED)}
    assert everything == set(revisions) | set(originals), "a raw event without an article or a duplicate"
    for number in range(DISTINCT):
        if REPEATED <= number < REPEATED + UPDATED:
            assert revisions[url(number)] == {(1, Status.NEW), (2, Status.UPDATED)}, number
        elif url(number) in revisions:
            assert revisions[url(number)] == {(1, Status.NEW)}, number
    for number in range(COPIED):
        pair = {url(500 + number), url(number, "courier")}
        assert len(pair & set(revisions)) == 1, "one of a story and its copy is the article"
        assert len(pair & set(originals)) == 1, "the other one is the duplicate"
