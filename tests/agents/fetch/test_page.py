"""The fetcher against a real server: what the event has after it, and which failures are transient."""

import asyncio
import socket
from datetime import UTC, datetime

import pytest
from aiohttp import web

from schemas import RawArticle, Reason, Rejected, Transient
from tests.support.articles.fetching import fetcher
from tests.support.articles.site import PAGE, around, cut, page, site, status


async def fetch(url: str, *, timeout: float = 30.0, max_bytes: int = 1_000_000) -> RawArticle:
    async with fetcher(timeout=timeout, max_bytes=max_bytes, user_agent="newsmill-test") as fetching:
        found = await fetching.fetch(RawArticle(url=url, id="feed-1", title="Ferries", metadata={"desk": "sea"}))
    assert found is not None
    return found.raw


async def test_the_event_has_the_pages_bytes_charset_and_headers() -> None:
    async with site(page=page) as address:
        before = datetime.now(UTC)
        raw = await fetch(f"{address}/page")
    assert raw.page() == PAGE
    assert raw.charset == "iso-8859-1"
    assert raw.headers["content-type"] == "text/html; charset=iso-8859-1"
    assert set(raw.headers) == {"content-type"}
    assert raw.fetched_at is not None
    assert before <= raw.fetched_at <= datetime.now(UTC)


async def test_the_fields_from_the_feed_stay_and_the_event_still_decodes() -> None:
    async with site(page=page) as address:
        raw = await fetch(f"{address}/page")
    assert (raw.id, raw.title, raw.metadata) == ("feed-1", "Ferries", {"desk": "sea"})
    assert RawArticle.decode(raw.encode()) == raw


async def test_the_fetched_page_is_the_only_content_of_the_event() -> None:
    async with site(page=page) as address:
        raw = await fetch(f"{address}/page")
    assert raw.has_content
    assert raw.content is None


async def test_a_redirect_is_followed_and_the_last_url_is_kept() -> None:
    async def moved(_: web.Request) -> web.Response:
        raise web.HTTPMovedPermanently("/page")

    async with site(moved=moved, page=page) as address:
        raw = await fetch(f"{address}/moved")
        assert raw.url == f"{address}/page"
    assert raw.page() == PAGE


async def test_a_compressed_page_is_decompressed() -> None:
    async def compressed(_: web.Request) -> web.Response:
        response = web.Response(body=PAGE * 100, content_type="text/html")
        response.enable_compression(web.ContentCoding.gzip)
        return response

    async with site(compressed=compressed) as address:
        assert (await fetch(f"{address}/compressed")).page() == PAGE * 100


async def test_a_redirect_to_another_protocol_is_refused() -> None:
    async def away(_: web.Request) -> web.Response:
        return web.Response(status=302, headers={"Location": "ftp://example.org/page"})

    async with site(away=away) as address:
        with pytest.raises(Rejected, match="not an http or https URL") as caught:
            await fetch(f"{address}/away")
    assert caught.value.reason is Reason.FETCH_FAILED


async def test_endless_redirects_are_refused() -> None:
    async with site(around=around) as address:
        with pytest.raises(Rejected, match="more than 10 redirects") as caught:
            await fetch(f"{address}/around")
    assert caught.value.reason is Reason.FETCH_FAILED


@pytest.mark.parametrize("code", [400, 401, 403, 404, 410, 451, 501])
async def test_a_permanent_status_is_refused_with_url_and_status(code: int) -> None:
    async with site(page=status(code)) as address:
        with pytest.raises(Rejected, match=f"{address}/page: HTTP {code}") as caught:
            await fetch(f"{address}/page")
    assert caught.value.reason is Reason.FETCH_FAILED


@pytest.mark.parametrize("code", [408, 425, 429, 500, 502, 503, 504])
async def test_a_transient_status_is_a_transient_failure(code: int) -> None:
    async with site(page=status(code)) as address:
        with pytest.raises(Transient, match=f"HTTP {code}") as caught:
            await fetch(f"{address}/page")
    assert caught.value.reason is Reason.FETCH_FAILED


@pytest.mark.parametrize("slow_part", ["headers", "body"])
async def test_a_page_that_takes_too_long_is_a_transient_failure(slow_part: str) -> None:
    async def slow(request: web.Request) -> web.StreamResponse:
        if slow_part == "headers":
            await asyncio.sleep(30)
        response = web.StreamResponse()
        await response.prepare(request)
        while True:  # some bytes now and then: no single wait is long
            await response.write(b"<p>")
            await asyncio.sleep(0.05)

    async with site(slow=slow) as address:
        with pytest.raises(Transient, match="Time") as caught:
            await fetch(f"{address}/slow", timeout=0.3)
    assert caught.value.reason is Reason.FETCH_FAILED


async def test_a_page_without_end_is_refused_as_soon_as_it_is_too_large() -> None:
    async def endless(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        while True:
            await response.write(b"a" * 1000)

    async with site(endless=endless) as address:
        with pytest.raises(Rejected, match="the body has more than") as caught:
            await fetch(f"{address}/endless", max_bytes=10_000)
    assert caught.value.reason is Reason.TOO_LARGE


async def test_a_connection_that_closes_inside_the_page_is_a_transient_failure() -> None:
    async with site(cut=cut) as address:
        with pytest.raises(Transient, match="RemoteProtocolError"):
            await fetch(f"{address}/cut")


async def test_a_refused_connection_is_a_transient_failure() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{closed.getsockname()[1]}/page"
        with pytest.raises(Transient, match="ConnectError") as caught:
            await fetch(address)
    assert caught.value.reason is Reason.FETCH_FAILED


@pytest.mark.parametrize(
    "url",
    [
        "http://",
        "https://:443/page",
        "http://[::1/page",
        "http://example.org:port/page",
        "http://exa\x00mple.org/",
    ],
)
async def test_an_invalid_url_is_refused(url: str) -> None:
    with pytest.raises(Rejected) as caught:
        await fetch(url)
    assert caught.value.reason is Reason.FETCH_FAILED


async def test_an_event_without_a_url_is_refused() -> None:
    async with fetcher() as fetching:
        with pytest.raises(Rejected) as caught:
            await fetching.fetch(RawArticle(content="<p>"))
    assert caught.value.reason is Reason.MISSING_CONTENT
