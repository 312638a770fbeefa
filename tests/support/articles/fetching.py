"""A fetcher for sites on this machine: it may connect to loopback, and waits for nothing unless a test wants it to."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from agents.fetch import Fetcher, Rules
from agents.fetch.answer import Answer
from agents.fetch.sites import Pace
from schemas import RawArticle
from streams.settings import Settings

LOOPBACK = ("127.0.0.0/8", "::1/128")
PORTS = frozenset(range(1, 65_536))
ON_LOOPBACK = {
    "fetch_networks": "127.0.0.0/8,::1/128",
    "fetch_ports": "1-65535",
    "fetch_delay": 0,
    "fetch_robots": False,
}
"""Settings with which a worker fetches from sites on this machine without delay."""


def loopback(**more: Any) -> Settings:
    """Return settings with which pages are fetched from loopback."""
    return Settings.model_validate(ON_LOOPBACK | more)


def rules(**given: Any) -> Rules:
    """Return rules for sites on this machine."""
    plain: dict[str, Any] = {"networks": LOOPBACK, "ports": PORTS, "robots": False, "pace": Pace(delay=0.0)}
    return Rules(**plain | given)


@asynccontextmanager
async def fetcher(**given: Any) -> AsyncIterator[Fetcher]:
    """Yield a fetcher; `answers`, a list, gets the answers, and other arguments are its rules."""
    answers: list[Answer] = given.pop("answers", [])
    options = {name: given.pop(name) for name in ("verify", "resolver", "deferred") if name in given}
    async with Fetcher(rules(**given), answered=answers.append, **options) as made:
        yield made


async def fetch(url: str, **given: Any) -> RawArticle:
    """Return the event with the page at a URL, without its room in memory."""
    async with fetcher(**given) as one:
        page = await one.fetch(RawArticle.from_object({"url": url}))
    assert page is not None
    page.hold.release()
    return page.raw
