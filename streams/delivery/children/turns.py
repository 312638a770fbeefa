"""Whose turn it is: tasks run side by side, or one runs alone."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Turns:
    """Lets tasks in side by side; one that has to be alone waits until they are done, and new ones wait for it."""

    def __init__(self) -> None:
        self._inside = 0
        self._empty = asyncio.Event()
        self._empty.set()
        self._open = asyncio.Event()
        self._open.set()
        self._next_alone = asyncio.Lock()

    def beside_others(self) -> "_BesideOthers":
        """Run while others may run."""
        return _BesideOthers(self)

    async def enter(self) -> None:
        """Wait until others may run, and count one in."""
        while not self._open.is_set():
            await self._open.wait()
        self._inside += 1
        self._empty.clear()

    def leave(self) -> None:
        """Count one out."""
        self._inside -= 1
        if not self._inside:
            self._empty.set()

    @asynccontextmanager
    async def alone(self) -> AsyncIterator[None]:
        """Run while no other does; not from within `beside_others`, which would wait for itself."""
        async with self._next_alone:
            self._open.clear()
            try:
                await self._empty.wait()
                yield
            finally:
                self._open.set()


class _BesideOthers:
    """The block of a task that runs beside others: a class, since every event runs one, and a generator costs more."""

    __slots__ = ("_turns",)

    def __init__(self, turns: Turns) -> None:
        self._turns = turns

    async def __aenter__(self) -> None:
        await self._turns.enter()

    async def __aexit__(self, *_: object) -> None:
        self._turns.leave()
