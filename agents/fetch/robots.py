"""robots.txt: fetched once a day for each origin, cached, obeyed.

Source: RFC 9309 (https://www.rfc-editor.org/rfc/rfc9309).
"""

import asyncio
import math
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import httpx
from protego import Protego

from agents.fetch.answer import Failed
from agents.fetch.sites import LONGEST_CRAWL_DELAY
from schemas import Reason, Rejected, Transient

PATH = "/robots.txt"
MAX_BYTES = 500 * 1024  # that are read, as the RFC asks for; the rest is ignored
KEPT_SECONDS = 86_400.0  # the most that the RFC allows
ERROR_SECONDS = 60.0  # for which a site that does not give its rules is not asked for them again
MAX_KEPT_BYTES = 16 * 1024 * 1024  # of rules, of all origins; they take several times as much in memory
LEAST = 1024  # bytes that count for an origin's rules, however short they are
LARGE = 64 * 1024  # bytes of rules above which a thread looks into them

_LARGE = ThreadPoolExecutor(2, thread_name_prefix="robots")

Get = Callable[[str], Awaitable[str | None]]
"""Gets a robots.txt: its text, None if there is none; raises Failed, or a StageError of the site's turn."""


@dataclass
class _Rules:
    """The rules of an origin, or why they are not known."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    parsed: Protego | None = None
    failure: Failed | None = None
    expires: float = float("-inf")
    size: int = LEAST


class Robots:
    """The rules of the origins, least recently used ones forgotten first.

    `agent` is the name that the rules know newsmill by: the product of its User-Agent.
    """

    def __init__(self, user_agent: str, get: Get, *, clock: Callable[[], float] = time.monotonic) -> None:
        self.agent = user_agent.partition("/")[0].split()[0] if user_agent.strip() else "*"
        self._get = get
        self._clock = clock
        self._origins: OrderedDict[str, _Rules] = OrderedDict()

    async def check(self, url: str) -> float:
        """Return the crawl delay for a URL, in seconds, or 0.

        Raises Rejected with ROBOTS_DISALLOWED, or Failed if the site does not give its rules: then it has to be assumed
        that it allows nothing.
        """
        rules = await self._rules(url)
        if rules.failure is not None:
            raise _unknown(rules.failure, max(rules.expires - self._clock(), 0.0))
        parsed = rules.parsed
        if parsed is None:
            return 0.0
        if rules.size <= LARGE:
            return self._judge(parsed, url)
        async with rules.lock:  # one page at a time: an origin with many pages must not keep all threads
            return await asyncio.get_running_loop().run_in_executor(_LARGE, self._judge, parsed, url)

    def _judge(self, parsed: Protego, url: str) -> float:
        if not parsed.can_fetch(url, self.agent):
            raise Rejected(Reason.ROBOTS_DISALLOWED, f"{url}: robots.txt does not allow it for {self.agent}")
        delay = parsed.crawl_delay(self.agent) or 0.0
        rate = parsed.request_rate(self.agent)
        if rate is not None and rate.requests:
            delay = max(delay, rate.seconds / rate.requests)
        return min(max(delay, 0.0), LONGEST_CRAWL_DELAY) if math.isfinite(delay) else 0.0

    async def _rules(self, url: str) -> _Rules:
        origin = str(httpx.URL(url).copy_with(raw_path=PATH.encode(), fragment=None))
        rules = self._origins.setdefault(origin, _Rules())
        self._origins.move_to_end(origin)
        async with rules.lock:
            if rules.expires <= self._clock():
                await self._read(origin, rules)
        return rules

    async def _read(self, origin: str, rules: _Rules) -> None:
        rules.parsed, rules.failure, rules.size = None, None, LEAST
        seconds = KEPT_SECONDS
        try:
            text = await self._get(origin)
            if text:
                rules.parsed = await _parsed(text)
                rules.size = max(len(text), LEAST)
        except Failed as failure:  # kept without its traceback, whose frames have the response: up to 100 kB
            rules.failure, seconds = Failed(failure.answer, failure.error), ERROR_SECONDS
        rules.expires = self._clock() + seconds
        self._forget()

    def _forget(self) -> None:
        total = sum(rules.size for rules in self._origins.values())
        while total > MAX_KEPT_BYTES:
            origin, rules = next(iter(self._origins.items()))
            if rules.lock.locked():
                return
            del self._origins[origin]
            total -= rules.size


async def _parsed(text: str) -> Protego:
    if len(text) <= LARGE:
        return Protego.parse(text)
    return await asyncio.get_running_loop().run_in_executor(_LARGE, Protego.parse, text)


def _unknown(failure: Failed, wait: float) -> Failed:
    """Return the failure of a page whose site's rules are not known; they are asked for again in `wait` seconds."""
    error, what = failure.error, f"the site's rules for robots are not known: {failure.error.message}"
    if isinstance(error, Transient):
        return Failed(failure.answer, Transient(error.reason, what, wait))
    return Failed(failure.answer, Rejected(error.reason, what))
