"""Reading in a background thread, so that the event loop never waits for a pipe or a disk."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import suppress
from typing import TypeVar

T = TypeVar("T")

READ_AHEAD = 16  # items
PART = 4 * 1024 * 1024  # bytes; an item counts once more for each, so that at most about 64 MiB are ahead


async def in_background(items: Iterable[T], size: Callable[[T], int] = lambda _: 0) -> AsyncIterator[T]:
    """Iterate in a thread of its own, at most READ_AHEAD items ahead; raises what the iteration raises.

    Of large items, as `size` has it in bytes, fewer are ahead. The thread is a daemon: one that waits for standard
    input does not keep the process from ending.
    """
    loop = asyncio.get_running_loop()
    queue: asyncio.Queue[tuple[T, int] | Exception | None] = asyncio.Queue()
    free = threading.Semaphore(READ_AHEAD)

    def put(item: tuple[T, int] | Exception | None, places: int = 1) -> None:
        for _ in range(places):
            free.acquire()
        loop.call_soon_threadsafe(queue.put_nowait, item)

    def run() -> None:
        with suppress(RuntimeError):  # the loop is closed: nobody waits any more
            try:
                for item in items:
                    places = min(1 + size(item) // PART, READ_AHEAD)
                    put((item, places), places)
            except Exception as error:
                put(error)
            else:
                put(None)

    threading.Thread(target=run, name="inputs", daemon=True).start()
    while (item := await queue.get()) is not None:
        if isinstance(item, Exception):
            raise item
        free.release(item[1])
        yield item[0]
