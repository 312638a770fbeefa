"""Bad input among good: each becomes a dead letter with its reason and its bytes, and its neighbours come through."""

import asyncio
import base64
import random
from typing import TypeAlias

import orjson
import pytest
from aiokafka import ConsumerRecord

from agents.worker import Worker
from schemas import Article, DeadLetter, RawArticle, Reason
from streams.kafka.cluster import create_topics
from streams.settings import load
from tests.support.articles.pages import page, story
from tests.support.brokers.records import TopicReader, publish
from tests.support.running.faults import HANG, KILL, breakable_extract_event, with_extract_task

Records: TypeAlias = dict[str, list[ConsumerRecord]]

MIB = 1024 * 1024


def event(**fields: object) -> bytes:
    return orjson.dumps({"url": "https://herald.example/bad", "id": "bad"} | fields)


def picture() -> str:
    """Bytes that are text in no charset."""
    return base64.b64encode(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + random.Random(1).randbytes(5_000)).decode()


BAD = {
    "not JSON": (b'{"url": "https://herald.example/x", "content": "<p>and then', Reason.INVALID_JSON),
    "not UTF-8": (b'{"content": "\xff\xfe\xfa"}', Reason.INVALID_JSON),
    "no value": (None, Reason.INVALID_JSON),
    "an empty value": (b"", Reason.INVALID_JSON),
    "not an object": (b'["https://herald.example/x"]', Reason.NOT_AN_OBJECT),
    "neither url nor content": (b'{"id": "17", "title": "A title"}', Reason.MISSING_CONTENT),
    "a wrong type": (event(content=["<p>", "</p>"]), Reason.INVALID_FIELD),
    "a time that is not a time": (event(content="<p>x</p>", published_at="yesterday"), Reason.INVALID_FIELD),
    "an unknown content type": (event(content="%PDF-1.7", content_type="application/pdf"),
                                Reason.UNSUPPORTED_CONTENT_TYPE),
    "base64 that is not base64": (event(content_base64="%%%"), Reason.UNDECODABLE_CONTENT),
    "bytes that are not text": (event(content_base64=picture()), Reason.UNDECODABLE_CONTENT),
    "a page of 20 MB": (event(content="<p>" + "news and more news " * (20 * MIB // 19) + "</p>"), Reason.TOO_LARGE),
    "an empty page": (event(content=""), Reason.NO_ARTICLE),
    "a page without text": (event(content="<html><head><script>1</script></head><body></body></html>"),
                            Reason.NO_ARTICLE),
    "a page that is never done": (event(content=page("Hang", [HANG.decode()])), Reason.DEADLINE_EXCEEDED),
    "a page that kills the child": (event(content=page("Kill", [KILL.decode()])), Reason.WORKER_CRASHED),
}  # fmt: skip


def good(number: int) -> bytes:
    url = f"https://herald.example/good/{number}"
    return RawArticle(url=url, id=f"good-{number}", content=page(f"Good {number}", story(number))).encode()


@pytest.fixture(scope="module")
def outcome() -> dict[str, Records]:
    """The records of the one run on each broker."""
    return {}


async def run_through(broker: object, prefix: str) -> Records:
    """Send all bad events, a good one after each, through a worker; returns the public topics' records."""
    settings = load(
        broker=broker.url, topic_prefix=prefix, partitions=2, http_port=0, pool_size=2, task_deadline=3.0,
        session_timeout=4.0,
    )  # fmt: skip
    worker, stop = Worker(settings, specs=with_extract_task(breakable_extract_event)), asyncio.Event()
    topics = worker.topics
    await create_topics(settings, topics)
    values = [value for number, (bad, _) in enumerate(BAD.values()) for value in (bad, good(number))]
    await publish(broker.bootstrap, topics.raw.name, [(b"one key: one partition", value) for value in values])
    running = asyncio.create_task(worker.run(stop))
    found: Records = {"articles": [], "dead letters": []}
    try:
        async with TopicReader(broker.bootstrap, topics.articles.name, topics.dead_letters.name) as reader:
            await asyncio.wait_for(collect(reader, topics.articles.name, found), 90)
    finally:
        stop.set()
        assert await running
    return found


async def collect(reader: TopicReader, articles: str, found: Records) -> None:
    while len(found["articles"]) + len(found["dead letters"]) < 2 * len(BAD):
        for record in await reader.read():
            found["articles" if record.topic == articles else "dead letters"].append(record)


@pytest.fixture
async def run(broker, topic_prefix, outcome) -> Records:
    name = type(broker).__name__
    if name not in outcome:
        outcome[name] = await run_through(broker, topic_prefix)
    return outcome[name]


def letter(record: ConsumerRecord) -> DeadLetter:
    return DeadLetter.from_record(record.key, record.value, record.headers)


@pytest.mark.parametrize("name", BAD)
def test_bad_input_becomes_a_dead_letter_with_its_reason_and_its_bytes(run: Records, name: str):
    value, reason = BAD[name]
    letters = [letter(record) for record in run["dead letters"]]
    found = [one for one in letters if one.value == value]
    assert [one.reason for one in found] == [reason], found
    assert found[0].key == b"one key: one partition"
    assert found[0].stage == "extract"
    assert found[0].error
    assert found[0].origin is not None
    assert found[0].origin.topic.endswith("news.raw.v1")


def test_the_neighbours_of_bad_input_come_through(run: Records):
    articles = [Article.decode(record.value) for record in run["articles"]]
    assert sorted(article.raw_id for article in articles) == sorted(f"good-{number}" for number in range(len(BAD)))


def test_the_origin_of_a_dead_letter_is_where_the_bad_event_lies(run: Records):
    offsets = {one.value: one.origin.offset for one in map(letter, run["dead letters"])}
    assert offsets == {value: 2 * number for number, (value, _) in enumerate(BAD.values())}
