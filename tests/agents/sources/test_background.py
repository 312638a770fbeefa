"""Iteration in a background thread: in order, errors after the items before them, and only a little ahead."""

from collections.abc import Iterator

import pytest

from agents.sources.background import PART, READ_AHEAD, in_background


async def test_iteration_in_the_background_keeps_the_order() -> None:
    assert [number async for number in in_background(range(1000))] == list(range(1000))


async def test_an_error_in_the_background_comes_after_what_came_before_it() -> None:
    def numbers() -> Iterator[int]:
        yield 1
        raise KeyError("broken")

    items = in_background(numbers())
    assert await anext(items) == 1
    with pytest.raises(KeyError, match="broken"):
        await anext(items)


async def test_the_background_reads_only_a_little_ahead() -> None:
    taken = []

    def numbers() -> Iterator[int]:
        for number in range(1000):
            taken.append(number)
            yield number

    async for number in in_background(numbers()):
        assert len(taken) <= number + 2 + READ_AHEAD
        if number == 100:
            break


async def test_of_large_items_fewer_are_ahead() -> None:
    taken = []

    def numbers() -> Iterator[int]:
        for number in range(100):
            taken.append(number)
            yield number

    async for number in in_background(numbers(), lambda _: 7 * PART):
        assert len(taken) <= number + 2 + READ_AHEAD // 8
    assert taken == list(range(100))


async def test_an_item_larger_than_all_that_may_be_ahead_comes_alone() -> None:
    assert [number async for number in in_background(range(9), lambda _: 1000 * PART)] == list(range(9))
