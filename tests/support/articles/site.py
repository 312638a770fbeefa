"""A web site on this machine, with the answers that a test gives it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from aiohttp import web

Reply = Callable[[web.Request], Awaitable[web.StreamResponse]]

PAGE = "<p>Fähre</p>".encode("iso-8859-1")


@asynccontextmanager
async def site(**replies: Reply) -> AsyncIterator[str]:
    """Serve each reply at the path of its name; yields the URL of the site."""
    application = web.Application()
    for name, reply in replies.items():
        application.router.add_get(f"/{name}", reply)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


async def page(request: web.Request) -> web.Response:
    """Reply with PAGE, its charset, and the agent that asked."""
    headers = {"Content-Type": "text/html; charset=iso-8859-1", "X-Agent": request.headers["User-Agent"]}
    return web.Response(body=PAGE, headers=headers)


async def large(request: web.Request) -> web.Response:
    """Reply with as many bytes as the parameter `size` says."""
    return web.Response(body=b"a" * int(request.query["size"]))


def status(code: int) -> Reply:
    """Return a reply that has a status and nothing else."""

    async def reply(_: web.Request) -> web.Response:
        return web.Response(status=code)

    return reply


def text(html: str) -> Reply:
    """Return a reply with a page."""

    async def reply(_: web.Request) -> web.Response:
        return web.Response(text=html, content_type="text/html")

    return reply


async def slow(_: web.Request) -> web.Response:
    """Reply after half a minute."""
    await asyncio.sleep(30)
    return web.Response()


async def around(_: web.Request) -> web.Response:
    """Redirect to the same page."""
    raise web.HTTPFound("/around")


async def cut(request: web.Request) -> web.StreamResponse:
    """Close the connection after three bytes of a page of a thousand."""
    response = web.StreamResponse(headers={"Content-Length": "1000"})
    await response.prepare(request)
    await response.write(b"<p>")
    assert request.transport is not None
    request.transport.close()
    return response
