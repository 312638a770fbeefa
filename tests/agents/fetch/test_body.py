"""Bodies: which types are pages, as the server states them and by their first bytes, and how much is read of them."""

import brotli
import httpx
import pytest
from aiohttp import web

from agents.fetch.body import read_start
from agents.web.body import MANY_PIECES
from schemas import RawArticle, Reason, Rejected
from tests.support.articles.fetching import fetch, fetcher
from tests.support.articles.site import PAGE, site

PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)
HTML = b"<!doctype html><p>The ferry sails again.</p>"


def answer(body, content_type=None, **headers):
    async def reply(_):
        response = web.Response(body=body, headers={name.replace("_", "-"): value for name, value in headers.items()})
        response.content_type = content_type or "application/octet-stream"
        if content_type is None:
            del response.headers["Content-Type"]
        return response

    return reply


async def endless(request):
    """Send a picture that never ends."""
    response = web.StreamResponse(headers={"Content-Type": request.query["type"]})
    await response.prepare(request)
    while True:
        await response.write(PNG * 100)


@pytest.mark.parametrize("stated", ["image/png", "application/pdf", "application/json", "video/mp4", "text/css"])
async def test_what_is_no_page_is_refused_before_its_body(stated):
    async with site(endless=endless) as address:
        with pytest.raises(Rejected, match=f"it is '{stated}', not a page") as caught:
            await fetch(f"{address}/endless?type={stated}", max_bytes=10_000_000)
    assert caught.value.reason is Reason.UNSUPPORTED_CONTENT_TYPE


async def test_a_picture_that_says_it_is_a_page_is_refused_at_its_first_bytes():
    async with site(endless=endless) as address:
        with pytest.raises(Rejected, match="it is 'image/png', not a page"):
            await fetch(f"{address}/endless?type=text/html", max_bytes=10_000_000)


@pytest.mark.parametrize("stated", ["application/octet-stream", "unknown/unknown"])
@pytest.mark.parametrize(
    "body, found", [(HTML, "text/html"), (b"The ferry sails again.\n", "text/plain"), (PAGE, "text/html")]
)
async def test_without_a_useful_type_the_first_bytes_say_what_it_is(stated, body, found):
    async with site(page=answer(body, stated)) as address:
        raw = await fetch(f"{address}/page")
    assert (raw.content_type, raw.page()) == (found, body)


async def test_without_a_useful_type_binary_data_is_refused():
    async with site(page=answer(bytes(100), "application/octet-stream")) as address:
        with pytest.raises(Rejected, match="binary data") as caught:
            await fetch(f"{address}/page")
    assert caught.value.reason is Reason.UNSUPPORTED_CONTENT_TYPE


async def test_a_page_whose_stated_length_is_too_large_is_refused_unread():
    async with site(page=answer(HTML * 100, "text/html")) as address:
        with pytest.raises(Rejected, match="the body has 4400 bytes") as caught:
            await fetch(f"{address}/page", max_bytes=1000)
    assert caught.value.reason is Reason.TOO_LARGE


async def test_a_bomb_is_refused_and_gives_its_room_back():
    packer = brotli.Compressor(quality=5)
    packed = b"".join(packer.process(bytes(1 << 20)) for _ in range(64)) + packer.finish()
    async with site(bomb=answer(packed, "text/html", Content_Encoding="br")) as address, fetcher() as fetching:
        with pytest.raises(Rejected) as caught:
            await fetching.fetch(RawArticle(url=f"{address}/bomb"))
        assert fetching._budget.held == 0
    assert caught.value.reason is Reason.TOO_LARGE


@pytest.mark.parametrize("coding", ["gzip, gzip", "compress", "zstd"])
async def test_a_coding_that_nobody_asked_for_is_refused(coding):
    async with site(page=answer(HTML, "text/html", Content_Encoding=coding)) as address:
        with pytest.raises(Rejected) as caught:
            await fetch(f"{address}/page")
    assert caught.value.reason is Reason.UNDECODABLE_CONTENT


async def test_of_rules_in_tiny_pieces_only_the_first_pieces_are_read():
    pieces = 0

    async def tiny():
        nonlocal pieces
        while True:
            pieces += 1
            yield b"a"

    assert await read_start(httpx.Response(200, content=tiny()), 500_000) == "a" * MANY_PIECES
    assert pieces == MANY_PIECES + 1


@pytest.mark.parametrize("stated", ["text/html, text/html", "text/html, application/pdf", "text/html;" + "x" * 60_000])
async def test_a_type_that_is_stated_twice_or_without_end_is_what_it_begins_with(stated):
    async def reply(request):
        transport = request.transport
        head = f"HTTP/1.1 200 OK\r\nContent-Type: {stated}\r\nContent-Length: {len(HTML)}\r\nConnection: close\r\n\r\n"
        transport.write(head.encode() + HTML)
        transport.close()
        return web.Response()

    async with site(page=reply) as address:
        raw = await fetch(f"{address}/page")
    assert raw.content_type.startswith("text/html")
    assert len(raw.content_type) <= 1024
