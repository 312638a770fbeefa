"""The index finds articles with equal bands, the latest first, and only those inside the window."""

import numpy as np
import pytest

from agents.deduplicate.entry import Entry, Ruling
from agents.deduplicate.index import DEPTH, MIN_CAPACITY, Index
from agents.deduplicate.signature import Text

RANDOM = np.random.default_rng(1)
NOISE = RANDOM.integers(0, 1 << 16, (2 * MIN_CAPACITY, 128), dtype="<u2")


def article(number, values=None, *, time=0.0, language="en", fingerprint=None):
    """An article with random values for its sketch, none of them another's."""
    sketch = (NOISE[number] if values is None else values).tobytes()
    text = Text(language, fingerprint or f"f{number}", sketch, 300)
    return Entry.of(str(number), text, Ruling(number, text.fingerprint, 1, ()), time=time)


def text_like(number, *, equal=128, fingerprint="another", language="en"):
    """A text with the first values of an article's sketch, as many as `equal`."""
    values = np.concatenate([NOISE[number][:equal], NOISE[-1][equal:]])
    return Text(language, fingerprint, values.tobytes(), 300)


def ids(matches):
    return {match.entry.id for match in matches}


def boilerplate(number):
    """Values of an article that shares the first four bands with all others of its kind."""
    return np.concatenate([NOISE[0][:8], NOISE[number][8:]])


def test_a_copy_is_found_with_its_similarity():
    index = Index()
    for number in range(100):
        index.add(article(number))
    (match,) = index.query(text_like(42, equal=64), since=0)
    assert match.entry.id == "42"
    assert match.similarity == 0.5
    assert not match.exact


def test_equal_fingerprints_are_found_although_the_sketches_differ():
    index = Index()
    index.add(article(1))
    (match,) = index.query(text_like(2, fingerprint="f1"), since=0)
    assert (match.entry.id, match.similarity, match.exact) == ("1", 1.0, True)


def test_a_text_too_short_for_a_sketch_is_found_by_its_fingerprint_alone():
    index = Index()
    short = Entry.of("short", Text("en", "goal", b"", 0), Ruling(1, "goal", 1, ()), time=0.0)
    index.add(short)
    index.add(article(2))
    assert ids(index.query(Text("en", "goal", b"", 0), since=0)) == {"short"}
    assert index.query(Text("en", "miss", b"", 0), since=0) == []
    index.remove(short)
    assert index.query(Text("en", "goal", b"", 0), since=0) == []


def test_texts_in_different_languages_are_not_compared():
    index = Index()
    index.add(article(1, language="en"))
    assert index.query(text_like(1, fingerprint="f1", language="de"), since=0) == []


def test_an_article_that_shares_a_slot_by_chance_is_not_found():
    """The result must not depend on the number of slots, which is different after a restart."""
    index = Index([article(number) for number in range(1, 2 * MIN_CAPACITY - 1)])
    assert index.query(text_like(0), since=0) == []


def test_a_removed_article_is_not_found():
    index = Index()
    kept, removed = article(1), article(2)
    index.add(kept)
    index.add(removed)
    index.remove(removed)
    assert index.query(text_like(2), since=0) == []
    assert ids(index.query(text_like(1), since=0)) == {"1"}
    assert len(index) == 1


def test_a_removed_article_leaves_its_row_to_the_next():
    index = Index()
    first = article(1)
    index.add(first)
    row = first.row
    index.remove(first)
    second = article(2)
    index.add(second)
    assert (first.row, second.row) == (0, row)
    assert ids(index.query(text_like(2), since=0)) == {"2"}


def test_an_article_last_seen_before_the_window_is_not_found_until_it_is_seen_again():
    index = Index()
    old, young = article(1, time=10), article(2, boilerplate(2), time=20)
    index.add(old)
    index.add(young)
    assert index.query(text_like(1), since=15) == []
    old.time = 30
    index.renew(old)
    assert ids(index.query(text_like(1), since=15)) == {"1"}


def test_every_member_of_a_chain_is_found_while_others_come_and_go():
    members = {number: article(number, boilerplate(number), time=number) for number in range(1, 30)}
    index = Index()
    for entry in members.values():
        index.add(entry)
    for number in RANDOM.permutation(29)[:20] + 1:
        index.remove(members.pop(int(number)))
        for entry in list(members.values())[::3]:
            index.renew(entry)
        assert ids(index.query(text_like(0, equal=8), since=0)) == {entry.id for entry in members.values()}


@pytest.mark.parametrize("since", [0, 200])
def test_a_chain_of_boilerplate_is_read_from_its_newest_end_to_a_bounded_depth(since):
    index = Index([article(number, boilerplate(number), time=number) for number in range(1, 500)])
    found = ids(index.query(text_like(0, equal=8), since=since))
    newest = {str(number) for number in range(500 - DEPTH, 500)}
    assert newest <= found
    assert len(found - newest) <= 10, "a few share a slot of another band by chance"
    assert index.capped == 1


def test_a_copy_below_a_chain_of_boilerplate_is_found_by_its_other_bands():
    index = Index([article(number, boilerplate(number), time=number) for number in range(1, 500)])
    copy = Text("en", "copy", boilerplate(7).tobytes(), 300)
    assert "7" in ids(index.query(copy, since=0))


def test_a_chain_as_long_as_the_depth_is_read_completely():
    index = Index([article(number, boilerplate(number)) for number in range(1, DEPTH + 1)])
    assert len(index.query(text_like(0, equal=8), since=0)) == DEPTH
    assert index.capped == 0


def test_a_loaded_index_gives_the_same_matches_as_one_filled_entry_by_entry():
    def articles():
        chained = [article(number, boilerplate(number), time=number) for number in range(1, 200)]
        return chained + [article(number, time=number) for number in range(200, 400)]

    filled = Index()
    for entry in articles():
        filled.add(entry)
    loaded = Index(articles())
    for number in range(0, 400, 7):
        for text in (text_like(number, equal=8), text_like(number)):
            assert ids(loaded.query(text, since=100)) == ids(filled.query(text, since=100))


def test_an_index_of_only_short_texts_can_be_loaded():
    index = Index([Entry.of("short", Text("en", "goal", b"", 0), Ruling(1, "goal", 1, ()), time=0.0)])
    assert ids(index.query(Text("en", "goal", b"", 0), since=0)) == {"short"}


def test_articles_can_be_removed_from_a_loaded_index_and_added_to_it():
    entries = [article(number, boilerplate(number), time=number) for number in range(1, 50)]
    index = Index(entries)
    for entry in entries[::2]:
        index.remove(entry)
    index.add(article(60, boilerplate(60), time=60))
    assert ids(index.query(text_like(0, equal=8), since=0)) == {entry.id for entry in entries[1::2]} | {"60"}


def test_a_full_index_is_marked_as_full_and_its_successor_has_free_rows():
    entries = [article(number) for number in range(1, MIN_CAPACITY)]
    index = Index()
    for entry in entries:
        assert not index.is_full
        index.add(entry)
    assert index.is_full
    successor = Index(entries)
    assert len(successor) == len(entries)
    assert not successor.is_full
