"""What a candidate has published so far, read as a subscriber does: records of transactions when they are committed."""

import time
from collections.abc import Callable
from types import TracebackType
from typing import Self

from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition

from streams.topics import INTERNAL_MAX_BYTES, Topics

POLL_MS = 50


class Outputs:
    """The records on the topics of articles and duplicates, as they come; an asynchronous context manager."""

    def __init__(self, bootstrap: str, topics: Topics) -> None:
        self._topics = topics
        self._consumer = AIOKafkaConsumer(
            bootstrap_servers=bootstrap,
            auto_offset_reset="earliest",
            isolation_level="read_committed",
            max_partition_fetch_bytes=INTERNAL_MAX_BYTES,
        )
        self.articles: list[bytes] = []
        self.duplicates: list[bytes] = []
        self.keys: set[bytes] = set()  # the articles' ids
        self.copies: set[bytes] = set()  # the duplicates' ids
        self.last = time.perf_counter()  # when a record came

    async def __aenter__(self) -> Self:
        await self._consumer.start()
        names = (self._topics.articles.name, self._topics.duplicates.name)
        numbers = range(self._topics.partitions)
        self._consumer.assign([TopicPartition(name, number) for name in names for number in numbers])
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self._consumer.stop()

    @property
    def outcomes(self) -> int:
        """Number of different articles and duplicates."""
        return len(self.keys | self.copies)

    async def until(self, holds: Callable[[], bool], check: Callable[[], None], silence: float) -> bool:
        """Read until something holds and return True, or False if no record comes for some seconds.

        `check` raises if it is useless to wait.
        """
        self.last = time.perf_counter()
        while not holds():
            check()
            fetched = await self._consumer.getmany(timeout_ms=POLL_MS)
            for record in (record for records in fetched.values() for record in records):
                self._take(record)
            if time.perf_counter() - self.last > silence:
                return False
        return True

    def _take(self, record: ConsumerRecord) -> None:
        self.last = time.perf_counter()
        if record.topic == self._topics.articles.name:
            self.articles.append(record.value)
            self.keys.add(record.key)
        else:
            self.duplicates.append(record.value)
            self.copies.add(record.key)
