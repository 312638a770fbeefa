"""The deduplicate stage: extracted articles in, unique ones and duplicates out, its state on a topic."""

import asyncio
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING

import structlog

from agents.deduplicate import Deduplicator, Verdict
from agents.deduplicate.bulk import Record as StateRecord
from agents.deduplicate.decision import Judgement, verdict_of
from agents.deduplicate.draft import Draft
from agents.deduplicate.entry import Ruling
from agents.deduplicate.event import duplicate_event
from agents.done import Output, Step
from agents.means import Means
from schemas import Extracted
from streams.delivery.event import Incoming, Result, Work
from streams.metrics import Outcome
from streams.records import DUPLICATE_TYPE, REPLAY, Record, cloud_event_headers, header, passed_on
from streams.stages import Stage

if TYPE_CHECKING:
    from streams.health import Condition

log = structlog.get_logger(__name__)

RECOVERY_PAUSE = 5.0  # seconds between two attempts to read a partition's state
READERS = 4  # partitions read back at once
RECOVERED_AT_ONCE = 256  # records, about 3 ms


@dataclass(frozen=True)
class State:
    """A partition's state, which is read back first."""

    tenure: int
    reading: asyncio.Future[Deduplicator]

    def is_of(self, tenure: int | None) -> bool:
        """Tell whether it can still be used: nobody else had its partition, and its reading has not failed."""
        has_failed = self.reading.done() and (self.reading.cancelled() or self.reading.exception() is not None)
        return self.tenure == tenure and not has_failed


class DeduplicateWork(Work):
    """Decides each event in order, in the state of its partition.

    The states are read back from the state topic when partitions are assigned; an event waits for its own. That of a
    partition which another worker cannot have owned in between is kept: it may be ahead of the topic by decisions whose
    records were lost, but their events come again and get the same verdicts. Records of the state go out before the
    event's own, in the order of the decisions.
    """

    def __init__(self, means: Means) -> None:
        super().__init__()
        self._settings = means.settings
        self._topics = means.topics
        self._metrics = metrics = means.metrics
        self._seconds = metrics.stage_seconds.labels(stage=Stage.DEDUPLICATE)
        self._states: dict[int, State] = {}
        self._known = cache(lambda partition: metrics.known_articles.labels(partition=partition))
        self._readers = asyncio.Semaphore(READERS)
        means.stack.push_async_callback(self.stop)

    def assign(self, tenures: Mapping[int, int]) -> None:
        """Begin to read back the states of the assigned partitions that are not known, and drop those of all others."""
        kept = {partition: state for partition, state in self._states.items() if state.is_of(tenures.get(partition))}
        for partition in self._states.keys() - kept:
            self._states[partition].reading.cancel()
            with suppress(KeyError):  # not shown yet
                self._metrics.known_articles.remove(str(partition))
        self._known.cache_clear()
        self._states = {at: kept.get(at) or self._begin(at, tenure) for at, tenure in tenures.items()}
        self._show_recovering()
        log.info("states assigned", partitions=len(tenures), kept=len(kept))

    async def stop(self) -> None:
        """Stop reading states back."""
        readings = [state.reading for state in self._states.values()]
        for reading in readings:
            reading.cancel()
        await asyncio.gather(*readings, return_exceptions=True)

    def recovered(self) -> "Condition":
        """Tell whether all states have been read back."""
        from streams.health import Condition  # imports aiohttp, which a command without Kafka does not use

        done = sum(state.reading.done() for state in self._states.values())
        return Condition(done == len(self._states), f"{done} of {len(self._states)} partitions")

    async def __call__(self, incoming: Incoming) -> Result:
        """Decide one event; raises Rejected if it does not decode."""
        state = await asyncio.shield(self._states[incoming.partition].reading)
        started = time.perf_counter()
        draft = Draft.read(incoming.value)
        judgement = state.judge(
            draft.id,
            draft.text,
            position=incoming.offset,
            time=incoming.timestamp,
            is_replay=header(incoming.headers, REPLAY) is not None,
        )
        records = [
            *self._state_records(incoming.partition, judgement),
            *self._outputs(incoming, draft, judgement.ruling),
        ]
        self._seconds.observe(time.perf_counter() - started)
        self._known(incoming.partition).set(state.articles)
        return Result(Outcome(verdict_of(judgement.ruling)), records, article=draft.id)

    def _begin(self, partition: int, tenure: int) -> State:
        reading = asyncio.create_task(self._recover(partition))
        reading.add_done_callback(self._show_recovering)
        return State(tenure, reading)

    def _show_recovering(self, _: object = None) -> None:
        self._metrics.recovering.set(sum(not state.reading.done() for state in self._states.values()))

    async def _recover(self, partition: int) -> Deduplicator:
        """Read a partition's state back, however often that fails: nothing may be decided without it."""
        from streams.kafka.restore import StateUnreadable  # imports the client for Kafka

        while True:
            try:
                async with self._readers:
                    return await self._read_back(partition)
            except StateUnreadable as error:
                log.warning("state not recovered, trying again", partition=partition, error=str(error))
                await asyncio.sleep(RECOVERY_PAUSE)

    async def _read_back(self, partition: int) -> Deduplicator:
        from streams.kafka.restore import read_partition

        started = time.perf_counter()
        state = Deduplicator(window=self._settings.deduplication_window)
        records = 0
        async for some in _gathered(read_partition(self._settings, self._topics.state.name, partition)):
            for key, error in state.restore_all(some):
                # Of another version, or written by somebody else: that article is forgotten.
                log.error("state record skipped", partition=partition, key=key, error=str(error))
            records += len(some)
            self.progressed = time.monotonic()
            await asyncio.sleep(0)  # heartbeats have to go out
        state.ready()
        seconds = time.perf_counter() - started
        self._metrics.recovery_seconds.labels(partition=partition).set(seconds)
        self._known(partition).set(state.articles)
        log.info("state recovered", partition=partition, records=records, articles=len(state), seconds=seconds)
        return state

    def _state_records(self, partition: int, judgement: Judgement) -> list[Record]:
        topic = self._topics.state.name
        return [Record(topic, key.encode(), value, partition=partition) for key, value in judgement.changes]

    def _outputs(self, incoming: Incoming, draft: Draft, ruling: Ruling | None) -> list[Record]:
        verdict = verdict_of(ruling)
        if ruling is None or verdict is Verdict.UNCHANGED:
            return []
        headers = passed_on(incoming.headers, incoming.place)
        if verdict is Verdict.DUPLICATE:
            article, now = draft.article, datetime.now(UTC)
            event = duplicate_event(article, ruling.relations.copies[0], now)
            headers = cloud_event_headers(DUPLICATE_TYPE, f"{article.id}.{article.fingerprint}", now) + headers
            return [Record(self._topics.duplicates.name, article.id.encode(), event.encode(), headers)]
        return [Record(self._topics.unique.name, draft.id.encode(), draft.ruled(ruling), headers)]


async def _gathered(records: AsyncIterator[StateRecord]) -> AsyncIterator[list[StateRecord]]:
    """Yield records in lists of RECOVERED_AT_ONCE; the last one may be shorter."""
    some: list[StateRecord] = []
    async for record in records:
        some.append(record)
        if len(some) == RECOVERED_AT_ONCE:
            yield some
            some = []
    if some:
        yield some


def deduplicate_locally(means: Means) -> Step:
    """Return the stage without Kafka: it decides as it would on one partition.

    The place in the input stands for the offset, the clock for the record's timestamp.
    """
    state = Deduplicator(window=means.settings.deduplication_window)
    position = 0

    async def step(before: Output) -> Output:
        nonlocal position
        position += 1
        now = datetime.now(UTC)
        decision = state.decide(Extracted.decode(before.event), position=position, time=now.timestamp())
        outcome = Outcome(decision.verdict)
        if decision.duplicate_of is not None:
            return Output(outcome, duplicate_event(decision.article, decision.duplicate_of, now).encode())
        if decision.verdict is Verdict.UNCHANGED:
            return Output(outcome, None)
        return Output(outcome, decision.article.encode())

    return step
