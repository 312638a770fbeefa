"""Sketches: the same in every process, of bounded size, and comparable in the range where both have all hashes."""

import os
import subprocess
import sys
from hashlib import sha256

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.deduplicate.sketch import FACTS, HASHES, Sketch, sketch_of
from tests.support.articles.stories import FLOOD, PAINTING, STORIES

TEXT = "The council of Harlow voted on Monday to close the old bridge. About 300 drivers must take the ferry."

texts = st.lists(st.sampled_from("the council voted to close 12 bridge. Harlow 4.5 ferry 京都市 Otto ! said".split()))


@st.composite
def sketches(draw):
    """Sketches that keep the bounds, as `sketch_of` gives and as the state keeps them, which is in another order."""
    shingles = draw(st.integers(0, 60) | st.integers(0, (1 << 32) - 1))
    fewest = min(shingles, 1)
    hashes = draw(st.lists(st.integers(1, (1 << 32) - 1), min_size=fewest, max_size=min(shingles, HASHES), unique=True))
    facts = draw(st.lists(st.tuples(st.integers(0, (1 << 16) - 1), st.integers(0, 255)), max_size=FACTS))
    runs = draw(st.binary(min_size=len(hashes), max_size=len(hashes)))
    return Sketch(
        shingles,
        np.array(hashes, np.uint32),
        np.frombuffer(runs, np.uint8),
        np.array([context for context, _ in facts], np.uint16),
        np.array([value for _, value in facts], np.uint8),
    )


def as_lists(sketch):
    return [sketch.shingles, *(part.tolist() for part in sketch[1:])]


def unpacked(packed):
    """Return the sketch; None if the bytes are none. Any other error than ValueError fails the test."""
    try:
        return Sketch.unpack(packed)
    except ValueError:
        return None


def many(words):
    return " ".join(f"w{number}" for number in range(words))


@settings(deadline=None)
@given(sketches())
def test_a_sketch_survives_packing(sketch):
    assert as_lists(Sketch.unpack(sketch.pack())) == as_lists(sketch)


@settings(deadline=None)
@given(texts)
def test_the_sketch_of_a_text_survives_packing_and_is_whole(words):
    sketch = sketch_of(" ".join(words))
    unpacked = Sketch.unpack(sketch.pack())
    assert as_lists(unpacked) == as_lists(sketch)
    assert unpacked.is_whole
    assert [part.dtype for part in sketch[1:]] == [part.dtype for part in unpacked[1:]]


@settings(deadline=None)
@given(sketches(), st.data())
def test_damaged_bytes_raise_an_error_or_are_a_sketch_that_can_be_packed_again(sketch, data):
    packed = bytearray(sketch.pack())
    for _ in range(data.draw(st.integers(1, 3))):
        packed[data.draw(st.integers(0, len(packed) - 1))] = data.draw(st.integers(0, 255))
    damaged = bytes(packed[: data.draw(st.integers(0, len(packed)) | st.just(len(packed)))])
    sketch = unpacked(damaged)
    assert sketch is None or sketch.pack() == damaged


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_raise_an_error_or_are_a_sketch(packed):
    sketch = unpacked(packed)
    assert sketch is None or sketch.pack() == packed


PACKED = sketch_of(TEXT).pack()
PINNED = (
    "1100000011032a8b4e11dfd40520b5da2a3396638d5834ab9c5db4c9057256001a75325b117a1f4b0b7b43920c8eda251c91441a81b92b2d4f"
    "bc05df4bc8ac799ccf5358cfcfdac55bdc7a0d290bdbe00000da0000958474013f0088e2dde9f8e45609cd"
)
PINNED_HASH = "7d91afaa5e580819817da32bf8099cdfb863b762a8561a95017deea0349bacf1"  # of the story of the painting


@pytest.mark.parametrize(
    "packed",
    [
        b"",
        PACKED[:5],
        PACKED[:-1],
        PACKED + b"\0",
        PACKED[:4] + bytes([PACKED[4] + 1]) + PACKED[5:],  # more hashes than bytes
        PACKED[:5] + bytes([FACTS + 1]) + PACKED[6:],
        bytes([1]) + PACKED[1:],  # more hashes than shingles
        PACKED[:6] + bytes(4) + PACKED[10:],  # a hash that is 0
        PACKED[:6] + PACKED[10:14] * 2 + PACKED[14:],  # a hash that comes twice
        bytes([9]) + bytes(5),  # shingles without a hash
    ],
)
def test_bytes_whose_parts_do_not_fit_together_raise_an_error(packed):
    with pytest.raises(ValueError, match="a sketch"):
        Sketch.unpack(packed)


def test_hashes_that_are_missing_or_in_another_order_are_no_whole_sketch():
    sketch = sketch_of(TEXT)
    assert sketch.is_whole
    assert not sketch._replace(hashes=sketch.hashes[::-1]).is_whole
    assert not sketch._replace(hashes=sketch.hashes[:-1], runs=sketch.runs[:-1]).is_whole


def test_sketches_are_equal_to_those_in_the_state_topic():
    """If this fails, articles of the state are no longer found: raise `VERSION`, and let old records be read."""
    assert PACKED.hex() == PINNED
    assert sha256(sketch_of(PAINTING.text).pack()).hexdigest() == PINNED_HASH


def test_sketches_do_not_depend_on_the_process():
    program = f"from agents.deduplicate.sketch import sketch_of; print(sketch_of({TEXT!r}).pack().hex())"
    printed = {
        subprocess.run(
            [sys.executable, "-c", program],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed in ("1", "2")
    }
    assert printed == {PACKED.hex()}


def test_the_size_of_a_sketch_is_bounded():
    assert len(sketch_of(STORIES[0].text * 30).pack()) <= 6 + 5 * HASHES + 3 * FACTS
    assert len(sketch_of("Harlow").pack()) == 6


def test_case_punctuation_and_white_space_are_ignored():
    other = "THE council  of harlow voted, on Monday\nto close 'the old bridge' - about 300 drivers must take the Ferry"
    one, other = sketch_of(TEXT), sketch_of(other)
    assert (one.shingles, one.hashes.tolist(), one.runs.tolist()) == (
        other.shingles,
        other.hashes.tolist(),
        other.runs.tolist(),
    )


def test_a_text_of_two_words_has_no_hashes():
    for text in ("", "Goal!", "Goal scored."):
        sketch = sketch_of(text)
        assert (sketch.shingles, len(sketch.hashes), len(sketch.runs)) == (0, 0, 0)


@pytest.mark.parametrize("words, shingles", [(3, 1), (50, 48), (51, 49), (400, 398)])
def test_a_sketch_has_the_lowest_hashes_of_the_shingles(words, shingles):
    sketch = sketch_of(many(words))
    assert sketch.shingles == shingles
    assert len(sketch.hashes) == len(sketch.runs) == min(shingles, HASHES)
    every = [int(sketch_of(many(at + 3).split(" ", at)[at]).hashes[0]) for at in range(words - 2)]
    assert sketch.hashes.tolist() == sorted(every)[:HASHES]


def test_repeated_runs_of_words_are_one_shingle():
    sketch = sketch_of("tick tock tick tock tick tock tick tock tick tock tick tock")
    assert sketch.shingles == len(sketch.hashes) == len(sketch.runs) == 2
    assert sketch.is_whole


def test_scripts_without_spaces_have_shingles_of_four_characters():
    assert sketch_of("東京の開会式").shingles == 3
    assert sketch_of("2021年に東京で").shingles == 3
    assert set(sketch_of("の開会式").hashes) <= set(sketch_of("東京の開会式").hashes)


@pytest.mark.parametrize("printed", STORIES)
def test_a_part_of_a_text_has_the_same_hashes_in_the_common_range(printed):
    whole = sketch_of(printed.text)
    for first, last in [(0, 3), (2, 5), (4, 7)]:
        part = sketch_of("\n".join(printed.paragraphs[first:last]))
        limit = min(part.limit, whole.limit)
        common = set(part.hashes[part.hashes <= limit].tolist())
        assert common
        assert common <= set(whole.hashes.tolist())


def test_a_sketch_has_all_hashes_of_its_text_up_to_its_limit():
    assert sketch_of(many(50)).limit == 0xFFFF_FFFF, "it has all"
    longer = sketch_of(many(51))
    assert longer.limit == longer.hashes[-1] < 0xFFFF_FFFF


def test_a_run_is_a_hash_of_the_five_words_after_the_shingle_and_0_at_the_end_of_the_text():
    end = "one two three four five six seven"
    runs = dict(zip(*(part.tolist() for part in sketch_of(f"{end} eight")[1:3]), strict=True))
    (first,) = sketch_of("one two three").hashes.tolist()
    assert list(runs.values()).count(0) == 5, "the last five of six shingles"
    assert runs[first] > 0
    again = dict(zip(*(part.tolist() for part in sketch_of(f"{end} eight and more words here")[1:3]), strict=True))
    assert again[first] == runs[first]
    other = dict(zip(*(part.tolist() for part in sketch_of(f"{end} nine and more words here")[1:3]), strict=True))
    assert other[first] != runs[first]


def test_a_shingle_that_occurs_several_times_has_the_lowest_of_its_runs():
    """Wherever the text is cut or what comes first: the order of the two sentences does not matter."""
    one, other = "the old bridge was closed to cars again", "the old bridge carries trams over the river"
    (shingle,) = sketch_of("the old bridge").hashes.tolist()

    def run(text):
        sketch = sketch_of(text)
        return int(sketch.runs[sketch.hashes.tolist().index(shingle)])

    assert run(f"{one} {other}") == run(f"{other} {one}") == min(run(one), run(other))


def test_two_texts_keep_the_facts_with_the_lowest_contexts():
    """So a text with many facts keeps those that another one keeps too."""
    sentences = [
        f"the clerk of ward x{letter} counted {number} votes" for number, letter in enumerate(many(60).split())
    ]
    whole, part = sketch_of(" ".join(sentences)), sketch_of(" ".join(sentences[:40]))
    assert len(whole.contexts) == len(whole.values) == FACTS
    common = set(zip(whole.contexts.tolist(), whole.values.tolist(), strict=True)) & set(
        zip(part.contexts.tolist(), part.values.tolist(), strict=True)
    )
    assert len(common) > FACTS / 3


def test_the_facts_of_a_story_are_found_in_its_copy():
    one, other = (sketch_of(text) for text in (FLOOD.text, FLOOD.text.replace(*FLOOD.number)))
    different = np.flatnonzero(one.values != other.values)
    assert one.contexts.tolist() == other.contexts.tolist()
    assert len(different) == 1
