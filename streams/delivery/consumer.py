"""Faust's consumer made safe: records in order without gaps, commits that never pass an unfinished event."""

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any, NamedTuple

import structlog
from aiokafka.errors import KafkaError
from faust.exceptions import ConsumerNotStarted
from faust.transport.drivers.aiokafka import Transport
from faust.types import TP
from faust.types.transports import TPorTopicSet

from streams.delivery.faust_private import OpenConsumer
from streams.delivery.ledger import Admission, Ledger, Ticket
from streams.delivery.tenures import Tenures

log = structlog.get_logger(__name__)

POLL_SECONDS = 0.02  # how often a drain checks whether the last event is done
GAP_PATIENCE = 5.0  # seconds in which a seek must bring the missing records
FULL_PAUSE = 0.5  # seconds after which a consumer with a full buffer looks at other things than its buffer
GATHER_SECONDS = 0.005  # after records have arrived, until the next ones are taken: those that follow closely, together


class _Ahead(NamedTuple):
    """A record that was read ahead."""

    size: int  # bytes of its key and value
    since: int  # the offset from which on no record lies before it


class OrderedConsumer(OpenConsumer):
    """A Faust consumer whose offsets a ledger keeps.

    Faust's own consumer differs: `seek_to_committed` leaves a partition without a commit at the fetcher's present
    position, so records dropped around a rebalance are never read again; and as long as nothing has been committed,
    offsets acknowledged out of order are committed past unfinished ones.

    Faust also reads ahead by a number of records of any size. This consumer stops fetching while the bytes that were
    handed to Faust, and not admitted yet, pass a limit.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ledger = Ledger()
        self.drain_grace = 20.0  # seconds; this, the limit and the callbacks are set by the app
        self.max_buffered_bytes = 64 * 1024 * 1024
        self.max_buffered_events = 32
        self.on_assigned: Callable[[dict[TP, int]], None] = lambda _: None
        self.on_gap: Callable[[], None] = lambda: None
        self.on_drain: Callable[[], None] = lambda: None
        self._gaps: dict[TP, tuple[int, int, float]] = {}  # partition: expected offset, found offset, when
        self._buffered: dict[tuple[TP, int], _Ahead] = {}  # by place: records handed to Faust but not admitted
        self._has_room = asyncio.Event()
        self._fetched = 0.0  # when a record was last handed to Faust
        self._ids: dict[str, str] = {}  # of the assigned partitions' topics
        self._draining = False
        self.tenures = Tenures()

    @property
    def buffered_bytes(self) -> int:
        """Bytes of keys and values that were read ahead."""
        return sum(ahead.size for ahead in self._buffered.values())

    def assignment(self) -> set[TP]:
        """Return the assigned partitions; none before its thread runs, when Faust's own raises and ends the app."""
        try:
            return super().assignment()
        except ConsumerNotStarted:
            return set()

    async def may_fetch(self) -> bool:
        """Return whether the buffer is below its limits; if not, wait until it is, but not for long.

        Faust hands over records in costly waits as soon as its own buffer is full.
        """
        await asyncio.sleep(self._fetched + GATHER_SECONDS - time.monotonic())
        if not self._is_full:
            return True
        self._has_room.clear()
        with suppress(TimeoutError):
            await asyncio.wait_for(self._has_room.wait(), FULL_PAUSE)
        return not self._is_full

    @property
    def _is_full(self) -> bool:
        return len(self._buffered) > self.max_buffered_events or self.buffered_bytes >= self.max_buffered_bytes

    def fetched(self, partition: TP, offset: int, size: int, since: int) -> None:
        """Count a record in the buffer."""
        self._buffered[partition, offset] = _Ahead(size, since)
        self._fetched = time.monotonic()

    async def perform_seek(self) -> None:
        """Seek every assigned partition to its first unfinished offset, and open it in the ledger there.

        It does nothing during a drain: Faust's fetcher seeks when it wakes, once a second, and finds the flow stopped;
        the ledger would forget the events in hand.
        """
        if self._draining:
            return
        await super().perform_seek()
        partitions = self.assignment()
        if partitions:
            await self._open(partitions)
        log.info("partitions assigned", group=self.app.conf.id, partitions=len(partitions))
        self.on_assigned({partition: self.tenures.of(partition) for partition in partitions})

    async def _open(self, partitions: set[TP]) -> None:
        """Seek partitions to their first unfinished offsets, and open them in the ledger there."""
        earliest, ends = await self.earliest_offsets(*partitions), await self.highwaters(*partitions)
        others = await self._of_other_topics(partitions)
        for partition in partitions:
            committed, oldest = self.committed(partition), earliest.get(partition) or 0
            first = max(committed or 0, oldest)
            if partition in others or first > (ends.get(partition) or 0):
                # Left alone, the consumer would read from the beginning, and the ledger would refuse all below `first`.
                log.error("the topic was made again or has lost records since the last commit; reading from its "
                          "beginning", topic=partition.topic, partition=partition.partition, committed=first,
                          beginning=oldest)  # fmt: skip
                self.forget_committed(partition)
                first = oldest
            if committed != first:
                await self.seek_wait({partition: first})
            self._forget(partition)
            self.ledger.assign(partition, first)

    async def _of_other_topics(self, partitions: set[TP]) -> set[TP]:
        """Return the partitions whose offset was committed for a topic that had the name before."""
        try:
            ids = await self.topic_ids({partition.topic for partition in partitions})
            notes = await self.notes(partitions)
        except (KafkaError, NotImplementedError) as error:  # before Kafka 2.8 topics have no ids
            log.info("the topics' ids are not known", error=repr(error))
            ids, notes = {}, {}
        self._ids = {topic: str(identity) for topic, identity in ids.items() if identity}
        return {place for place, note in notes.items() if note and note != self._ids.get(place.topic, note)}

    def note(self, partition: TP) -> str:
        """Return the topic's id: an offset says nothing about another topic of the name."""
        return self._ids.get(partition.topic, "")

    async def begin_again(self, partitions: set[TP]) -> None:
        """Take no further event of partitions that lost records, and let the next member read all that they have."""
        mine = partitions & self.assignment()
        for partition in mine:
            self._forget(partition)
        if mine:
            await self.commit_offsets(dict(await self.earliest_offsets(*mine)))

    async def admit(self, partition: TP, offset: int, generation: int) -> Ticket | None:
        """Return a ticket for a record if it is its partition's next one; on an offset gap, seek back.

        A gap is skipped if it has no records: the fetcher saw none there (markers of transactions, compaction), or it
        remains after the seek (retention).
        """
        ahead = self._buffered.pop((partition, offset), None)
        if not self._has_room.is_set() and not self._is_full:
            self._has_room.set()
        if generation != self.app.consumer_generation_id:
            return None
        admission, ticket = self.ledger.admit(partition, offset)
        if admission is Admission.GAP:
            expected = self.ledger.expected(partition)
            seen_empty = expected is not None and ahead is not None and ahead.since <= expected
            if expected is None or not (seen_empty or self._is_real_gap(partition, expected, offset)):
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
            return  # a later record of the same fetch; the seek has begun
        self._gaps[partition] = (expected, offset, now)
        self.on_gap()
        log.warning("offset gap, seeking back", topic=partition.topic, partition=partition.partition, expected=expected,
                    offset=offset)  # fmt: skip
        await self.seek_wait({partition: expected})

    async def force_commit(self, topics: TPorTopicSet | None = None, start_new_transaction: bool = True) -> bool:
        """Commit, for each assigned partition, the offset of its oldest unfinished event."""
        self._pass_empty_ends()
        offsets = self.uncommitted
        return bool(offsets) and await self.commit_offsets(offsets)

    def _pass_empty_ends(self) -> None:
        """Skip offsets without a record behind the last record: they would be lag for ever."""
        for partition in self.assignment():
            expected, empty = self.ledger.expected(partition), self.empty_before(partition)
            if expected is not None and empty is not None and empty[0] <= expected < empty[1]:
                self.ledger.skip_to(partition, empty[1])

    @property
    def uncommitted(self) -> dict[TP, int]:
        """The offsets to commit: the oldest unfinished event's, of each assigned partition in which it has moved."""
        offsets = {}
        for partition in self.assignment():
            offset = self.ledger.committable(partition)
            if offset is not None and offset > (self.committed(partition) or 0):
                offsets[partition] = offset
        return offsets

    async def drain(self) -> bool:
        """Stop fetching, let the events in hand finish within the grace, and commit; returns whether all finished."""
        self._draining = True
        self.on_drain()
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

    async def on_partitions_assigned(self, assigned: set[TP], generation_id: int = 0) -> None:
        """Note since when the partitions are held."""
        self.tenures.assign(assigned, generation_id)
        await super().on_partitions_assigned(assigned, generation_id)

    async def on_partitions_revoked(self, revoked: set[TP]) -> None:
        """Drain before Faust forgets the partitions, so that the next owner starts where this one ended."""
        try:
            if revoked:
                await self.drain()
        finally:
            for partition in revoked:
                self._forget(partition)
            self._draining = False
        await super().on_partitions_revoked(revoked)

    def _forget(self, partition: TP) -> None:
        """Forget a partition's records in the buffer and in hand; they are read again if the partition is assigned."""
        self.ledger.revoke(partition)
        self._gaps.pop(partition, None)
        for place in [place for place in self._buffered if place[0] == partition]:
            del self._buffered[place]
        self._has_room.set()


class OrderedTransport(Transport):
    """Faust's aiokafka transport with the ordered consumer."""

    Consumer = OrderedConsumer
