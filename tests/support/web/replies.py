"""What the server answers by path, in HTTP/1.1 and HTTP/2 alike; the lies that only one of them knows are elsewhere.

`/good/17` calls `good` with the request, whose arguments are ["17"]. A path that no function here has gets a page.
`robots.txt` depends on the host: `forbid.web.example` forbids everything (ROBOTS).
"""

import asyncio
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http import HTTPStatus
from urllib.parse import unquote

from tests.support.articles.pages import page, story
from tests.support.web.bombs import MIB, brotlied, deflated, gzipped
from tests.support.web.seen import Request

Headers = tuple[tuple[str, str], ...]
Pieces = AsyncIterator[bytes]
HTML: Headers = (("Content-Type", "text/html; charset=utf-8"),)
NEVER = 3600.0  # seconds
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"


@dataclass(frozen=True)
class Reply:
    """An answer; a body in pieces has no length that is known before."""

    body: bytes | Pieces = b""
    headers: Headers = HTML
    status: int = 200

    @property
    def words(self) -> str:
        """The reason phrase."""
        return HTTPStatus(self.status).phrase if self.status in set(HTTPStatus) else "Whatever"


def good(request: Request) -> Reply:
    """Return a page with a text of its own, by host and path."""
    number = zlib.crc32(f"{request.host}{request.path}".encode())
    return Reply(page(f"Story {number} of the day", story(number), size=4000).encode())


async def slow(request: Request) -> Reply:
    """Return a page after some seconds: /slow/2.5."""
    await asyncio.sleep(float(request.arguments[0]))
    return good(request)


async def hang(_: Request) -> Reply:
    """Never answer."""
    await asyncio.sleep(NEVER)
    return Reply()


def loris(_: Request) -> Reply:
    """Return a page, a byte at a time."""
    return Reply(_repeated(b"a", pause=0.1))


def endless(_: Request) -> Reply:
    """Return a page without end, as fast as it is read."""
    return Reply(_repeated(b"<p>more</p>" * 1500))


def large(request: Request) -> Reply:
    """Return as many bytes as asked for: /large/5000000."""
    return Reply(b"a" * int(request.arguments[0]))


async def _repeated(piece: bytes, pause: float = 0.0) -> Pieces:
    while True:
        yield piece
        await asyncio.sleep(pause)


def bomb(request: Request) -> Reply:
    """Return a body that unpacks to a gigabyte or two: /bomb/brotli."""
    body, coding = {
        "brotli": (brotlied(2048), "br"),
        "gzip": (gzipped(1024), "gzip"),
        "deflate": (deflated(1024, wbits=15), "deflate"),
        "bare-deflate": (deflated(1024, wbits=-15), "deflate"),
        "twice": (gzipped(1024, 2), "gzip, gzip"),
        "thrice": (gzipped(1024, 3), "gzip, gzip, gzip"),
        "hidden": (gzipped(1024, 2), "gzip"),  # what comes out is packed once more, which is the page's own affair
        "unknown": (gzipped(1024), "zstd"),
    }[request.arguments[0]]
    return Reply(body, (*HTML, ("Content-Encoding", coding)))


def status(request: Request) -> Reply:
    """Return a status alone: /status/404."""
    return Reply(b"", HTML, int(request.arguments[0]))


def retry(request: Request) -> Reply:
    """Return 429 with a Retry-After: /retry/120, or seconds as a date: /retry/date/120, or anything: /retry/soon."""
    value = unquote(request.arguments[-1])
    if request.arguments[0] == "date":
        value = format_datetime(datetime.now(UTC) + timedelta(seconds=float(value)), usegmt=True)
    return Reply(b"", (("Retry-After", value),), 429)


def redirect(request: Request) -> Reply:
    """Redirect as often as asked for, then return a page: /redirect/3."""
    left = int(request.arguments[0])
    return _to(f"/redirect/{left - 1}") if left else good(request)


def loop(request: Request) -> Reply:
    """Redirect to itself."""
    return _to(request.path)


def to(request: Request) -> Reply:
    """Redirect to any URL: /to?ftp://a.example/."""
    return _to(unquote(request.query))


def nowhere(_: Request) -> Reply:
    """Redirect without a target."""
    return Reply(b"", (), 302)


def far(_: Request) -> Reply:
    """Redirect to a URL of 60 kB."""
    return _to("/good/" + "a" * 60_000)


def _to(url: str) -> Reply:
    return Reply(b"", (("Location", url),), 302)


def cookies(request: Request) -> Reply:
    """Return a page with 20 cookies of 3 kB, whose names no other page has."""
    name = zlib.crc32(request.path.encode())
    return Reply(good(request).body, (*HTML, *(("Set-Cookie", f"c{name}_{n}={'v' * 3000}; Path=/") for n in range(20))))


def gate(request: Request) -> Reply:
    """Return a page to who has its cookie; set it and redirect to the same page for anyone else."""
    if "gate=open" in request.headers.get("cookie", ""):
        return good(request)
    return Reply(b"", (("Location", request.path), ("Set-Cookie", "gate=open; Path=/")), 302)


def hoard(request: Request) -> Reply:
    """Redirect ten times, with 20 cookies of 3 kB each time."""
    left = int(request.arguments[0])
    return Reply(b"", (("Location", f"/hoard/{left - 1}"), *cookies(request).headers), 302) if left else good(request)


def unchanged(request: Request) -> Reply:
    """Return a page with an ETag and a date; 304 to who has seen it."""
    if request.headers.get("if-none-match") == '"v1"' or "if-modified-since" in request.headers:
        return Reply(b"", (("ETag", '"v1"'),), 304)
    return Reply(good(request).body, (*HTML, ("ETag", '"v1"'), ("Last-Modified", "Tue, 24 Nov 2026 09:30:00 GMT")))


def odd_etag(request: Request) -> Reply:
    """Return a page whose ETag is not ASCII."""
    return Reply(good(request).body, (*HTML, ("ETag", '"\xe9t\xe9"')))


def claims(request: Request) -> Reply:
    """Return something as something else: /claims/picture is a PNG of 8 MB that is said to be HTML."""
    return {
        "picture": Reply(PNG + bytes(8 * MIB)),
        "pdf": Reply(b"%PDF-1.7\n" + bytes(8 * MIB), (("Content-Type", "application/pdf"),)),
        "nothing": Reply(good(request).body, ()),
        "octets": Reply(good(request).body, (("Content-Type", "application/octet-stream"),)),
        "octet-picture": Reply(PNG + bytes(1000), (("Content-Type", "application/octet-stream"),)),
        "long-type": Reply(good(request).body, (("Content-Type", "text/html; charset=" + "a" * 60_000),)),
        "latin": Reply("<p>Fähre</p>".encode("latin-1"), (("Content-Type", "text/html; charset=iso-8859-1"),)),
        "gzip": Reply(b"<p>not packed</p>", (*HTML, ("Content-Encoding", "gzip"))),
        "cut-gzip": Reply(gzipped(1)[:-20], (*HTML, ("Content-Encoding", "gzip"))),
        "long-coding": Reply(b"<p>x</p>", (*HTML, ("Content-Encoding", "gzip, " * 9_000))),
    }[request.arguments[0]]


def many_headers(request: Request) -> Reply:
    """Return a page with 1,500 headers, some that matter again and again."""
    more = tuple((f"X-{n}", "v") for n in range(1400)) + (("Link", "<https://a.example/>; rel=next"),) * 100
    return Reply(good(request).body, (*HTML, *more))


async def robots(request: Request) -> Reply:
    """Return the robots.txt of the request's host."""
    reply = ROBOTS.get(request.host.partition(".")[0])
    if reply is None:
        return Reply(b"", HTML, 404)
    made = reply(request)
    return made if isinstance(made, Reply) else await made


def _rules(text: str) -> Callable[[Request], Reply]:
    return lambda _: Reply(text.encode(), (("Content-Type", "text/plain"),))


ROBOTS: dict[str, Callable[[Request], Reply | Awaitable[Reply]]] = {  # by the first label of the host
    "forbid": _rules("User-agent: *\nDisallow: /\n"),
    "allow": _rules("User-agent: *\nDisallow: /private/\n"),
    "other": _rules("User-agent: newsmill\nAllow: /\n\nUser-agent: *\nDisallow: /\n"),
    "crawl": _rules("User-agent: *\nCrawl-delay: 0.7\n"),
    "crawl-huge": _rules("User-agent: *\nCrawl-delay: 1e300\n"),
    "large": _rules("User-agent: *\nDisallow: /private/\n" + "#" + "x" * 10 * MIB + "\nDisallow: /\n"),
    "many": _rules("User-agent: *\n" + "".join(f"Disallow: /*a{n}*b*c*d*$\n" for n in range(40_000))),
    "binary": lambda _: Reply(bytes(range(256)) * 1000),
    "error": lambda _: Reply(b"", HTML, 500),
    "moved": lambda _: _to("/robots/elsewhere"),
    "around": loop,
    "endless": endless,
    "bomb": lambda _: Reply(brotlied(2048), (("Content-Encoding", "br"),)),
    "hang": hang,
    "inside": lambda _: _to("http://10.0.0.1/robots.txt"),
}

REPLIES: dict[str, Callable[[Request], Reply | Awaitable[Reply]]] = {
    function.__name__.replace("_", "-"): function
    for function in (
        slow, hang, loris, endless, large, bomb, status, retry, redirect, loop, to, nowhere, far, cookies, gate, hoard,
        unchanged, odd_etag, claims, many_headers,
    )
}  # fmt: skip


async def reply_to(request: Request) -> Reply:
    """Return the answer to a request."""
    if request.path == "/robots.txt":
        return await robots(request)
    made = REPLIES.get(request.path.split("/")[1], good)(request)
    return made if isinstance(made, Reply) else await made
