"""Record batches as consumers read them: one that cannot be read is skipped, and a record stands in its place.

aiokafka raises for such a batch, does not move on, and meets it again after every restart; one that decompresses to
gigabytes ends the process first. And it does not say which offsets have no record (a transaction's markers, records
that were compacted away), so that they cannot be told from records that were lost on the way: here each record says it.
"""

from collections.abc import Iterator
from typing import Any

import structlog
from aiokafka import ConsumerRecord
from aiokafka.consumer.fetcher import FetchResult, PartitionRecords
from aiokafka.record.memory_records import MemoryRecords

from schemas import Reason, Rejected

log = structlog.get_logger(__name__)

AT_ONCE = 8 * 1024 * 1024  # bytes of a partition's records that are handed over together; a larger record comes alone


class Unread(bytes):
    """The value of a record that stands for records that could not be read: it is empty, and says which and why."""

    why: str

    @classmethod
    def because(cls, why: str) -> "Unread":
        """Make one with a reason."""
        value = cls()
        value.why = why
        return value


def require_read(value: bytes | None) -> None:
    """Raise Rejected if a record's value stands for records that could not be read."""
    if isinstance(value, Unread):
        raise Rejected(Reason.UNREADABLE_BATCH, value.why)


class _StandIn:
    """A record, as a batch has it, in place of all that follow `first`, at the last offset of the batch.

    At the last one, so that the offset to commit after it is the next batch's.
    """

    def __init__(self, first: int, batch: Any, error: Exception) -> None:
        self.offset = batch.next_offset - 1
        self.timestamp = getattr(batch, "max_timestamp", 0)
        self.timestamp_type = 0
        self.key = None
        self.value = Unread.because(f"the records from offset {first} to {self.offset} cannot be read: {error}")
        self.headers = ()
        self.checksum = None


class _Batch:
    """A batch of aiokafka whose iteration never fails."""

    def __init__(self, batch: Any) -> None:
        self._batch = batch

    def __getattr__(self, name: str) -> Any:
        return getattr(self._batch, name)

    def __next__(self) -> Any:
        return next(self._batch)

    def __iter__(self) -> Iterator[Any]:
        first = getattr(self._batch, "base_offset", self._batch.next_offset - 1)
        try:
            for record in self._batch:
                first = record.offset + 1
                yield record
        except Exception as error:  # after a valid checksum: the same bytes would fail again
            yield _StandIn(first, self._batch, error)


class Batches:
    """The batches of a fetch, each of which can be iterated without an error; aiokafka's MemoryRecords."""

    def __init__(self, fetched: bytes) -> None:
        self._records = MemoryRecords(fetched)

    def size_in_bytes(self) -> int:
        """Return the number of bytes that were fetched."""
        return int(self._records.size_in_bytes())

    def has_next(self) -> bool:
        """Return whether a batch is left."""
        return bool(self._records.has_next())

    def next_batch(self) -> _Batch:
        """Return the next batch."""
        return _Batch(self._records.next_batch())


class ReadRecords(PartitionRecords):  # type: ignore[misc]  # aiokafka is not typed
    """The records of a fetch; each has `since`, the offset from which on no record lies before it."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.since = self.next_fetch_offset

    def _consumer_record(self, tp: Any, record: Any) -> ConsumerRecord:
        if isinstance(record.value, Unread):
            log.error("records skipped", topic=tp.topic, partition=tp.partition, error=record.value.why)
        found = super()._consumer_record(tp, record)
        found.since, self.since = self.since, record.offset + 1
        return found


class ReadResult(FetchResult):  # type: ignore[misc]
    """A fetch that notes on its partition's state which offsets before the position have no record.

    A fetch may end with such offsets, or have nothing else; the next one continues there.
    """

    _partition_records: Any  # None when all were handed over

    def __init__(self, tp: Any, *, assignment: Any, partition_records: ReadRecords, backoff: float) -> None:
        super().__init__(tp, assignment=assignment, partition_records=partition_records, backoff=backoff)
        since, position = getattr(assignment.state_value(tp), "empty", (0, None))
        if position == partition_records.next_fetch_offset:
            partition_records.since = since

    def getall(self, max_records: int | None = None) -> list[ConsumerRecord]:
        """Return the next records; few if they are large, or if some could not be read.

        aiokafka's own method only counts them: 64 records of 1 KB each can be 4 GB after decompression, and 64 batches
        that are too large can take longer than a heartbeat may be late.
        """
        found: list[ConsumerRecord] = []
        size = 0
        if not self.check_assignment(self._topic_partition) or not self.has_more():
            return found
        for record in self._partition_records:
            found.append(record)
            size += len(record.key or b"") + len(record.value or b"")
            if len(found) == max_records or size >= AT_ONCE or isinstance(record.value, Unread):
                self._update_position()
                return found
        self._update_position()
        self._partition_records = None
        return found

    def _update_position(self) -> None:
        super()._update_position()
        records = self._partition_records
        self._assignment.state_value(self._topic_partition).empty = (records.since, records.next_fetch_offset)
