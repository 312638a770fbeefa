"""The runs of one candidate: one that measures its speed and costs, and one in which it is killed."""

import asyncio
import time
import uuid
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import psutil

from schemas import RawArticle
from streams.kafka.cluster import create_topics
from streams.settings import load
from streams.topics import Topics
from tests.benchmarks.peers.candidates import PARTITIONS, Candidate
from tests.benchmarks.peers.counted import COPY, ORIGINAL, Damage, damage, duplicate, published, raw_id
from tests.benchmarks.peers.outputs import Outputs
from tests.benchmarks.peers.process import Process, cpu_seconds
from tests.support.articles.pages import page, story
from tests.support.brokers.kafka import Kafka
from tests.support.brokers.records import publish

SILENCE = 120.0  # seconds without a record: nothing more will come; a killed member of a group lives on for up to 45 s
QUIET = 5.0  # seconds without a record after the last outcome, in which surplus records would have come
FIRST = 40  # articles before the measurement: everything is loaded and warm then

Event = tuple[bytes, bytes]  # key, value


class Cost(NamedTuple):
    """What articles took: time, and processor time of the candidate's processes and of the broker, in seconds."""

    articles: int
    seconds: float
    cpu: float
    broker: float

    def beyond(self, smaller: "Cost") -> "Cost":
        """Return what these took that fewer had not."""
        return Cost(
            self.articles - smaller.articles,
            self.seconds - smaller.seconds,
            self.cpu - smaller.cpu,
            self.broker - smaller.broker,
        )


class Recovery(NamedTuple):
    """What a kill did, and the seconds from the next start to the next article."""

    damage: Damage
    seconds: float


class Running(NamedTuple):
    """A candidate's process at work on topics of its own."""

    process: Process
    outputs: Outputs
    topics: Topics
    bootstrap: str

    async def feed(self, events: Sequence[Event]) -> None:
        """Publish raw events."""
        await publish(self.bootstrap, self.topics.raw.name, events)

    async def reach(self, articles: int) -> None:
        """Wait until that many different articles are published; raises RuntimeError if they do not come."""
        if not await self.outputs.until(lambda: len(self.outputs.keys) >= articles, self.process.check, SILENCE):
            raise RuntimeError(f"{len(self.outputs.keys)} of {articles} articles came, and then none for {SILENCE} s")


@asynccontextmanager
async def running(candidate: Candidate, broker: Kafka) -> AsyncIterator[Running]:
    """Start a candidate on new topics."""
    prefix = f"peers-{uuid.uuid4().hex[:8]}-"
    settings = load(broker=broker.url, topic_prefix=prefix, partitions=PARTITIONS)
    topics = Topics(settings)
    await create_topics(settings, topics)
    with (
        TemporaryDirectory(prefix="newsmill-peers-") as folder,
        Process(candidate, broker.url, prefix, Path(folder)) as process,
    ):
        async with Outputs(broker.bootstrap, topics) as outputs:
            yield Running(process, outputs, topics, broker.bootstrap)


async def cost(candidate: Candidate, broker: Kafka, events: Sequence[Event], smaller: int) -> Cost:
    """Return what the events took beyond their smaller first part; each part meets a warm and idle candidate."""
    java = psutil.Process().children(recursive=True)
    async with running(candidate, broker) as it:
        await it.feed(events[:FIRST])
        await it.reach(FIRST)
        costs = []
        for begin, end in ((FIRST, FIRST + smaller), (FIRST + smaller, len(events))):
            started, cpu, others = time.perf_counter(), it.process.cpu(), cpu_seconds(java)
            await it.feed(events[begin:end])
            await it.reach(end)
            seconds = time.perf_counter() - started
            costs.append(Cost(end - begin, seconds, it.process.cpu() - cpu, cpu_seconds(java) - others))
    return costs[1].beyond(costs[0])


async def recovery(candidate: Candidate, broker: Kafka, stories: int, after: float) -> Recovery:
    """Kill a candidate, start it again, and count what is wrong at the end.

    It is killed some seconds after a third of the stories are published: at that moment itself, one that publishes in
    batches has just finished a batch. Raises RuntimeError if all are published by then.
    """
    async with running(candidate, broker) as it:
        await it.feed(copied(stories))
        await it.reach(stories // 3)
        await asyncio.sleep(after)
        it.process.kill()
        await it.outputs.until(lambda: False, lambda: None, silence=1.0)  # reads what was published before
        if len(it.outputs.keys) >= stories:
            raise RuntimeError(f"{candidate.name} had published all before it was killed: take more --stories")
        before, started = len(it.outputs.articles), time.perf_counter()
        it.process.start()
        await it.outputs.until(lambda: len(it.outputs.articles) > before, it.process.check, SILENCE)
        seconds = time.perf_counter() - started
        await it.outputs.until(lambda: it.outputs.outcomes >= 2 * stories, it.process.check, SILENCE)
        await it.outputs.until(lambda: False, it.process.check, QUIET)
        return Recovery(_damage(it.outputs, stories), seconds)


def _damage(outputs: Outputs, stories: int) -> Damage:
    return damage([published(value) for value in outputs.articles], map(duplicate, outputs.duplicates), stories)


def copied(stories: int) -> list[Event]:
    """Return raw events: a page of 60 kB for each story, and then one for each story's copy on another site."""
    return [
        _event(raw_id(kind, number), f"https://{host}.example/{number}", number)
        for kind, host in ((ORIGINAL, "herald"), (COPY, "courier"))
        for number in range(stories)
    ]


def _event(identity: str, url: str, number: int) -> Event:
    content = page(f"Story {number}", story(number), canonical=url)
    return url.encode(), RawArticle(url=url, id=identity, content=content).encode()
