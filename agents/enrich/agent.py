"""The enrich stage: unique articles in, the public article events out."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache, partial
from itertools import chain

from prometheus_client import Counter

from agents.done import Output, Step
from agents.enrich.models import ModelUnusable, check_models
from agents.enrich.sources import CLASSES, Sources
from agents.enrich.task import enrich_event, enricher, warm
from agents.enrich.tiers import Choice
from agents.enrich.traits import NONE, Traits
from agents.means import Means
from schemas import EntityType, SentimentLabel
from streams.delivery.event import Incoming, Result, Work
from streams.metrics import Outcome
from streams.records import ARTICLE_TYPE, REPLAY, Record, cloud_event_headers, header, passed_on
from streams.settings import InvalidSettings, Settings
from streams.stages import Stage


def choice_of(settings: Settings) -> Choice:
    """Return what the settings choose, as it travels to the pool."""
    return Choice(tuple(settings.models_by_language.items()), settings.enrichment)


def check_enrich(settings: Settings) -> None:
    """Check that the entity models can be used; raises InvalidSettings."""
    try:
        check_models(settings.models_by_language)
    except ModelUnusable as error:
        raise InvalidSettings(str(error)) from None


def load_enrich(settings: Settings) -> Callable[[], object]:
    """Return what loads the models in a child of the pool."""
    return partial(enricher, choice_of(settings))


def warm_enrich(settings: Settings) -> Callable[[], object]:
    """Return what loads the models in a child of the pool and runs them once."""
    return partial(warm, choice_of(settings))


class EnrichWork(Work):
    """One call into the pool, then the article as subscribers get it."""

    def __init__(self, means: Means) -> None:
        super().__init__()
        self._pool = means.pool
        self._choice = choice_of(means.settings)
        self._topic = means.topics.articles.name
        self._metrics = means.metrics
        self._seconds = means.metrics.stage_seconds.labels(stage=Stage.ENRICH)
        self._sources = Sources()
        self._articles = cache(means.metrics.articles.labels)
        # Exposed from the start: Prometheus does not see a rise from nothing. Those of articles would be 600.
        metrics = means.metrics
        self._sentiments: dict[str, Counter] = {
            label: metrics.sentiments.labels(sentiment=label) for label in chain(SentimentLabel, [NONE])
        }
        self._mentions: dict[str, Counter] = {kind: metrics.mentions.labels(type=kind) for kind in EntityType}
        self._classes = {articles: metrics.sources.labels(articles=articles) for articles in CLASSES}

    async def __call__(self, incoming: Incoming) -> Result:
        """Enrich one article."""
        done = await self._pool.run(enrich_event, incoming.value, self._choice)
        self._seconds.observe(done.seconds)
        self._count(done.traits)
        headers = cloud_event_headers(ARTICLE_TYPE, f"{done.id}.{done.revision}", datetime.now(UTC))
        headers += passed_on(incoming.headers, incoming.place)
        record = Record(self._topic, done.id.encode(), done.event, headers)
        is_replay = header(incoming.headers, REPLAY) is not None  # its age says nothing about the service
        raw_timestamp = None if is_replay else done.raw_timestamp
        return Result(Outcome.PUBLISHED, (record,), raw_timestamp, article=done.id)

    def _count(self, traits: Traits) -> None:
        """Add an article's traits to the metrics of content."""
        metrics = self._metrics
        partial = "true" if traits.is_partial else "false"
        self._articles(language=traits.language, method=traits.method, partial=partial).inc()
        metrics.words.observe(traits.words)
        self._sentiments[traits.sentiment].inc()
        for kind, mentions in traits.mentions.items():
            self._mentions[kind].inc(mentions)
        if traits.source is not None:
            self._sources.note(traits.source, time.monotonic())
            for articles, shown in self._classes.items():
                shown.set(self._sources.classes[articles])


def enrich_locally(means: Means) -> Step:
    """Return the stage without Kafka."""
    choice = choice_of(means.settings)

    async def step(before: Output) -> Output:
        done = await means.pool.run(enrich_event, before.event, choice)
        return Output(before.outcome, done.event)

    return step
