"""Every use of private parts of Faust (0.15.3), behind public names; no other module uses them.

The version is pinned, and tests/streams/delivery/test_faust_contract.py fails if these parts change, or if another
module uses a private part.
"""

import asyncio
import logging
from asyncio import AbstractEventLoop
from collections.abc import Coroutine, Generator, Mapping
from types import CoroutineType
from typing import Any, ClassVar, cast
from uuid import UUID

import faust
from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.structs import OffsetAndMetadata
from faust.tables.manager import TableManager
from faust.transport.drivers.aiokafka import AIOKafkaConsumerThread, Consumer, Transport
from faust.types import TP
from faust.types.transports import ConsumerT, TransportT
from faust.types.tuples import ConsumerMessage
from mode.services import WaitResults
from mode.threads import WorkerThread

from streams.kafka.topic_ids import topic_ids

STOP_SECONDS = 10.0  # for leaving the group and disconnecting
LONG_POLL = 0.5
"""Seconds that a fetch waits at the broker for records; Kafka's and aiokafka's default, of which Faust makes 1.5.

A broker answers the requests of a connection one after another, so that at a rebalance the questions for offsets wait
behind a fetch that finds nothing.
"""


class _NoReadOffsets(dict[TP, int | None]):
    """Faust's memory of the offsets it has read, always empty.

    Faust drops records below the offset it read last, without a log line. After a seek back, that offset is the one of
    the last record of the batch that it still hands over, so the missing records would be dropped when they come. The
    ledger knows which records were read.
    """

    def __getitem__(self, partition: TP) -> None:
        return None

    def __setitem__(self, partition: TP, offset: int | None) -> None:
        pass


class _Begun:
    """A coroutine that was begun, and what it awaits."""

    def __init__(self, coroutine: Coroutine[Any, Any, Any], awaited: Any) -> None:
        self._coroutine = coroutine
        self._awaited = awaited

    def __await__(self) -> Generator[Any, Any, Any]:
        """Go on with it."""
        awaited = self._awaited
        try:
            while True:
                try:
                    value = yield awaited
                except BaseException as error:  # such as its cancellation
                    awaited = self._coroutine.throw(error)
                else:
                    awaited = self._coroutine.send(value)
        except StopIteration as end:
            return end.value


class _DaemonThread(WorkerThread):
    """A consumer's thread that does not keep the process alive."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.daemon = True


class _NotingThread(AIOKafkaConsumerThread):
    """A consumer's thread that commits each offset with the consumer's note."""

    logger = logging.getLogger("faust.consumer")

    def _create_consumer(self, loop: AbstractEventLoop) -> AIOKafkaConsumer:
        consumer = super()._create_consumer(loop)
        consumer._fetch_max_wait_ms = int(1000 * LONG_POLL)
        commit = consumer.commit

        async def commit_with_notes(offsets: Mapping[TopicPartition, OffsetAndMetadata]) -> None:
            notes = cast(OpenConsumer, self.consumer)
            await commit({at: OffsetAndMetadata(one.offset, notes.note(TP(*at))) for at, one in offsets.items()})

        consumer.commit = commit_with_notes
        return consumer

    async def getmany(self, active_partitions: set[TP] | None, timeout: float) -> Any:
        """Fetch records as Faust does, without its queue of calls, which makes some thirty callbacks of one fetch."""
        consumer = self._ensure_consumer()
        records = consumer._max_poll_records
        partitions = cast(set[TP], active_partitions)  # None, for all, is what Faust passes without an assignor
        fetch = self._fetch_records(consumer, partitions, timeout=timeout, max_records=records)
        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(fetch, self.thread_loop))

    def assignment_state(self, partition: TP) -> Any:
        """Return aiokafka's state of a partition; None if it is not assigned."""
        subscription = self._ensure_consumer()._subscription.subscription
        assignment = subscription and subscription.assignment
        assigned = assignment and partition in assignment.tps
        return assignment.state_value(partition) if assigned else None

    async def read_notes(self, partitions: set[TP]) -> dict[TP, str]:
        """Return the notes that are committed with the offsets of partitions."""
        found = await self._ensure_consumer()._coordinator.fetch_committed_offsets(list(partitions))
        return {TP(*place): committed.metadata for place, committed in found.items()}

    async def read_ids(self, topics: set[str]) -> dict[str, UUID | None]:
        """Return the ids of topics."""
        return await topic_ids(self._ensure_consumer(), topics)


class OpenConsumer(Consumer):
    """Faust's consumer with its read-ahead, its records and its commits opened to a subclass."""

    _thread: _NotingThread
    logger = logging.getLogger("faust.consumer")  # a subclass would log under its own module's name

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._read_offset = _NoReadOffsets()

    def note(self, partition: TP) -> str:
        """Return the text that is committed with an offset of a partition."""
        return ""

    async def notes(self, partitions: set[TP]) -> dict[TP, str]:
        """Return the text that is committed with the offset of each partition; empty if nothing is committed."""
        notes: dict[TP, str] = await self._thread.call_thread(self._thread.read_notes, partitions)
        return notes

    async def topic_ids(self, topics: set[str]) -> dict[str, UUID | None]:
        """Return the ids of topics, as streams/kafka/topic_ids.py does."""
        ids: dict[str, UUID | None] = await self._thread.call_thread(self._thread.read_ids, topics)
        return ids

    async def may_fetch(self) -> bool:
        """Return whether records may be fetched now; before it returns False, it waits a moment."""
        return True

    def fetched(self, partition: TP, offset: int, size: int, since: int) -> None:
        """Note a record that was handed to Faust.

        `size` is the number of bytes of its key and value; no record lies before it from offset `since` on.
        """

    def empty_before(self, partition: TP) -> tuple[int, int] | None:
        """Return the offsets, without the second, that have no record and end at the fetcher's position."""
        state = self._thread.assignment_state(partition)
        empty: tuple[int, int] | None = getattr(state, "empty", None)
        return empty if empty and state.has_valid_position and state.position == empty[1] else None

    def committed(self, partition: TP) -> int | None:
        """Return the offset that was committed last, if Faust knows it."""
        offset: int | None = self._committed_offset[partition]
        return offset

    def forget_committed(self, partition: TP) -> None:
        """Let Faust commit a lower offset than before."""
        self._committed_offset[partition] = None

    async def commit_offsets(self, offsets: dict[TP, int]) -> bool:
        """Commit exactly these offsets; returns whether the broker took them."""
        if not await self._commit(offsets):
            return False
        self._committed_offset.update(offsets)
        return True

    async def wait_first(self, *waits: Any, timeout: Any = None) -> WaitResults:
        """Wait until the first of some waits ends, as Faust does, without tasks if the first one ends at once.

        Faust hands over each record so, beside waits for the flow's and the consumer's end: four tasks a record, though
        the stream nearly always has room for it.
        """
        first, *others = waits
        is_over = self._stopped.is_set() or self._crashed.is_set()
        if not isinstance(first, CoroutineType) or timeout is not None or is_over:
            return await super().wait_first(*waits, timeout=timeout)
        try:
            awaited = first.send(None)
        except BaseException as end:
            for other in others:
                if isinstance(other, CoroutineType):
                    other.close()
            if isinstance(end, StopIteration):
                return WaitResults([first], [end.value], False)
            raise
        return await super().wait_first(_Begun(first, awaited), *others)

    async def sleep(self, n: Any, **options: Any) -> None:
        """Sleep as a service does; a sleep of nothing, as before each fetch, only lets others run."""
        await (super().sleep(n, **options) if n else asyncio.sleep(0))

    async def _getmany(self, active_partitions: set[TP] | None, timeout: float) -> Any:
        return await super()._getmany(active_partitions, timeout) if await self.may_fetch() else {}

    def _to_message(self, tp: TP, record: Any) -> ConsumerMessage:
        size = len(record.key or b"") + len(record.value or b"")
        self.fetched(tp, record.offset, size, getattr(record, "since", record.offset))
        return super()._to_message(tp, record)

    def _new_consumer_thread(self) -> AIOKafkaConsumerThread:
        """Make a thread whose end is awaited for STOP_SECONDS only: without a broker it may never end."""
        thread = _NotingThread(self, loop=self.loop, beacon=self.beacon)
        thread.Worker = _DaemonThread
        thread.shutdown_timeout = STOP_SECONDS
        return thread


class NoTables(TableManager):
    """Faust's manager of tables for an app without any: it does not give them a second to be registered."""

    logger = logging.getLogger("faust.tables")

    async def on_start(self) -> None:
        """Start as Faust's does."""
        await self._update_channels()
        await self.recovery.start()


class OpenApp(faust.App):
    """Faust's app with a transport that the subclass chooses, and without folders."""

    logger = logging.getLogger("faust.app")
    transport_class: ClassVar[type[Transport]] = Transport

    def prepare(self, consumer: Any) -> None:
        """Configure a new consumer."""

    def _create_directories(self) -> None:
        """Make no folders for tables: newsmill has no tables, and the working directory may be read-only."""

    def _new_transport(self) -> TransportT:
        return self.transport_class(self.conf.broker_consumer, self)

    def _new_consumer(self) -> ConsumerT:
        consumer = super()._new_consumer()
        self.prepare(consumer)
        return consumer
