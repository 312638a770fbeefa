"""The one place that names topics, and what each must be like on the broker."""

from dataclasses import dataclass, field

from streams.settings import Settings
from streams.stages import RETRY, Stage

MIB = 1024 * 1024
DAY_MS = 86_400_000

RAW_MAX_BYTES = 8 * MIB  # compressed; what the raw size cap (NEWSMILL_MAX_EVENT_BYTES) is on the decoded side
INTERNAL_MAX_BYTES = 16 * MIB  # an article's text and entities stay below twice its raw event
DEAD_LETTER_MAX_BYTES = 32 * MIB  # whatever could be published anywhere fits here, headers included
RETRY_MAX_BYTES = 31 * MIB  # whatever a stage reads fits here, headers included, and from here into the dead letters
RETRY_DAYS = 7  # of retention, beside the delay
DELAY_UNITS = (("d", 86_400), ("h", 3_600), ("m", 60))  # the largest that divides a delay names it


@dataclass(frozen=True)
class Topic:
    """A topic: its full name, the key of its records, what it is for, and its configuration on the broker."""

    name: str
    short: str  # without prefix, kind and version
    key: str
    meaning: str
    config: dict[str, str] = field(hash=False)

    @property
    def public(self) -> bool:
        """Whether subscribers may rely on it."""
        return not self.name.endswith(f"newsmill.{self.short}.v1")


@dataclass(frozen=True)
class RetryTopic(Topic):
    """A topic on which events wait: each is due `delay` seconds after it was put there."""

    delay: int


def _duration(seconds: int) -> str:
    """Write a number of seconds in the largest unit that divides it: `90s`, `10m`, `1h`."""
    for unit, length in DELAY_UNITS:
        if seconds % length == 0:
            return f"{seconds // length}{unit}"
    return f"{seconds}s"


class Topics:
    """newsmill's topics under a prefix; all are made with the same number of partitions.

    The state topic must have at least as many as the extracted one, since partition N of the one is the memory of
    partition N of the other; one number for all is the simplest way to keep that true.
    """

    def __init__(self, settings: Settings) -> None:
        self._prefix = settings.topic_prefix
        self._by_short: dict[str, Topic] = {}
        self.partitions = settings.partitions
        self.replication_factor = settings.replication_factor
        public, internal = "news", "newsmill"
        self.raw = self._add(public, "raw", "any", RAW_MAX_BYTES, 7, "Raw article events, for newsmill to read.")
        self.fetch = self._add(internal, "fetch", "host", MIB, 7, "Raw events whose page is to be fetched.")
        self.fetched = self._add(
            internal, "fetched", "host", INTERNAL_MAX_BYTES, 2, "Raw events with their fetched page."
        )
        self.extracted = self._add(
            internal, "extracted", "language", INTERNAL_MAX_BYTES, 2, "Extracted articles with their signatures."
        )
        self.state = self._add(
            internal,
            "deduplicate-state",
            "article id",
            MIB,
            None,
            "The deduplicator's memory, one record an article.",
            # Not compacted before the articles are forgotten: of two records of one article the later one may be a
            # former owner's, written late, and which of them counts is seen when both are read back.
            {"min.compaction.lag.ms": str(int(settings.deduplication_window * 1000))},
        )
        self.unique = self._add(
            internal,
            "unique",
            "article id",
            INTERNAL_MAX_BYTES,
            2,
            "Articles that are no duplicates, not enriched yet.",
        )
        self.articles = self._add(
            public, "articles", "article id", INTERNAL_MAX_BYTES, 7, "Clean, deduplicated, enriched articles."
        )
        self.duplicates = self._add(
            public, "duplicates", "article id", MIB, 7, "Copies of articles, with what they repeat."
        )
        self.dead_letters = self._add(
            public,
            "dead-letters",
            "the original's",
            DEAD_LETTER_MAX_BYTES,
            30,
            "Events that could not be processed, verbatim.",
        )
        self.redrives = self._add(
            internal,
            "redrives",
            "dead letter's place",
            MIB,
            60,  # twice as long as the letters: a segment is deleted as a whole, so that a letter may outlive its time
            "Which dead letters were redriven, when, by whom and to where.",
        )
        self.retries = tuple(self._retry(delay) for delay in settings.retry_delays)

    def _add(
        self, kind: str, short: str, key: str, max_bytes: int, days: int | None, meaning: str,
        more: dict[str, str] | None = None,
    ) -> Topic:  # fmt: skip
        """Declare a topic; one without `days` of retention is compacted."""
        topic = Topic(f"{self._prefix}{kind}.{short}.v1", short, key, meaning, _config(max_bytes, days) | (more or {}))
        self._by_short[short] = topic
        return topic

    def _retry(self, delay: int) -> RetryTopic:
        duration = _duration(delay)
        return RetryTopic(
            f"{self._prefix}newsmill.retry.{duration}.v1",
            f"retry.{duration}",
            "the original's",
            f"Events to be tried again after {duration}.",
            _config(RETRY_MAX_BYTES, RETRY_DAYS + delay // 86_400),
            delay,
        )

    def all(self) -> tuple[Topic, ...]:
        """Return every topic in the order an article meets them."""
        return (*self._by_short.values(), *self.retries)

    def sources(self, stage: Stage) -> tuple[Topic, ...]:
        """Return the topics a stage reads."""
        return tuple(self.of(short) for short in stage.reads)

    def outputs(self, stage: Stage) -> tuple[Topic, ...]:
        """Return the topics a stage writes, without dead letters, retries and its state."""
        return tuple(self.of(short) for short in stage.writes)

    def of(self, short: str) -> Topic:
        """Return the topic with a short name; raises KeyError."""
        return self._by_short[short]

    def short(self, name: str) -> str:
        """Return a topic's short name: `raw`, `dead-letters`; a name that is no topic's of newsmill as it is."""
        return next((topic.short for topic in self.all() if topic.name == name), name)

    def named(self, short: str) -> str:
        """Return the full name of what `short` returned."""
        return next((topic.name for topic in self.all() if topic.short == short), short)

    def again(self, stage: Stage) -> Topic:
        """Return the topic a stage's retried events come back on: internal ones, so that the raw one stays a feed's."""
        return self.sources(stage)[-1]


def _config(max_bytes: int, days: int | None) -> dict[str, str]:
    limits = {"max.message.bytes": str(max_bytes)}
    if days is None:
        return limits | {"cleanup.policy": "compact"}
    return limits | {"cleanup.policy": "delete", "retention.ms": str(days * DAY_MS)}


def consumer_group(settings: Settings, name: str) -> str:
    """Return the consumer group's name of a stage, or of the retries."""
    return f"{settings.topic_prefix}newsmill-{name}"


def consumer_groups(settings: Settings) -> list[str]:
    """Return the consumer groups that a worker joins."""
    return [consumer_group(settings, name) for name in (*settings.stages, *([RETRY] if settings.retry_delays else ()))]
