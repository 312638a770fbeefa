"""Records that are read many at once leave the state that they leave one by one, and the same ones are refused."""

import math
import struct
from dataclasses import replace
from pathlib import Path
from random import Random

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agents.deduplicate import Deduplicator
from agents.deduplicate.bulk import read_bulk
from agents.deduplicate.index import KEYS
from tests.agents.deduplicate.entries import entries, plain
from tests.support.articles.stories import STORIES

WINDOW = 3 * 86_400.0
FEW = ["a" * 32, "b" * 32, "B" * 32, "", "id of a feed", "é"]
OLD = [
    (record["key"].encode(), record["value"].encode() if isinstance(record["value"], str) else record["value"])
    for record in map(orjson.loads, (Path(__file__).parent / "state-1.jsonl").read_bytes().splitlines())
]


@st.composite
def damaged(draw):
    """A record of which a part is missing, too much, or other than it was."""
    entry = draw(entries(st.sampled_from(FEW)))
    value = bytearray(entry.encode())
    kind = draw(st.sampled_from(["cut", "longer", "changed"]))
    if kind == "cut":
        del value[draw(st.integers(0, len(value) - 1)) :]
    elif kind == "longer":
        value += draw(st.binary(min_size=1, max_size=9))
    else:
        for _ in range(draw(st.integers(1, 3))):
            value[draw(st.integers(0, min(len(value), 80) - 1))] = draw(st.integers(0, 255))
    return entry.id.encode(), bytes(value)


names = st.sampled_from(FEW) | st.binary(min_size=16, max_size=16).map(bytes.hex)
drawn = entries(names, st.sampled_from([0.0, 1.0, 2.5, 1e9]), st.integers(0, 5))
usual = drawn.map(lambda entry: replace(entry, indexed=min(KEYS, len(entry.sketch.hashes)) if entry.sketch else 0))
whole = (drawn | usual).map(lambda entry: (entry.id.encode(), bytes(entry.encode())))
tombstones = st.tuples(names.map(str.encode), st.none())
strange = st.sampled_from([(b"\xff", b"\x02"), (None, b""), (None, None), (b"a" * 32, b"\x07"), *OLD])
records = st.lists(whole | whole | damaged() | tombstones | strange, max_size=12)


def left(deduplicator):
    """All that a state has, in a form that can be compared."""
    deduplicator.ready()
    memory = deduplicator._memory
    seen = list(memory.oldest())
    assert [(one.time, one.position) for one in seen] == sorted((one.time, one.position) for one in seen)
    return {one.id: plain(memory.get(one.id)) for one in seen}, len(memory), memory.articles, deduplicator._time


def one_by_one(given_records):
    state, refused = Deduplicator(window=WINDOW), []
    for key, value in given_records:
        try:
            state.restore(key or b"", value)
        except ValueError as error:
            refused.append((key, str(error)))
    return state, refused


def in_pieces(given_records, size):
    state, refused = Deduplicator(window=WINDOW), []
    for first in range(0, len(given_records), size):
        found = state.restore_all(given_records[first : first + size])
        refused += [(key, str(error)) for key, error in found]
    return state, refused


@given(records, st.integers(1, 12))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_whatever_the_records_and_however_many_at_once(given_records, size):
    alone, refused_alone = one_by_one(given_records)
    together, refused_together = in_pieces(given_records, size)
    assert refused_together == refused_alone
    assert left(together) == left(alone)


def put(at, form, *values):
    """Return a change that writes values at a place of a record."""

    def changed(value):
        damage = bytearray(value)
        struct.pack_into(form, damage, at, *values)
        return bytes(damage)

    return changed


SKETCH = 60  # the place of the sketch in a record; its hashes begin 6 bytes later
DAMAGES = {
    "a time that is not finite": put(17, "<d", math.inf),
    "a time that is no number": put(17, "<d", math.nan),
    "a duplicate with a sketch": put(41, "<I", 0),
    "a duplicate of no article": lambda value: put(41, "<I", 0)(put(57, "<BH", 0, 0)(value[:SKETCH])),
    "fewer hashes indexed": put(57, "<B", 3),
    "more hashes indexed": put(57, "<B", 17),
    "a sketch of another size": put(58, "<H", 20),
    "a sketch of a few bytes": put(58, "<H", 3),
    "no shingles": put(SKETCH, "<I", 0),
    "fewer shingles than hashes": put(SKETCH, "<I", 5),
    "too many hashes": put(SKETCH + 4, "<B", 255),
    "too many facts": put(SKETCH + 5, "<B", 255),
    "a hash that is 0": put(SKETCH + 6 + 8, "<I", 0),
    "a hash that comes twice": lambda value: (
        value[: SKETCH + 6] + 2 * value[SKETCH + 6 : SKETCH + 10] + value[SKETCH + 14 :]
    ),
    "a tail that is no JSON": lambda value: value + b"[",
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_of_every_kind_is_refused_as_it_is_alone(written, damage):
    key, value = written[0]
    assert read_bulk([(key, value)])[1].tolist() == [0]
    records = [(key, DAMAGES[damage](value)), written[1]]
    assert read_bulk(records)[1].tolist() == [1]
    (_, alone), (_, together) = one_by_one(records), in_pieces(records, 2)
    assert together == alone
    assert [name for name, _ in alone] == [key]


@pytest.fixture
def written(streams):
    """Records of articles, copies of them and updates, as a deduplicator writes them."""
    stream, log = streams(), []
    for number, story in enumerate(STORIES):
        stream.time += 1.0
        for name, text in ((f"{number:032x}", story.text), (f"copy {number}", f"{story.text}\nOne line more.")):
            log += [(key.encode(), value) for key, value in stream.decide(name, text, title=story.text[:40]).changes]
    return log


def test_what_a_deduplicator_writes_is_read_at_once(written):
    bulk, places = read_bulk(written)
    assert len(bulk) == len(places) == len(written) == 2 * len(STORIES)
    assert {len(bulk.tails) > 0, len(bulk.tails) < len(bulk)} == {True}, "with links, and without"


def test_a_copy_is_found_in_a_state_that_was_read_at_once(written, streams):
    stream = streams()
    stream.deduplicator, refused = in_pieces(written, 256)
    assert refused == []
    stream.position, stream.time = len(written), 100.0
    for number, story in enumerate(STORIES):
        assert stream.decide(f"another {number}", f"{story.text}\nAnd one more.").duplicate_of.id == f"{number:032x}"


def test_only_the_records_of_a_key_that_comes_once_are_read_at_once(written):
    _, places = read_bulk([*written, (written[0][0], None), (written[3][0], written[3][1])])
    assert set(range(len(written))) - set(places.tolist()) == {0, 3}


def test_no_records_are_nothing():
    assert left(in_pieces([], 5)[0]) == left(one_by_one([])[0])
    assert Deduplicator(window=WINDOW).restore_all([]) == []


def test_the_order_is_that_of_the_events_whatever_that_of_the_records(written):
    mixed = list(written)
    Random(3).shuffle(mixed)
    assert left(in_pieces(mixed, 7)[0]) == left(one_by_one(written)[0])
