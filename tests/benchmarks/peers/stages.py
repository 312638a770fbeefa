"""newsmill's stages as the peers call them: the functions that newsmill's worker calls, without its road."""

from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import NamedTuple, Protocol

from agents.deduplicate import Deduplicator, Verdict
from agents.deduplicate.decision import Change, verdict_of
from agents.deduplicate.draft import Draft
from agents.deduplicate.event import duplicate_event
from agents.done import Done
from agents.enrich.agent import choice_of
from agents.enrich.task import enrich_event
from agents.extract.page import Extractor
from agents.extract.task import ToFetch, extract_event
from agents.stages import warm
from streams.kafka.publisher import LINGER_MS, MAX_BATCH_BYTES
from streams.settings import Settings
from streams.stages import Stage
from streams.topics import INTERNAL_MAX_BYTES, Topics

BATCH = 32  # events of a stage in hand at once, as newsmill's default has it
COMMIT_SECONDS = 1.0  # between two commits of a library that commits by time, as newsmill's default has it


class Output(NamedTuple):
    """A record to publish."""

    topic: str
    key: bytes
    value: bytes


class Input(Protocol):
    """A record as aiokafka gives it."""

    partition: int
    offset: int
    timestamp: int  # ms
    value: bytes


class Stages:
    """The stages, and the topics between them, of the settings; `extraction` and `enrichment` travel to a pool."""

    def __init__(self, settings: Settings) -> None:
        self.topics = Topics(settings)
        self.warm = warm((Stage.EXTRACT, Stage.ENRICH), settings)
        self.extraction: Callable[[bytes], Done | ToFetch] = partial(
            extract_event, origin=None, max_bytes=settings.max_event_bytes, extractor=Extractor(settings.extractor)
        )
        self.enrichment: Callable[[bytes], Done] = partial(enrich_event, choice=choice_of(settings))

    def extracted(self, done: Done | ToFetch) -> Output:
        """Return the record of an extracted article."""
        assert isinstance(done, Done), "every event here has its page"
        return Output(self.topics.extracted.name, done.language.encode(), done.event)

    def enriched(self, done: Done) -> Output:
        """Return the record of an enriched article."""
        return Output(self.topics.articles.name, done.id.encode(), done.event)


class Decider:
    """The deduplicator of one partition, with its state in memory."""

    def __init__(self, settings: Settings) -> None:
        self._topics = Topics(settings)
        self._state = Deduplicator(window=settings.deduplication_window)

    def restore(self, key: str, value: bytes | None) -> None:
        """Take one change of the state back."""
        self._state.restore(key, value)

    def decide(self, value: bytes, *, position: int, time: float) -> tuple[Output | None, tuple[Change, ...]]:
        """Decide on an extracted article; returns the record, if there is one, and the changes of the state."""
        draft = Draft.read(value)
        ruling, changes = self._state.judge(draft.id, draft.text, position=position, time=time)
        verdict = verdict_of(ruling)
        if ruling is None or verdict is Verdict.UNCHANGED:
            return None, changes
        key = draft.id.encode()
        if verdict is Verdict.DUPLICATE:
            event = duplicate_event(draft.article, ruling.relations.copies[0], datetime.now(UTC))
            return Output(self._topics.duplicates.name, key, event.encode()), changes
        return Output(self._topics.unique.name, key, draft.ruled(ruling)), changes


class Deciders:
    """The deduplicators of all partitions, for a library that keeps no state: it is lost with the process."""

    def __init__(self, settings: Settings) -> None:
        self._by_partition: defaultdict[int, Decider] = defaultdict(partial(Decider, settings))

    def decide(self, record: Input) -> Output | None:
        """Decide on a record."""
        decider = self._by_partition[record.partition]
        return decider.decide(record.value, position=record.offset, time=record.timestamp / 1000)[0]


def producer_options(settings: Settings) -> dict[str, object]:
    """Return the options of an aiokafka producer that are newsmill's own, but for what is newsmill's alone."""
    return {
        "bootstrap_servers": settings.bootstrap,
        "acks": "all",
        "enable_idempotence": True,
        "compression_type": settings.compression,
        "linger_ms": LINGER_MS,
        "max_batch_size": MAX_BATCH_BYTES,
        "max_request_size": INTERNAL_MAX_BYTES,
    }
