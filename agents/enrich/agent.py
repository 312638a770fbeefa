"""The enrich stage on Kafka: unique articles in, the public article events out."""

import time
from datetime import UTC, datetime

from agents.enrich.sources import CLASSES, Sources
from agents.enrich.traits import Traits
from agents.work import enrich_event
from streams.delivery.pool import Pool
from streams.delivery.stage import Incoming, Result, Work
from streams.metrics import Metrics, Outcome
from streams.records import ARTICLE_TYPE, REPLAY, Record, cloud_event_headers, header, passed_on
from streams.stages import Stage
from streams.topics import Topics


def enrich_work(pool: Pool, topics: Topics, metrics: Metrics) -> Work:
    """Make the stage's work: one call into the pool, then the article as subscribers get it."""
    seconds = metrics.stage_seconds.labels(stage=Stage.ENRICH)
    sources = Sources()

    async def work(incoming: Incoming) -> Result:
        done = await pool.run(enrich_event, incoming.value)
        seconds.observe(done.seconds)
        if done.traits is not None:
            _count(done.traits, sources, metrics)
        headers = cloud_event_headers(ARTICLE_TYPE, f"{done.id}.{done.revision}", datetime.now(UTC))
        headers += passed_on(incoming.headers, incoming.place)
        record = Record(topics.articles.name, done.id.encode(), done.event, headers)
        is_replay = header(incoming.headers, REPLAY) is not None  # its age says nothing about the service
        raw_timestamp = None if is_replay else done.raw_timestamp
        return Result(Outcome.PUBLISHED, (record,), raw_timestamp, article=done.id)

    return work


def _count(traits: Traits, sources: Sources, metrics: Metrics) -> None:
    """Add an article's traits to the counts of content."""
    partial = "true" if traits.is_partial else "false"
    metrics.articles.labels(language=traits.language, method=traits.method, partial=partial).inc()
    metrics.words.observe(traits.words)
    metrics.sentiments.labels(sentiment=traits.sentiment).inc()
    for kind, mentions in traits.mentions.items():
        metrics.mentions.labels(type=kind).inc(mentions)
    if traits.source is not None:
        sources.note(traits.source, time.monotonic())
        for articles in CLASSES:
            metrics.sources.labels(articles=articles).set(sources.classes[articles])
