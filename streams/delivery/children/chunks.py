"""Chunks: calls that wait for the pool are handed to a child together, which divides what each hand-over costs.

A call never waits for company: it goes at once, and alone, while the pool has room. Only calls that wait anyway, since
all children are busy, share a hand-over.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, NamedTuple, Protocol, TypeAlias

import structlog

log = structlog.get_logger(__name__)

MOST = 16  # calls of a chunk
MOST_BYTES = 1024 * 1024  # of a chunk's arguments; a larger call goes alone
MOST_SECONDS = 0.2  # after which a child leaves the rest of a chunk undone: no result waits longer for its neighbours
AHEAD = 1  # hand-overs beyond the number of children, so that no child waits for the next one

Call: TypeAlias = tuple[Callable[..., Any], tuple[Any, ...]]
"""A function and its arguments."""


class Ended(NamedTuple):
    """How a call of a chunk ended: with a result, or with an error to raise."""

    result: Any = None
    error: Exception | None = None


class Alone(Protocol):
    """Makes one call in a child, and returns its result or raises its error."""

    def __call__(self, function: Callable[..., Any], *args: Any) -> Awaitable[Any]:
        """Make it."""


Together: TypeAlias = Callable[[Sequence[Call]], Awaitable[Sequence[Ended]]]
"""Makes calls in one child; the last ones may be left undone. Raises if it is not known how any of them ended."""


class _Waiting(NamedTuple):
    call: Call
    ended: "asyncio.Future[Any]"
    is_suspect: bool  # it was in a chunk that failed, and goes alone


class Chunks:
    """Hands calls to a pool of `size` children.

    A chunk that fails as a whole (its child died, or took too long) says nothing about its calls: each is then made
    alone, and judged by that.
    """

    def __init__(self, size: int, alone: Alone, together: Together) -> None:
        self._alone = alone
        self._together = together
        self._size = size
        self._room = size + AHEAD
        self._waiting: deque[_Waiting] = deque()  # empty while there is room
        self._most = MOST
        self._carriers: set[asyncio.Task[None]] = set()  # asyncio has only weak references to its tasks

    async def run(self, function: Callable[..., Any], args: tuple[Any, ...]) -> Any:
        """Make a call as soon as the pool has room; returns its result or raises its error."""
        if self._room:
            self._room -= 1
            try:
                return await self._alone(function, *args)
            finally:
                self._leave()
        ended: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Waiting((function, args), ended, is_suspect=False))
        return await ended

    def stop(self) -> None:
        """Cancel the calls that wait; those in the pool end with it."""
        while self._waiting:
            self._waiting.popleft().ended.cancel()

    def _leave(self) -> None:
        """Give room back, and fill it."""
        self._room += 1
        while self._room and (chunk := self._next()):
            self._room -= 1
            carrier = asyncio.create_task(self._carry(chunk))
            self._carriers.add(carrier)
            carrier.add_done_callback(self._carriers.discard)

    def _next(self) -> list[_Waiting]:
        """Take the next chunk of the calls that wait, in their order: one child's share of them."""
        chunk: list[_Waiting] = []
        left = MOST_BYTES
        most = min(self._most, max(1, len(self._waiting) // self._size))
        while self._waiting and len(chunk) < most:
            first = self._waiting[0]
            left -= _size(first.call)
            if chunk and (left < 0 or first.is_suspect):
                break
            self._waiting.popleft()
            if first.ended.done():  # given up by its caller
                continue
            chunk.append(first)
            if first.is_suspect:
                break
        return chunk

    async def _carry(self, chunk: list[_Waiting]) -> None:
        """Make the calls of a chunk, and tell their callers how they ended."""
        try:
            ends = await (self._one(chunk[0]) if len(chunk) == 1 else self._many(chunk))
        except asyncio.CancelledError:  # the pool has stopped
            for waiting in chunk:
                waiting.ended.cancel()
            raise
        finally:
            self._leave()
        for waiting, end in zip(chunk, ends, strict=False):
            _tell(waiting.ended, end)

    async def _one(self, waiting: _Waiting) -> Sequence[Ended]:
        function, args = waiting.call
        self._most = min(2 * self._most, MOST)
        try:
            return [Ended(await self._alone(function, *args))]
        except Exception as error:
            return [Ended(error=error)]

    async def _many(self, chunk: list[_Waiting]) -> Sequence[Ended]:
        """Make several calls in one child; those left undone wait again, those of a failed chunk each go alone."""
        try:
            ends = await self._together([waiting.call for waiting in chunk])
        except Exception as error:
            log.warning("a chunk failed in the pool; its events go alone", events=len(chunk), why=repr(error))
            self._most = 1
            self._waiting.extendleft(waiting._replace(is_suspect=True) for waiting in reversed(chunk))
            return []
        self._most = min(2 * self._most, MOST) if len(ends) == len(chunk) else len(ends)
        self._waiting.extendleft(reversed(chunk[len(ends) :]))
        return ends


def _size(call: Call) -> int:
    """Return the bytes of a call's arguments that are bytes: of an event, nearly all."""
    return sum(len(arg) for arg in call[1] if isinstance(arg, bytes))


def _tell(ended: "asyncio.Future[Any]", end: Ended) -> None:
    if ended.done():
        return
    if end.error is not None:
        ended.set_exception(end.error)
    else:
        ended.set_result(end.result)
