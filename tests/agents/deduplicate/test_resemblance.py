"""The rules for copies and excerpts, at their thresholds."""

import pytest

from agents.deduplicate.entry import Entry, Ruling
from agents.deduplicate.index import Match
from agents.deduplicate.resemblance import MAX_RELATIONS, SHORT, containers, containment, copies
from agents.deduplicate.signature import Text

TEXT = Text("en", "text", bytes(256), 300)


def match(similarity, *, shingles=300, position=1, revision=1, exact=False):
    text = Text("en", "other", bytes(256), shingles)
    entry = Entry.of(f"at{position}", text, Ruling(position, "other", revision, ()), time=0.0)
    return Match(entry, similarity, exact)


def test_a_text_copies_an_article_from_a_similarity_of_four_tenths():
    assert copies(TEXT, [match(0.39)]) == ()
    (copy,) = copies(TEXT, [match(0.4, revision=3)])
    assert copy == ("at1", 3, 0.4, "minhash")


@pytest.mark.parametrize("sizes", [(SHORT - 1, 300), (300, SHORT - 1)])
def test_a_short_text_copies_an_article_from_a_higher_similarity(sizes):
    mine, other = sizes
    text = TEXT._replace(shingles=mine)
    assert copies(text, [match(0.79, shingles=other)]) == ()
    assert len(copies(text, [match(0.8, shingles=other)])) == 1


def test_a_text_with_an_equal_fingerprint_is_a_copy_at_any_length():
    (copy,) = copies(TEXT._replace(shingles=0), [match(1.0, shingles=0, exact=True)])
    assert (copy.similarity, copy.method) == (1.0, "exact")


def test_the_most_similar_article_comes_first_then_the_one_published_first():
    matches = [match(0.5, position=1), match(0.9, position=3), match(0.9, position=2), match(1, position=9, exact=True)]
    assert [copy.id for copy in copies(TEXT, matches)] == ["at9", "at2", "at3", "at1"]


def test_a_text_that_resembles_many_articles_is_linked_to_the_most_similar():
    assert len(copies(TEXT, [match(0.5, position=number) for number in range(20)])) == MAX_RELATIONS


@pytest.mark.parametrize(
    "shared, mine, other", [(100, 100, 400), (60, 100, 400), (0, 100, 400), (100, 100, 100), (50, 200, 100)]
)
def test_containment_follows_from_similarity_and_sizes(shared, mine, other):
    similarity = shared / (mine + other - shared)
    assert containment(similarity, mine, other) == pytest.approx(shared / mine, abs=1e-4)


def test_an_estimated_containment_is_never_above_one():
    assert containment(0.3, 100, 400) == 1.0


def test_an_excerpt_is_linked_to_the_article_that_contains_it():
    excerpt = TEXT._replace(shingles=100)
    (link,) = containers(excerpt, [match(0.25, shingles=400)])
    assert link == ("at1", 1, 1.0, "containment")


def test_an_article_is_not_contained_in_its_excerpt():
    assert containers(TEXT._replace(shingles=400), [match(0.25, shingles=100)]) == ()


def test_a_copy_is_not_also_linked_as_an_excerpt():
    assert containers(TEXT, [match(0.5), match(1.0, exact=True)]) == ()


def test_a_few_equal_values_are_no_containment():
    assert containers(TEXT._replace(shingles=40), [match(0.09, shingles=4000)]) == ()
