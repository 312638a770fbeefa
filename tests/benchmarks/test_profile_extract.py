"""The profile of extraction: the functions that it times exist, and their times add up."""

import itertools

import pytest

from tests.benchmarks.profile_extract import PARTS, Clock, Place


def test_the_functions_that_are_timed_exist():
    """If one was moved or renamed, give `PARTS` its new place: where it is looked up when it is called."""
    missing = []
    for path in itertools.chain.from_iterable(PARTS.values()):
        try:
            Place.of(path)
        except (ImportError, AttributeError) as error:
            missing.append(str(error))
    assert missing == []


def test_a_part_is_timed_without_the_parts_inside_it():
    clock = Clock()
    inner = clock.timed("inner", lambda: sum(range(300_000)))
    outer = clock.timed("outer", lambda: inner() + inner())
    outer()
    assert clock.whole["outer"] == clock.alone["outer"] + clock.alone["inner"]
    assert clock.alone["inner"] == clock.whole["inner"] > clock.alone["outer"]


def test_a_part_that_fails_is_timed():
    clock = Clock()
    with pytest.raises(ZeroDivisionError):
        clock.timed("part", lambda: 1 / 0)()
    assert clock.whole["part"] > 0
