"""The one place that names topics, and what each must be like on the broker."""

from dataclasses import dataclass, field

from streams.settings import Settings, Stage

MIB = 1024 * 1024
DAY_MS = 86_400_000

RAW_MAX_BYTES = 8 * MIB  # compressed; what the raw size cap (NEWSMILL_MAX_EVENT_BYTES) is on the decoded side
INTERNAL_MAX_BYTES = 16 * MIB  # an article's text and entities stay below twice its raw event
DEAD_LETTER_MAX_BYTES = 32 * MIB  # whatever could be published anywhere fits here, headers included
RETRY_MAX_BYTES = 31 * MIB  # whatever a stage reads fits here, headers included, and from here into the dead letters

RETRY = "retry"  # the forwarder's consumer group, and the stage on the dead letters it writes


@dataclass(frozen=True)
class Topic:
    """A topic: its full name, whether subscribers may rely on it, and its configuration on the broker."""

    name: str
    public: bool
    key: str
    meaning: str
    config: dict[str, str] = field(hash=False)


@dataclass(frozen=True)
class RetryTopic(Topic):
    """A topic whose events wait: each is due so many seconds after it was put there."""

    delay: int


def _duration(seconds: int) -> str:
    """Write a number of seconds in the largest unit that divides it: `90s`, `10m`, `1h`."""
    for unit, length in (("d", 86_400), ("h", 3_600), ("m", 60)):
        if seconds % length == 0:
            return f"{seconds // length}{unit}"
    return f"{seconds}s"


def _short(topic: Topic, prefix: str) -> str:
    kind = "news." if topic.public else "newsmill."
    return topic.name.removeprefix(prefix).removeprefix(kind).removesuffix(".v1")


def _config(max_bytes: int, retention_days: int, *, compacted: bool = False) -> dict[str, str]:
    limits = {"max.message.bytes": str(max_bytes)}
    if compacted:
        return limits | {"cleanup.policy": "compact"}
    return limits | {"cleanup.policy": "delete", "retention.ms": str(retention_days * DAY_MS)}


class Topics:
    """newsmill's topics under a prefix; all are made with the same number of partitions.

    The state topic must have at least as many as the extracted one, since partition N of the one is the memory of
    partition N of the other; one number for all is the simplest way to keep that true.
    """

    def __init__(self, settings: Settings) -> None:
        self._prefix = prefix = settings.topic_prefix
        self.partitions = settings.partitions
        self.replication_factor = settings.replication_factor
        self.raw = Topic(
            f"{prefix}news.raw.v1", True, "any", "Raw article events, for newsmill to read.", _config(RAW_MAX_BYTES, 7)
        )
        self.fetch = Topic(
            f"{prefix}newsmill.fetch.v1", False, "host", "Raw events whose page is to be fetched.", _config(MIB, 7)
        )
        self.fetched = Topic(
            f"{prefix}newsmill.fetched.v1",
            False,
            "host",
            "Raw events with their fetched page.",
            _config(INTERNAL_MAX_BYTES, 2),
        )
        self.extracted = Topic(
            f"{prefix}newsmill.extracted.v1",
            False,
            "language",
            "Extracted articles with their signatures.",
            _config(INTERNAL_MAX_BYTES, 2),
        )
        self.state = Topic(
            f"{prefix}newsmill.deduplicate-state.v1",
            False,
            "article id",
            "The deduplicator's memory, one record an article.",
            # Not compacted before the articles are forgotten: of two records of one article the later one may be a
            # former owner's, written late, and which of them counts is seen when both are read back.
            _config(MIB, 0, compacted=True) | {"min.compaction.lag.ms": str(int(settings.deduplication_window * 1000))},
        )
        self.unique = Topic(
            f"{prefix}newsmill.unique.v1",
            False,
            "article id",
            "Articles that are no duplicates, not enriched yet.",
            _config(INTERNAL_MAX_BYTES, 2),
        )
        self.articles = Topic(
            f"{prefix}news.articles.v1",
            True,
            "article id",
            "Clean, deduplicated, enriched articles.",
            _config(INTERNAL_MAX_BYTES, 7),
        )
        self.duplicates = Topic(
            f"{prefix}news.duplicates.v1",
            True,
            "article id",
            "Copies of articles, with what they repeat.",
            _config(MIB, 7),
        )
        self.dead_letters = Topic(
            f"{prefix}news.dead-letters.v1",
            True,
            "the original's",
            "Events that could not be processed, verbatim.",
            _config(DEAD_LETTER_MAX_BYTES, 30),
        )
        self.replays = Topic(
            f"{prefix}newsmill.replays.v1",
            False,
            "dead letter's place",
            "Which dead letters were replayed, when, by whom and to where.",
            # Twice as long as the letters: a segment is deleted as a whole, so that a letter may outlive its time.
            _config(MIB, 60),
        )
        self.retries = tuple(
            RetryTopic(
                f"{prefix}newsmill.retry.{_duration(delay)}.v1",
                False,
                "the original's",
                f"Events to be tried again after {_duration(delay)}.",
                _config(RETRY_MAX_BYTES, 7 + delay // 86_400),
                delay,
            )
            for delay in settings.retry_delays
        )

    def all(self) -> tuple[Topic, ...]:
        """Return every topic in the order an article meets them."""
        return (
            self.raw,
            self.fetch,
            self.fetched,
            self.extracted,
            self.state,
            self.unique,
            self.articles,
            self.duplicates,
            self.dead_letters,
            self.replays,
            *self.retries,
        )

    def sources(self, stage: Stage) -> tuple[Topic, ...]:
        """Return the topics a stage reads."""
        return {
            Stage.EXTRACT: (self.raw, self.fetched),
            Stage.FETCH: (self.fetch,),
            Stage.DEDUPLICATE: (self.extracted,),
            Stage.ENRICH: (self.unique,),
        }[stage]

    def short(self, name: str) -> str:
        """Return a topic's name without prefix, kind and version: `raw`, `dead-letters`; another's as it is."""
        return next((_short(topic, self._prefix) for topic in self.all() if topic.name == name), name)

    def named(self, short: str) -> str:
        """Return the full name of what `short` gave."""
        return next((topic.name for topic in self.all() if _short(topic, self._prefix) == short), short)

    def again(self, stage: Stage) -> Topic:
        """Return the topic a stage's retried events come back on: internal ones, so that the raw one stays a feed's."""
        return self.sources(stage)[-1]


def consumer_group(settings: Settings, name: str) -> str:
    """Return the consumer group's name of a stage, or of the retries."""
    return f"{settings.topic_prefix}newsmill-{name}"


def consumer_groups(settings: Settings) -> list[str]:
    """Return the consumer groups that a worker joins."""
    return [consumer_group(settings, name) for name in (*settings.stages, *([RETRY] if settings.retry_delays else ()))]
