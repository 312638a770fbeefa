"""Each rule with a case at both sides of each of its thresholds."""

from math import inf

import pytest

from agents.deduplicate.comparison import Comparison
from agents.deduplicate.rules import (
    CONTAINED,
    COPIED_STRICTLY,
    COVERED,
    DIFFERING,
    DIFFERING_NEAR,
    FEW_FACTS,
    LENGTHS,
    MANY_FACTS,
    MIN_COPIED,
    MIN_COVERED,
    MIN_SHARE,
    MIN_SHARED,
    RUNNING,
    RUNNING_STRICTLY,
    RUNNING_SURELY,
    SHORT,
    Range,
    copy_ranges,
    figures,
    is_copy,
    is_near,
    is_part,
    part_ranges,
)

COPY = Comparison(
    is_equal=False,
    lengths=(300, 300),
    compared=(1000, 1000),
    shared=900,
    running=(900, 900),
    facts=(20, 0),
    boilerplate=0,
)
PART = COPY._replace(lengths=(100, 300), shared=round(1000 * CONTAINED))
LEAST = 1 / 1000


def sharing(share, **changes):
    return COPY._replace(shared=round(1000 * share), **changes)


def running(share, **changes):
    return COPY._replace(running=(round(1000 * share), 1000), **changes)


def differing(share, comparison=COPY):
    return comparison._replace(facts=(1000 - round(1000 * share), round(1000 * share)))


def compared_in_full(count):
    return COPY._replace(compared=(count, count), shared=count)


def turned(comparison):
    return comparison._replace(lengths=comparison.lengths[::-1], compared=comparison.compared[::-1])


def test_a_text_with_an_equal_fingerprint_is_a_copy_whatever_else():
    nothing = Comparison(True, (0, 0), (0, 0), 0, (0, 0), (0, 9), 0)
    assert is_copy(nothing)
    assert not is_copy(nothing._replace(is_equal=False))


def test_two_texts_that_go_on_in_the_same_way_are_copies_if_they_cover_each_other():
    assert is_copy(sharing(COVERED))
    assert not is_copy(sharing(COVERED - LEAST))


def test_edits_are_allowed_for_as_far_as_what_follows_shared_words_shows_them():
    """A tenth of the words edited: .73 of the shingles are left, and .59 of these go on in the same way."""
    edited = {"running": (590, 1000)}
    assert is_copy(sharing(0.73 * COVERED + 2 * LEAST, **edited))
    assert not is_copy(sharing(0.73 * COVERED - 2 * LEAST, **edited))
    assert not is_copy(sharing(0.73 * COVERED + 2 * LEAST)), "without edits it is a long notice in two reports"


def test_two_reports_that_share_half_of_their_texts_word_for_word_are_no_copies():
    assert not is_copy(sharing(0.5, facts=(30, 0)))


@pytest.mark.parametrize("side", [0, 1])
def test_a_copy_covers_a_part_of_each_text_however_much_of_the_other(side):
    def of(lowest, **changes):
        small = round(1000 * lowest)
        compared = (small, 1000) if side else (1000, small)
        return COPY._replace(compared=compared, shared=small, **changes)

    assert is_copy(of(MIN_COVERED))
    assert not is_copy(of(MIN_COVERED - LEAST))
    much_edited = {"running": (RUNNING_SURELY * 1000, 1000)}
    assert is_copy(of(MIN_SHARE, **much_edited))
    assert not is_copy(of(MIN_SHARE - LEAST, **much_edited))


def test_a_copy_is_about_as_long_as_the_other():
    shortest, longest = (round(1000 * ratio) for ratio in LENGTHS)
    assert is_copy(COPY._replace(lengths=(shortest, 1000)))
    assert is_copy(COPY._replace(lengths=(longest, 1000)))
    assert not is_copy(COPY._replace(lengths=(shortest - 1, 1000)))
    assert not is_copy(COPY._replace(lengths=(longest + 1, 1000)))


def test_a_copy_shares_a_number_of_hashes_and_fewer_if_a_text_is_short():
    assert is_copy(compared_in_full(MIN_COPIED))
    assert not is_copy(compared_in_full(MIN_COPIED - 1))
    short = {"lengths": (SHORT - 1, SHORT - 1)}
    assert is_copy(compared_in_full(MIN_SHARED)._replace(**short))
    assert not is_copy(compared_in_full(MIN_SHARED - 1)._replace(**short))


@pytest.mark.parametrize("lengths", [(SHORT - 1, SHORT), (SHORT, SHORT - 1), (3, 3)])
def test_of_a_short_notice_more_is_shared_and_no_fact_differs(lengths):
    notice, longer = sharing(COPIED_STRICTLY, lengths=lengths), {"lengths": (SHORT, SHORT)}
    assert is_copy(notice)
    for other in (sharing(COPIED_STRICTLY - LEAST, lengths=lengths), notice._replace(facts=(20, 1))):
        assert not is_copy(other)
        assert is_copy(other._replace(**longer))


def test_beside_a_repeated_frame_more_is_shared_and_no_fact_differs():
    """Boilerplate of more hashes than are compared."""
    framed, free = sharing(COPIED_STRICTLY, boilerplate=1001), {"boilerplate": 1000}
    assert is_copy(framed)
    for other in (sharing(COPIED_STRICTLY - LEAST, boilerplate=1001), framed._replace(facts=(20, 1))):
        assert not is_copy(other)
        assert is_copy(other._replace(**free))
    assert not is_copy(compared_in_full(MIN_COPIED - 1)._replace(boilerplate=99))


@pytest.mark.parametrize(
    "facts, least",
    [
        ((0, 0), RUNNING_STRICTLY),
        ((FEW_FACTS - 1, 0), RUNNING_STRICTLY),
        ((FEW_FACTS, 0), RUNNING),
        ((MANY_FACTS - 1, 0), RUNNING),
        ((MANY_FACTS, 0), RUNNING_SURELY),
        ((MANY_FACTS + 2, 1), RUNNING),
    ],
)
def test_shared_shingles_go_on_in_the_same_way_the_more_so_the_less_the_facts_say(facts, least):
    assert is_copy(running(least, facts=facts))
    assert not is_copy(running(least - LEAST, facts=facts))
    part = PART._replace(facts=facts)
    assert is_part(part._replace(running=(round(1000 * least), 1000)))
    assert not is_part(part._replace(running=(round(1000 * least) - 1, 1000)))


def test_a_copy_may_differ_in_a_share_of_the_facts():
    assert is_copy(differing(DIFFERING))
    assert not is_copy(differing(DIFFERING + LEAST))


def test_texts_whose_shared_shingles_all_end_a_text_are_no_copies():
    assert not is_copy(COPY._replace(running=(0, 0)))


def test_a_text_with_more_facts_that_differ_nearly_repeats_the_other_one():
    assert is_near(differing(DIFFERING + LEAST))
    assert is_near(differing(DIFFERING_NEAR))
    assert not is_near(differing(DIFFERING_NEAR + LEAST))


def test_of_a_text_that_nearly_repeats_the_other_one_half_of_the_shared_shingles_go_on_in_the_same_way():
    facts = MANY_FACTS, 1
    assert is_near(running(RUNNING, facts=facts))
    assert not is_near(running(RUNNING - LEAST, facts=facts))


@pytest.mark.parametrize(
    "changes",
    [
        {"lengths": (SHORT - 1, SHORT)},
        {"lengths": (SHORT, SHORT - 1)},
        {"boilerplate": 1001},
        {"facts": (FEW_FACTS - 1, 0)},
        {"shared": round(1000 * COVERED) - 1},
        {"lengths": (300, 100)},
    ],
)
def test_a_text_does_not_nearly_repeat_the_other_one_if_little_says_so(changes):
    assert is_near(COPY)
    assert not is_near(COPY._replace(**changes))


def test_the_larger_text_has_most_of_a_part():
    for comparison in (PART, turned(PART)):
        assert is_part(comparison)
        assert not is_part(comparison._replace(shared=PART.shared - 1))


def test_of_the_longer_text_a_part_may_have_little():
    small = PART._replace(compared=(10, 1000), shared=9)
    assert is_part(small)
    assert is_part(turned(small))
    assert not is_part(small._replace(lengths=small.lengths[::-1])), "now the first is the longer one"


def test_a_part_shares_a_number_of_hashes():
    for count, expected in ((MIN_SHARED, True), (MIN_SHARED - 1, False)):
        comparison = PART._replace(compared=(count, 1000), shared=count)
        assert is_part(comparison) is is_part(turned(comparison)) is expected


def test_a_part_may_differ_in_a_share_of_the_facts():
    assert is_part(differing(DIFFERING, PART))
    assert not is_part(differing(DIFFERING + LEAST, PART))


def test_of_a_part_beside_a_repeated_frame_more_is_shared_and_no_fact_differs():
    framed = PART._replace(boilerplate=1001, shared=round(1000 * COPIED_STRICTLY))
    assert is_part(framed)
    assert not is_part(framed._replace(shared=framed.shared - 1))
    assert not is_part(framed._replace(facts=(20, 1)))
    assert is_part(framed._replace(facts=(20, 1), boilerplate=1000))


def test_every_figure_with_a_range_is_known():
    known = figures(COPY).keys()
    for comparison in (COPY, PART, turned(PART), COPY._replace(boilerplate=1001), COPY._replace(lengths=(3, 3))):
        assert copy_ranges(comparison).keys() <= known
        assert part_ranges(comparison).keys() <= known
    assert copy_ranges(COPY._replace(is_equal=True)) == {}


def test_figures_follow_from_the_counts():
    comparison = Comparison(False, (100, 200), (20, 40), 10, (6, 8), (3, 1), 5)
    assert figures(comparison) == {
        "shared": 10,
        "share": 0.5,
        "share_of_other": 0.25,
        "covered": pytest.approx(0.5 / 0.75**0.6),
        "covered_of_other": pytest.approx(0.25 / 0.75**0.6),
        "mean_covered": pytest.approx(0.375 / 0.75**0.6),
        "length": 0.5,
        "running": 0.75,
        "differing": 0.25,
    }


@pytest.mark.parametrize(
    "allowed, text, inside, outside",
    [
        (Range(0.5), "at least 0.5", (0.5, 9), (0.49,)),
        (Range(most=0.1), "at most 0.1", (-1, 0.1), (0.11,)),
        (Range(0.6, 1.5), "0.6 to 1.5", (0.6, 1, 1.5), (0.59, 1.51)),
        (Range(3), "at least 3", (3, inf), (-inf,)),
    ],
)
def test_a_range_has_both_its_ends(allowed, text, inside, outside):
    assert str(allowed) == text
    assert all(map(allowed.fits, inside))
    assert not any(map(allowed.fits, outside))
