"""The ledger: only finished events are committed, and no record is skipped."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, multiple, rule

from streams.delivery.ledger import Admission, Ledger, Ticket

PARTITION = ("news.raw.v1", 0)


def opened(offset: int = 0) -> Ledger:
    ledger = Ledger()
    ledger.assign(PARTITION, offset)
    return ledger


def admitted(ledger: Ledger, offset: int) -> Ticket:
    admission, ticket = ledger.admit(PARTITION, offset)
    assert admission is Admission.ACCEPTED
    assert ticket is not None
    return ticket


@given(st.integers(0, 50), st.integers(1, 30), st.randoms())
def test_the_oldest_unfinished_offset_is_committed_in_whichever_order_events_finish(
    first: int, count: int, order: random.Random
) -> None:
    ledger = opened(first)
    tickets = [admitted(ledger, offset) for offset in range(first, first + count)]
    unfinished = {ticket.offset for ticket in tickets}
    order.shuffle(tickets)
    for ticket in tickets:
        assert ledger.committable(PARTITION) == min(unfinished)
        assert ledger.in_flight >= len(unfinished)
        ledger.finish(ticket)
        unfinished.discard(ticket.offset)
    assert ledger.committable(PARTITION) == first + count
    assert ledger.in_flight == 0


def test_the_first_record_must_have_the_assigned_offset() -> None:
    ledger = opened(40)
    assert ledger.admit(PARTITION, 41) == (Admission.GAP, None)
    assert ledger.admit(PARTITION, 39) == (Admission.STALE, None)
    assert ledger.expected(PARTITION) == 40
    assert admitted(ledger, 40).offset == 40


def test_a_record_is_admitted_once() -> None:
    ledger = opened()
    admitted(ledger, 0)
    assert ledger.admit(PARTITION, 0) == (Admission.STALE, None)


def test_an_offset_gap_is_refused_until_it_is_skipped() -> None:
    ledger = opened()
    first = admitted(ledger, 0)
    assert ledger.admit(PARTITION, 7) == (Admission.GAP, None)
    ledger.skip_to(PARTITION, 7)
    beyond = admitted(ledger, 7)
    ledger.finish(beyond)
    assert ledger.committable(PARTITION) == 0
    ledger.finish(first)
    assert ledger.committable(PARTITION) == 8


def test_an_offset_gap_behind_finished_events_is_committed() -> None:
    ledger = opened()
    ledger.finish(admitted(ledger, 0))
    ledger.skip_to(PARTITION, 7)
    assert ledger.committable(PARTITION) == 7


def test_skipping_back_changes_nothing() -> None:
    ledger = opened(5)
    ledger.skip_to(PARTITION, 3)
    assert ledger.expected(PARTITION) == 5


def test_a_ticket_of_a_revoked_partition_is_void() -> None:
    ledger = opened()
    ticket = admitted(ledger, 0)
    ledger.revoke(PARTITION)
    ledger.finish(ticket)
    assert ledger.committable(PARTITION) is None
    assert ledger.expected(PARTITION) is None
    assert ledger.in_flight == 0


def test_a_ticket_of_an_earlier_assignment_does_not_finish_the_same_offset_again() -> None:
    ledger = opened()
    stale = admitted(ledger, 0)
    ledger.assign(PARTITION, 0)
    current = admitted(ledger, 0)
    ledger.finish(stale)
    assert ledger.committable(PARTITION) == 0
    assert ledger.in_flight == 1
    ledger.finish(current)
    assert ledger.committable(PARTITION) == 1


def test_a_ticket_that_is_used_twice_finishes_only_its_own_event() -> None:
    ledger = opened()
    first, _ = admitted(ledger, 0), admitted(ledger, 1)
    ledger.finish(first)
    ledger.finish(first)
    assert ledger.committable(PARTITION) == 1
    third = admitted(ledger, 2)
    ledger.finish(third)
    assert ledger.committable(PARTITION) == 1


def test_nothing_is_known_of_a_partition_that_was_never_assigned() -> None:
    ledger = Ledger()
    assert ledger.admit(PARTITION, 0) == (Admission.STALE, None)
    ledger.skip_to(PARTITION, 9)
    ledger.revoke(PARTITION)
    assert ledger.committable(PARTITION) is None


def test_partitions_are_kept_apart() -> None:
    ledger = opened()
    ledger.assign("other", 10)
    ledger.finish(admitted(ledger, 0))
    assert ledger.committable("other") == 10
    assert ledger.committable(PARTITION) == 1


class LedgerModel(RuleBasedStateMachine):
    """The calls of a consumer, checked against a model that only remembers which offsets are unfinished."""

    tickets = Bundle("tickets")

    def __init__(self) -> None:
        super().__init__()
        self.ledger = Ledger()
        self.current: set[Ticket] = set()
        self.unfinished: set[int] = set()
        self.next: int | None = None

    @initialize()
    def begin(self) -> None:
        self.assign(0)

    @rule(offset=st.integers(0, 5))
    def assign(self, offset: int) -> None:
        self.ledger.assign(PARTITION, offset)
        self.current, self.unfinished, self.next = set(), set(), offset

    @rule()
    def revoke(self) -> None:
        self.ledger.revoke(PARTITION)
        self.current, self.unfinished, self.next = set(), set(), None

    @rule(target=tickets, offset=st.integers(0, 12))
    def hand_over(self, offset: int):
        admission, ticket = self.ledger.admit(PARTITION, offset)
        assert (admission is Admission.ACCEPTED) == (offset == self.next)
        if ticket is None:
            return multiple()
        self.next = offset + 1
        self.current.add(ticket)
        self.unfinished.add(offset)
        return ticket

    @rule(ticket=tickets)
    def finish(self, ticket: Ticket) -> None:
        self.ledger.finish(ticket)
        if ticket in self.current:
            self.unfinished.discard(ticket.offset)

    @rule(by=st.integers(1, 3))
    def skip(self, by: int) -> None:
        self.ledger.skip_to(PARTITION, (self.next or 0) + by)
        if self.next is not None:
            self.next += by

    @invariant()
    def the_oldest_unfinished_offset_is_committed(self) -> None:
        oldest = min(self.unfinished, default=self.next)
        assert self.ledger.committable(PARTITION) == (None if self.next is None else oldest)
        assert self.ledger.expected(PARTITION) == self.next

    @invariant()
    def events_are_in_flight_while_some_are_unfinished(self) -> None:
        assert (self.ledger.in_flight == 0) == (not self.unfinished)


TestLedgerModel = pytest.mark.timeout(120)(LedgerModel.TestCase)
TestLedgerModel.settings = settings(deadline=None, max_examples=150, stateful_step_count=40)
