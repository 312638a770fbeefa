"""One page by HTTP: each hop in its site's turn and by its rules, with limits of size, time and redirects."""

import base64
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

import httpx
from ssrfguard import Resolver

from agents.fetch.answer import TRANSIENT, TROUBLE, Answer, Failed, of_error, of_status
from agents.fetch.body import ASKED_FOR, read_page, read_start
from agents.fetch.budget import Budget, Hold
from agents.fetch.robots import MAX_BYTES as MAX_ROBOTS
from agents.fetch.robots import Robots
from agents.fetch.sites import Pace, Site, Sites
from agents.fetch.trip import Travel, Trip
from agents.fetch.validators import Validators
from agents.web.client import new_client
from agents.web.headers import kept_headers
from schemas import RawArticle, Reason, Rejected, StageError, Transient
from schemas.raw import MAX_REDIRECTS

MAX_STATUS_TEXT = 60  # characters of a server's own words


@dataclass(frozen=True)
class Rules:
    """What the fetcher may do. Times are in seconds; `revalidate` is for how long a page's version is remembered."""

    user_agent: str = "newsmill"
    timeout: float = 20.0
    max_bytes: int = 5 * 1024 * 1024
    max_held_bytes: int = 64 * 1024 * 1024
    connections: int = 256
    networks: tuple[str, ...] = ()
    ports: frozenset[int] = frozenset({80, 443})
    proxy: str | None = None
    robots: bool = True
    revalidate: float = 0.0
    pace: Pace = field(default_factory=Pace)


@dataclass(frozen=True)
class Page:
    """A fetched page, as the event with it; `hold` is its room in memory, to be released when it is published."""

    raw: RawArticle
    hold: Hold


@dataclass(frozen=True)
class _Found:
    """The response at the end of a trip; without a body if the page has not changed."""

    body: bytes | None
    content_type: str
    headers: httpx.Headers


class Fetcher:
    """Owns the HTTP client; an asynchronous context manager.

    `answered` is called with the answer to each page's request, `deferred` for each event that is sent away.
    """

    def __init__(
        self,
        rules: Rules,
        *,
        answered: Callable[[Answer], None] = lambda _: None,
        deferred: Callable[[], None] = lambda: None,
        verify: ssl.SSLContext | bool = True,
        resolver: Resolver | None = None,
    ) -> None:
        self._rules = rules
        self._answered = answered
        self.sites = Sites(rules.pace, connections=rules.connections, deferred=deferred)
        self._robots = Robots(rules.user_agent, self._robots_text)
        self._validators = Validators(rules.revalidate)
        self._budget = Budget(rules.max_held_bytes, deferred)
        self._client = new_client(
            user_agent=rules.user_agent,
            timeout=rules.timeout,
            networks=rules.networks,
            ports=rules.ports,
            proxy=rules.proxy,
            connections=rules.connections,
            verify=verify,
            resolver=resolver,
        )
        self._travel = Travel(self._client, self.sites)

    async def fetch(self, raw: RawArticle, place: str | None = None) -> Page | None:
        """Return the page of a raw event; None if it is as it was when it was fetched for another event.

        `place` is the event's; without it the page is fetched in any case. The returned event has the page's bytes, the
        URL where it was found, the redirects that led there, and the few headers that mean something.

        Raises Deferred or Transient if another attempt may succeed, else Rejected: with FETCH_FAILED, ADDRESS_BLOCKED,
        ROBOTS_DISALLOWED, UNSUPPORTED_CONTENT_TYPE, TOO_LARGE, UNDECODABLE_CONTENT, or MISSING_CONTENT if the event has
        no URL.
        """
        if raw.url is None:
            raise Rejected(Reason.MISSING_CONTENT, "the event has no url to fetch")
        conditions = self._validators.of(raw.url, place) if place is not None else {}
        trip = Trip(raw.url, self._rules.timeout, {"Accept": ASKED_FOR, **conditions}, raw.credentials)
        hold = self._budget.hold()
        found: _Found | StageError
        try:
            found = await self._counted(trip, hold, is_conditional=bool(conditions))
        except StageError as error:
            found = error
        except BaseException:
            hold.release()
            raise
        if isinstance(found, StageError):
            hold.release()
            raise _light(found)
        if found.body is None:
            hold.release()
            return None
        if place is not None and "no-store" not in found.headers.get("cache-control", ""):
            self._validators.keep(raw.url, place, found.headers)
        fields = {
            "url": trip.url,
            "redirects": (*raw.redirects, *trip.chain)[-MAX_REDIRECTS:],
            "content_base64": base64.b64encode(found.body).decode(),
            "content_type": found.content_type,
            "headers": kept_headers(found.headers.items()),
            "fetched_at": datetime.now(UTC),
        }
        return Page(raw.model_copy(update=fields), hold)

    async def _counted(self, trip: Trip, hold: Hold, *, is_conditional: bool) -> _Found:
        """Make the trip, and count its answer."""

        async def read(response: httpx.Response) -> _Found:
            if is_conditional and response.status_code == httpx.codes.NOT_MODIFIED:
                return _Found(None, "", response.headers)
            check_status(response)
            body, content_type = await read_page(response, hold, self._rules.max_bytes)
            return _Found(body, content_type, response.headers)

        try:
            found = await self._travel.follow(trip, self._check if self._rules.robots else None, read)
        except Failed as failure:
            self._answered(failure.answer)
            raise failure.error from None
        except StageError as error:
            if (answer := of_error(error)) is not None:
                self._answered(answer)
            raise
        self._answered(Answer.UNCHANGED if found.body is None else Answer.OK)
        return found

    async def _check(self, url: str, site: Site) -> None:
        """Ask the rules of a URL's origin, which may slow its site down; raises Rejected, Transient or Deferred."""
        site.crawl_delay = await self._robots.check(url)

    async def _robots_text(self, url: str) -> str | None:
        """Get a robots.txt; None if there is none, or nothing that can be read."""
        trip = Trip(url, self._rules.timeout, {"Accept": "text/plain, */*;q=0.1", "Accept-Encoding": "identity"})

        async def read(response: httpx.Response) -> str | None:
            if of_status(response.status_code) in TROUBLE:
                check_status(response)
            return await read_start(response, MAX_ROBOTS) if response.is_success else None

        try:
            return await self._travel.follow(trip, None, read)
        except Failed as failure:
            if isinstance(failure.error, Transient) or failure.error.reason is Reason.ADDRESS_BLOCKED:
                raise
            return None  # a redirect without end, a host that is none: the RFC takes that for no rules

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()


def _light(error: StageError) -> StageError:
    """Return an error without the frames that led to it: they have the page, and it is kept between attempts."""
    error.__context__ = error.__cause__ = None
    return error.with_traceback(None)


def check_status(response: httpx.Response) -> None:
    """Raise Failed unless the response is a page: Transient if another attempt may get one."""
    if response.is_success:
        return
    code, answer = response.status_code, of_status(response.status_code)
    if response.headers.get("cf-mitigated") == "challenge":
        words = "a check for robots"
    else:
        words = "".join(one if one.isprintable() else "?" for one in response.reason_phrase[:MAX_STATUS_TEXT])
    kind = Transient if code in TRANSIENT else Rejected
    raise Failed(answer, kind(Reason.FETCH_FAILED, f"{response.url}: HTTP {code} {words}".rstrip()))
