"""The comparison of two sketches, and each rule with a case at both sides of its threshold."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.deduplicate.comparison import (
    CONTAINED,
    COPIED,
    COPIED_STRICTLY,
    DIFFERING,
    FEW_FACTS,
    LENGTHS,
    MIN_COPIED,
    MIN_SHARE,
    MIN_SHARED,
    RUNNING,
    RUNNING_STRICTLY,
    SHORT,
    Comparison,
    compare,
)
from agents.deduplicate.sketch import Sketch, sketch_of
from tests.support.articles.stories import FLOOD, STORIES, STRIKE

COPY = Comparison(
    is_equal=False,
    lengths=(300, 300),
    compared=(1000, 1000),
    shared=900,
    running=(900, 900),
    facts=(20, 0),
    boilerplate=0,
)


def shared(share):
    return round(1000 * share)


def sketch(hashes, *, shingles=None, runs=None, facts=()):
    return Sketch(
        len(hashes) if shingles is None else shingles,
        np.array(hashes, np.uint32),
        np.array(runs or [7] * len(hashes), np.uint8),
        np.array([context for context, _ in facts], np.uint16),
        np.array([value for _, value in facts], np.uint8),
    )


def found(comparison):
    """The names of the rules that hold."""
    return [rule for rule in ("is_copy", "is_excerpt", "has_excerpt") if getattr(comparison, rule)]


def compared(one, other, **light):
    return compare(one, other, is_equal=False, **light)


def test_a_text_with_an_equal_fingerprint_is_a_copy_whatever_else():
    nothing = Comparison(True, (0, 0), (0, 0), 0, (0, 0), (0, 9), 0)
    assert nothing.is_copy
    assert nothing.similarity == 1.0
    assert not nothing._replace(is_equal=False).is_copy


def test_a_copy_has_a_mean_share_of_a_threshold():
    assert COPY._replace(shared=shared(COPIED)).is_copy
    assert not COPY._replace(shared=shared(COPIED) - 1).is_copy


@pytest.mark.parametrize("side", [0, 1])
def test_a_copy_has_a_part_of_each_text_however_much_of_the_other(side):
    def of(lowest):
        sizes = (shared(lowest), 1000) if side else (1000, shared(lowest))
        return COPY._replace(compared=sizes, shared=shared(lowest))

    assert of(MIN_SHARE).is_copy
    assert not of(MIN_SHARE - 0.001).is_copy


def test_a_copy_is_about_as_long_as_the_other():
    shortest, longest = (round(1000 * ratio) for ratio in LENGTHS)
    assert COPY._replace(lengths=(shortest, 1000)).is_copy
    assert COPY._replace(lengths=(longest, 1000)).is_copy
    assert not COPY._replace(lengths=(shortest - 1, 1000)).is_copy
    assert not COPY._replace(lengths=(longest + 1, 1000)).is_copy


def test_a_copy_shares_a_number_of_hashes_unless_a_text_is_short():
    few = COPY._replace(compared=(MIN_COPIED, MIN_COPIED), shared=MIN_COPIED)
    assert few.is_copy
    fewer = COPY._replace(compared=(MIN_COPIED - 1, MIN_COPIED - 1), shared=MIN_COPIED - 1)
    assert not fewer.is_copy
    assert fewer._replace(lengths=(SHORT - 1, SHORT - 1)).is_copy


@pytest.mark.parametrize("lengths", [(SHORT - 1, SHORT), (SHORT, SHORT - 1), (3, 3)])
def test_a_short_notice_has_more_of_each_text_and_no_fact_that_differs(lengths):
    notice = COPY._replace(lengths=lengths, shared=shared(COPIED_STRICTLY))
    assert notice.is_copy
    assert not notice._replace(shared=notice.shared - 1).is_copy
    assert notice._replace(lengths=(SHORT, SHORT), shared=notice.shared - 1).is_copy
    assert not notice._replace(facts=(20, 1)).is_copy
    assert notice._replace(lengths=(SHORT, SHORT), facts=(20, 1)).is_copy


def test_beside_a_repeated_frame_a_copy_has_more_of_each_text():
    """Boilerplate of more hashes than are compared."""
    framed = COPY._replace(boilerplate=1001, shared=shared(COPIED_STRICTLY))
    assert framed.is_copy
    assert not framed._replace(shared=framed.shared - 1).is_copy
    assert framed._replace(shared=framed.shared - 1, boilerplate=1000).is_copy
    assert not framed._replace(compared=(MIN_COPIED - 1, MIN_COPIED - 1), shared=MIN_COPIED - 1).is_copy


def running(share, **changes):
    return COPY._replace(running=(shared(share), 1000), **changes)


def test_the_shared_shingles_of_a_copy_go_on_in_the_same_way():
    assert running(RUNNING).is_copy
    assert not running(RUNNING - 0.001).is_copy


@pytest.mark.parametrize("facts", [(FEW_FACTS - 1, 0), (0, 0), (20, 1)])
def test_more_go_on_in_the_same_way_if_a_fact_differs_or_few_are_compared(facts):
    assert running(RUNNING_STRICTLY, facts=facts).is_copy
    assert not running(RUNNING_STRICTLY - 0.001, facts=facts).is_copy
    assert running(RUNNING_STRICTLY - 0.001, facts=(FEW_FACTS, 0)).is_copy


def test_a_copy_may_differ_in_a_share_of_the_facts():
    most = round(1000 * DIFFERING)
    assert COPY._replace(facts=(1000 - most, most)).is_copy
    assert not COPY._replace(facts=(1000 - most - 1, most + 1)).is_copy


def test_texts_whose_shared_shingles_all_end_a_text_are_no_copies():
    assert not COPY._replace(running=(0, 0)).is_copy


PART = COPY._replace(lengths=(100, 300), shared=shared(CONTAINED))


def turned(comparison):
    return comparison._replace(lengths=comparison.lengths[::-1], compared=comparison.compared[::-1])


def test_the_larger_text_has_most_of_a_part():
    assert PART.is_excerpt
    assert turned(PART).has_excerpt
    assert not PART._replace(shared=PART.shared - 1).is_excerpt
    assert not turned(PART)._replace(shared=PART.shared - 1).has_excerpt


def test_of_two_texts_the_shorter_one_is_the_part():
    assert not PART.has_excerpt
    assert not turned(PART).is_excerpt
    same = PART._replace(lengths=(300, 300))
    assert (same.is_excerpt, same.has_excerpt) == (False, True)


def test_a_part_shares_a_number_of_hashes():
    few = PART._replace(compared=(MIN_SHARED, MIN_SHARED), shared=MIN_SHARED)
    assert few.is_excerpt
    assert turned(few).has_excerpt
    fewer = PART._replace(compared=(MIN_SHARED - 1, MIN_SHARED - 1), shared=MIN_SHARED - 1)
    assert not fewer.is_excerpt
    assert not turned(fewer).has_excerpt


def test_a_part_goes_on_like_the_whole_and_has_its_facts():
    for changes in (
        {"running": (shared(RUNNING) - 1, 1000)},
        {"running": (shared(RUNNING_STRICTLY) - 1, 1000), "facts": (0, 0)},
        {"facts": (5, 5)},
    ):
        assert not PART._replace(**changes).is_excerpt
        assert not turned(PART._replace(**changes)).has_excerpt


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
        assert comparison.shared == 0
        assert found(comparison) == []


numbers = st.lists(st.integers(1, 60), max_size=48, unique=True).map(sorted)
sketches = st.builds(
    lambda hashes, more, facts: sketch(hashes, shingles=len(hashes) + more * bool(hashes), facts=facts),
    numbers,
    st.sampled_from([0, 5, 500]),
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 3)), max_size=8, unique_by=lambda fact: fact[0]),
)


@given(sketches, sketches, st.lists(st.integers(1, 60)))
def test_counts_are_consistent_and_the_same_from_both_sides(one, other, light):
    hashes = np.array(light, np.uint32)
    comparison, back = compared(one, other, hashes=hashes), compared(other, one, hashes=hashes)
    assert comparison.shared <= min(comparison.compared)
    assert 0 <= comparison.running[0] <= comparison.running[1] <= comparison.shared
    assert 0 <= comparison.similarity <= min(comparison.share, comparison.share_of_other) <= 1
    assert back.compared == comparison.compared[::-1]
    assert (back.shared, back.running, back.facts) == (comparison.shared, comparison.running, comparison.facts)


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
    assert found(comparison) == []
