"""Bad input among good: each becomes a dead letter with its reason and its bytes, and its neighbours come through."""

import asyncio
import base64
import hashlib
import random
from typing import TypeAlias

import orjson
import pytest
from aiokafka import ConsumerRecord

from agents.worker import Worker
from schemas import Article, DeadLetter, Origin, RawArticle, Reason
from schemas.dead_letter import Headers
from streams.delivery.retries import Past
from streams.kafka.cluster import create_topics
from streams.records import ORIGIN, PAST, REDRIVES, REPLAY, TRACEPARENT, kept
from streams.settings import load
from streams.topics import Topics
from tests.conftest import Broker
from tests.support.articles.pages import page, story
from tests.support.brokers.records import TopicReader, producer, publish
from tests.support.running.cli import newsmill
from tests.support.running.faults import HANG, KILL, breakable_extract_event, with_extract_task

ELSEWHERE = Origin(topic="news.raw.v1", partition=99, offset=99)

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


GOOD_HEADERS: Headers = ((REDRIVES, b"1"), (REPLAY, b"again"), (TRACEPARENT, b"no trace"))
ATTACKS: dict[str, Headers] = {
    "a count of 5,000 digits": ((REDRIVES, b"9" * 5_000),),
    "a past with a number of 4,000 digits": ((PAST, b'{"attempts": %s, "waits": 1}' % (b"9" * 4_000)),),
    "a past with another place": ((PAST, Past(attempts=1, waits=1, origin=ELSEWHERE).model_dump_json().encode()),),
    "an origin with another place": ((ORIGIN, ELSEWHERE.model_dump_json().encode()),),
    "an origin that is none": ((ORIGIN, b"\xff" * 9_000),),
    "a trace of 100 kB": ((TRACEPARENT, b"00-" + b"0" * 100_000),),
    "a replay with a name that a terminal obeys": ((REPLAY, b"\x1b[2J"), (REDRIVES, None)),
    "100,000 headers": (("x", None),) * 100_000,
    "a CloudEvent with a page's URL of 1 MB": (
        ("ce_specversion", b"1.0"), ("content-type", b"text/html"), ("ce_subject", b"https://a.example/" * 60_000)),
    "the headers of a dead letter": (("newsmill-reason", b"no_article"), ("newsmill-attempt", b"9" * 5_000)),
}  # fmt: skip


async def test_no_headers_end_a_worker_or_a_command_and_none_from_outside_are_believed(
    broker: Broker, topic_prefix: str
) -> None:
    settings = load(broker=broker.url, topic_prefix=topic_prefix, partitions=1, http_port=0, pool_size=1,
                    session_timeout=4.0, retry_delays="1", compression="none")  # fmt: skip
    worker, stop = Worker(settings), asyncio.Event()
    topics = worker.topics
    await create_topics(settings, topics)
    key, large = b"k" * 100_000, b"{" + bytes(int(topics.dead_letters.config["max.message.bytes"]))
    async with producer(broker.bootstrap) as client:
        for headers in ATTACKS.values():
            for topic in (topics.raw, topics.fetched, topics.retries[0]):
                await client.send_and_wait(topic.name, b"not JSON", key, headers=list(headers))
            await client.send_and_wait(topics.dead_letters.name, b"x", key, headers=list(headers))
        await client.send_and_wait(topics.raw.name, large, b"k")
        await client.send_and_wait(topics.raw.name, good(1), b"k", headers=list(GOOD_HEADERS))
    running = asyncio.create_task(worker.run(stop))
    count = 4 * len(ATTACKS) + 1
    letters: list[ConsumerRecord] = []
    try:
        async with TopicReader(broker.bootstrap, topics.articles.name) as reader, asyncio.timeout(90):
            while not (articles := await reader.read()):
                assert not running.done()
        async with TopicReader(broker.bootstrap, topics.dead_letters.name) as reader, asyncio.timeout(90):
            while len(letters) < count:
                letters += await reader.read()
                assert not running.done()
    finally:
        stop.set()
        assert await running
    check_letters(letters, topics, key, large)
    assert [Article.decode(record.value).raw_id for record in articles] == ["good-1"]
    headers = dict(articles[0].headers)
    assert (headers[REDRIVES], headers[REPLAY]) == (b"1", b"again")
    assert headers[TRACEPARENT] != b"no trace"
    place = {"NEWSMILL_BROKER": broker.url, "NEWSMILL_TOPIC_PREFIX": topic_prefix}
    for words in (("dead-letters", "list"), ("dead-letters", "list", "--json"), ("dead-letters", "summary"),
                  ("dead-letters", "redrive", "--dry-run"), ("dead-letters", "show", "0/12"), ("status", "--json"),
                  ("tail", "dead-letters", "--from-beginning", "--max", str(count)),
                  ("tail", "raw", "--json", "--from-beginning", "--max", str(len(ATTACKS)))):  # fmt: skip
        done = await asyncio.to_thread(newsmill, *words, **place)
        assert done.returncode in (0, 1), done.stderr
        assert b"\x1b" not in done.stdout


def check_letters(records: list[ConsumerRecord], topics: Topics, key: bytes, large: bytes) -> None:
    """Check the letters: one for each attack on each topic, with its bytes and its own place; the large one is cut."""
    read = [letter(record) for record in records if record.value != b"x"]
    assert len(read) == 3 * len(ATTACKS) + 1
    for topic, stage in ((topics.raw, "extract"), (topics.retries[0], "retry")):
        own = [one for one in read if one.origin and one.origin.topic == topic.name and one.truncated is None]
        assert [one.origin.offset for one in own] == list(range(len(ATTACKS)))
        assert {(one.key, one.value, one.stage) for one in own} == {(key, b"not JSON", stage)}
        for one, headers in zip(own, ATTACKS.values(), strict=True):
            assert one.headers == (headers if len(headers) < 1_000 else kept(headers))
    (cut,) = [one for one in read if one.truncated is not None]
    assert (cut.truncated, cut.sha256) == (len(large), hashlib.sha256(large).hexdigest())
    assert large.startswith(cut.value or b"-")
