"""Replaying raw events: they are read again from the raw topic and published, unchanged, for extraction.

They are published on the topic of fetched pages, because the raw topic must hold each event of a feed once. Their
headers name the replay and where the raw event lies, so that the same ids and revisions come out as before. Progress is
kept in a consumer group of the replay's own: offsets are committed after the broker has confirmed the events.
"""

import asyncio
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

from schemas import Origin, Rejected
from streams.kafka.publisher import Confirmation, Publisher
from streams.kafka.reader import Received
from streams.kafka.scan import Ranges, Scan
from streams.records import ORIGIN, REPLAY, Record
from streams.replay.pace import Pace
from streams.settings import Settings
from streams.stages import Stage
from streams.topics import Topics

UNCONFIRMED = 100  # events sent and not confirmed yet
COMMIT_INTERVAL = 1.0  # seconds

Bound: TypeAlias = datetime | int | None  # None is the end


@dataclass(frozen=True)
class Selection:
    """Which raw events: from `start` to before `stop`, in the given partitions or in all."""

    start: Bound
    stop: Bound
    partitions: tuple[int, ...] = ()

    async def ranges(self, scan: Scan, *, embedded: bool) -> dict[int, range]:
        """Return the offsets that it selects now, by partition.

        A time selects the first offset with that timestamp or a later one, as Kafka's own tools do. The embedded broker
        cannot find it; there everything is read, and `takes` decides.
        """
        there = await scan.everything()
        starts = await self._offsets(self.start, scan, there)
        stops = await self._offsets(None if embedded and isinstance(self.stop, datetime) else self.stop, scan, there)
        return {
            partition: range(starts[partition], max(starts[partition], stops[partition]))
            for partition in self.partitions or there
        }

    async def _offsets(self, bound: Bound, scan: Scan, there: Ranges) -> dict[int, int]:
        found: dict[int, int | None]
        if isinstance(bound, datetime):
            found = await scan.first_since(bound)
        else:
            found = dict.fromkeys(there, bound)
        return {
            partition: span.stop if (at := found[partition]) is None else min(max(at, span.start), span.stop)
            for partition, span in there.items()
        }

    def takes(self, record: Received) -> bool:
        """Tell whether a record of the ranges lies between the bounds that are times."""
        is_late_enough = not isinstance(self.start, datetime) or record.time >= self.start
        return is_late_enough and (not isinstance(self.stop, datetime) or record.time < self.stop)


@dataclass
class ReplayProgress:
    """How many events a replay has read and published, and which failed, with the reason."""

    read: int = 0
    replayed: int = 0
    failed: list[tuple[Origin, str]] = field(default_factory=list)
    spans: dict[int, tuple[int, int]] = field(default_factory=dict)  # first and last replayed, by partition

    def take(self, record: Received) -> None:
        """Count a replayed event."""
        first, _ = self.spans.get(record.partition, (record.offset, 0))
        self.spans[record.partition] = (first, record.offset)
        self.replayed += 1


def replay_group(settings: Settings, name: str) -> str:
    """Return the consumer group that keeps a replay's progress."""
    return f"{settings.topic_prefix}newsmill-replay-{name}"


def resumed(ranges: Ranges, committed: dict[int, int | None]) -> dict[int, range]:
    """Return the rest of the ranges; progress outside a range belongs to other bounds and is ignored."""
    left = {}
    for partition, span in ranges.items():
        at = committed.get(partition)
        left[partition] = span if at is None or not span.start <= at <= span.stop else range(at, span.stop)
    return left


async def count(
    scan: Scan, ranges: Ranges, selection: Selection, on_progress: Callable[[ReplayProgress], None]
) -> ReplayProgress:
    """Count the events that a replay would publish, without publishing."""
    progress = ReplayProgress()
    async for record in scan.read(ranges):
        progress.read += 1
        if selection.takes(record):
            progress.take(record)
        on_progress(progress)
    return progress


class Replay:
    """A replay of raw events under a name, at a bounded rate."""

    def __init__(self, name: str, scan: Scan, publisher: Publisher, topics: Topics, pace: Pace) -> None:
        self._name = name
        self._scan = scan
        self._publisher = publisher
        self._target = topics.again(Stage.EXTRACT).name
        self._pace = pace
        self._under_way: deque[tuple[Received, asyncio.Task[str] | None]] = deque()  # in the order they were read
        self._done: dict[int, int] = {}  # the next offset, by partition
        self._committed = time.monotonic()
        self.progress = ReplayProgress()

    async def run(self, ranges: Ranges, selection: Selection, on_progress: Callable[[ReplayProgress], None]) -> None:
        """Replay the ranges; if cancelled, commit first the progress of what was published."""
        try:
            async for record in self._scan.read(ranges):
                self.progress.read += 1
                self._under_way.append((record, await self._publish(record) if selection.takes(record) else None))
                await self._settle(UNCONFIRMED)
                if time.monotonic() - self._committed > COMMIT_INTERVAL:
                    await self._commit()
                on_progress(self.progress)
            await self._settle(0)
            self._done |= {at: span.stop for at, span in ranges.items()}  # also past offsets without a record
        finally:
            try:
                await self._settle(0)
            finally:
                await self._commit()
                on_progress(self.progress)

    async def _publish(self, record: Received) -> "asyncio.Task[str]":
        await self._pace.turn()
        own = [(ORIGIN, record.origin.model_dump_json().encode()), (REPLAY, self._name.encode())]
        again = Record(self._target, record.key, record.value, [*record.headers, *own])
        return asyncio.create_task(_problem(await self._publisher.send([again])))

    async def _settle(self, keep: int) -> None:
        """Wait, oldest first, until at most `keep` events are unconfirmed."""
        while len(self._under_way) > keep:
            record, task = self._under_way[0]
            if task is not None:
                await asyncio.wait([task])  # unlike `await task`, this does not cancel the task
                if problem := task.result():
                    self.progress.failed.append((record.origin, problem))
                else:
                    self.progress.take(record)
            self._under_way.popleft()
            self._done[record.partition] = record.offset + 1

    async def _commit(self) -> None:
        if self._done:
            await self._scan.commit(self._done)
        self._committed = time.monotonic()


async def _problem(sent: Confirmation) -> str:
    """Wait for the confirmation; return why the topic refuses the event, or an empty text."""
    try:
        await sent.wait()
    except Rejected as error:
        return error.message
    return ""
