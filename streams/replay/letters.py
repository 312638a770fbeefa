"""The dead-letter topic, read: its letters, and which of them are wanted."""

import re
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeAlias

from schemas import DeadLetter, Origin, Reason, Rejected
from streams.kafka.reader import Received
from streams.kafka.scan import Scan
from streams.records import redrives
from streams.replay.journal import Redrive, read_journal
from streams.settings import Settings
from streams.topics import Topics

CLOCK_SKEW = timedelta(minutes=1)  # a broker's timestamps may be this much behind a worker's clock

OnProgress: TypeAlias = Callable[[int, int], None]  # called with the number of records read, and of all

PLACE = re.compile(r"(?P<topic>[^\[\]@/]+)(?:[\[/](?P<partition>\d+)\]?(?:[@/](?P<offset>\d+))?)?")


@dataclass(frozen=True)
class Found:
    """A record of the dead-letter topic: its letter, or the problem if it cannot be read."""

    at: Origin
    letter: DeadLetter | None
    problem: str = ""
    redriven: tuple[Redrive, ...] = ()  # from the journal, oldest first

    @property
    def redrives(self) -> int:
        """How often its event had been redriven before it failed again."""
        return 0 if self.letter is None else redrives(self.letter.headers)

    @property
    def failed_at(self) -> datetime:
        """When the event failed; for an unreadable record, the record's time."""
        assert self.at.timestamp is not None, "a record that was read has a timestamp"
        return self.letter.failed_at if self.letter is not None else self.at.timestamp

    def without_value(self) -> "Found":
        """Return a copy without the event's value, which may be large."""
        return self if self.letter is None else replace(self, letter=self.letter.model_copy(update={"value": None}))


@dataclass(frozen=True)
class Whereabouts:
    """A place on Kafka, or a whole partition or topic."""

    topic: str
    partition: int | None = None
    offset: int | None = None

    @classmethod
    def read(cls, text: str, topics: Topics) -> "Whereabouts":
        """Read `topic[partition]@offset` or `topic/partition/offset`; raises ValueError.

        The topic's name is its full name, or the short one that newsmill prints.
        """
        match = PLACE.fullmatch(text)
        if match is None:
            raise ValueError("expected TOPIC, TOPIC[PARTITION] or TOPIC[PARTITION]@OFFSET")
        partition, offset = match["partition"], match["offset"]
        return cls(topics.named(match["topic"]), *(None if at is None else int(at) for at in (partition, offset)))

    def covers(self, origin: Origin) -> bool:
        """Tell whether a place lies in it."""
        return (
            origin.topic == self.topic
            and self.partition in (None, origin.partition)
            and self.offset in (None, origin.offset)
        )


@dataclass(frozen=True)
class Wanted:
    """A filter for dead letters; a field that is empty or None does not restrict it."""

    reasons: Collection[Reason] = ()
    stages: Collection[str] = ()
    since: datetime | None = None
    until: datetime | None = None  # exclusive
    key: bytes | None = None
    origin: Whereabouts | None = None

    def takes(self, found: Found) -> bool:
        """Tell whether a record passes the filter; an unreadable one can only be selected by time."""
        if self.since is not None and found.failed_at < self.since:
            return False
        if self.until is not None and found.failed_at >= self.until:
            return False
        letter = found.letter
        if letter is None:
            return not (self.reasons or self.stages or self.origin or self.key is not None)
        return (
            (not self.reasons or letter.reason in self.reasons)
            and (not self.stages or letter.stage in self.stages)
            and (self.key is None or letter.key == self.key)
            and (self.origin is None or (letter.origin is not None and self.origin.covers(letter.origin)))
        )


async def find(
    settings: Settings, topics: Topics, wanted: Wanted, on_progress: OnProgress = lambda _read, _of: None
) -> AsyncIterator[Found]:
    """Yield the wanted dead letters among those on the topic now; those of one partition come in order.

    Raises BrokerUnavailable, TopicsMisconfigured or Stalled.
    """
    redriven = await read_journal(settings, topics)
    async with Scan(settings, topics.dead_letters.name) as scan:
        ranges = await scan.everything()
        if wanted.since is not None:
            first = await scan.first_since(wanted.since - CLOCK_SKEW)
            ranges = {at: range(_at_least(span, first[at]), span.stop) for at, span in ranges.items()}
        total = sum(len(span) for span in ranges.values())
        read = 0
        async for record in scan.read(ranges):
            read += 1
            on_progress(read, total)
            found = look_at(record, redriven.get(record.origin.place, ()))
            if wanted.takes(found):
                yield found


async def read_at(
    settings: Settings, topics: Topics, places: Collection[tuple[int, int]]
) -> AsyncGenerator[Found, None]:
    """Yield the dead letters that exist at these partitions and offsets; those of one partition come in order."""
    redriven = await read_journal(settings, topics)
    async with Scan(settings, topics.dead_letters.name) as scan:
        there = await scan.everything()
        ranges = {}
        for partition, span in there.items():
            offsets = [offset for at, offset in places if at == partition and offset in span]
            if offsets:
                ranges[partition] = range(min(offsets), max(offsets) + 1)
        async for record in scan.read(ranges):
            if (record.partition, record.offset) in places:
                yield look_at(record, redriven.get(record.origin.place, ()))


def look_at(record: Received, redriven: tuple[Redrive, ...] = ()) -> Found:
    """Read a record of the dead-letter topic, which may hold anything; `redriven` is what the journal says of it."""
    try:
        letter = DeadLetter.from_record(record.key, record.value, record.headers)
    except Rejected as error:
        return Found(record.origin, None, f"not a dead letter: {error.message}", redriven)
    return Found(record.origin, letter, "", redriven)


def _at_least(span: range, first: int | None) -> int:
    """Return the offset in a span to begin at: its end if no record is late enough."""
    return span.stop if first is None else max(span.start, min(first, span.stop))
