"""Politeness: the pages of a site are requested one after the other, at the pace that the site bears.

All of it is in memory. A site's events are in one partition, so one worker has them all; after a rebalance the new
owner starts with the delay of the settings, and learns the rest from the site's answers.
"""

import asyncio
import time
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from agents.fetch.answer import TROUBLE, Answer
from agents.web.url import SiteBy, site_of
from schemas import Deferred, Reason, Transient

FAILURES = 5  # in a row, after which a site is left alone for a while
FIRST_REST = 60.0  # seconds; doubles with each failure after it
LONGEST_REST = 3600.0
LONGEST_REFUSAL = 86_400.0  # seconds of a Retry-After that are believed
LONGEST_DELAY = 60.0  # seconds between two requests, unless robots.txt asks for more
LONGEST_CRAWL_DELAY = 300.0
SLOWER, FASTER = 2.0, 0.8  # factors of the delay after trouble, and after a good answer
LEAST_IN_TROUBLE = 0.5  # seconds of delay while a site is in trouble, also if the settings' delay is 0
MEMORY = 0.3  # weight of the last answer's time in the average
MAX_SITES = 20_000  # remembered; about 1 kB each


@dataclass(frozen=True)
class Pace:
    """How sites are treated: seconds between two requests, requests at once, and seconds of waiting in the worker."""

    delay: float = 1.0
    at_once: int = 1
    patience: float = 30.0
    by: SiteBy = SiteBy.HOST


@dataclass
class Site:
    """One site; times are those of `time.monotonic`."""

    name: str
    pace: Pace
    slots: asyncio.Semaphore
    clock: Callable[[], float]
    door: asyncio.Lock = field(default_factory=asyncio.Lock)  # through which requests start, in order
    crawl_delay: float = 0.0  # seconds, of robots.txt
    factor: float = 1.0  # of the delay, above 1 while the site is in trouble
    seconds: float = 0.0  # that an answer takes, on average
    started: float = float("-inf")  # the last request
    refused_until: float = float("-inf")
    why: str = ""
    failures: int = 0  # in a row
    waiting: int = 0
    running: int = 0
    promised: float = float("-inf")  # until when its deferred events fill its time

    @property
    def delay(self) -> float:
        """Seconds between the starts of two requests, as the site's answers allow."""
        asked = max(self.pace.delay, self.crawl_delay)
        if self.pace.delay:
            asked = max(asked, min(self.seconds / self.pace.at_once, LONGEST_DELAY))
        if self.factor > 1.0:
            asked = max(asked, min(max(asked, LEAST_IN_TROUBLE) * self.factor, LONGEST_DELAY))
        return asked

    def asked(self) -> None:
        """Count the delay from now on: the request is on its way only now."""
        self.started = self.clock()

    def is_idle(self, now: float) -> bool:
        """Return whether it can be forgotten without harm."""
        return not (self.waiting or self.running) and now > max(self.started + self.delay, self.refused_until)

    def rest(self, now: float, patience: float) -> None:
        """Raise Transient if the site is to be left alone for longer than an event may wait."""
        left = self.refused_until - now
        if left > patience:
            raise Transient(Reason.FETCH_FAILED, f"{self.name} is left alone for {left:.0f} s: {self.why}", left)

    def queue(self, now: float) -> float:
        """Return for how many seconds a new event would wait for its turn."""
        each = max(self.delay, self.seconds / self.pace.at_once)
        return max(0.0, self.refused_until - now, self.started + self.delay - now) + self.waiting * each

    def refuse(self, seconds: float, why: str, now: float) -> None:
        """Leave the site alone for some time."""
        until = now + min(seconds, LONGEST_REFUSAL)
        if until > self.refused_until:
            self.refused_until, self.why = until, why

    def note(self, answer: Answer, seconds: float, now: float, retry_after: float | None = None) -> None:
        """Learn from an answer, which took `seconds`."""
        self.seconds += (seconds - self.seconds) * (MEMORY if self.seconds else 1.0)
        if retry_after is not None:
            self.refuse(retry_after, f"it asked to be (Retry-After: {retry_after:.0f} s)", now)
        if answer not in TROUBLE:
            self.failures, self.factor = 0, max(1.0, self.factor * FASTER)
            return
        self.failures += 1
        self.factor = min(self.factor * SLOWER, LONGEST_DELAY / LEAST_IN_TROUBLE)
        if self.failures >= FAILURES:
            rest = min(FIRST_REST * 2.0 ** (self.failures - FAILURES), LONGEST_REST)
            self.refuse(rest, f"its last {self.failures} answers were failures, the last one `{answer}`", now)


class Sites:
    """The sites of the pages in hand, and those of the last hours.

    `deferred` is called for each event that is sent away because its turn is too far off.
    """

    def __init__(
        self,
        pace: Pace,
        *,
        connections: int = 256,
        clock: Callable[[], float] = time.monotonic,
        deferred: Callable[[], None] = lambda: None,
    ) -> None:
        self._pace = pace
        self._clock = clock
        self._deferred = deferred
        self._sites: OrderedDict[str, Site] = OrderedDict()
        self._connections = asyncio.Semaphore(connections)  # of all sites together
        self._limits: set[asyncio.Timeout] = set()  # of the events that wait
        self.waiting = 0

    def hurry(self) -> None:
        """Defer all events that wait for their turn now."""
        for limit in self._limits:
            limit.reschedule(asyncio.get_running_loop().time())

    def __len__(self) -> int:
        return len(self._sites)

    def left_alone(self) -> int:
        """Return how many sites are not asked for the time being."""
        now = self._clock()
        return sum(site.refused_until > now for site in self._sites.values())

    def of(self, url: str) -> Site:
        """Return the site of a URL without a fault."""
        name = site_of(url, self._pace.by)
        site = self._sites.get(name)
        if site is None:
            self._forget()
            site = self._sites[name] = Site(name, self._pace, asyncio.Semaphore(self._pace.at_once), self._clock)
        self._sites.move_to_end(name)
        return site

    def _forget(self) -> None:
        """Make room for a site: forget those that were not asked for the longest time and have nothing to keep."""
        now = self._clock()
        while len(self._sites) >= MAX_SITES:
            name = next((name for name, site in self._sites.items() if site.is_idle(now)), None)
            if name is None:
                return  # each has an event in hand, and the window bounds those
            del self._sites[name]

    @asynccontextmanager
    async def turn(self, url: str) -> AsyncIterator[Site]:
        """Wait for the turn of a URL's site; the block is the request.

        Raises Deferred if the turn is further off than an event may wait in the worker, and Transient if the site is
        left alone for longer than that.
        """
        site = self.of(url)
        now = self._clock()
        site.rest(now, self._pace.patience)
        if (wait := site.queue(now)) > self._pace.patience:
            raise self._deferral(site, now, wait)
        async with self._waiting(site):
            await site.slots.acquire()
        try:
            async with self._waiting(site), site.door:
                await self._pause(site)
                await self._connections.acquire()
                site.started = self._clock()
            site.running += 1
            try:
                yield site
            finally:
                site.running -= 1
                self._connections.release()
        finally:
            site.slots.release()

    def _deferral(self, site: Site, now: float, wait: float) -> Deferred:
        """Return the error for an event whose turn is far off; each later one is sent away for a bit longer."""
        site.promised = max(site.promised, now + wait) + site.delay
        self._deferred()
        left = site.promised - now
        return Deferred(
            Reason.FETCH_FAILED, f"{site.name} has many pages to fetch; this one's turn is in {left:.0f} s", left
        )

    @asynccontextmanager
    async def _waiting(self, site: Site) -> AsyncIterator[None]:
        """Count an event as waiting; raises Deferred if it is told to hurry meanwhile."""
        site.waiting += 1
        self.waiting += 1
        limit = asyncio.timeout(None)
        try:
            async with limit:
                self._limits.add(limit)
                yield
        except TimeoutError:
            self._deferred()
            raise Deferred(Reason.FETCH_FAILED, f"the worker gave up waiting for the turn of {site.name}") from None
        finally:
            self._limits.discard(limit)
            site.waiting -= 1
            self.waiting -= 1

    async def _pause(self, site: Site) -> None:
        """Sleep until the site may be asked; it may have become slower, or want to be left alone, meanwhile."""
        while True:
            now = self._clock()
            site.rest(now, self._pace.patience)
            left = max(site.started + site.delay, site.refused_until) - now
            if left <= 0:
                return
            await asyncio.sleep(left)
