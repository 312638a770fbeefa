"""Documents that take a parser hours, or all memory, end by a limit; those after them are read."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from agents.sources import apart
from agents.sources.apart import Parsers
from agents.sources.listing import NotListing

ADDRESS = "https://a.example/feed"
FEED = b'<rss version="2.0"><channel><item><link>/1</link></item></channel></rss>'


@asynccontextmanager
async def parsers() -> AsyncIterator[Parsers]:
    parsers = Parsers()
    try:
        yield parsers
    finally:
        parsers.stop()


async def is_alive(parsers: Parsers) -> bool:
    listing = await parsers.parse("feed", FEED, ADDRESS, None)
    return [page.url for page in listing.pages] == ["https://a.example/1"]


async def test_feeds_and_sitemaps_are_parsed_and_refused_as_without_a_process() -> None:
    async with parsers() as all_parsers:
        assert await is_alive(all_parsers)
        sitemap = b"<urlset><url><loc>https://a.example/1</loc></url></urlset>"
        assert len((await all_parsers.parse("sitemap", sitemap, ADDRESS, None)).pages) == 1
        with pytest.raises(NotListing, match="this is not an RSS or Atom feed"):
            await all_parsers.parse("feed", sitemap, ADDRESS, None)
        with pytest.raises(NotListing, match="this feed cannot be read"):
            await all_parsers.parse("feed", b"\x1f\x8b not packed", ADDRESS, None)


CATEGORIES = "".join(f"<category>{number}</category>" for number in range(100_000))
ATTRIBUTES = " ".join(f'a{number}="1"' for number in range(200_000))


@pytest.mark.parametrize("hostile", [CATEGORIES, f"<title {ATTRIBUTES}/>"], ids=["categories", "attributes"])
async def test_a_feed_that_takes_too_long_is_refused(hostile: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "SECONDS", 2.0)
    async with parsers() as all_parsers:
        with pytest.raises(NotListing, match="this feed takes longer than 2 s to read"):
            await all_parsers.parse("feed", FEED.replace(b"<item>", b"<item>" + hostile.encode()), ADDRESS, None)
        assert await is_alive(all_parsers)


async def test_a_sitemap_that_takes_too_much_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "MEMORY", 400 * apart.MIB)
    async with parsers() as all_parsers:
        with pytest.raises(NotListing, match="this sitemap takes too much memory to read"):
            await all_parsers.parse("sitemap", b"<urlset>" + b"<a/>" * 8_000_000 + b"</urlset>", ADDRESS, None)
        assert await is_alive(all_parsers)
