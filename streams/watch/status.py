"""The status of an installation, seen from outside: consumer groups, topics and dead letters on Kafka, and workers.

A look changes nothing: it joins no group and commits nothing.
"""

import asyncio
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime

import httpx
from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.coordinator.protocol import ConsumerProtocolMemberAssignment
from aiokafka.errors import GroupCoordinatorNotAvailableError, for_code

from streams.kafka.cluster import BrokerUnavailable, admin, require_topics
from streams.kafka.connection import start
from streams.kafka.reader import new_consumer
from streams.records import moment
from streams.settings import Settings
from streams.stages import RETRY, Stage
from streams.topics import Topic, Topics, consumer_group
from streams.watch.scrape import WorkerStatus, ages, outcome_rates, scrape_all
from streams.watch.tally import Letters, Tally

PATIENCE = 20.0  # seconds that the broker has to answer one look, without the dead letters
GLANCE = 2.0  # seconds in which the newest records must come; an offset may have no record (a transaction's marker)
STABLE = "Stable"  # a group that is not in a rebalance
ABSENT = "Absent"  # a group that no worker has joined; Kafka calls it dead

Offsets = Mapping[TopicPartition, int]


@dataclass(frozen=True)
class MemberStatus:
    """A worker as a member of a stage's consumer group; on the embedded broker some fields are empty or None."""

    id: str
    client: str
    host: str
    partitions: int | None


@dataclass(frozen=True)
class StageStatus:
    """The status of the consumer group of a stage, or of the retries."""

    stage: str
    group: str
    state: str
    partitions: int  # of all the topics it reads
    lag: int  # events not committed
    lag_by_topic: dict[str, int]
    rate: float | None  # events committed a second
    members: tuple[MemberStatus, ...]
    problems: tuple[str, ...] = ()  # why events may not be read, although workers run


@dataclass(frozen=True)
class TopicStatus:
    """A topic and its records; offsets without a record (compacted, or a transaction's marker) count as records."""

    topic: str
    partitions: int
    records: int
    rate: float | None  # records a second
    newest: datetime | None  # the newest record's time, or the time of the look that first saw it


@dataclass(frozen=True)
class Installation:
    """One look at an installation; rates are None in the first look."""

    at: datetime
    broker: str
    seconds: float | None  # since the look before; rates are over this time
    stages: tuple[StageStatus, ...]
    topics: tuple[TopicStatus, ...]
    dead_letters: Letters
    workers: tuple[WorkerStatus, ...]
    outcomes: dict[str, dict[str, float]]  # events a second of all workers, by stage and outcome
    age_seconds: dict[str, float] | None  # of articles, since the workers' starts


@dataclass(frozen=True)
class Look:
    """The numbers of one look, for the next one's rates."""

    at: float  # by time.monotonic
    first: Offsets
    end: Offsets
    done: dict[str, dict[TopicPartition, int]]  # by stage: offsets up to which its group has read
    workers: tuple[WorkerStatus, ...] = ()


@dataclass
class Survey:
    """Looks at an installation repeatedly, each time with new connections, because a broker may come and go."""

    settings: Settings
    metrics: Sequence[httpx.URL] = ()
    before: Look | None = None
    topics: Topics = field(init=False)
    tally: Tally = field(init=False)
    newest: dict[str, datetime] = field(default_factory=dict)  # by topic

    def __post_init__(self) -> None:
        self.topics = Topics(self.settings)
        self.tally = Tally(self.settings, self.topics)

    async def look(self) -> Installation:
        """Look once; raises BrokerUnavailable, TopicsMisconfigured, Stalled or KafkaError."""
        partitions = await require_topics(self.settings, *(topic.name for topic in self.topics.all()))
        sources = {stage: _places(topics, partitions) for stage, topics in self._sources().items()}
        async with admin(self.settings) as client, asyncio.timeout(PATIENCE):
            groups = {stage: await _describe(client, consumer_group(self.settings, stage)) for stage in sources}
            committed = {
                stage: await _committed(client, consumer_group(self.settings, stage), places)
                for stage, places in sources.items()
            }
            first, end = await self._offsets(_places(self.topics.all(), partitions))
        at, clock = datetime.now(UTC), time.monotonic()
        done = {
            stage: {place: max(offset, first[place]) for place, offset in offsets.items()}
            for stage, offsets in committed.items()
        }
        now = Look(clock, first, end, done, await scrape_all(self.metrics))
        moved = self._moved(now)
        self.newest |= dict.fromkeys(moved, at)
        if self.before is None or self.topics.dead_letters.name in moved:
            await self.tally.read(at)
        status = self._status(at, now, groups, partitions)
        self.before = now
        return status

    def _sources(self) -> dict[str, Sequence[Topic]]:
        """Return the topics that each consumer group reads."""
        sources: dict[str, Sequence[Topic]] = {stage.value: self.topics.sources(stage) for stage in Stage}
        return sources | ({RETRY: self.topics.retries} if self.topics.retries else {})

    async def _offsets(self, places: Sequence[TopicPartition]) -> tuple[Offsets, Offsets]:
        """Return the first offset of each partition, and its end."""
        consumer = new_consumer(self.settings, "newsmill-status")
        try:
            await start(consumer)
            first, end = await consumer.beginning_offsets(places), await consumer.end_offsets(places)
            if self.before is None:
                self.newest = await _newest(consumer, [place for place in places if end[place] > first[place]], end)
        finally:
            await consumer.stop()
        return first, end

    def _moved(self, now: Look) -> set[str]:
        """Return the topics with new records since the look before."""
        if self.before is None:
            return set()
        return {place.topic for place, end in now.end.items() if end > self.before.end.get(place, 0)}

    def _status(
        self,
        at: datetime,
        now: Look,
        groups: Mapping[str, tuple[str, tuple[MemberStatus, ...]]],
        partitions: Mapping[str, int],
    ) -> Installation:
        before = self.before
        stages = []
        for stage, (state, members) in groups.items():
            lags = lag_by_topic(now.done[stage], now.first, now.end)
            rate = None if before is None else speed(before.done[stage], now.done[stage], now.at - before.at)
            group = consumer_group(self.settings, stage)
            count, lag = len(now.done[stage]), sum(lags.values())
            problems = (*beyond_the_end(now.done[stage], now.end), *unassigned(state, count, members))
            stages.append(StageStatus(stage, group, state, count, lag, lags, rate, members, problems))
        return Installation(
            at=at,
            broker=self.settings.broker,
            seconds=None if before is None else now.at - before.at,
            stages=tuple(stages),
            topics=tuple(self._topic(topic.name, now, partitions) for topic in self.topics.all()),
            dead_letters=self.tally.letters(at),
            workers=now.workers,
            outcomes={} if before is None else outcome_rates(before.workers, now.workers, now.at - before.at),
            age_seconds=ages(now.workers),
        )

    def _topic(self, name: str, now: Look, partitions: Mapping[str, int]) -> TopicStatus:
        ends = {place: end for place, end in now.end.items() if place.topic == name}
        records = sum(end - now.first[place] for place, end in ends.items())
        rate = None if self.before is None else speed(self.before.end, ends, now.at - self.before.at)
        return TopicStatus(name, partitions[name], records, rate, self.newest.get(name))


def lag_by_topic(done: Offsets, first: Offsets, end: Offsets) -> dict[str, int]:
    """Return a group's lag by topic; all records of a partition that ends before the group's offset."""
    lags: dict[str, int] = {}
    for place, at in done.items():
        lag = end[place] - (at if at <= end[place] else first[place])
        lags[place.topic] = lags.get(place.topic, 0) + lag
    return lags


def beyond_the_end(done: Offsets, end: Offsets) -> list[str]:
    """Say which partitions end before the group's offset: their topic was made again, or has lost records."""
    return [
        f"{place.topic}[{place.partition}] ends at {end[place]}, before the committed offset {at}"
        for place, at in sorted(done.items())
        if at > end[place]
    ]


def unassigned(state: str, partitions: int, members: Sequence[MemberStatus]) -> list[str]:
    """Say how many partitions no worker has, if the group is stable and its members' shares are known."""
    shares = [member.partitions for member in members]
    if state != STABLE or not shares or None in shares:
        return []
    left = partitions - sum(share for share in shares if share is not None)
    return [f"{left} of {partitions} partitions are assigned to no worker"] if left > 0 else []


def speed(before: Offsets, now: Offsets, seconds: float) -> float:
    """Return by how many offsets a second partitions grew in all; a partition that is new began at 0."""
    return sum(max(0, at - before.get(place, 0)) for place, at in now.items()) / seconds


async def _newest(consumer: AIOKafkaConsumer, places: Sequence[TopicPartition], end: Offsets) -> dict[str, datetime]:
    """Return the time of each topic's newest record, from the last one of each partition."""
    newest: dict[str, int] = {}
    waiting = set(places)
    consumer.assign(places)
    for place in places:
        consumer.seek(place, end[place] - 1)
    until = time.monotonic() + GLANCE
    while waiting and time.monotonic() < until:
        for place, records in (await consumer.getmany(*waiting, timeout_ms=500)).items():
            waiting.discard(place)
            newest[place.topic] = max(newest.get(place.topic, 0), *(record.timestamp for record in records))
    return {topic: moment(milliseconds / 1000) for topic, milliseconds in newest.items()}


def _places(topics: Iterable[Topic], partitions: Mapping[str, int]) -> list[TopicPartition]:
    return [TopicPartition(topic.name, at) for topic in topics for at in range(partitions[topic.name])]


async def _describe(client: AIOKafkaAdminClient, group: str) -> tuple[str, tuple[MemberStatus, ...]]:
    """Return the state of a group, and its members by host; raises KafkaError."""
    with suppress(GroupCoordinatorNotAvailableError):  # it is created with the cluster's first group
        (answer,) = await client.describe_consumer_groups([group])
        ((code, _, state, _, _, members, *_),) = answer.groups
        if code:
            raise for_code(code)(f"describing the consumer group {group}")
        found = sorted((_member(*member[:5]) for member in members), key=lambda member: (member.host, member.id))
        return (ABSENT if state == "Dead" else state), tuple(found)
    return ABSENT, ()


def _member(identity: str, client: str, host: str, _metadata: bytes, assignment: bytes) -> MemberStatus:
    partitions = None
    if assignment:
        partitions = len(ConsumerProtocolMemberAssignment.decode(assignment).partitions())
    return MemberStatus(identity, client, host.removeprefix("/"), partitions)


async def _committed(
    client: AIOKafkaAdminClient, group: str, places: Sequence[TopicPartition]
) -> dict[TopicPartition, int]:
    """Return the offsets that a group has committed, -1 if it has none; raises BrokerUnavailable or KafkaError."""
    try:
        answer = await client.list_consumer_group_offsets(group, partitions=list(places))
    except GroupCoordinatorNotAvailableError:
        return dict.fromkeys(places, -1)
    if not answer.keys() >= set(places):  # aiokafka ignores an error of the whole answer
        raise BrokerUnavailable(f"the broker did not return the offsets of {group}: it may be starting, try again")
    return {place: answer[place].offset for place in places}
