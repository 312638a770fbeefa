"""Faust's consumer made safe: records in order without holes, commits that never pass an unfinished event.

This module and `app.py` beside it use private parts of Faust; the versions are pinned, and
tests/streams/delivery/test_faust_contract.py notices when those parts change.
"""

import asyncio
import logging
import time
from collections.abc import Callable
from typing import Any

import structlog
from aiokafka.consumer.group_coordinator import GroupCoordinator
from aiokafka.protocol.group import LeaveGroupRequest
from faust.exceptions import ConsumerNotStarted
from faust.transport.drivers.aiokafka import AIOKafkaConsumerThread, Consumer, Transport
from faust.types import TP
from faust.types.transports import TPorTopicSet
from faust.types.tuples import ConsumerMessage
from mode.threads import WorkerThread

from streams.delivery.ledger import Admission, Ledger, Ticket

log = structlog.get_logger(__name__)

POLL_SECONDS = 0.02  # how often a drain looks whether the last event is done
STOP_SECONDS = 10.0  # for leaving the group and disconnecting
GAP_PATIENCE = 5.0  # seconds a seek gets to bring the missing records
FULL_PAUSE = 0.02  # seconds until a consumer that has enough in its buffer looks again


class _NoReadOffsets(dict[TP, int | None]):
    """Faust's memory of what it has read, always empty.

    Faust drops records below the offset it read last, without a word. After a seek back that is the offset of the last
    record of the batch it still hands over, and so the missing records would be dropped as they come. The ledger knows
    what was read.
    """

    def __getitem__(self, partition: TP) -> None:
        return None

    def __setitem__(self, partition: TP, offset: int | None) -> None:
        pass


class _DaemonThread(WorkerThread):
    """A consumer's thread that does not keep the process alive."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.daemon = True


class OrderedConsumer(Consumer):
    """A Faust consumer whose offsets a ledger keeps.

    What Faust's own does otherwise: `seek_to_committed` leaves a partition without a commit where the fetcher
    happens to be, so records dropped around a rebalance are never read again; and offsets acknowledged out of order
    are committed past unfinished ones while nothing has been committed.

    Faust also reads ahead by a number of records, whatever their size: this one asks for no more while the bytes that
    were handed over, and not admitted yet, pass a limit.
    """

    logger = logging.getLogger("faust.consumer")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._read_offset = _NoReadOffsets()
        self.ledger = Ledger()
        self.assignments = 0
        self.drain_grace = 20.0  # seconds; this, the limit and the callbacks are set by the app
        self.max_buffered_bytes = 64 * 1024 * 1024
        self.on_assigned: Callable[[set[TP]], None] = lambda _: None
        self.on_gap: Callable[[], None] = lambda: None
        self._gaps: dict[TP, tuple[int, int, float]] = {}  # partition: expected, handed over, when
        self._buffered: dict[tuple[TP, int], int] = {}  # bytes by place: handed to Faust, and not admitted yet
        self._draining = False

    @property
    def buffered_bytes(self) -> int:
        """Bytes of keys and values that were read ahead."""
        return sum(self._buffered.values())

    def assignment(self) -> set[TP]:
        """Return the partitions assigned; none before its thread runs, where Faust's own raises and ends the app."""
        try:
            return super().assignment()
        except ConsumerNotStarted:
            return set()

    async def _getmany(self, active_partitions: set[TP] | None, timeout: float) -> Any:
        if self.buffered_bytes >= self.max_buffered_bytes:
            await asyncio.sleep(FULL_PAUSE)
            return {}
        return await super()._getmany(active_partitions, timeout)

    def _to_message(self, tp: TP, record: Any) -> ConsumerMessage:
        self._buffered[tp, record.offset] = len(record.key or b"") + len(record.value or b"")
        return super()._to_message(tp, record)

    def _new_consumer_thread(self) -> AIOKafkaConsumerThread:
        """Make the thread such that its end is not waited for without end, as it would be where no broker is left."""
        thread = super()._new_consumer_thread()
        thread.Worker = _DaemonThread
        thread.shutdown_timeout = STOP_SECONDS
        return thread

    async def perform_seek(self) -> None:
        """Seek every assigned partition to its first unfinished offset, and open it in the ledger there.

        Not while draining: Faust's fetcher seeks when it wakes, once a second, and finds the flow stopped; the ledger
        would forget the events in hand.
        """
        if self._draining:
            return
        await super().perform_seek()
        partitions = self.assignment()
        earliest = await self.earliest_offsets(*partitions) if partitions else {}
        for partition in partitions:
            committed = self._committed_offset[partition]
            first = max(committed or 0, earliest.get(partition) or 0)
            if committed != first:
                await self.seek_wait({partition: first})
            self._forget(partition)
            self.ledger.assign(partition, first)
        self.assignments += 1
        log.info("partitions assigned", group=self.app.conf.id, partitions=len(partitions))
        self.on_assigned(partitions)

    async def admit(self, partition: TP, offset: int, generation: int) -> Ticket | None:
        """Give a ticket for a record if it is its partition's next one; on a hole, seek back for what is missing.

        A hole that a seek did not fill is real (compaction, retention, transaction markers) and is passed.
        """
        self._buffered.pop((partition, offset), None)
        if generation != self.app.consumer_generation_id:
            return None
        admission, ticket = self.ledger.admit(partition, offset)
        if admission is Admission.GAP:
            expected = self.ledger.expected(partition)
            if expected is None or not self._is_real_gap(partition, expected, offset):
                await self._seek_back(partition, expected, offset)
                return None
            self._gaps.pop(partition, None)
            self.ledger.skip_to(partition, offset)
            _, ticket = self.ledger.admit(partition, offset)
        return ticket

    def _is_real_gap(self, partition: TP, expected: int, offset: int) -> bool:
        known = self._gaps.get(partition)
        return known is not None and known[:2] == (expected, offset)

    async def _seek_back(self, partition: TP, expected: int | None, offset: int) -> None:
        known = self._gaps.get(partition)
        now = time.monotonic()
        if expected is None or (known is not None and known[0] == expected and now - known[2] < GAP_PATIENCE):
            return  # later records of the same fetch; the seek is under way
        self._gaps[partition] = (expected, offset, now)
        self.on_gap()
        log.warning("hole, seeking back", topic=partition.topic, partition=partition.partition, expected=expected,
                    offset=offset)  # fmt: skip
        await self.seek_wait({partition: expected})

    async def force_commit(self, topics: TPorTopicSet | None = None, start_new_transaction: bool = True) -> bool:
        """Commit, for each assigned partition, the offset of its oldest unfinished event."""
        offsets = self.uncommitted
        if not offsets or not await self._commit(offsets):
            return False
        self._committed_offset.update(offsets)
        return True

    @property
    def uncommitted(self) -> dict[TP, int]:
        """The offsets to commit: for each assigned partition that of its oldest unfinished event, where it moved on."""
        offsets = {}
        for partition in self.assignment():
            offset = self.ledger.committable(partition)
            if offset is not None and offset > (self._committed_offset[partition] or 0):
                offsets[partition] = offset
        return offsets

    async def drain(self) -> bool:
        """Stop fetching, let the events in hand finish within the grace, commit; returns whether all finished."""
        self._draining = True
        self.stop_flow()
        self.app.flow_control.suspend()
        self.pause_partitions(self.assignment())
        self.app.flow_control.clear()
        end = time.monotonic() + self.drain_grace
        while self.ledger.in_flight and time.monotonic() < end:
            await asyncio.sleep(POLL_SECONDS)
        left = self.ledger.in_flight
        if left:
            log.warning("drain ended with events in hand; they will be delivered again", events=left)
        await self.commit()
        return not left

    async def on_partitions_revoked(self, revoked: set[TP]) -> None:
        """Drain before Faust forgets the partitions, so that the next owner starts where this one ended."""
        if revoked:
            await self.drain()
        for partition in revoked:
            self._forget(partition)
        self._draining = False
        await super().on_partitions_revoked(revoked)

    def _forget(self, partition: TP) -> None:
        """Forget all that was handed over of a partition: what is wanted of it will be read again."""
        self.ledger.revoke(partition)
        self._gaps.pop(partition, None)
        for place in [place for place in self._buffered if place[0] == partition]:
            del self._buffered[place]


class OrderedTransport(Transport):
    """Faust's aiokafka transport with the ordered consumer."""

    Consumer = OrderedConsumer


async def _leave_group(self: GroupCoordinator) -> None:
    """Leave the group whatever its generation; aiokafka's own leaves only above 0, where the embedded broker starts."""
    if self.generation >= 0 and self._group_instance_id is None:
        try:
            await self._send_req(LeaveGroupRequest(self.group_id, self.member_id))
        except Exception as error:  # the broker may be gone; the session then times out
            log.warning("could not leave the group", group=self.group_id, error=repr(error))
    self.reset_generation()


def leave_groups_from_generation_zero() -> None:
    """Mend aiokafka for the embedded broker; without it a rejoin waits for the session to time out."""
    GroupCoordinator._maybe_leave_group = _leave_group
