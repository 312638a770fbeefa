"""Polling feeds and sitemaps for new pages: conditional requests, and no page that the checkpoint has already."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import httpx

from agents.sources.apart import Kind, Parsers
from agents.sources.checkpoint import MAX_SEEN, Checkpoint
from agents.sources.item import Item, RawInput, Skipped, Unreadable
from agents.sources.listing import Listing, NotListing
from agents.sources.sitemap import MAX_BYTES
from agents.web.body import read_body
from agents.web.client import MAX_REDIRECTS
from agents.web.exchange import FAILURES, leave, send
from agents.web.headers import conditions
from agents.web.unpack import NotUnpackable, TooLarge
from agents.web.url import fault
from schemas.url import split_credentials, without_credentials

MAX_SITEMAPS = 1000  # that are followed from one source
MAX_DEPTH = 4  # of indexes within indexes, although the protocol allows one level
MAX_PAGES = MAX_SEEN  # that are taken from one source in one round: more, a checkpoint could not remember
UNREADABLE = (*FAILURES, ValueError, NotListing, TooLarge, NotUnpackable)


@dataclass(frozen=True)
class ListingSource:
    """A feed or a sitemap: its kind and its URL or file."""

    kind: Kind
    address: str


class Poller:
    """Owns the HTTP client that it is given, and the parsers' process; an asynchronous context manager.

    A document may take `timeout` seconds to arrive.

    The caller adds a page to the checkpoint when it is confirmed, and `settle` adds the validators of the sources. So
    pages that were not confirmed before an interruption are listed again.
    """

    def __init__(
        self, sources: Sequence[ListingSource], checkpoint: Checkpoint, client: httpx.AsyncClient, *, timeout: float
    ) -> None:
        self._sources = sources
        self._checkpoint = checkpoint
        self._timeout = timeout
        self._validators: dict[str, dict[str, str]] = {}
        self._client = client
        self._parsers = Parsers()

    async def round(self) -> AsyncIterator[Item]:
        """Yield the new pages, one source after the other; a source that fails is named, and the next one is read."""
        self._validators = {}
        given: set[str] = set()
        for source in self._sources:
            visited, pending, pages = {source.address}, deque([(source.address, 0)]), 0
            while pending:
                address, depth = pending.popleft()
                name = without_credentials(address)
                try:
                    listing = await self._listing(source.kind, address)
                except UNREADABLE as error:
                    yield Unreadable(name, _describe(error))
                    continue
                for page in listing.pages[: MAX_PAGES - pages]:
                    if self._checkpoint.has(page.url):
                        self._checkpoint.add(page.url)  # it is still listed, so it must not be forgotten
                    elif page.url not in given:
                        given.add(page.url)
                        yield RawInput(page.url, page.event)
                pages += len(listing.pages)
                if listing.skipped:
                    yield Skipped(name, listing.skipped)
                if pages > MAX_PAGES:
                    yield Unreadable(name, f"newsmill takes {MAX_PAGES} pages from one source; the others are left out")
                    break
                below = [url for url in dict.fromkeys(listing.sitemaps) if url not in visited]
                taken = below[: MAX_SITEMAPS - len(visited)] if depth < MAX_DEPTH else []
                if len(taken) < len(below):
                    bounds = f"newsmill follows {MAX_SITEMAPS} sitemaps, {MAX_DEPTH} levels deep"
                    yield Unreadable(name, f"{len(below) - len(taken)} sitemaps are left out: {bounds}")
                visited.update(taken)
                pending.extend((url, depth + 1) for url in taken)

    def settle(self) -> None:
        """Make the next round ask only for changes; call it when all pages of this round are confirmed."""
        self._checkpoint.validators |= self._validators

    async def _listing(self, kind: Kind, address: str) -> Listing:
        """Return what a feed or a sitemap lists; an empty listing if it has not changed."""
        name, content_type = without_credentials(address), None
        if address.lower().startswith(("http://", "https://")):
            answer = await self._get(address)
            if answer is None:
                return Listing()
            document, content_type = answer
        else:
            document = await asyncio.to_thread(_file, address)
        listing = await self._parsers.parse(kind, document, name, content_type)
        if listing.sitemaps:
            self._validators.pop(name, None)  # an index may be unchanged while a sitemap that it links to has changed
        return listing

    async def _get(self, url: str) -> tuple[bytes, str | None] | None:
        """Return a document and its content type; None if it has not changed since the last time."""
        kept = self._checkpoint.validators.get(without_credentials(url), {})
        async with asyncio.timeout(self._timeout), self._response(url, kept) as response:
            if response.status_code == httpx.codes.NOT_MODIFIED:
                return None
            response.raise_for_status()
            document = await read_body(response, MAX_BYTES, lenient=True)
        if validators := conditions(response.headers):
            self._validators[without_credentials(url)] = validators
        return document, response.headers.get("content-type")

    @asynccontextmanager
    async def _response(self, url: str, headers: dict[str, str]) -> AsyncIterator[httpx.Response]:
        """Open the response at the end of the redirects: httpx would read the bodies of those, however large."""
        url, credentials = split_credentials(url)
        auth = httpx.BasicAuth(*credentials) if credentials else None  # httpx keeps them to the first origin
        request = self._client.build_request("GET", url, headers=headers)
        for _ in range(MAX_REDIRECTS + 1):
            if (why := fault(str(request.url))) is not None:
                raise NotListing(why)
            response = await send(self._client, request, auth=auth)
            try:
                if response.next_request is None:
                    yield response
                    return
                request, auth = response.next_request, None
                request.url = httpx.URL(without_credentials(str(request.url)))
            finally:
                await leave(response)
        raise NotListing(f"more than {MAX_REDIRECTS} redirects")

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._parsers.stop()
        await self._client.aclose()


def _file(name: str) -> bytes:
    """Return the bytes of a file; raises NotListing if they are too many."""
    with Path(name).open("rb") as file:  # what is there may have no size, or not the size that it says
        document = file.read(MAX_BYTES + 1)
    if len(document) > MAX_BYTES:
        raise NotListing(f"more than {MAX_BYTES} bytes are too many for a feed or a sitemap")
    return document


def _describe(error: Exception) -> str:
    if isinstance(error, httpx.HTTPStatusError):
        return f"HTTP {error.response.status_code} {error.response.reason_phrase}".rstrip()
    if isinstance(error, OSError) and not isinstance(error, TimeoutError):
        return error.strerror or str(error)
    if isinstance(error, NotListing | TooLarge | NotUnpackable):
        return str(error)
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
