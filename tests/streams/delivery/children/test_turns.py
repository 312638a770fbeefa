"""Turns: side by side, or alone."""

import asyncio

import pytest

from streams.delivery.children.turns import Turns


async def test_tasks_run_side_by_side() -> None:
    turns = Turns()
    async with turns.beside_others(), turns.beside_others():
        pass


async def test_the_one_alone_waits_for_those_inside_and_new_ones_wait_for_it() -> None:
    turns, order = Turns(), []

    async def beside(name: str) -> None:
        async with turns.beside_others():
            order.append(f"{name} in")
            await asyncio.sleep(0.01)
            order.append(f"{name} out")

    async def alone(name: str) -> None:
        async with turns.alone():
            order.append(f"{name} in")
            await asyncio.sleep(0.01)
            order.append(f"{name} out")

    await asyncio.gather(beside("a"), alone("b"), alone("c"), beside("d"))
    assert order[:4] == ["a in", "a out", "b in", "b out"]
    assert order.index("c out") == order.index("c in") + 1
    assert order.index("d out") == order.index("d in") + 1


async def test_an_error_and_a_cancellation_let_the_others_in_again() -> None:
    turns = Turns()
    with pytest.raises(ValueError, match="inside"):
        async with turns.alone():
            raise ValueError("inside")
    async with turns.beside_others():
        waiting = asyncio.create_task(turns.alone().__aenter__())
        await asyncio.sleep(0)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
    async with asyncio.timeout(1), turns.beside_others():
        pass
    async with asyncio.timeout(1), turns.alone():
        pass
