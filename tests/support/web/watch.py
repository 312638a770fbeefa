"""A fetcher for the hostile server, and what must be so whatever the server does: little memory, a free event loop."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import psutil

from agents.fetch import Fetcher
from schemas import RawArticle, StageError
from tests.support.articles.fetching import fetcher
from tests.support.web.server import Web, resolver

MIB = 1024 * 1024
LIMIT = 2 * MIB  # bytes of a page
TIMEOUT = 10.0  # seconds for a page
SHORT = 0.4  # seconds for a page that never comes
LONGEST = 10.0  # seconds that an attack may last on a machine that has other work too
BUSY = 0.5  # seconds of processor time for which the event loop may do nothing else
GROWTH = 60 * MIB


@asynccontextmanager
async def fetching(web: Web, **given: Any) -> AsyncIterator[Fetcher]:
    """Yield a fetcher that knows the server's names and its certificate; other arguments are its rules."""
    ours: dict[str, Any] = {"timeout": TIMEOUT, "max_bytes": LIMIT, "resolver": resolver, "verify": web.trusts}
    async with fetcher(**ours | given) as one:
        yield one
        assert one._budget.held == 0, "a page that failed still has room in memory"


async def page(one: Fetcher, url: str, place: str | None = None) -> RawArticle | None:
    """Return the event with a page, or None if the page has not changed."""
    found = await one.fetch(RawArticle.from_object({"url": url}), place)
    if found is not None:
        found.hold.release()
    return None if found is None else found.raw


async def failure(one: Fetcher, url: str) -> StageError:
    """Return the error of a page that cannot be had."""
    try:
        await page(one, url)
    except StageError as error:
        return error
    raise AssertionError(f"there is a page at {url}")


@asynccontextmanager
async def watched(longest: float = LONGEST, busy: float = BUSY, growth: int = GROWTH) -> AsyncIterator[None]:
    """Assert that the block is done in time, holds the event loop never for long, and takes little memory.

    Processor time is what counts for the event loop, because other processes may have the processor meanwhile.
    """
    process = psutil.Process()
    started, before = time.monotonic(), process.memory_info().rss
    held, most = 0.0, before

    async def beat() -> None:
        nonlocal held, most
        while True:
            at = time.thread_time()
            await asyncio.sleep(0.01)
            held, most = max(held, time.thread_time() - at), max(most, process.memory_info().rss)

    heart = asyncio.create_task(beat())
    try:
        yield
        await asyncio.sleep(0.02)
    finally:
        heart.cancel()
        with suppress(asyncio.CancelledError):
            await heart
    assert time.monotonic() - started < longest
    assert held < busy, f"the event loop was held for {held:.2f} s"
    assert most - before < growth, f"{(most - before) / MIB:.0f} MiB more memory"
