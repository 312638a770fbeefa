"""The fetcher against a real server: what a page brings along, and which failures may pass."""

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime

import pytest
from aiohttp import web

from agents.fetch.agent import create_fetcher
from schemas import RawArticle, Reason, Rejected, Transient
from streams.metrics import Metrics
from streams.settings import Settings

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]

PAGE = "<p>Fähre</p>".encode("iso-8859-1")


@asynccontextmanager
async def site(**answers: Answer) -> AsyncIterator[str]:
    """Serve each answer at the path of its name; yields the address of the site."""
    application = web.Application()
    for name, answer in answers.items():
        application.router.add_get(f"/{name}", answer)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


async def page(request: web.Request) -> web.Response:
    headers = {"Content-Type": "text/html; charset=iso-8859-1", "X-Agent": request.headers["User-Agent"]}
    return web.Response(body=PAGE, headers=headers)


def status(code: int) -> Answer:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(status=code)

    return answer


async def fetch(url: str, metrics: Metrics | None = None, **settings: object) -> RawArticle:
    async with create_fetcher(Settings.model_validate(settings), metrics) as fetcher:
        return await fetcher.fetch(RawArticle(url=url, id="feed-1", title="Ferries", metadata={"desk": "sea"}))


async def test_a_page_comes_with_its_bytes_its_charset_and_its_headers() -> None:
    async with site(page=page) as address:
        before = datetime.now(UTC)
        raw = await fetch(f"{address}/page", fetch_user_agent="newsmill-test")
    assert raw.page() == PAGE
    assert raw.charset == "iso-8859-1"
    assert raw.headers["content-type"] == "text/html; charset=iso-8859-1"
    assert raw.headers["x-agent"] == "newsmill-test"
    assert raw.fetched_at is not None
    assert before <= raw.fetched_at <= datetime.now(UTC)


async def test_what_the_feed_said_stays_and_the_event_still_decodes() -> None:
    async with site(page=page) as address:
        raw = await fetch(f"{address}/page")
    assert (raw.id, raw.title, raw.metadata) == ("feed-1", "Ferries", {"desk": "sea"})
    assert RawArticle.decode(raw.encode()) == raw


async def test_a_fetched_page_replaces_no_content_but_is_the_only_one() -> None:
    async with site(page=page) as address:
        raw = await fetch(f"{address}/page")
    assert raw.has_content
    assert raw.content is None


async def test_a_redirect_is_followed_and_the_final_url_kept() -> None:
    async def moved(_: web.Request) -> web.Response:
        raise web.HTTPMovedPermanently("/page")

    async with site(moved=moved, page=page) as address:
        raw = await fetch(f"{address}/moved")
        assert raw.url == f"{address}/page"
    assert raw.page() == PAGE


async def test_a_compressed_page_arrives_as_it_was_before() -> None:
    async def compressed(_: web.Request) -> web.Response:
        response = web.Response(body=PAGE * 100, content_type="text/html")
        response.enable_compression(web.ContentCoding.gzip)
        return response

    async with site(compressed=compressed) as address:
        assert (await fetch(f"{address}/compressed")).page() == PAGE * 100


async def test_a_redirect_to_what_is_no_web_page_is_refused() -> None:
    async def away(_: web.Request) -> web.Response:
        return web.Response(status=302, headers={"Location": "ftp://example.org/page"})

    async with site(away=away) as address:
        with pytest.raises(Rejected, match="UnsupportedProtocol") as caught:
            await fetch(f"{address}/away")
    assert caught.value.reason is Reason.FETCH_FAILED


async def test_endless_redirects_are_refused() -> None:
    async def around(_: web.Request) -> web.Response:
        raise web.HTTPFound("/around")

    async with site(around=around) as address:
        with pytest.raises(Rejected, match="TooManyRedirects") as caught:
            await fetch(f"{address}/around")
    assert caught.value.reason is Reason.FETCH_FAILED


@pytest.mark.parametrize("code", [400, 401, 403, 404, 410, 451, 501])
async def test_a_status_that_stays_is_refused_with_url_and_status(code: int) -> None:
    async with site(page=status(code)) as address:
        with pytest.raises(Rejected, match=f"{address}/page: HTTP {code}") as caught:
            await fetch(f"{address}/page")
    assert caught.value.reason is Reason.FETCH_FAILED


@pytest.mark.parametrize("code", [408, 425, 429, 500, 502, 503, 504])
async def test_a_status_that_may_pass_is_worth_another_attempt(code: int) -> None:
    async with site(page=status(code)) as address:
        with pytest.raises(Transient, match=f"HTTP {code}") as caught:
            await fetch(f"{address}/page")
    assert caught.value.reason is Reason.FETCH_FAILED


@pytest.mark.parametrize("slow_part", ["headers", "body"])
async def test_a_page_that_takes_too_long_is_worth_another_attempt(slow_part: str) -> None:
    async def slow(request: web.Request) -> web.StreamResponse:
        if slow_part == "headers":
            await asyncio.sleep(30)
        response = web.StreamResponse()
        await response.prepare(request)
        while True:  # a drop now and then: no single wait is long
            await response.write(b"<p>")
            await asyncio.sleep(0.05)

    async with site(slow=slow) as address:
        with pytest.raises(Transient, match="Time") as caught:
            await fetch(f"{address}/slow", fetch_timeout=0.3)
    assert caught.value.reason is Reason.FETCH_FAILED


async def test_a_page_above_the_cap_is_refused_and_one_below_fits_the_event_cap_in_base64() -> None:
    async def large(request: web.Request) -> web.Response:
        return web.Response(body=b"a" * int(request.query["size"]))

    limit = 3000
    async with site(large=large) as address:
        with pytest.raises(Rejected, match="NEWSMILL_MAX_EVENT_BYTES") as caught:
            await fetch(f"{address}/large?size=2001", max_event_bytes=limit)
        fitting = await fetch(f"{address}/large?size=2000", max_event_bytes=limit)
    assert caught.value.reason is Reason.TOO_LARGE
    assert len(fitting.content_base64 or "") <= limit


async def test_a_page_without_end_is_refused_as_soon_as_it_is_too_large() -> None:
    async def endless(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        while True:
            await response.write(b"a" * 1000)

    async with site(endless=endless) as address:
        with pytest.raises(Rejected, match="the page has more than") as caught:
            await fetch(f"{address}/endless", max_event_bytes=10_000)
    assert caught.value.reason is Reason.TOO_LARGE


async def test_a_connection_cut_amid_the_page_is_worth_another_attempt() -> None:
    async def cut(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Length": "1000"})
        await response.prepare(request)
        await response.write(b"<p>")
        assert request.transport is not None
        request.transport.close()
        return response

    async with site(cut=cut) as address:
        with pytest.raises(Transient, match="RemoteProtocolError"):
            await fetch(f"{address}/cut")


async def test_a_refused_connection_is_worth_another_attempt() -> None:
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
async def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(Rejected) as caught:
        await fetch(url)
    assert caught.value.reason is Reason.FETCH_FAILED


async def test_an_event_without_a_url_is_refused() -> None:
    async with create_fetcher(Settings()) as fetcher:
        with pytest.raises(Rejected) as caught:
            await fetcher.fetch(RawArticle(content="<p>"))
    assert caught.value.reason is Reason.MISSING_CONTENT


def answers(metrics: Metrics) -> dict[str, float]:
    """What came of the pages so far, without what never came."""
    samples = (sample for family in metrics.fetches.collect() for sample in family.samples)
    return {one.labels["answer"]: one.value for one in samples if one.name.endswith("_total") and one.value}


@pytest.mark.parametrize(
    "code, answer",
    [(200, "ok"), (304, "redirect"), (404, "client_error"), (429, "throttled"), (503, "server_error")],
)
async def test_each_status_counts_as_one_answer_of_its_class(code: int, answer: str) -> None:
    metrics = Metrics()
    async with site(page=status(code)) as address:
        with suppress(Rejected, Transient):
            await fetch(f"{address}/page", metrics)
    assert answers(metrics) == {answer: 1}


async def test_a_failure_without_a_status_counts_as_one_answer_too() -> None:
    async def slow(_: web.Request) -> web.Response:
        await asyncio.sleep(30)
        return web.Response()

    async def around(_: web.Request) -> web.Response:
        raise web.HTTPFound("/around")

    async def cut(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Length": "1000"})
        await response.prepare(request)
        await response.write(b"<p>")
        assert request.transport is not None
        request.transport.close()
        return response

    metrics = Metrics()
    async with site(slow=slow, around=around, cut=cut) as address:
        for url in (f"{address}/slow", f"{address}/around", f"{address}/cut", "http://", "http://[::1/page"):
            with pytest.raises((Rejected, Transient)):
                await fetch(url, metrics, fetch_timeout=0.3)
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        with pytest.raises(Transient):
            await fetch(f"http://127.0.0.1:{closed.getsockname()[1]}/page", metrics)
    assert answers(metrics) == {"timeout": 1, "redirect": 1, "broken": 1, "bad_url": 2, "unreachable": 1}
