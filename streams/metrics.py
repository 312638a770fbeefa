"""Every metric newsmill exposes, each with one line of meaning; labels take values of closed lists only."""

from dataclasses import dataclass
from enum import StrEnum

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
WORDS = (25, 50, 100, 200, 400, 800, 1600, 3200, 6400)
AGE_SECONDS = (0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600, 14_400, 86_400)


class Outcome(StrEnum):
    """What became of an event at a stage; each event of a stage has exactly one."""

    EXTRACTED = "extracted"
    TO_FETCH = "to_fetch"  # has no content: sent to be fetched
    FETCHED = "fetched"
    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"  # an article known already, with the same text: nothing is published
    DUPLICATE = "duplicate"
    PUBLISHED = "published"
    RETRY = "retry"  # failed in passing: waits on a retry topic
    DEAD_LETTER = "dead_letter"


@dataclass(frozen=True)
class Metrics:
    """All metrics, made by `create`."""

    registry: CollectorRegistry
    events_in: Counter
    events: Counter
    dead_letters: Counter
    retries: Counter
    publish_failures: Counter
    holes: Counter
    fetches: Counter
    articles: Counter
    words: Histogram
    sentiments: Counter
    mentions: Counter
    sources: Gauge
    stage_seconds: Histogram
    age_seconds: Histogram
    in_flight: Gauge
    in_flight_bytes: Gauge
    lag: Gauge
    lag_seconds: Gauge
    commit_age: Gauge
    assigned: Gauge
    rebalances: Counter
    retry_waiting: Gauge
    breaker_share: Gauge
    breaker_limit: Gauge
    loop_delay: Histogram
    pool_depth: Gauge
    pool_wait: Histogram
    pool_restarts: Counter
    pool_size: Gauge
    known_articles: Gauge
    recovering: Gauge
    recovery_seconds: Gauge


def create(registry: CollectorRegistry | None = None) -> Metrics:
    """Declare all metrics on a registry (a fresh one by default)."""
    registry = registry or CollectorRegistry()
    return Metrics(
        registry=registry,
        events_in=Counter(
            "newsmill_events_in_total", "Events taken by a stage, redeliveries included.", ["stage"], registry=registry
        ),
        events=Counter(
            "newsmill_events_total", "Events finished by a stage, by outcome.", ["stage", "outcome"], registry=registry
        ),
        dead_letters=Counter(
            "newsmill_dead_letters_total",
            "Dead letters published, by stage and reason.",
            ["stage", "reason"],
            registry=registry,
        ),
        retries=Counter(
            "newsmill_retries_total",
            "Attempts that failed in passing, by stage and reason.",
            ["stage", "reason"],
            registry=registry,
        ),
        publish_failures=Counter(
            "newsmill_publish_failures_total",
            "Attempts to publish that the broker did not confirm; each is repeated.",
            registry=registry,
        ),
        holes=Counter(
            "newsmill_offset_holes_total",
            "Times a consumer was handed an offset beyond the next one and went back for the missing records.",
            ["stage"],
            registry=registry,
        ),
        fetches=Counter(
            "newsmill_fetches_total",
            "Pages asked for by HTTP, redirects followed, by what came of it.",
            ["answer"],
            registry=registry,
        ),
        articles=Counter(
            "newsmill_articles_total",
            "Articles enriched, by language, method of extraction and whether the text is partial.",
            ["language", "method", "partial"],
            registry=registry,
        ),
        words=Histogram("newsmill_article_words", "Words of enriched articles.", buckets=WORDS, registry=registry),
        sentiments=Counter(
            "newsmill_article_sentiments_total",
            "Articles enriched, by the sentiment of their text; none without a model for the language.",
            ["sentiment"],
            registry=registry,
        ),
        mentions=Counter(
            "newsmill_entity_mentions_total",
            "Mentions of entities in enriched articles, by the entity's type.",
            ["type"],
            registry=registry,
        ),
        sources=Gauge(
            "newsmill_active_sources",
            "Sources of the articles that this worker enriched in the last 24 hours, by how many articles they had.",
            ["articles"],
            registry=registry,
        ),
        stage_seconds=Histogram(
            "newsmill_stage_seconds",
            "Time one event takes at a stage, without waiting and publishing.",
            ["stage"],
            buckets=SECONDS,
            registry=registry,
        ),
        age_seconds=Histogram(
            "newsmill_article_age_seconds",
            "Time from the raw record's timestamp to the article's publication.",
            buckets=AGE_SECONDS,
            registry=registry,
        ),
        in_flight=Gauge(
            "newsmill_in_flight_events", "Events taken and not yet acknowledged.", ["stage"], registry=registry
        ),
        in_flight_bytes=Gauge(
            "newsmill_in_flight_bytes",
            "Bytes of the events taken and not yet acknowledged.",
            ["stage"],
            registry=registry,
        ),
        lag=Gauge(
            "newsmill_lag_events",
            "Events of an assigned partition not yet acknowledged, by consumer stage.",
            ["stage", "topic", "partition"],
            registry=registry,
        ),
        lag_seconds=Gauge(
            "newsmill_lag_seconds",
            "Age of the oldest event in hand of an assigned partition; 0 without lag.",
            ["stage", "topic", "partition"],
            registry=registry,
        ),
        commit_age=Gauge(
            "newsmill_commit_age_seconds",
            "How long acknowledged events have been waiting for their offsets to be committed; 0 where none do.",
            ["stage"],
            registry=registry,
        ),
        assigned=Gauge(
            "newsmill_assigned_partitions", "Partitions assigned to this worker.", ["stage"], registry=registry
        ),
        rebalances=Counter(
            "newsmill_rebalances_total",
            "Rebalances of the stage's consumer group that this worker took part in.",
            ["stage"],
            registry=registry,
        ),
        retry_waiting=Gauge(
            "newsmill_retry_waiting_events",
            "Events on the retry topics' partitions of this worker that are not due yet, by delay.",
            ["delay"],
            registry=registry,
        ),
        breaker_share=Gauge(
            "newsmill_breaker_share_ratio",
            "Share of dead letters among a stage's last events, as the breaker sees it; 0 until its window is full.",
            ["stage"],
            registry=registry,
        ),
        breaker_limit=Gauge(
            "newsmill_breaker_limit_ratio",
            "Share of dead letters above which the breaker stops the worker.",
            ["stage"],
            registry=registry,
        ),
        loop_delay=Histogram(
            "newsmill_event_loop_delay_seconds",
            "How much later than asked for the event loop wakes: above some seconds, heartbeats suffer.",
            buckets=SECONDS,
            registry=registry,
        ),
        pool_depth=Gauge("newsmill_pool_depth_tasks", "Tasks waiting or running in the pool.", registry=registry),
        pool_wait=Histogram(
            "newsmill_pool_wait_seconds",
            "Time a finished task spent waiting for a child and on its way there and back.",
            buckets=SECONDS,
            registry=registry,
        ),
        pool_restarts=Counter(
            "newsmill_pool_restarts_total",
            "Pool children replaced after a crash or a missed deadline, by cause.",
            ["cause"],
            registry=registry,
        ),
        pool_size=Gauge("newsmill_pool_size_processes", "Processes of the pool.", registry=registry),
        known_articles=Gauge(
            "newsmill_known_articles",
            "Articles the deduplicator remembers, by partition.",
            ["partition"],
            registry=registry,
        ),
        recovering=Gauge(
            "newsmill_state_recovering_partitions",
            "Partitions whose deduplication state is still being read back.",
            registry=registry,
        ),
        recovery_seconds=Gauge(
            "newsmill_state_recovery_seconds",
            "Duration of the last recovery of a partition's deduplication state.",
            ["partition"],
            registry=registry,
        ),
    )
