"""The way to one page: request after request over its redirects, each in its site's turn."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TypeVar

import httpx

from agents.fetch.answer import Answer, failed, of_status, refused
from agents.fetch.cookies import TripCookies
from agents.fetch.retry_after import retry_after
from agents.fetch.sites import Site, Sites
from agents.web.client import MAX_REDIRECTS
from agents.web.exchange import FAILURES, leave, send
from agents.web.url import fault
from schemas.url import Credentials, without_credentials

T = TypeVar("T")
Read = Callable[[httpx.Response], Awaitable[T]]
"""Reads the response that ends a trip; raises StageError, or Failed."""


@dataclass
class Trip:
    """A page to get: where it is, with the URLs that led there, and the seconds left for requests.

    Waiting for a site's turn takes none of them. User and password are for the first origin only.
    """

    url: str
    left: float
    headers: Mapping[str, str] = field(default_factory=dict)
    credentials: Credentials | None = None
    chain: list[str] = field(default_factory=list)
    cookies: TripCookies = field(default_factory=TripCookies)

    def request(self, client: httpx.AsyncClient) -> httpx.Request:
        """Return the next request."""
        request = client.build_request("GET", self.url, headers=self.headers)
        self.cookies.put(request)
        return request

    def auth(self) -> httpx.BasicAuth | None:
        """Return the credentials for the next request, if it goes where they are meant for."""
        first = httpx.URL(self.chain[0] if self.chain else self.url)
        here = httpx.URL(self.url)
        is_same = (here.scheme, here.raw_host, here.port) == (first.scheme, first.raw_host, first.port)
        return httpx.BasicAuth(*self.credentials) if self.credentials and is_same else None

    def turn_to(self, response: httpx.Response) -> None:
        """Go where a redirect points to; raises Failed if there are too many, or it has no target."""
        if response.next_request is None:
            raise refused(Answer.REDIRECT, f"{self.url}: HTTP {response.status_code} without a target")
        if len(self.chain) >= MAX_REDIRECTS:
            raise refused(Answer.REDIRECT, f"{self.chain[0]}: more than {MAX_REDIRECTS} redirects")
        self.cookies.add(response)
        self.chain.append(self.url)
        self.url = without_credentials(str(response.next_request.url))


class Travel:
    """Makes trips with one client, at the pace of the sites."""

    def __init__(self, client: httpx.AsyncClient, sites: Sites) -> None:
        self._client = client
        self._sites = sites

    async def follow(self, trip: Trip, check: Callable[[str, Site], Awaitable[None]] | None, read: Read[T]) -> T:
        """Follow the redirects and read the response at their end; `check` is called before each request.

        Raises Deferred and Transient of the sites, what `check` and `read` raise, and Failed for a request that failed.
        """
        while True:
            if (why := fault(trip.url)) is not None:
                raise refused(Answer.BAD_URL, f"{trip.url[:200]}: {why}")
            if check is not None:
                await check(trip.url, self._sites.of(trip.url))
            async with self._sites.turn(trip.url) as site:
                arrived = await self._request(trip, site, read)
            if arrived:
                return arrived[0]

    async def _request(self, trip: Trip, site: Site, read: Read[T]) -> tuple[T] | None:
        """Make one request; return what was read from the response, or None after a redirect."""
        started, answer, pause = time.monotonic(), Answer.BROKEN, None
        try:
            async with asyncio.timeout(trip.left):
                request = trip.request(self._client)
                response = await send(self._client, request, auth=trip.auth(), sent=site.asked)
                try:
                    answer = of_status(response.status_code)
                    if answer in (Answer.THROTTLED, Answer.SERVER_ERROR):
                        pause = retry_after(response.headers, datetime.now(UTC))
                    if answer is Answer.REDIRECT and response.status_code != httpx.codes.NOT_MODIFIED:
                        trip.turn_to(response)
                        return None
                    trip.url = str(response.url)
                    return (await read(response),)
                finally:
                    await leave(response)
        except FAILURES as error:
            failure = failed(trip.url, error)
            answer = failure.answer
            raise failure from None
        finally:
            seconds = time.monotonic() - started
            trip.left = max(trip.left - seconds, 0.0)
            site.note(answer, seconds, time.monotonic(), pause)
