"""The private parts of Faust that newsmill changes: how a consumer waits for the first of several waits."""

import asyncio
from typing import Any

import pytest

from streams.delivery.faust_private import OpenConsumer


class Waiting(OpenConsumer):
    """A consumer with nothing but what its waits need."""

    def __init__(self) -> None:
        self.loop = asyncio.get_running_loop()
        self._stopped = asyncio.Event()
        self._crashed = asyncio.Event()


async def later(seconds: float, value: Any) -> Any:
    await asyncio.sleep(seconds)
    return value


async def at_once() -> str:
    return "room"


async def long(ended: asyncio.Event) -> None:
    try:
        await asyncio.sleep(30)
    finally:
        ended.set()


async def test_a_wait_that_ends_at_once_makes_no_task() -> None:
    consumer, before = Waiting(), asyncio.all_tasks()
    other = asyncio.Event().wait()
    done, results, is_stopped = await consumer.wait_first(at_once(), other)
    assert (results, is_stopped) == (["room"], False)
    assert len(done) == 1
    assert asyncio.all_tasks() == before
    assert other.cr_frame is None, "closed, so that nobody warns that it was never awaited"


async def test_a_wait_that_takes_its_time_ends_with_its_result() -> None:
    _, results, is_stopped = await Waiting().wait_first(later(0.02, 7), asyncio.Event().wait())
    assert (results, is_stopped) == ([7], False)


async def test_the_other_wait_may_come_first_and_ends_the_one_that_has_begun() -> None:
    ended = asyncio.Event()
    _, results, _ = await Waiting().wait_first(long(ended), later(0.01, "suspended"))
    assert results == ["suspended"]
    await asyncio.wait_for(ended.wait(), 1)


async def test_a_stop_ends_the_wait() -> None:
    consumer = Waiting()
    asyncio.get_running_loop().call_later(0.01, consumer._stopped.set)
    assert (await consumer.wait_first(later(30, None), asyncio.Event().wait())).stopped
    assert (await consumer.wait_first(at_once(), asyncio.Event().wait())).stopped, "as Faust's own says"


@pytest.mark.parametrize("seconds", [0.0, 0.01])
async def test_an_error_is_raised(seconds: float) -> None:
    async def fails() -> None:
        if seconds:
            await asyncio.sleep(seconds)
        raise ValueError("no room")

    with pytest.raises(ValueError, match="no room"):
        await Waiting().wait_first(fails(), asyncio.Event().wait())


async def test_a_cancellation_reaches_the_wait_that_has_begun() -> None:
    ended = asyncio.Event()
    task = asyncio.create_task(Waiting().wait_first(long(ended), asyncio.Event().wait()))
    await asyncio.sleep(0.01)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await asyncio.wait_for(ended.wait(), 1)


async def test_a_sleep_of_nothing_lets_others_run_and_makes_no_task() -> None:
    consumer, before, ran = Waiting(), asyncio.all_tasks(), []
    asyncio.get_running_loop().call_soon(ran.append, "other")
    await consumer.sleep(0)
    assert ran == ["other"]
    assert asyncio.all_tasks() == before


async def test_a_sleep_ends_with_the_service() -> None:
    consumer = Waiting()
    asyncio.get_running_loop().call_later(0.01, consumer._stopped.set)
    await asyncio.wait_for(consumer.sleep(30), 5)
