"""Parsing feeds and sitemaps in a process of its own: some documents take a parser hours, or all memory.

A thread could not be ended. The process is that of a pool, with its deadline and its limit of memory.
"""

from typing import Literal

from agents.sources.feed import parse_feed
from agents.sources.listing import Listing, NotListing
from agents.sources.sitemap import parse_sitemap
from schemas import Reason, StageError
from streams.delivery.children.memory import MIB
from streams.delivery.pool import Pool
from streams.metrics import Metrics

Kind = Literal["feed", "sitemap"]

SECONDS = 30.0  # for one document; 5,000 entries of a feed and 50,000 of a sitemap take 2
MEMORY = 1024 * MIB  # of which the parsers take 0.1 GB, and a document of 50 MB with what it lists 0.7 GB


class Parsers:
    """Owns the process, which starts with the first document."""

    def __init__(self) -> None:
        self._pool: Pool | None = None

    async def parse(self, kind: Kind, document: bytes, address: str, content_type: str | None) -> Listing:
        """Return what a feed or a sitemap lists; raises NotListing, also if that takes too much time or memory."""
        if self._pool is None:
            self._pool = Pool(1, _warm, deadline=SECONDS, metrics=Metrics(), child_memory=MEMORY)
            await self._pool.start()
        try:
            result = await self._pool.run(_parsed, kind, document, address, content_type)
        except StageError as error:
            if error.reason is Reason.DEADLINE_EXCEEDED:
                raise NotListing(f"this {kind} takes longer than {SECONDS:g} s to read") from None
            what = "too much memory to read, or breaks its parser"
            raise NotListing(f"this {kind} takes {what}: {error.message}") from None
        if isinstance(result, NotListing):
            raise result
        return result

    def stop(self) -> None:
        """End the process."""
        if self._pool is not None:
            self._pool.stop()


def _parsed(kind: Kind, document: bytes, address: str, content_type: str | None) -> Listing | NotListing:
    try:
        return parse_feed(document, address, content_type) if kind == "feed" else parse_sitemap(document, address)
    except NotListing as error:
        return NotListing(str(error))  # without its cause, which need not survive pickling


def _warm() -> None:
    """The imports above are all that a new process needs."""
