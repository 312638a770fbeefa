"""The entry of an article: its wire form, and what it knows about events and texts."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.deduplicate.entry import MAX_RULINGS, Entry, Relation, Ruling
from agents.deduplicate.signature import Text
from schemas import Link

texts = st.text(st.characters(codec="utf-8"), max_size=64)
positions = st.integers(0, 2**62)
relations = st.builds(
    Relation, texts, st.integers(1, 1000), st.floats(0, 1), st.sampled_from(["exact", "minhash", "containment"])
)
rulings = st.builds(Ruling, positions, texts, st.integers(0, 1000), st.lists(relations, max_size=3).map(tuple))
entries = st.builds(
    Entry,
    id=texts,
    language=texts,
    time=st.floats(-1e12, 1e12),
    position=positions,
    ruled_at=positions,
    fingerprint=texts,
    revision=st.integers(0, 1000),
    relations=st.lists(relations, max_size=5).map(tuple),
    earlier=st.lists(rulings, max_size=MAX_RULINGS - 1).map(tuple),
    sketch=st.just(b"") | st.binary(min_size=256, max_size=256),
    shingles=st.integers(0, 2**31),
    row=st.just(0),
)


def entry(ruling=Ruling(7, "f7", 1, ()), earlier=(), *, position=7):  # noqa: B008 (a tuple)
    made = Entry.of("a", Text("en", ruling.fingerprint, bytes(256), 300), ruling, time=5.0, earlier=earlier)
    made.position = position
    return made


@given(entries)
def test_an_entry_survives_its_wire_form(written):
    assert Entry.decode(written.encode()) == written


def test_the_place_in_the_index_is_not_written():
    assert Entry.decode(replace(entry(), row=4).encode()).row == 0


@pytest.mark.parametrize(
    "field, value",
    [
        ("id", None),
        ("time", "noon"),
        ("position", 1.5),
        ("sketch", "AAAA"),
        ("sketch", "not base64!"),
        ("ruled_at", "seven"),
        ("relations", [["b", 1, 0.5]]),
        ("earlier", [[7, "f7", 1, []]] * MAX_RULINGS),
    ],
)
def test_a_damaged_entry_raises_an_error_with_the_name_of_its_field(field, value):
    damaged = json.loads(entry().encode()) | {field: value}
    with pytest.raises(ValueError, match=f"entry of the deduplicator's state: {field}"):
        Entry.decode(json.dumps(damaged).encode())


def test_a_value_that_is_not_json_raises_an_error():
    with pytest.raises(ValueError, match="entry of the deduplicator's state"):
        Entry.decode(b"\x00")


def test_an_entry_finds_the_ruling_of_an_event():
    first, second = Ruling(3, "f3", 1, ()), Ruling(7, "f7", 2, ())
    known = entry(second, (first,))
    assert known.ruling_on(3, "f3") == first
    assert known.ruling_on(7, "f7") == second
    assert known.ruling_on(5, "f3") is None
    assert known.ruling_on(3, "f7") is None


def test_an_event_came_before_if_its_text_is_known_and_a_later_one_was_seen():
    known = entry(Ruling(7, "f7", 2, ()), (Ruling(3, "f3", 1, ()),), position=9)
    assert known.has_seen(3, "f3")
    assert known.has_seen(9, "f7")
    assert not known.has_seen(10, "f7")
    assert not known.has_seen(2, "f2"), "the positions are of a source topic that was created again"


def test_an_event_older_than_all_remembered_rulings_came_before():
    earlier = tuple(Ruling(at, f"f{at}", at - 9, ()) for at in range(10, 30))
    known = entry(Ruling(30, "f30", 21, ()), earlier, position=30)
    assert len(known.rulings) == MAX_RULINGS
    assert known.has_seen(14, "f14")


def test_a_relation_is_a_link_of_an_event():
    assert Relation("b", 2, 0.5, "minhash").link() == Link(id="b", revision=2, similarity=0.5, method="minhash")
