"""Redriving dead letters: each event goes back, unchanged, to the topic it came from, and the journal records it.

An event is published first and recorded afterwards. After a crash in between it is not recorded, so that it may be
redriven a second time. That is harmless, because the same event gives the same id, revision and verdict.
"""

import asyncio
from collections.abc import AsyncIterable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum

from schemas import Origin, Reason, Rejected
from streams.kafka.publisher import Confirmation, Publisher
from streams.records import MOST_REDRIVES, REDRIVES, Record
from streams.replay.journal import Redrive
from streams.replay.letters import Found
from streams.replay.originals import NoOriginal, Original
from streams.replay.pace import Pace
from streams.stages import RETRY, Stage
from streams.topics import Topics

UNCONFIRMED = 50  # events sent and not recorded yet; each has at most 32 MiB, most have 100 kB


class Fate(StrEnum):
    """Whether a dead letter is redriven, and why not."""

    REDRIVE = "to be redriven"
    DONE = "redriven already"
    UNREADABLE = "refused: it cannot be read"
    NOT_AN_EVENT = "refused: what it stands for was not an event, or could not be read"
    NO_READER = "refused: no stage reads the topic it came from"
    TOO_OFTEN = "refused: redriven too often already"

    @property
    def is_refusal(self) -> bool:
        """Whether the letter is wanted but cannot be redriven."""
        return self not in (Fate.REDRIVE, Fate.DONE)


def judge(found: Found, topics: Topics, *, max_redrives: int, again: bool) -> Fate:
    """Decide whether a letter is redriven; with `again`, also if it was redriven before."""
    letter = found.letter
    if letter is None:
        return Fate.UNREADABLE
    if found.redriven and not again:
        return Fate.DONE
    if letter.stage == RETRY or letter.reason is Reason.UNREADABLE_BATCH:
        return Fate.NOT_AN_EVENT
    if letter.origin is None or letter.origin.topic not in source_names(topics):
        return Fate.NO_READER
    return Fate.TOO_OFTEN if found.redrives >= max_redrives else Fate.REDRIVE


def source_names(topics: Topics) -> set[str]:
    """Return the names of the topics that a stage reads."""
    return {topic.name for stage in Stage for topic in topics.sources(stage)}


def redrive_record(found: Found, partitions: Mapping[str, int]) -> Record:
    """Return the record that puts a letter's event back on its topic and, if that still exists, its partition."""
    letter = found.letter
    assert letter is not None
    assert letter.origin is not None
    origin = letter.origin
    headers = [(name, text) for name, text in letter.headers if name != REDRIVES]
    headers.append((REDRIVES, str(min(found.redrives + 1, MOST_REDRIVES)).encode()))
    partition = origin.partition if origin.partition < partitions[origin.topic] else None
    return Record(origin.topic, letter.key, letter.value, headers, partition)


@dataclass
class RedriveProgress:
    """How many letters a run has redriven, and which failed, with the reason."""

    redriven: int = 0
    failed: list[tuple[Origin, str]] = field(default_factory=list)


class Redriver:
    """Redrives letters in one named run; `partitions` has the number of partitions of each topic they came from.

    `original` finds the whole event of a letter that was cut; without it, such a letter fails.
    """

    def __init__(
        self,
        name: str,
        by: str,
        publisher: Publisher,
        topics: Topics,
        pace: Pace,
        partitions: Mapping[str, int],
        original: Original | None = None,
    ) -> None:
        self._name = name
        self._by = by
        self._publisher = publisher
        self._topics = topics
        self._pace = pace
        self._partitions = partitions
        self._original = original
        self.progress = RedriveProgress()

    async def redrive(
        self, letters: AsyncIterable[Found], on_progress: Callable[[RedriveProgress], None] = lambda _: None
    ) -> None:
        """Redrive letters in their order; if cancelled, record first what was published."""
        under_way: set[asyncio.Task[None]] = set()
        try:
            async for found in letters:
                await self._pace.turn()
                if len(under_way) >= UNCONFIRMED:
                    done, under_way = await asyncio.wait(under_way, return_when=asyncio.FIRST_COMPLETED)
                    await asyncio.gather(*done)  # for their errors
                if (whole := await self._whole(found)) is not None:
                    sent = await self._publisher.send([redrive_record(whole, self._partitions)])
                    under_way.add(asyncio.create_task(self._confirm(found, sent)))
                on_progress(self.progress)
        finally:
            await asyncio.gather(*under_way)
            on_progress(self.progress)

    async def _whole(self, found: Found) -> Found | None:
        """Return a letter with its whole event, also if it was cut; None, and a failure, if nothing has that event."""
        letter = found.letter
        assert letter is not None
        if letter.truncated is None:
            return found
        try:
            if self._original is None:
                raise NoOriginal("only the beginning of the value is in the letter")
            return replace(found, letter=await self._original(letter))
        except NoOriginal as error:
            self.progress.failed.append((found.at, str(error)))
            return None

    async def _confirm(self, found: Found, sent: Confirmation) -> None:
        """Wait until the broker has confirmed an event, and record it."""
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
