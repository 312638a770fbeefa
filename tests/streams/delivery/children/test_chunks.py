"""Chunks: nothing waits for company, what waits anyway goes together, and a chunk's failure is no call's own."""

import asyncio
from collections.abc import Sequence
from typing import Any

import pytest

from streams.delivery.children.chunks import AHEAD, MOST, MOST_BYTES, Call, Chunks, Ended


def named(name: str, *_: Any) -> str:
    return name


class Recorder:
    """Makes calls here, one step after the other; notes what went alone and what together."""

    def __init__(self, *, done: int = MOST, failing: str = "") -> None:
        self.handed: list[str] = []
        self.gate = asyncio.Event()
        self._done = done
        self._failing = failing

    async def alone(self, function: Any, *args: Any) -> Any:
        self.handed.append(args[0])
        await self.gate.wait()
        if args[0] == self._failing:
            raise ValueError(args[0])
        return function(*args)

    async def together(self, calls: Sequence[Call]) -> Sequence[Ended]:
        names = [args[0] for _, args in calls]
        self.handed.append("+".join(names))
        await self.gate.wait()
        if self._failing in names:
            raise RuntimeError("the child died")
        return [Ended(function(*args)) for function, args in calls[: self._done]]


async def run(recorder: Recorder, calls: Sequence[tuple[Any, ...]], *, size: int = 1) -> list[Any]:
    """Make calls of a pool's children, all at once."""
    return await run_in(Chunks(size, recorder.alone, recorder.together), recorder, calls)


async def run_in(chunks: Chunks, recorder: Recorder, calls: Sequence[tuple[Any, ...]]) -> list[Any]:
    """Make calls; none ends before all of them were made."""
    recorder.gate.clear()
    tasks = [asyncio.create_task(chunks.run(named, args)) for args in calls]
    await asyncio.sleep(0)
    recorder.gate.set()
    return await asyncio.gather(*tasks, return_exceptions=True)


async def test_calls_go_at_once_and_alone_while_the_pool_has_room() -> None:
    recorder = Recorder()
    assert await run(recorder, [("a",), ("b",), ("c",)], size=3 - AHEAD) == ["a", "b", "c"]
    assert recorder.handed == ["a", "b", "c"]


async def test_calls_that_wait_go_together_in_their_order_and_no_more_than_fit_a_chunk() -> None:
    recorder = Recorder()
    names = [chr(ord("a") + number) for number in range(1 + AHEAD + MOST + 3)]
    assert await run(recorder, [(name,) for name in names]) == names
    assert recorder.handed == ["a", "b", "+".join(names[2 : 2 + MOST]), "+".join(names[2 + MOST :])]


async def test_a_chunk_is_no_more_than_one_childs_share_of_what_waits() -> None:
    recorder = Recorder()
    assert await run(recorder, [(name,) for name in "abcdefghi"], size=2) == list("abcdefghi")
    assert recorder.handed == ["a", "b", "c", "d+e+f", "g", "h", "i"]


async def test_a_chunk_is_bounded_in_bytes_and_a_larger_call_goes_alone() -> None:
    recorder = Recorder()
    half, whole = bytes(MOST_BYTES // 2), bytes(2 * MOST_BYTES)
    calls = [("a",), ("b",), ("c", half), ("d", half), ("e", half), ("f", whole), ("g",)]
    assert await run(recorder, calls) == list("abcdefg")
    assert recorder.handed == ["a", "b", "c+d", "e", "f", "g"]


async def test_what_a_child_leaves_undone_is_done_next_and_the_next_chunk_is_no_larger_than_what_was_done() -> None:
    recorder = Recorder(done=2)
    assert await run(recorder, [(name,) for name in "abcdefg"]) == list("abcdefg")
    assert recorder.handed == ["a", "b", "c+d+e+f+g", "e+f", "g"]


async def test_the_calls_of_a_failed_chunk_go_alone_and_only_the_guilty_one_fails() -> None:
    recorder = Recorder(failing="d")
    *others, guilty, last = await run(recorder, [(name,) for name in "abcefdg"])
    assert [*others, last] == list("abcefg")
    assert isinstance(guilty, ValueError)
    assert sorted(recorder.handed) == sorted(["a", "b", "c+e+f+d+g", *"cefdg"])


async def test_after_a_failed_chunk_chunks_grow_again() -> None:
    recorder = Recorder(failing="c")
    chunks = Chunks(1, recorder.alone, recorder.together)
    await run_in(chunks, recorder, [(name,) for name in "abcd"])
    assert recorder.handed[2:] == ["c+d", "c", "d"]
    recorder.handed.clear()
    await run_in(chunks, recorder, [(name,) for name in "efghijkl"])
    assert recorder.handed == ["e", "f", "g+h+i+j", "k+l"]


async def test_each_caller_gets_its_own_error() -> None:
    async def together(calls: Sequence[Call]) -> Sequence[Ended]:
        return [Ended(error=KeyError(args[0])) if args[0] == "d" else Ended(args[0]) for _, args in calls]

    recorder = Recorder()
    chunks = Chunks(1, recorder.alone, together)
    tasks = [asyncio.create_task(chunks.run(named, (name,))) for name in "abcde"]
    await asyncio.sleep(0)
    recorder.gate.set()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    assert [str(result) for result in results] == ["a", "b", "c", "'d'", "e"]
    assert isinstance(results[3], KeyError)


async def test_a_call_that_was_given_up_while_it_waited_is_not_made() -> None:
    recorder = Recorder()
    chunks = Chunks(1, recorder.alone, recorder.together)
    tasks = {name: asyncio.create_task(chunks.run(named, (name,))) for name in "abcde"}
    await asyncio.sleep(0)
    tasks["d"].cancel()
    await asyncio.sleep(0)
    recorder.gate.set()
    with pytest.raises(asyncio.CancelledError):
        await tasks.pop("d")
    assert await asyncio.gather(*tasks.values()) == list("abce")
    assert recorder.handed == ["a", "b", "c+e"]


async def test_callers_of_a_pool_that_has_stopped_are_cancelled() -> None:
    async def together(_: Sequence[Call]) -> Sequence[Ended]:
        raise asyncio.CancelledError

    recorder = Recorder()
    chunks = Chunks(1, recorder.alone, together)
    tasks = [asyncio.create_task(chunks.run(named, (name,))) for name in "abcd"]
    await asyncio.sleep(0)
    recorder.gate.set()
    *first, third, fourth = await asyncio.gather(*tasks, return_exceptions=True)
    assert first == ["a", "b"]
    assert isinstance(third, asyncio.CancelledError)
    assert isinstance(fourth, asyncio.CancelledError)


async def test_a_stop_cancels_what_waits() -> None:
    recorder = Recorder()
    chunks = Chunks(1, recorder.alone, recorder.together)
    tasks = [asyncio.create_task(chunks.run(named, (name,))) for name in "abcd"]
    await asyncio.sleep(0)
    chunks.stop()
    recorder.gate.set()
    *first, third, fourth = await asyncio.gather(*tasks, return_exceptions=True)
    assert first == ["a", "b"]
    assert isinstance(third, asyncio.CancelledError)
    assert isinstance(fourth, asyncio.CancelledError)
    assert recorder.handed == ["a", "b"]
