"""The comparison of two sketches in counts: only what both texts have completely, and what weighs something."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.deduplicate.comparison import Comparison, compare, share_of
from agents.deduplicate.sketch import Sketch, sketch_of
from tests.support.articles.stories import FLOOD, STORIES, STRIKE


def sketch(hashes, *, shingles=None, runs=None, facts=()):
    return Sketch(
        len(hashes) if shingles is None else shingles,
        np.array(hashes, np.uint32),
        np.array(runs or [7] * len(hashes), np.uint8),
        np.array([context for context, _ in facts], np.uint16),
        np.array([value for _, value in facts], np.uint8),
    )


def compared(one, other, **light):
    return compare(one, other, is_equal=False, **light)


def test_only_hashes_in_the_range_where_both_sketches_have_all_are_compared():
    """The first has all hashes up to 50 and more shingles, the second all that there are."""
    comparison = compared(sketch([10, 20, 50], shingles=900), sketch([10, 30, 40, 60, 70]))
    assert comparison.compared == (3, 3)
    assert comparison.shared == 1
    assert comparison.lengths == (900, 5)


def test_shares_and_similarity_follow_from_the_counts():
    comparison = compared(sketch([1, 2, 3, 4]), sketch([1, 2, 3, 5, 6, 7]))
    assert (comparison.share, comparison.share_of_other) == (0.75, 0.5)
    assert comparison.similarity == pytest.approx(3 / 7)


def test_equal_texts_have_similarity_1_whatever_is_compared():
    comparison = compare(sketch([]), sketch([]), is_equal=True)
    assert (comparison.similarity, comparison.share) == (1.0, 0.0)


def test_a_share_of_nothing_is_0():
    assert (share_of(1, 2), share_of(0, 0)) == (0.5, 0.0)


def test_a_text_is_framed_if_most_of_its_hashes_weigh_nothing():
    comparison = Comparison(False, (9, 9), (20, 3), 3, (3, 3), (0, 0), 21)
    assert comparison.is_framed
    assert not comparison._replace(boilerplate=20).is_framed


def test_hashes_that_weigh_nothing_are_left_out_of_both_texts_and_counted():
    one, other = sketch([1, 2, 3, 4, 90], shingles=900), sketch([1, 2, 5, 6, 95], shingles=900)
    comparison = compared(one, other, hashes=np.array([1, 5, 4, 95], np.uint32))
    assert comparison.compared == (3, 2)
    assert comparison.shared == 1
    assert comparison.boilerplate == 2, "of the text, in the common range"
    assert compared(one, other, hashes=np.array([], np.uint32)) == compared(one, other)


def test_shared_hashes_run_on_if_the_same_words_follow_in_both():
    """A shingle at the end of a text says nothing."""
    one, other = sketch([1, 2, 3, 4, 5], runs=[7, 7, 0, 9, 0]), sketch([1, 2, 3, 4, 6], runs=[7, 8, 7, 0, 1])
    assert compared(one, other).running == (1, 2)
    assert compared(one, sketch([5], runs=[0])).running == (0, 0)


def test_the_hashes_of_the_other_may_be_in_any_order():
    hashes, runs = [3, 9, 12, 40], [1, 2, 3, 4]
    one = sketch([3, 9, 11, 12], runs=[1, 5, 6, 3])
    in_order = compared(one, sketch(hashes, runs=runs))
    assert compared(one, sketch([12, 40, 3, 9], runs=[3, 4, 1, 2])) == in_order
    assert in_order.running == (2, 3)


def test_facts_agree_or_differ_in_contexts_that_both_have():
    one = sketch([1], facts=[(10, 1), (20, 2), (30, 3), (40, 4)])
    other = sketch([1], facts=[(10, 1), (20, 9), (50, 3), (40, 4)])
    assert compared(one, other).facts == (2, 1)


def test_a_value_that_was_replaced_throughout_is_one_difference():
    one = sketch([1], facts=[(10, 1), (20, 1), (30, 1), (40, 2)])
    other = sketch([1], facts=[(10, 9), (20, 9), (30, 9), (40, 8)])
    assert compared(one, other).facts == (0, 2)
    assert compared(one, one).facts == (2, 0), "equal values are counted once too"


@pytest.mark.parametrize("light", [10 << 8 | 1, 10 << 8 | 9])
def test_a_fact_that_weighs_nothing_in_either_text_is_left_out(light):
    one, other = sketch([1], facts=[(10, 1), (20, 2)]), sketch([1], facts=[(10, 9), (20, 2)])
    assert compared(one, other).facts == (1, 1)
    assert compared(one, other, facts={light}).facts == (1, 0)


def test_texts_without_hashes_can_be_compared():
    empty, some = sketch([]), sketch([1, 2, 3])
    for one, other in [(empty, empty), (empty, some), (some, empty)]:
        comparison = compared(one, other)
        assert (comparison.shared, comparison.share, comparison.share_of_other, comparison.similarity) == (0, 0, 0, 0)


numbers = st.lists(st.integers(1, 60), max_size=48, unique=True).map(sorted)
sketches = st.builds(
    lambda hashes, more, facts: sketch(hashes, shingles=len(hashes) + more * bool(hashes), facts=facts),
    numbers,
    st.sampled_from([0, 5, 500]),
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 3)), max_size=8, unique_by=lambda fact: fact[0]),
)


@settings(deadline=None)
@given(sketches, sketches, st.lists(st.integers(1, 60)))
def test_counts_are_consistent_and_the_same_from_both_sides(one, other, light):
    hashes = np.array(light, np.uint32)
    comparison, back = compared(one, other, hashes=hashes), compared(other, one, hashes=hashes)
    assert comparison.shared <= min(comparison.compared)
    assert 0 <= comparison.running[0] <= comparison.running[1] <= comparison.shared
    assert 0 <= comparison.similarity <= min(comparison.share, comparison.share_of_other) <= 1
    assert back.compared == comparison.compared[::-1]
    assert (back.shared, back.running, back.facts) == (comparison.shared, comparison.running, comparison.facts)


@settings(deadline=None)
@given(sketches)
def test_a_text_has_all_of_itself(one):
    comparison = compared(one, one)
    assert comparison.compared == (len(one.hashes), len(one.hashes))
    assert comparison.shared == len(one.hashes)
    assert comparison.facts[1] == 0


@pytest.mark.parametrize("printed", STORIES)
def test_shares_estimate_those_of_all_shingles(printed):
    """Two standard deviations of a share that is estimated from some 30 hashes are .15."""
    part = "\n".join(printed.paragraphs[:5])
    comparison = compared(sketch_of(part), sketch_of(printed.text))
    assert comparison.share == 1.0 or comparison.share > 0.9, "all but the shingles over its end"
    exact = sketch_of(part).shingles / sketch_of(printed.text).shingles
    assert comparison.share_of_other == pytest.approx(exact, abs=0.15)


def test_different_stories_share_nothing():
    comparison = compared(sketch_of(FLOOD.text), sketch_of(STRIKE.text))
    assert comparison.shared <= 1
