"""Politeness: the pages of a site are requested one after the other, at the pace that the site bears.

All of it is in memory. A site's events are in one partition, so one worker has them all; after a rebalance the new
owner starts with the delay of the settings, and learns the rest from the site's answers.
"""

import asyncio
import math
import time
from collections import OrderedDict, deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import islice, pairwise

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
LOOKED_AT = 100  # of them, for one that has nothing to keep


@dataclass(frozen=True)
class Pace:
    """How sites are treated: seconds between two requests, requests at once, and seconds of waiting in the worker.

    `retries` are the delays of the retry topics, in seconds, on which events wait otherwise.
    """

    delay: float = 1.0
    at_once: int = 1
    patience: float = 60.0
    by: SiteBy = SiteBy.HOST
    retries: tuple[float, ...] = (60, 600, 3600)


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
    away: dict[float, deque[float]] = field(default_factory=dict)  # by delay, when its deferred events return

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

    @property
    def has_events(self) -> bool:
        """Whether events wait for it, or are with it."""
        return bool(self.waiting or self.running)

    def is_idle(self, now: float) -> bool:
        """Return whether it can be forgotten without harm."""
        return not self.has_events and now > max(self.started + self.delay, self.refused_until)

    def rest(self, now: float, patience: float) -> None:
        """Raise Transient if the site is to be left alone for longer than an event may wait."""
        left = self.refused_until - now
        if left > patience:
            raise Transient(Reason.FETCH_FAILED, f"{self.name} is left alone for {left:.0f} s: {self.why}", left)

    @property
    def each(self) -> float:
        """Seconds that each event in the queue takes."""
        return max(self.delay, self.seconds / self.pace.at_once)

    def queue(self, now: float) -> float:
        """Return for how many seconds a new event would wait for its turn."""
        return max(0.0, self.refused_until - now, self.started + self.delay - now) + self.waiting * self.each

    def send_away(self, wait: float, now: float) -> float:
        """Return the seconds after which an event returns whose turn is `wait` seconds off, and count it until then.

        Events with one delay return together, and most of them wait again. So a delay gets as many as have their turn
        before the next longer one is over: fewer, and the site would be idle; more, and they would return in vain.
        """
        for delay, longer in pairwise((*self.pace.retries, math.inf)):
            away = self.away.setdefault(delay, deque())
            while away and away[0] <= now:
                away.popleft()
            wait += len(away) * self.each
            if wait < longer < math.inf:
                away.append(now + delay)
                return delay
        return self.pace.retries[-1] if self.pace.retries else wait

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
        self._hurries = False
        self.waiting = 0

    def hurry(self) -> None:
        """Defer all events that wait for their turn, and those that would take one, until `resume`."""
        self._hurries = True
        for limit in self._limits:
            if not limit.expired():
                limit.reschedule(asyncio.get_running_loop().time())

    def resume(self) -> None:
        """Give turns again."""
        self._hurries = False

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
        """Make room for a site: forget the one that was not asked for the longest time, of the first that may be.

        That is one with nothing to keep, or else one without an event in hand: any number of hosts of one domain can
        ask to be left alone for a day.
        """
        if len(self._sites) < MAX_SITES:
            return
        now, oldest = self._clock(), list(islice(self._sites.values(), LOOKED_AT))
        chosen = next((site for site in oldest if site.is_idle(now)), None)
        chosen = chosen or next((site for site in self._sites.values() if not site.has_events), None)
        if chosen is not None:  # else the window bounds them
            del self._sites[chosen.name]

    @asynccontextmanager
    async def turn(self, url: str) -> AsyncIterator[Site]:
        """Wait for the turn of a URL's site; the block is the request.

        Raises Deferred if the turn is further off than an event may wait in the worker, or the worker drains, and
        Transient if the site is left alone for longer than that.
        """
        site = self.of(url)
        if self._hurries:
            raise self._gave_up(site)
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
        """Return the error for an event whose turn is far off."""
        self._deferred()
        return Deferred(
            Reason.FETCH_FAILED,
            f"{site.name} has many pages to fetch: this one's turn is {wait:.0f} s off, or more",
            site.send_away(wait, now),
        )

    def _gave_up(self, site: Site) -> Deferred:
        """Return the error for an event whose turn is not waited for, because the worker drains."""
        self._deferred()
        return Deferred(Reason.FETCH_FAILED, f"the worker drains and does not wait for the turn of {site.name}")

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
            raise self._gave_up(site) from None
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
