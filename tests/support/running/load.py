"""A load of raw events with a known outcome, and the events that it led to on the public topics."""

import asyncio
import random
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self, TypeAlias

import orjson
from aiokafka import ConsumerRecord

from schemas import DeadLetter, RawArticle, Reason
from streams.kafka.cluster import create_topics
from streams.settings import load
from streams.topics import Topics
from tests.support.articles.pages import page, story
from tests.support.brokers.records import TopicReader, publish
from tests.support.running.stage import Address
from tests.support.running.worker import WorkerProcess

PAGE_BYTES = 6_000
PARTITIONS = 4
# For a worker on a load: no event waits for a retry, and no share of bad events stops the worker.
WORKER = {"partitions": PARTITIONS, "pool_size": 1, "retry_delays": "", "breaker_share": 1}
IDLE_LIMIT = 120.0  # seconds without a record until a test gives up
Key: TypeAlias = tuple[str, int]  # url, revision


def url(number: int, host: str = "herald") -> str:
    return f"https://{host}.example/2026/story-{number}"


def raw_event(number: int, *, text: int, host: str = "herald", paragraphs: int = 2) -> bytes:
    """Return a page about a story, in wire form."""
    address = url(number, host)
    content = page(f"Story {number} of the day", story(text, paragraphs=paragraphs), size=PAGE_BYTES, canonical=address)
    return RawArticle(url=address, content=content, language="en", id=f"{host}-{number}-{text}").encode()


def bad_event(number: int) -> tuple[bytes, Reason]:
    """Return an event that no stage can process, unlike every other, and the reason."""
    kinds = [
        (b'{"id": "bad-%d", "content": "<p>and then', Reason.INVALID_JSON),
        (b'["https://herald.example/%d"]', Reason.NOT_AN_OBJECT),
        (b'{"id": "bad-%d", "title": "A title"}', Reason.MISSING_CONTENT),
        (b'{"id": "bad-%d", "content": ["<p>", "</p>"]}', Reason.INVALID_FIELD),
        (b'{"id": "bad-%d", "content": "<html></html>"}', Reason.NO_ARTICLE),
    ]
    template, reason = kinds[number % len(kinds)]
    return template % number, reason


@dataclass(frozen=True)
class Load:
    """Raw events in the order they are to be published, and what each must end as; every event ends as one record.

    Events about one story share a key, so that an update follows what it updates, and a copy what it copies.
    """

    events: list[tuple[bytes, bytes]]
    articles: set[Key]
    copies: dict[str, str]  # url of a copy: url of the article it repeats
    bad: dict[bytes, Reason]

    @classmethod
    def of(cls, *, stories: int, updates: int = 0, copies: int = 0, bad: int = 0, seed: int = 1) -> Self:
        """Make a load in which the events of every kind are spread evenly."""
        dice = random.Random(seed)
        placed: list[tuple[float, bytes, bytes]] = []
        articles, copied, refused = set(), {}, {}
        for number in range(stories):
            at, key = dice.random(), url(number).encode()
            placed.append((at, key, raw_event(number, text=number)))
            articles.add((url(number), 1))
            if number < updates:
                placed.append((dice.uniform(at, 1), key, raw_event(number, text=1_000_000 + number)))
                articles.add((url(number), 2))
            elif number < updates + copies:
                placed.append((dice.uniform(at, 1), key, raw_event(number, text=number, host="courier")))
                copied[url(number, "courier")] = url(number)
        for number in range(bad):
            value, reason = bad_event(number)
            placed.append((dice.random(), b"bad-%d" % number, value))
            refused[value] = reason
        placed.sort(key=lambda one: one[0])
        return cls([(key, value) for _, key, value in placed], articles, copied, refused)


async def fed(
    broker: Address, prefix: str, events: Sequence[tuple[bytes, bytes]] = (), *, partitions: int = PARTITIONS,
    replication_factor: int = 1,
) -> Topics:  # fmt: skip
    """Make the topics under a prefix, without any for retries, and put raw events on theirs."""
    settings = load(
        broker=broker.url, topic_prefix=prefix, partitions=partitions, replication_factor=replication_factor,
        retry_delays=(),
    )  # fmt: skip
    topics = Topics(settings)
    await create_topics(settings, topics)
    await publish(settings.bootstrap, topics.raw.name, events)
    return topics


def unchanged(*workers: WorkerProcess) -> float:
    """Count the events that the workers judged to be unchanged, so that they published nothing."""
    return sum(one.total("newsmill_events_total", stage="deduplicate", outcome="unchanged") for one in workers)


def in_hand(worker: WorkerProcess) -> float:
    """Count the events that a worker has taken and not acknowledged yet."""
    return worker.total("newsmill_in_flight_events")


@dataclass
class Outcomes:
    """What is on the public topics, read by a task of its own while it is entered."""

    bootstrap: str
    topics: Topics
    articles: dict[Key, list[dict[str, object]]] = field(default_factory=lambda: defaultdict(list))
    duplicates: dict[str, list[dict[str, object]]] = field(default_factory=lambda: defaultdict(list))
    dead_letters: dict[bytes | None, list[DeadLetter]] = field(default_factory=lambda: defaultdict(list))
    times: list[float] = field(default_factory=list)  # the records' own, seconds since the epoch
    order: list[Key] = field(default_factory=list)  # of articles, as they came
    last: float = field(default_factory=time.monotonic)

    async def __aenter__(self) -> Self:
        topics = self.topics
        self._reader = TopicReader(
            self.bootstrap, topics.articles.name, topics.duplicates.name, topics.dead_letters.name
        )
        await self._reader.__aenter__()
        self._task = asyncio.create_task(self._follow())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._task.cancel()
        await asyncio.wait([self._task])
        await self._reader.__aexit__(kind, error, traceback)

    @property
    def records(self) -> int:
        """Number of records, repeated ones included."""
        return len(self.times)

    @property
    def events(self) -> int:
        """Number of different articles' revisions, duplicates and dead letters."""
        return len(self.articles) + len(self.duplicates) + len(self.dead_letters)

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds; gives up when no more records come, and says how many came."""
        self.last = time.monotonic()
        while not holds():
            if self._task.done():
                self._task.result()
            idle = time.monotonic() - self.last
            assert idle < IDLE_LIMIT, f"no record for {idle:.0f} s: {self.events} events, {self.records} records"
            await asyncio.sleep(0.1)

    async def settle(self, seconds: float = 2.0) -> None:
        """Wait until no record has come for some seconds, so that surplus ones would have come."""
        while time.monotonic() - self.last < seconds:
            await asyncio.sleep(0.1)

    def standstill(self, span: float) -> float:
        """Return the share of the time, cut into spans of some seconds, in which no record was written."""
        first, last = min(self.times), max(self.times)
        spans = {int((moment - first) / span) for moment in self.times}
        return 1 - len(spans) / (int((last - first) / span) + 1)

    def check(self, load: Load) -> None:
        """Assert that the load came out: every event once or more, always with the same content, and nothing else."""
        assert set(self.articles) == load.articles
        assert set(self.duplicates) == set(load.copies)
        assert set(self.dead_letters) == set(load.bad)
        assert self.events == len(load.events), "every raw event is accounted for"
        ids = {address: {one["id"] for one in same} for (address, _), same in self.articles.items()}
        assert all(len(same) == 1 for same in ids.values()), "an article with two ids"
        assert len({next(iter(same)) for same in ids.values()}) == len(ids), "an id of two articles"
        for key, same in self.articles.items():
            assert len({one["fingerprint"] for one in same}) == 1, f"{key} with two texts"
            assert {one["status"] for one in same} == {"new" if key[1] == 1 else "updated"}
        for address, copies in self.duplicates.items():
            assert {copy["duplicate_of"]["id"] for copy in copies} == ids[load.copies[address]]  # type: ignore[index]
        for value, letters in self.dead_letters.items():
            assert {letter.reason for letter in letters} == {load.bad[value or b""]}
            assert len({letter.origin for letter in letters}) == 1, "a dead letter with two origins"

    def republished(self) -> float:
        """Return the share of records that repeat an earlier one."""
        return (self.records - self.events) / self.records

    def by_kind(self) -> Counter[str]:
        """Return how many different events of each kind came out."""
        return Counter(
            articles=len(self.articles), duplicates=len(self.duplicates), dead_letters=len(self.dead_letters)
        )

    async def _follow(self) -> None:
        while True:
            for record in await self._reader.read(0.5):
                self._take(record)

    def _take(self, record: ConsumerRecord) -> None:
        self.last = time.monotonic()
        self.times.append(record.timestamp / 1000)
        if record.topic == self.topics.dead_letters.name:
            letter = DeadLetter.from_record(record.key, record.value, record.headers)
            self.dead_letters[letter.value].append(letter)
            return
        event = orjson.loads(record.value)
        if record.topic == self.topics.duplicates.name:
            self.duplicates[event["url"]].append(event)
        else:
            key = (event["url"], event["revision"])
            self.articles[key].append({name: event[name] for name in ("id", "fingerprint", "status", "raw_id")})
            self.order.append(key)
