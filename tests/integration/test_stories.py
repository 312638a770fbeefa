"""Whole stories, from the file to the event: the samples of the demo, and a clipped article, with and without Kafka."""

import asyncio
import base64
import re
from collections.abc import Iterator
from typing import Any

import orjson
import pytest

from agents.local import LocalPipeline, Output
from agents.sources.inputs import find, read
from agents.sources.item import RawInput
from agents.worker import Worker
from schemas import Article, DeadLetter, Duplicate, EntityType, Reason, SentimentLabel
from streams.kafka.cluster import create_topics
from streams.metrics import Outcome
from streams.settings import load
from tests.support.brokers.records import TopicReader, publish
from tests.support.contract import header_validator, validator
from tests.support.paths import SAMPLES, data

SCHEMAS = {Outcome.DUPLICATE: "duplicate.v1", Outcome.DEAD_LETTER: "dead-letter.v1"}
LIMIT = 90  # seconds


async def process(values: list[bytes]) -> list[Output]:
    async with LocalPipeline(load(pool_size=2)) as pipeline:
        return [output async for output in pipeline.process(values)]


async def test_every_sample_comes_out_as_its_readme_says():
    inputs = [item for item in read(find([str(SAMPLES)])) if isinstance(item, RawInput)]
    outputs = await process([item.value for item in inputs])
    said = (SAMPLES / "README.md").read_text()
    assert [output.outcome for output in outputs] == [expected(cell) for cell in rows(said)]
    articles = [Article.decode(o.event) for o in outputs if o.outcome in (Outcome.NEW, Outcome.UPDATED)]
    assert {article.language.code for article in articles} == {"en", "de", "fr", "ru", "ja", "es"}
    assert [(article.id, article.revision) for article in articles[:2]] == [(articles[0].id, 1), (articles[0].id, 2)]
    wire = articles[2]
    copies = [Duplicate.decode(output.event) for output in outputs if output.outcome is Outcome.DUPLICATE]
    assert [copy.duplicate_of.id for copy in copies[:2]] == [wire.id, wire.id]
    letters = [DeadLetter.decode(output.event) for output in outputs if output.outcome is Outcome.DEAD_LETTER]
    assert [letter.reason for letter in letters] == [Reason(reason) for reason in re.findall(r"letter: (\w+)", said)]
    for output in outputs:
        if output.event is not None:
            validator(SCHEMAS.get(output.outcome, "article.v1")).validate(orjson.loads(output.event))


def rows(table: str) -> Iterator[str]:
    """The last cells of the rows that stand for one event."""
    for line in table.splitlines():
        if re.match(r"\| \d", line) and "see below" not in line:
            yield line.split("|")[-2].strip()


def expected(cell: str) -> Outcome:
    for start, outcome in (
        ("article", Outcome.NEW),
        ("updated", Outcome.UPDATED),
        ("duplicate", Outcome.DUPLICATE),
        ("dead letter", Outcome.DEAD_LETTER),
    ):
        if cell.startswith(start):
            return outcome
    raise AssertionError(cell)


@pytest.fixture(params=["text/markdown", "text/plain"])
def clipped(request) -> bytes:
    (path,) = data("seed").glob("*.txt")
    content = base64.b64encode(path.read_bytes()).decode()
    return orjson.dumps({"id": path.name, "content_base64": content, "content_type": request.param})


async def through_kafka(broker: Any, prefix: str, value: bytes) -> Article:
    settings = load(broker=broker.url, topic_prefix=prefix, partitions=2, http_port=0, pool_size=1, session_timeout=4)
    worker, stop = Worker(settings), asyncio.Event()
    await create_topics(settings, worker.topics)
    await publish(broker.bootstrap, worker.topics.raw.name, [(None, value)])
    running = asyncio.create_task(worker.run(stop))
    try:
        async with TopicReader(broker.bootstrap, worker.topics.articles.name) as reader, asyncio.timeout(LIMIT):
            while not (records := await reader.read()):
                pass
    finally:
        stop.set()
        assert await running
    headers = dict(records[0].headers)
    header_validator("article").validate({name: text.decode() for name, text in headers.items()})
    validator("article.v1").validate(orjson.loads(records[0].value))
    assert headers["ce_type"] == b"news.article.v1"
    assert re.fullmatch(rb"00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}", headers["traceparent"])
    article = Article.decode(records[0].value)
    assert records[0].key == article.id.encode()
    assert article.provenance.origin is not None
    assert article.provenance.origin.topic == worker.topics.raw.name
    return article


async def test_a_clipped_article_comes_through_kafka_clean_and_enriched(broker, topic_prefix, clipped):
    check(await through_kafka(broker, topic_prefix, clipped))


async def test_a_clipped_article_is_processed_without_kafka_the_same_way(clipped):
    (output,) = await process([clipped])
    check(Article.decode(output.event))


def check(article: Article) -> None:
    assert article.title == "Russian Foreign Minister Says EU ‘Destroyed’ Relations with Moscow"
    assert article.published_at is not None
    assert article.published_at.date().isoformat() == "2021-03-23"
    assert article.canonical_url == (
        "https://www.themoscowtimes.com/2021/03/23/"
        "russian-foreign-minister-says-eu-destroyed-relations-with-moscow-a73331"
    )
    assert (article.source.name, article.source.domain) == ("The Moscow Times", "themoscowtimes.com")
    assert article.language.code == "en"
    check_text(article.text)
    entities = {entity.name: entity for entity in article.entities}
    kinds = {name: entities[name].type for name in ("Sergei Lavrov", "European Union", "Wang Yi", "TASS")}
    assert kinds == {
        "Sergei Lavrov": EntityType.PERSON,
        "European Union": EntityType.ORG,
        "Wang Yi": EntityType.PERSON,
        "TASS": EntityType.ORG,
    }
    assert {entities[name].type for name in ("Moscow", "China", "Guilin")} == {EntityType.GPE}
    assert {"Lavrov", "EU"}.isdisjoint(entities)
    assert {"Sergei Lavrov", "Lavrov"} == {mention.text for mention in entities["Sergei Lavrov"].mentions}
    assert {"European Union", "EU"} == {mention.text for mention in entities["European Union"].mentions}
    for entity in article.entities:
        assert all(article.text[one.start : one.end] == one.text for one in entity.mentions)
    assert sum(entity.salience for entity in article.entities) == pytest.approx(1, abs=0.01)
    assert article.sentiment is not None
    assert article.sentiment.label is SentimentLabel.NEGATIVE


def check_text(text: str) -> None:
    paragraphs = text.split("\n")
    assert paragraphs[0].startswith("Russian Foreign Minister Sergei Lavrov has accused European Union leaders")
    assert paragraphs[-1].endswith("promoting our relations in all areas,” he said.") or paragraphs[-1].endswith(
        'promoting our relations in all areas," he said.'
    )
    for left_out in (
        "during his visit to China",
        "Russian Foreign Ministry",
        "Related article",
        "Original url",
        "http",
    ):
        assert left_out not in text
    assert "individual European countries that want to be guided by their national interests" in text
