"""Reading in a background thread, so that the event loop never waits for a pipe or a disk."""

import asyncio
import threading
from collections.abc import AsyncIterator, Iterable
from contextlib import suppress
from typing import TypeVar

T = TypeVar("T")

READ_AHEAD = 16  # items


async def in_background(items: Iterable[T]) -> AsyncIterator[T]:
    """Iterate in a thread of its own, at most READ_AHEAD items ahead; raises what the iteration raises.

    The thread is a daemon: one that waits for standard input does not keep the process from ending.
    """
    loop = asyncio.get_running_loop()
    queue: asyncio.Queue[tuple[T] | Exception | None] = asyncio.Queue()
    free = threading.Semaphore(READ_AHEAD)

    def put(item: tuple[T] | Exception | None) -> None:
        free.acquire()
        loop.call_soon_threadsafe(queue.put_nowait, item)

    def run() -> None:
        with suppress(RuntimeError):  # the loop is closed: nobody waits any more
            try:
                for item in items:
                    put((item,))
            except Exception as error:
                put(error)
            else:
                put(None)

    threading.Thread(target=run, name="inputs", daemon=True).start()
    while (item := await queue.get()) is not None:
        if isinstance(item, Exception):
            raise item
        free.release()
        yield item[0]
