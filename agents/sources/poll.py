"""Polling feeds and sitemaps for new pages: conditional requests, and no page that the checkpoint has already."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

import httpx

from agents.sources.checkpoint import Checkpoint
from agents.sources.feed import parse_feed
from agents.sources.item import MAX_BYTES, Item, RawInput, Skipped, Unreadable
from agents.sources.listing import Listing, NotListing, is_url, without_credentials
from agents.sources.sitemap import parse_sitemap

MAX_SITEMAPS = 1000  # that are followed from one source
MAX_DEPTH = 4  # of indexes within indexes, although the protocol allows one level
Kind = Literal["feed", "sitemap"]


@dataclass(frozen=True)
class ListingSource:
    """A feed or a sitemap: its kind and its URL or file."""

    kind: Kind
    address: str


class Poller:
    """Owns the HTTP client; an asynchronous context manager.

    The caller adds a page to the checkpoint when it is confirmed, and `settle` adds the validators of the sources. So
    pages that were not confirmed before an interruption are listed again.
    """

    def __init__(
        self, sources: Sequence[ListingSource], checkpoint: Checkpoint, *, timeout: float, user_agent: str
    ) -> None:
        self._sources = sources
        self._checkpoint = checkpoint
        self._timeout = timeout
        self._validators: dict[str, dict[str, str]] = {}
        self._client = httpx.AsyncClient(
            http2=True, follow_redirects=True, timeout=timeout, headers={"User-Agent": user_agent}
        )

    async def round(self) -> AsyncIterator[Item]:
        """Yield the new pages, one source after the other; a source that fails is named, and the next one is read."""
        self._validators = {}
        given: set[str] = set()
        for source in self._sources:
            visited, pending = {source.address}, deque([(source.address, 0)])
            while pending:
                address, depth = pending.popleft()
                name = without_credentials(address)
                try:
                    listing = await self._listing(source.kind, address)
                except (OSError, httpx.HTTPError, httpx.InvalidURL, NotListing) as error:
                    yield Unreadable(name, _describe(error))
                    continue
                for page in listing.pages:
                    if page.url in self._checkpoint.seen:
                        self._checkpoint.add(page.url)  # it is still listed, so it must not be forgotten
                    elif page.url not in given:
                        given.add(page.url)
                        yield RawInput(page.url, page.event)
                if listing.skipped:
                    yield Skipped(name, listing.skipped)
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
        if is_url(address):
            answer = await self._get(address)
            if answer is None:
                return Listing()
            document, content_type = answer
        else:
            document = await asyncio.to_thread(_file, address)
        if kind == "feed":
            return await asyncio.to_thread(parse_feed, document, name, content_type)
        listing = await asyncio.to_thread(parse_sitemap, document, name)
        if listing.sitemaps:
            self._validators.pop(name, None)  # an index may be unchanged while a sitemap that it links to has changed
        return listing

    async def _get(self, url: str) -> tuple[bytes, str | None] | None:
        """Return a document and its content type; None if it has not changed since the last time."""
        kept = self._checkpoint.validators.get(without_credentials(url), {})
        async with asyncio.timeout(self._timeout), self._client.stream("GET", url, headers=kept) as response:
            if response.status_code == httpx.codes.NOT_MODIFIED:
                return None
            response.raise_for_status()
            document = bytearray()
            async for chunk in response.aiter_bytes():
                document += chunk
                if len(document) > MAX_BYTES:
                    raise NotListing(f"more than {MAX_BYTES} bytes are too many for a feed or a sitemap")
        validators = {"If-None-Match": "etag", "If-Modified-Since": "last-modified"}
        sent = {name: response.headers[of] for name, of in validators.items() if of in response.headers}
        if sent:
            self._validators[without_credentials(url)] = sent
        return bytes(document), response.headers.get("content-type")

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self._client.aclose()


def _file(name: str) -> bytes:
    """Return the bytes of a file; raises NotListing if they are too many."""
    path = Path(name)
    if path.stat().st_size > MAX_BYTES:
        raise NotListing(f"more than {MAX_BYTES} bytes are too many for a feed or a sitemap")
    return path.read_bytes()


def _describe(error: Exception) -> str:
    if isinstance(error, httpx.HTTPStatusError):
        return f"HTTP {error.response.status_code} {error.response.reason_phrase}".rstrip()
    if isinstance(error, OSError) and not isinstance(error, TimeoutError):
        return error.strerror or str(error)
    if isinstance(error, NotListing):
        return str(error)
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
