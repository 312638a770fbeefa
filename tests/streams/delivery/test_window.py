"""The window: it bounds events and bytes, and a waiting event enters when another leaves."""

import asyncio

from streams.delivery.window import Window


async def waits(window: Window, size: int) -> "asyncio.Task[None]":
    """Enter a full window, and check that the event waits."""
    entering = asyncio.create_task(window.enter(size))
    await asyncio.sleep(0.01)
    assert not entering.done()
    return entering


async def test_events_and_their_bytes_are_counted_in_and_out() -> None:
    window = Window(max_events=3, max_bytes=100)
    await window.enter(10)
    await window.enter(20)
    assert (window.events, window.bytes) == (2, 30)
    window.leave(10)
    assert (window.events, window.bytes) == (1, 20)
    window.leave(20)
    assert (window.events, window.bytes) == (0, 0)


async def test_an_event_above_the_limit_of_events_waits_until_one_leaves() -> None:
    window = Window(max_events=2, max_bytes=100)
    await window.enter(1)
    await window.enter(2)
    entering = await waits(window, 3)
    window.leave(1)
    await asyncio.wait_for(entering, 1)
    assert (window.events, window.bytes) == (2, 5)


async def test_an_event_waits_until_enough_bytes_have_left() -> None:
    window = Window(max_events=10, max_bytes=100)
    for size in (40, 30, 30):  # just full
        await window.enter(size)
    entering = await waits(window, 70)
    window.leave(30)
    await asyncio.sleep(0.01)
    assert not entering.done()
    window.leave(40)
    await asyncio.wait_for(entering, 1)
    assert (window.events, window.bytes) == (2, 100)


async def test_an_event_above_the_limit_of_bytes_enters_alone() -> None:
    window = Window(max_events=10, max_bytes=100)
    await window.enter(1)
    large = await waits(window, 500)
    window.leave(1)
    await asyncio.wait_for(large, 1)
    assert (window.events, window.bytes) == (1, 500)
    small = await waits(window, 0)
    window.leave(500)
    await asyncio.wait_for(small, 1)
    assert (window.events, window.bytes) == (1, 0)


async def test_a_wait_that_is_cancelled_counts_nothing() -> None:
    window = Window(max_events=1, max_bytes=100)
    await window.enter(1)
    entering = await waits(window, 1)
    entering.cancel()
    await asyncio.wait([entering])
    window.leave(1)
    assert (window.events, window.bytes) == (0, 0)
