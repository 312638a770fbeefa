"""What happens while the pods of a release are replaced: how many are available, and how old articles get."""

import asyncio
import statistics
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Self

import orjson

from streams.topics import Topics
from tests.support.brokers.records import TopicReader, producer
from tests.support.cluster.api import Api

PERIOD = 0.5  # seconds between two looks at the Deployments


async def feed(bootstrap: str, topic: str, events: Sequence[tuple[bytes, bytes]], rate: float) -> None:
    """Publish raw events at a steady rate, in events a second."""
    begun = time.monotonic()
    async with producer(bootstrap) as client:
        confirmations = []
        for number, (key, value) in enumerate(events):
            await asyncio.sleep(max(0.0, begun + number / rate - time.monotonic()))
            confirmations.append(await client.send(topic, key=key, value=value))
        await asyncio.gather(*confirmations)


@dataclass(frozen=True)
class Published:
    """An article's record: when its raw event's record was written, and its own, in seconds since the epoch."""

    begun: float
    written: float

    @property
    def age(self) -> float:
        """The article's age when it was published, in seconds."""
        return self.written - self.begun


async def published(bootstrap: str, topics: Topics) -> list[Published]:
    """Return all articles that are on their topic, when nothing more comes for a second."""
    found: list[Published] = []
    async with TopicReader(bootstrap, topics.articles.name) as reader:
        while records := await reader.read(1.0):
            for record in records:
                origin = orjson.loads(record.value)["provenance"]["origin"]["timestamp"]
                found.append(Published(_seconds(origin), record.timestamp / 1000))
    return found


def _seconds(moment: str) -> float:
    return datetime.fromisoformat(moment).timestamp()


def ages(articles: Sequence[Published], begin: float, end: float) -> dict[str, float]:
    """Return how old the articles were whose raw events were written in a span, in seconds; at least two are needed."""
    found = [one.age for one in articles if begin <= one.begun < end]
    at = statistics.quantiles(found, n=100, method="inclusive")
    return {"articles": len(found), "p50": at[49], "p95": at[94], "max": max(found)}


@dataclass
class Availability:
    """The fewest available pods of each Deployment while it is entered, beside those that it wants."""

    api: Api
    namespace: str
    fewest: dict[str, int] = field(default_factory=dict)
    wanted: dict[str, int] = field(default_factory=dict)

    def __enter__(self) -> Self:
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._stopped.wait(PERIOD):
            for each in self.api.objects("Deployment", self.namespace):
                name, available = each["metadata"]["name"], each["status"].get("availableReplicas", 0)
                self.wanted[name] = each["spec"]["replicas"]
                self.fewest[name] = min(available, self.fewest.get(name, available))
