"""The only list of topics: their names, and the configuration that each needs on the broker."""

from dataclasses import dataclass, field
from functools import cached_property

from streams.settings import Settings
from streams.stages import RETRY, Stage

MIB = 1024 * 1024
DAY_MS = 86_400_000

RAW_MAX_BYTES = 8 * MIB  # compressed; NEWSMILL_MAX_EVENT_BYTES limits the same after decompression
INTERNAL_MAX_BYTES = 16 * MIB  # an article's text and entities stay below twice its raw event
DEAD_LETTER_MAX_BYTES = 32 * MIB  # every record of any other topic fits, headers included
RETRY_MAX_BYTES = 31 * MIB  # every event that a stage reads fits, headers included; so it fits the dead letters too
RETRY_DAYS = 7  # of retention, in addition to the delay
DELAY_UNITS = (("d", 86_400), ("h", 3_600), ("m", 60))  # a delay is named in the largest unit that divides it


@dataclass(frozen=True)
class Topic:
    """A topic: its names, the key of its records, its meaning, and its configuration on the broker."""

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
    """A topic on which events wait: each is due `delay` seconds after it was published there."""

    delay: int


def _duration(seconds: int) -> str:
    """Write a number of seconds in the largest unit that divides it: `90s`, `10m`, `1h`."""
    for unit, length in DELAY_UNITS:
        if seconds % length == 0:
            return f"{seconds // length}{unit}"
    return f"{seconds}s"


class Topics:
    """newsmill's topics under a prefix; all are created with the same number of partitions.

    The state topic must have at least as many partitions as the extracted topic, because its partition N is the state
    of that topic's partition N; one number for all topics is the simplest way to keep that true.
    """

    def __init__(self, settings: Settings) -> None:
        self._prefix = settings.topic_prefix
        self._by_short: dict[str, Topic] = {}
        self.partitions = settings.partitions
        self.replication_factor = settings.replication_factor
        public, internal = "news", "newsmill"
        self.raw = self._add(public, "raw", "any", RAW_MAX_BYTES, 7, "Raw article events, which newsmill reads.")
        self.fetch = self._add(internal, "fetch", "host", MIB, 7, "Raw events whose page must be fetched.")
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
            "The deduplicator's state, one record for each article.",
            # Compacted only after the articles are forgotten: of two records of one article the later one may be a
            # former owner's, written late; which of them is valid is decided when both are read.
            {"min.compaction.lag.ms": str(int(settings.deduplication_window * 1000))},
        )
        self.unique = self._add(
            internal,
            "unique",
            "article id",
            INTERNAL_MAX_BYTES,
            2,
            "Articles that are not duplicates, before enrichment.",
        )
        self.articles = self._add(
            public, "articles", "article id", INTERNAL_MAX_BYTES, 7, "Clean, deduplicated, enriched articles."
        )
        self.duplicates = self._add(
            public, "duplicates", "article id", MIB, 7, "Copies of articles, with the article that each repeats."
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
            60,  # twice as long as the letters: a segment is deleted as a whole, so a letter may stay longer
            "Which dead letters were redriven, when, by whom and to which topic.",
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
            f"Events that are tried again after {duration}.",
            _config(RETRY_MAX_BYTES, RETRY_DAYS + delay // 86_400),
            delay,
        )

    @cached_property
    def public(self) -> frozenset[str]:
        """The full names of the topics that subscribers may rely on."""
        return frozenset(topic.name for topic in self.all() if topic.public)

    def all(self) -> tuple[Topic, ...]:
        """Return every topic in the order in which an article passes them."""
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
        """Return a topic's short name, such as `dead-letters`; a name that is not of newsmill's topics as it is."""
        return next((topic.short for topic in self.all() if topic.name == name), name)

    def named(self, short: str) -> str:
        """Return the full name of a topic by its short name, the reverse of `short`."""
        return next((topic.name for topic in self.all() if topic.short == short), short)

    def again(self, stage: Stage) -> Topic:
        """Return the topic on which a stage's retried events return: an internal one, as only feeds write to raw."""
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
