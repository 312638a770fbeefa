"""Trips over redirects: where they lead, what goes along, and what they leave in the event."""

import asyncio
import base64
import os
import ssl

import pytest
import trustme
from aiohttp import web

from agents.fetch.answer import Answer
from schemas import RawArticle, Reason, Rejected, Transient
from tests.support.articles.fetching import fetch, fetcher
from tests.support.articles.site import PAGE, page, site


def to(target, code=302):
    async def reply(_):
        return web.Response(status=code, headers={"Location": target})

    return reply


async def echo(request):
    return web.Response(text=f"{request.headers.get('Authorization', 'none')} {request.headers.get('Cookie', 'none')}")


def basic(credentials):
    return f"Basic {base64.b64encode(credentials.encode()).decode()}"


async def test_the_event_names_the_urls_that_led_to_its_page():
    async with site(first=to("/second"), second=to("page", 308), page=page) as address:
        raw = await fetch(f"{address}/first")
    assert raw.url == f"{address}/page"
    assert raw.redirects == (f"{address}/first", f"{address}/second")
    assert raw.page() == PAGE


async def test_a_feeds_own_redirects_come_before_those_of_the_fetch():
    async with site(first=to("/page"), page=page) as address, fetcher() as fetching:
        given = {"url": f"{address}/first", "redirects": ["https://short.example/1"]}
        found = await fetching.fetch(RawArticle.from_object(given))
    assert found is not None
    assert found.raw.redirects == ("https://short.example/1", f"{address}/first")


async def test_user_and_password_are_used_for_the_request_and_are_nowhere_afterwards():
    async with site(echo=echo) as address:
        raw = await fetch(address.replace("://", "://jo%40desk:pa%3Ass@") + "/echo")
    assert raw.page() == f"{basic('jo@desk:pa:ss')} none".encode()
    assert raw.url == f"{address}/echo"
    assert b"pa" not in raw.encode().replace(raw.content_base64.encode(), b"")


async def test_user_and_password_are_not_in_an_error():
    async with site(echo=echo) as address:
        with pytest.raises(Rejected) as caught:
            await fetch(address.replace("://", "://jo:secret@") + "/nothing")
    assert "secret" not in str(caught.value)
    assert "HTTP 404" in str(caught.value)


async def test_user_and_password_do_not_go_to_another_site():
    async with site(echo=echo) as other, site(away=to(f"{other}/echo"), echo=to("/here"), here=echo) as address:
        own = await fetch(address.replace("://", "://jo:secret@") + "/echo")
        away = await fetch(address.replace("://", "://jo:secret@") + "/away")
    assert own.page() == f"{basic('jo:secret')} none".encode()
    assert away.page() == b"none none"


async def test_user_and_password_in_a_redirect_are_dropped():
    async with site(echo=echo) as other:
        target = other.replace("://", "://jo:secret@") + "/echo"
        async with site(away=to(target)) as address:
            raw = await fetch(f"{address}/away")
    assert (raw.url, raw.page()) == (f"{other}/echo", b"none none")


async def test_a_cookie_goes_along_within_one_pages_redirects_and_no_further():
    async def ask_again(request):
        if "seen=1" in request.headers.get("Cookie", ""):
            return web.Response(text="with it")
        return web.Response(status=302, headers={"Location": "/again", "Set-Cookie": "seen=1; Path=/"})

    async with site(again=ask_again, echo=echo) as address, fetcher() as fetching:
        first = await fetching.fetch(RawArticle(url=f"{address}/again"))
        second = await fetching.fetch(RawArticle(url=f"{address}/echo"))
    assert first is not None
    assert second is not None
    assert (first.raw.page(), second.raw.page()) == (b"with it", b"none none")


@pytest.mark.parametrize(
    "target", ["ftp://herald.example/", "file:///etc/passwd", "http://[", "https://a:99999/", "//"]
)
async def test_a_redirect_to_what_is_no_page_is_refused(target):
    async with site(away=to(target)) as address:
        with pytest.raises(Rejected) as caught:
            await fetch(f"{address}/away")
    assert caught.value.reason is Reason.FETCH_FAILED


async def test_a_redirect_without_a_target_is_refused():
    async def nowhere(_):
        return web.Response(status=301)

    async with site(nowhere=nowhere) as address:
        with pytest.raises(Rejected, match="HTTP 301 without a target"):
            await fetch(f"{address}/nowhere")


@pytest.mark.parametrize(
    "begin", [b"", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 500\r\n\r\n<p>"]
)
async def test_a_tls_connection_that_breaks_after_the_handshake_is_a_broken_answer(begin):
    authority = trustme.CA()
    here, there = ssl.create_default_context(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.configure_trust(here)
    authority.issue_cert("127.0.0.1").configure_cert(there)

    async def serve(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        writer.write(begin)
        os.write(writer.get_extra_info("socket").fileno(), b"\x17\x03\x03\x00\x40" + bytes(64))  # no TLS record
        writer.close()

    server, answers = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=there), []
    port = server.sockets[0].getsockname()[1]
    async with server:
        with pytest.raises(Transient, match="SSLError"):
            await fetch(f"https://127.0.0.1:{port}/page", verify=here, answers=answers)
    assert answers == [Answer.BROKEN]
