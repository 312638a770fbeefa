"""Chains find the same rows as a dict of sets would, whatever was added, removed and grown before."""

from collections import defaultdict

import numpy as np
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from agents.deduplicate.chains import LOAD, MIN_BUCKETS, SPLIT, STEP, Chains
from agents.deduplicate.columns import Columns

WIDTH = 3
FIELDS = {"keys": ("u4", WIDTH), "links": ("u4", WIDTH)}
RANDOM = np.random.default_rng(1)

KEYS = st.integers(0, 12) | st.integers(0, (1 << 32) - 1) | st.integers(0, 31).map(lambda bit: 1 << bit)


def table_of(keys):
    """A table with a row for each row of keys."""
    table = Columns({"keys": ("u4", len(keys[0])), "links": ("u4", len(keys[0]))}, step=64)
    rows = [table.take() for _ in keys]
    table["keys"][rows] = keys
    return table


def chains_of(table):
    return Chains(table, keys="keys", links="links")


def added_in_turn(table):
    chains = chains_of(table)
    for row in table.rows().tolist():
        chains.add(row)
    return chains


def found(chains, keys):
    """The pairs that `find` returns, which must have none twice for a row without equal keys."""
    places, rows = chains.find(np.array(keys, dtype=np.uint32))
    return sorted(zip(places.tolist(), rows.tolist(), strict=True))


class AnyUse(RuleBasedStateMachine):
    """Add, remove and find in any order, next to a dict of lists that does the same."""

    def __init__(self):
        super().__init__()
        self.table = Columns(FIELDS, step=16)
        self.chains = chains_of(self.table)
        self.rows_of = defaultdict(list)
        self.keys_of = {}

    def _take(self, keys):
        row = self.table.take()
        self.table["keys"][row] = keys
        self.keys_of[row] = keys
        for key in filter(None, keys):
            self.rows_of[key].append(row)
        return row

    @rule(keys=st.tuples(KEYS, KEYS, KEYS))
    def add(self, keys):
        self.chains.add(self._take(keys))

    @rule(seed=st.integers(0, 1 << 16), count=st.integers(0, 150))
    def add_many(self, seed, count):
        for keys in np.random.default_rng(seed).integers(0, 1 << 32, (count, WIDTH)).tolist():
            self.chains.add(self._take(keys))

    @rule(many=st.lists(st.tuples(KEYS, KEYS, KEYS), max_size=300))
    def add_all(self, many):
        self.chains.add_all(np.array([self._take(keys) for keys in many], dtype=np.intp))

    @precondition(lambda self: self.keys_of)
    @rule(data=st.data(), count=st.integers(1, 20))
    def remove(self, data, count):
        for row in data.draw(st.lists(st.sampled_from(sorted(self.keys_of)), max_size=count, unique=True)):
            self.chains.remove(row)
            for key in filter(None, self.keys_of.pop(row)):
                self.rows_of[key].remove(row)
            self.table.free(row)

    @rule(keys=st.lists(KEYS, max_size=48))
    def find(self, keys):
        self._compare(keys)

    @invariant()
    def finds_what_was_added(self):
        self._compare([0, *list(self.rows_of)[-60:]])
        assert len(self.chains) == sum(map(len, self.rows_of.values()))

    def _compare(self, keys):
        expected = [(place, row) for place, key in enumerate(keys) for row in self.rows_of.get(key, [])]
        assert found(self.chains, keys) == sorted(expected)
        for key in keys[:5]:
            assert sorted(self.chains.find_one(key)) == sorted(self.rows_of.get(key, []))


AnyUse.TestCase.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
TestAnyUse = AnyUse.TestCase


@pytest.mark.parametrize("rows", [1, 2 * MIN_BUCKETS, 5000, 9000])
def test_the_result_does_not_depend_on_the_order_of_growth(rows):
    keys = RANDOM.integers(0, 1 << 32, (rows, WIDTH))
    keys[:: rows // 30 + 1, 0] = 42
    wanted = [42, 0, *keys[-46:, 1]]
    table = table_of(keys)
    in_turn, backwards = added_in_turn(table), chains_of(table_of(keys))
    for row in table.rows().tolist()[::-1]:
        backwards.add(row)
    assert len(in_turn) == len(backwards) == np.count_nonzero(keys)
    assert found(in_turn, wanted) == found(backwards, wanted)
    assert {row for place, row in found(in_turn, wanted) if place == 0} == set(range(1, rows + 1, rows // 30 + 1))


def test_each_key_is_found_at_every_size():
    """Each size of the table while it grows, through several rounds of splits."""
    keys = np.arange(1, 6 * SPLIT + 1)[:, None]
    table = table_of(keys)
    chains = chains_of(table)
    for row in table.rows().tolist():
        chains.add(row)
        for key in {1, row // 2, row} - {0}:
            assert chains.find_one(key) == [key]
    assert found(chains, keys[:, 0]) == [(key - 1, key) for key in keys[:, 0].tolist()]


def test_no_add_splits_more_than_one_block_of_buckets():
    table = table_of(RANDOM.integers(1, 1 << 32, (4000, WIDTH)))
    chains, counts = chains_of(table), [MIN_BUCKETS]
    for row in table.rows().tolist():
        chains.add(row)
        counts.append(chains._count)
        assert len(chains) <= LOAD * counts[-1]
    assert 0 < np.diff(counts).max() <= SPLIT


def test_key_0_is_never_linked_or_found():
    table = table_of([[0, 0, 0], [7, 0, 0]])
    chains = added_in_turn(table)
    assert len(chains) == 1
    assert found(chains, [0, 7, 0]) == [(1, 2)]
    assert chains.find_one(0) == []
    chains.remove(1)
    chains.remove(2)
    assert len(chains) == 0


def test_a_row_with_the_same_key_twice_is_found_twice():
    chains = added_in_turn(table_of([[7, 7, 1]]))
    assert found(chains, [7]) == [(0, 1), (0, 1)]
    chains.remove(1)
    assert found(chains, [7, 1]) == []


def test_a_search_for_no_keys_finds_nothing():
    assert found(added_in_turn(table_of([[1, 2, 3]])), []) == []


def test_a_row_whose_keys_changed_can_not_be_removed():
    table = table_of([[1, 2, 3], [1, 2, 3]])
    chains = added_in_turn(table)
    table["keys"][1] = 9
    with pytest.raises(KeyError, match="row 1 is not linked"):
        chains.remove(1)


@pytest.mark.parametrize("shift", [0, 8, 16])
def test_keys_chosen_to_share_bits_do_not_share_a_bucket(shift):
    """Keys that are equal in all but 16 bits: by their own bits they would come in few buckets, in long chains."""
    chains = added_in_turn(table_of((np.arange(1, 1 << 16) << shift)[:, None]))
    used = np.count_nonzero(chains._heads.array) / (len(chains) / LOAD)
    assert used == pytest.approx(1 - np.exp(-LOAD), abs=0.03)  # as of random keys


def test_one_key_and_many_have_the_same_bucket():
    chains = added_in_turn(table_of(RANDOM.integers(1, 1 << 32, (3000, WIDTH))))
    keys = np.array([0, 1, (1 << 32) - 1, *RANDOM.integers(0, 1 << 32, 500)], dtype=np.uint32)
    assert chains._buckets(keys).tolist() == [chains._bucket(key) for key in keys.tolist()]


def test_the_heads_take_two_bytes_a_key():
    chains = added_in_turn(table_of(RANDOM.integers(1, 1 << 32, (20_000, 10))))
    assert 2 * len(chains) <= chains.nbytes <= 2 * len(chains) + 4 * STEP
