"""The ledger of a consumer: for each partition, the offset that must come next and the offset to commit."""

from collections import deque
from collections.abc import Hashable
from dataclasses import dataclass, field
from enum import Enum, auto


class Admission(Enum):
    """Whether the record at an offset may be worked on."""

    ACCEPTED = auto()
    STALE = auto()  # before the next offset: it was admitted already, or its assignment is over
    GAP = auto()  # beyond the next offset: records in between were not handed over


@dataclass(frozen=True)
class Ticket:
    """The right to work on the record at one offset; void when its partition was revoked."""

    partition: Hashable
    offset: int
    epoch: int


@dataclass
class _Page:
    """One partition: all offsets below `committable` are done, `expected` is the next to be admitted."""

    epoch: int
    expected: int
    committable: int
    open: deque[int] = field(default_factory=deque)  # offsets admitted and not committable, oldest first
    done: set[int] = field(default_factory=set)  # those of `open` that are done, behind an unfinished one


class Ledger:
    """Keeps offsets in order, so that only finished events are committed and no record is skipped.

    Why not Faust's own bookkeeping: it commits past unfinished events as long as nothing is committed yet, and does not
    notice records that were fetched and dropped around a rebalance (faust-streaming issues 175, 606).
    """

    def __init__(self) -> None:
        self._pages: dict[Hashable, _Page] = {}
        self._epoch = 0

    def assign(self, partition: Hashable, offset: int) -> None:
        """Open a partition at the offset that its next record must have; an earlier assignment is forgotten."""
        self._epoch += 1
        self._pages[partition] = _Page(self._epoch, expected=offset, committable=offset)

    def revoke(self, partition: Hashable) -> None:
        """Close a partition; its unused tickets become void."""
        self._pages.pop(partition, None)

    def admit(self, partition: Hashable, offset: int) -> tuple[Admission, Ticket | None]:
        """Judge the offset of a record that was handed over, and give a ticket if it is the next one."""
        page = self._pages.get(partition)
        if page is None or offset < page.expected:
            return Admission.STALE, None
        if offset > page.expected:
            return Admission.GAP, None
        page.expected = offset + 1
        page.open.append(offset)
        return Admission.ACCEPTED, Ticket(partition, offset, page.epoch)

    def skip_to(self, partition: Hashable, offset: int) -> None:
        """Accept that the offsets before this one have no records (compaction, retention, transaction markers)."""
        page = self._pages.get(partition)
        if page is not None:
            page.expected = max(page.expected, offset)
            self._advance(page)

    def expected(self, partition: Hashable) -> int | None:
        """Return the offset that the partition's next record must have; None if it is not assigned."""
        page = self._pages.get(partition)
        return None if page is None else page.expected

    def finish(self, ticket: Ticket) -> None:
        """Record that an event's records are all confirmed; a second call changes nothing."""
        page = self._pages.get(ticket.partition)
        if page is None or page.epoch != ticket.epoch or ticket.offset < page.committable:
            return
        page.done.add(ticket.offset)
        self._advance(page)

    def committable(self, partition: Hashable) -> int | None:
        """Return the offset to commit: the oldest one that is not done; None if the partition is not assigned."""
        page = self._pages.get(partition)
        return None if page is None else page.committable

    @property
    def in_flight(self) -> int:
        """Events admitted and not committable yet, over all assigned partitions."""
        return sum(len(page.open) for page in self._pages.values())

    @staticmethod
    def _advance(page: _Page) -> None:
        while page.open and page.open[0] in page.done:
            page.done.remove(page.open.popleft())
        page.committable = page.open[0] if page.open else page.expected
