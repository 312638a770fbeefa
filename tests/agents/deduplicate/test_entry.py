"""The entry of an article: its wire form, and what it knows about events and texts."""

import struct
from dataclasses import replace

import numpy as np
import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agents.deduplicate.entry import FORMAT, MAX_RULINGS, NOT_BY_FINGERPRINT, Entry, Relations, Ruling
from agents.deduplicate.index import KEYS, arrange
from agents.deduplicate.signature import Text
from agents.deduplicate.sketch import HASHES, sketch_of
from schemas import Link
from tests.agents.deduplicate.entries import entries, plain
from tests.support.articles.stories import FLOOD

SKETCH = sketch_of(FLOOD.text)
LINK = Link(id="b", revision=1, similarity=0.5, method="minhash")
HEAD = 60  # bytes of the struct


def fingerprint(name):
    return name.ljust(16).encode()


def ruling(position, name, revision=1):
    return Ruling(position, fingerprint(name), revision)


def entry(last=ruling(7, "f7"), earlier=(), *, position=7):  # noqa: B008 (a tuple)
    text = Text(language=1, source=2, title=3, fingerprint=last.fingerprint, sketch=SKETCH)
    made = Entry.of("a", text, last, time=5.0, earlier=earlier)
    made.position, made.indexed = position, KEYS
    return made


WHOLE = entry().encode()
TAIL = [[[LINK.model_dump(exclude_none=True)], [], []], [[3, "ab" * 16, 1, [[], [], []]]]]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(entries())
def test_an_entry_survives_its_wire_form(written):
    read = Entry.decode(written.id, written.encode())
    assert plain(read) == plain(written)
    assert read.encode() == written.encode()


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(entries(), st.data())
def test_every_damaged_record_raises_an_error_or_is_an_entry_that_can_be_written_again(written, data):
    value = bytearray(written.encode())
    for _ in range(data.draw(st.integers(1, 3))):
        value[data.draw(st.integers(0, len(value) - 1))] = data.draw(st.integers(0, 255))
    value = bytes(value[: data.draw(st.just(len(value)) | st.integers(0, len(value)))])
    try:
        read = Entry.decode(written.id, value)
    except ValueError:
        return
    assert plain(Entry.decode(written.id, read.encode())) == plain(read)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=200) | st.binary(max_size=80).map(lambda tail: WHOLE + tail))
def test_any_bytes_raise_an_error_or_are_an_entry(value):
    try:
        Entry.decode("a", value)
    except ValueError as error:
        message = str(error)
    else:
        message = "not an entry of the deduplicator's state: "
    assert message.startswith("not an entry of the deduplicator's state: ")


def test_the_first_byte_of_a_record_is_its_format():
    assert WHOLE[0] == FORMAT == 2
    for other in (0, 1, 3, 255):
        with pytest.raises(ValueError, match="this version reads format 2"):
            Entry.decode("a", bytes([other]) + WHOLE[1:])


def test_a_record_is_small():
    assert len(WHOLE) == HEAD + 6 + 5 * HASHES + 3 * len(SKETCH.contexts)
    assert len(entry(Ruling(7, fingerprint("f7"), 0, Relations((LINK,)))).encode()) < 150


def fixed(**changes):
    """The record of an entry with some parts of its struct changed."""
    names = ["format", "fingerprint", "time", "position", "ruled_at", "revision", "language", "source", "title"]
    form = struct.Struct("<B16sdqqIIIIBH")
    values = dict(zip([*names, "found_by", "size"], form.unpack_from(WHOLE), strict=True)) | changes
    return form.pack(*values.values()) + WHOLE[form.size :]


@pytest.mark.parametrize(
    "value, message",
    [
        (b"", "this version reads format 2"),
        (b"\x00", "this version reads format 2"),
        (WHOLE[: HEAD - 3], "unpack_from requires a buffer"),
        (WHOLE[:-1], "a sketch of"),
        (fixed(size=0), "Invalid JSON"),
        (fixed(size=7), "a sketch of 7 bytes"),
        (fixed(time=float("nan")), "its time is nan"),
        (fixed(time=float("inf")), "its time is inf"),
        (fixed(revision=0), "a duplicate of no article"),
        (fixed(found_by=KEYS + 1), f"{KEYS + 1} of 48 hashes indexed"),
        (fixed(found_by=KEYS - 1), f"{KEYS - 1} of 48 hashes indexed"),
        (fixed(found_by=49 | NOT_BY_FINGERPRINT), "49 of 48 hashes indexed"),
    ],
)
def test_a_damaged_record_raises_an_error_that_says_what_is_wrong(value, message):
    with pytest.raises(ValueError, match=f"^not an entry of the deduplicator's state: .*{message}"):
        Entry.decode("a", value)


def changed(path, value):
    """Return the tail with one of its parts replaced."""
    tail = orjson.loads(orjson.dumps(TAIL))
    part = tail
    for at in path[:-1]:
        part = part[at]
    part[path[-1]] = value
    return tail


def test_the_tail_of_these_tests_is_valid():
    read = Entry.decode("a", WHOLE + orjson.dumps(TAIL))
    assert read.last.relations == Relations((LINK,))
    assert [one.position for one in read.rulings] == [3, 7]


@pytest.mark.parametrize(
    "tail",
    [
        None,
        5,
        "text",
        {},
        [],
        [TAIL[0]],
        [*TAIL, 1],
        changed([0], [[]] * 9),
        changed([0, 0], 5),
        changed([0, 0, 0], {"id": "b"}),
        changed([0, 0, 0, "revision"], 0),
        changed([0, 0, 0, "similarity"], 2),
        changed([0, 0, 0, "evidence"], 7),
        changed([1], 5),
        changed([1], [TAIL[1][0]] * MAX_RULINGS),
        changed([1, 0], TAIL[1][0][:2]),
        changed([1, 0, 0], "seven"),
        changed([1, 0, 0], 1 << 63),
        changed([1, 0, 1], "ab" * 15),
        changed([1, 0, 1], "xy" * 16),
        changed([1, 0, 1], 7),
        changed([1, 0, 2], 1 << 32),
        changed([1, 0, 2], -1),
        changed([1, 0, 2], 0),  # a duplicate of no article
        changed([1, 0, 3], [5]),
    ],
)
def test_a_damaged_tail_raises_an_error(tail):
    with pytest.raises(ValueError, match="not an entry of the deduplicator's state: "):
        Entry.decode("a", WHOLE + orjson.dumps(tail))


def test_a_duplicate_has_no_sketch():
    duplicate = replace(entry(Ruling(7, fingerprint("f7"), 0, Relations((LINK,)))), sketch=SKETCH)
    with pytest.raises(ValueError, match="a duplicate with a sketch"):
        Entry.decode("a", duplicate.encode())


def test_an_entry_whose_hashes_are_common_survives_its_wire_form():
    """Those that are keys come first, so the hashes do not ascend, and some are left out."""
    common = [index for index in range(HASHES) if index % 3]
    counts = [99 if index in common else 0 for index in range(HASHES)]
    written = entry()
    written.sketch, written.indexed = arrange(SKETCH, np.array([*counts, 0]))
    assert plain(Entry.decode("a", written.encode())) == plain(written)


def test_an_entry_finds_the_ruling_of_an_event():
    first, second = ruling(3, "f3"), ruling(7, "f7", 2)
    known = entry(second, (first,))
    assert known.ruling_on(3, fingerprint("f3")) == known.ruling_with(fingerprint("f3")) == first
    assert known.ruling_on(7, fingerprint("f7")) == second
    assert known.ruling_on(5, fingerprint("f3")) is None
    assert known.ruling_on(3, fingerprint("f7")) is None
    assert known.ruling_with(fingerprint("f5")) is None


def test_an_event_came_before_if_its_text_is_known_and_a_later_one_was_seen():
    known = entry(ruling(7, "f7", 2), (ruling(3, "f3"),), position=9)
    assert known.has_seen(3, fingerprint("f3"))
    assert known.has_seen(9, fingerprint("f7"))
    assert not known.has_seen(10, fingerprint("f7"))
    assert not known.has_seen(2, fingerprint("f2")), "the positions are of a source topic that was created again"


def test_an_event_older_than_all_remembered_rulings_came_before():
    earlier = tuple(ruling(at, f"f{at}", at - 9) for at in range(10, 30))
    known = entry(ruling(30, "f30", 21), earlier, position=30)
    assert len(known.rulings) == MAX_RULINGS
    assert known.has_seen(14, fingerprint("f14"))
