"""Giving dead letters back: each event, as it was, onto the topic it came from, with a record of that.

An event is published first and recorded then. A crash in between leaves it unrecorded, so that it may be given back
once more: that is harmless, since what comes twice gives the same id, revision and verdict.
"""

import asyncio
from collections.abc import AsyncIterable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum

from schemas import Origin, Rejected
from streams.kafka.publisher import Confirmation, Publisher
from streams.records import REDRIVES, Record
from streams.replay.journal import Redrive
from streams.replay.letters import Found
from streams.replay.pace import Pace
from streams.stages import RETRY, Stage
from streams.topics import Topics

UNCONFIRMED = 50  # events on their way at once; none is larger than 32 MiB, most have 100 kB


class Fate(StrEnum):
    """What is to become of a dead letter in a redrive."""

    REDRIVE = "to be redriven"
    DONE = "redriven already"
    UNREADABLE = "refused: it cannot be read"
    WAITED = "refused: it was no event on a retry topic"
    NOWHERE = "refused: no stage reads the topic it came from"
    TOO_OFTEN = "refused: redriven too often already"

    @property
    def is_refusal(self) -> bool:
        """Whether it stays where it is although it was asked for."""
        return self not in (Fate.REDRIVE, Fate.DONE)


def judge(found: Found, topics: Topics, *, max_redrives: int, again: bool) -> Fate:
    """Say what is to become of a letter; `again` gives back what was given back before."""
    letter = found.letter
    if letter is None:
        return Fate.UNREADABLE
    if found.redriven and not again:
        return Fate.DONE
    if letter.stage == RETRY:
        return Fate.WAITED
    if letter.origin is None or letter.origin.topic not in source_names(topics):
        return Fate.NOWHERE
    return Fate.TOO_OFTEN if found.redrives >= max_redrives else Fate.REDRIVE


def source_names(topics: Topics) -> set[str]:
    """Return the names of the topics that a stage reads."""
    return {topic.name for stage in Stage for topic in topics.sources(stage)}


def redrive_record(found: Found, partitions: Mapping[str, int]) -> Record:
    """Return the record that gives a letter's event back to its topic and, where that has it, its partition."""
    letter = found.letter
    assert letter is not None
    assert letter.origin is not None
    origin = letter.origin
    headers = [(name, text) for name, text in letter.headers if name != REDRIVES]
    headers.append((REDRIVES, str(found.redrives + 1).encode()))
    partition = origin.partition if origin.partition < partitions[origin.topic] else None
    return Record(origin.topic, letter.key, letter.value, headers, partition)


@dataclass
class RedriveProgress:
    """What became of the letters of a redrive."""

    redriven: int = 0
    failed: list[tuple[Origin, str]] = field(default_factory=list)


class Redriver:
    """Gives letters back under one name, at a bounded rate, `partitions` being those of the topics they came from."""

    def __init__(
        self, name: str, by: str, publisher: Publisher, topics: Topics, pace: Pace, partitions: Mapping[str, int]
    ) -> None:
        self._name = name
        self._by = by
        self._publisher = publisher
        self._topics = topics
        self._pace = pace
        self._partitions = partitions
        self.progress = RedriveProgress()

    async def redrive(
        self, letters: AsyncIterable[Found], on_progress: Callable[[RedriveProgress], None] = lambda _: None
    ) -> None:
        """Give letters back in their order; where it is cancelled, what was published is recorded before it ends."""
        under_way: set[asyncio.Task[None]] = set()
        try:
            async for found in letters:
                await self._pace.turn()
                if len(under_way) >= UNCONFIRMED:
                    done, under_way = await asyncio.wait(under_way, return_when=asyncio.FIRST_COMPLETED)
                    await asyncio.gather(*done)  # for their errors
                sent = await self._publisher.send([redrive_record(found, self._partitions)])
                under_way.add(asyncio.create_task(self._see_through(found, sent)))
                on_progress(self.progress)
        finally:
            await asyncio.gather(*under_way)
            on_progress(self.progress)

    async def _see_through(self, found: Found, sent: Confirmation) -> None:
        """Wait for an event to be on the broker, and record it."""
        letter = found.letter
        assert letter is not None
        try:
            (published,) = await sent.wait()
        except Rejected as error:
            self.progress.failed.append((found.at, error.message))
            return
        one = Redrive(
            name=self._name,
            at=datetime.now(UTC),
            by=self._by,
            letter=found.at,
            published=Origin(topic=published.topic, partition=published.partition, offset=published.offset),
            reason=letter.reason,
            count=found.redrives + 1,
        )
        await (await self._publisher.send([one.record(self._topics)])).wait()
        self.progress.redriven += 1
