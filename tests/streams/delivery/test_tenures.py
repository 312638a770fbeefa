"""Tenures: they end where another member may have had the partition."""

from streams.delivery.tenures import Tenures

A, B, C = "a", "b", "c"


def held(tenures: Tenures, *partitions: str) -> list[int]:
    return [tenures.of(partition) for partition in partitions]


def test_a_partition_that_is_assigned_in_successive_generations_keeps_its_tenure() -> None:
    tenures = Tenures()
    tenures.assign([A, B], 7)
    before = held(tenures, A, B)
    for generation in (8, 9, 10):
        tenures.assign([A, B, C], generation)
    assert held(tenures, A, B) == before
    assert held(tenures, C) == held(tenures, C) != before


def test_a_partition_that_somebody_else_had_begins_a_new_tenure() -> None:
    tenures = Tenures()
    tenures.assign([A, B], 1)
    (first,) = held(tenures, A)
    tenures.assign([B], 2)
    tenures.assign([A, B], 3)
    assert held(tenures, A) != [first]


def test_after_a_generation_that_the_member_missed_all_tenures_are_new() -> None:
    """Frozen beyond its session, it was removed: in generation 2 others had its partitions."""
    tenures = Tenures()
    tenures.assign([A, B], 1)
    before = held(tenures, A, B)
    tenures.assign([A, B], 3)
    assert not set(held(tenures, A, B)) & set(before)


def test_generations_that_do_not_rise_prove_nothing() -> None:
    """The embedded broker's groups, and a group that was deleted, begin again."""
    tenures = Tenures()
    seen = set()
    for generation in (5, 5, 0, 0, 4):
        tenures.assign([A], generation)
        seen.update(held(tenures, A))
    assert len(seen) == 5


def test_a_partition_that_is_not_noted_has_a_tenure_that_is_never_the_same() -> None:
    tenures = Tenures()
    assert len({*held(tenures, A), *held(tenures, A)}) == 2
