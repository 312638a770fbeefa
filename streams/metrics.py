"""Every metric that newsmill exposes, each with one line of meaning; labels take only values of closed lists."""

from collections.abc import Mapping
from enum import StrEnum
from functools import partial

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from schemas import Reason
from streams.stages import Stage

SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
WORDS = (25, 50, 100, 200, 400, 800, 1600, 3200, 6400)
AGE_SECONDS = (0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600, 14_400, 86_400)


class Outcome(StrEnum):
    """What became of an event at a stage; each event of a stage has exactly one."""

    EXTRACTED = "extracted"
    TO_FETCH = "to_fetch"  # has no content, so it is sent to be fetched
    FETCHED = "fetched"
    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"  # a known article with the same text: nothing is published
    DUPLICATE = "duplicate"
    PUBLISHED = "published"
    RETRY = "retry"  # a transient failure: it waits on a retry topic
    DEAD_LETTER = "dead_letter"


OUTCOMES: Mapping[Stage, tuple[Outcome, ...]] = {
    Stage.EXTRACT: (Outcome.EXTRACTED, Outcome.TO_FETCH),
    Stage.FETCH: (Outcome.FETCHED, Outcome.UNCHANGED),
    Stage.DEDUPLICATE: (Outcome.NEW, Outcome.UPDATED, Outcome.UNCHANGED, Outcome.DUPLICATE),
    Stage.ENRICH: (Outcome.PUBLISHED,),
}
"""The outcomes of each stage's work; an event whose work failed has one of FAILED, at any stage."""

FAILED = (Outcome.RETRY, Outcome.DEAD_LETTER)


class Metrics:
    """All metrics of a worker, on their own registry unless one is given."""

    def __init__(self, registry: CollectorRegistry | None = None) -> None:
        self.registry = registry or CollectorRegistry()
        counter = partial(Counter, registry=self.registry)
        gauge = partial(Gauge, registry=self.registry)
        histogram = partial(Histogram, registry=self.registry)
        self.events_in = counter(
            "newsmill_events_in_total", "Events taken by a stage, redeliveries included.", ["stage"]
        )
        self.events = counter("newsmill_events_total", "Events finished by a stage, by outcome.", ["stage", "outcome"])
        self.dead_letters = counter(
            "newsmill_dead_letters_total", "Dead letters published, by stage and reason.", ["stage", "reason"]
        )
        self.retries = counter(
            "newsmill_retries_total", "Transient failures, by stage and reason.", ["stage", "reason"]
        )
        self.publish_failures = counter(
            "newsmill_publish_failures_total", "Attempts to publish that the broker did not confirm; each is repeated."
        )
        self.offset_gaps = counter(
            "newsmill_offset_gaps_total",
            "Times a consumer received an offset beyond the expected one and went back for the missing records.",
            ["stage"],
        )
        self.fetches = counter(
            "newsmill_fetches_total", "Pages requested by HTTP, by the answer after redirects.", ["answer"]
        )
        self.fetch_deferred = counter(
            "newsmill_fetch_deferred_total",
            "Events sent to a retry topic without a counted attempt: their site's turn was too far off, or memory was "
            "short.",
        )
        self.fetch_waiting = gauge("newsmill_fetch_waiting_events", "Events that wait for their site's turn.")
        self.fetch_left_alone = gauge(
            "newsmill_fetch_left_alone_sites",
            "Sites that are not asked for a while, as they want it or are in trouble.",
        )
        self.articles = counter(
            "newsmill_articles_total",
            "Articles enriched, by language, method of extraction and whether the text is partial.",
            ["language", "method", "partial"],
        )
        self.words = histogram("newsmill_article_words", "Words of enriched articles.", buckets=WORDS)
        self.sentiments = counter(
            "newsmill_article_sentiments_total",
            "Articles enriched, by the sentiment of their text; `none` if there is no model for the language.",
            ["sentiment"],
        )
        self.mentions = counter(
            "newsmill_entity_mentions_total",
            "Mentions of entities in enriched articles, by the entity's type.",
            ["type"],
        )
        self.sources = gauge(
            "newsmill_active_sources",
            "Sources of the articles that this worker enriched in the last 24 hours, by how many articles they had.",
            ["articles"],
        )
        self.stage_seconds = histogram(
            "newsmill_stage_seconds",
            "Time that one event takes at a stage, without waiting and publishing; a page's wait for its site's turn "
            "counts.",
            ["stage"],
            buckets=SECONDS,
        )
        self.age_seconds = histogram(
            "newsmill_article_age_seconds",
            "Time from the raw record's timestamp to the article's publication.",
            buckets=AGE_SECONDS,
        )
        self.in_flight = gauge("newsmill_in_flight_events", "Events taken and not acknowledged yet.", ["stage"])
        self.in_flight_bytes = gauge(
            "newsmill_in_flight_bytes", "Bytes of the events taken and not acknowledged yet.", ["stage"]
        )
        self.lag = gauge(
            "newsmill_lag_events",
            "Events of an assigned partition that are not acknowledged yet, by stage.",
            ["stage", "topic", "partition"],
        )
        self.lag_seconds = gauge(
            "newsmill_lag_seconds",
            "Age of the oldest unacknowledged event of an assigned partition; 0 without lag.",
            ["stage", "topic", "partition"],
        )
        self.commit_age = gauge(
            "newsmill_commit_age_seconds",
            "How long acknowledged events have been waiting for the commit of their offsets; 0 if none is waiting.",
            ["stage"],
        )
        self.assigned = gauge("newsmill_assigned_partitions", "Partitions assigned to this worker.", ["stage"])
        self.rebalances = counter(
            "newsmill_rebalances_total",
            "Rebalances of the stage's consumer group that this worker took part in.",
            ["stage"],
        )
        self.retry_waiting = gauge(
            "newsmill_retry_waiting_events",
            "Events on the retry topics' partitions of this worker that are not due yet, by delay.",
            ["delay"],
        )
        self.breaker_share = gauge(
            "newsmill_breaker_share_ratio",
            "Share of dead letters among a stage's last events, as the breaker sees it; 0 until its window is full.",
            ["stage"],
        )
        self.breaker_limit = gauge(
            "newsmill_breaker_limit_ratio", "Share of dead letters above which the breaker stops the worker.", ["stage"]
        )
        self.loop_delay = histogram(
            "newsmill_event_loop_delay_seconds",
            "How late the event loop wakes; from a few seconds on, heartbeats are missed.",
            buckets=SECONDS,
        )
        self.pool_depth = gauge("newsmill_pool_depth_tasks", "Tasks waiting or running in the pool.")
        self.pool_wait = histogram(
            "newsmill_pool_wait_seconds",
            "Time that a finished task waited for a child, transfer to it and back included.",
            buckets=SECONDS,
        )
        self.pool_restarts = counter(
            "newsmill_pool_restarts_total",
            "Pool children replaced, by cause: broken, crash, deadline, memory, or worn by earlier events.",
            ["cause"],
        )
        self.pool_child_memory = gauge("newsmill_pool_child_memory_bytes", "Memory of the pool's largest child.")
        self.pool_size = gauge("newsmill_pool_size_processes", "Processes of the pool.")
        self.known_articles = gauge(
            "newsmill_known_articles", "Articles the deduplicator remembers, by partition.", ["partition"]
        )
        self.recovering = gauge(
            "newsmill_state_recovering_partitions", "Partitions whose deduplication state is still being recovered."
        )
        self.recovery_seconds = gauge(
            "newsmill_state_recovery_seconds",
            "Duration of the last recovery of a partition's deduplication state.",
            ["partition"],
        )

    def expose(self, stage: Stage) -> None:
        """Expose at 0 all that a stage counts by outcome or reason: Prometheus does not see a rise from nothing."""
        self.rebalances.labels(stage=stage)
        for outcome in (*OUTCOMES[stage], *FAILED):
            self.events.labels(stage=stage, outcome=outcome)
        for reason in Reason:
            self.retries.labels(stage=stage, reason=reason)
        self.expose_dead_letters(stage)

    def expose_dead_letters(self, stage: str) -> None:
        """Expose at 0 the dead letters of a stage, or of what forwards retries, by reason."""
        for reason in Reason:
            self.dead_letters.labels(stage=stage, reason=reason)
