"""HTTP/1.1, written byte by byte, so that it can lie: `/raw/<name>` gets what no library would send (LIES)."""

import asyncio
import ssl
from asyncio import StreamReader, StreamWriter
from collections.abc import AsyncIterator
from contextlib import suppress

from tests.support.web.replies import Reply, reply_to
from tests.support.web.seen import Request, Seen

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
LIES: dict[str, list[bytes]] = {  # what is sent; the last piece again and again if the name ends with *
    "short": [HEAD + b"Content-Length: 5000\r\n\r\n<p>cut"],
    "short-large": [HEAD + b"Content-Length: 2000000\r\n\r\n" + b"<p>cut" * 300_000],
    "long": [HEAD + b"Content-Length: 8\r\n\r\n<p>x</p>and something more that is no response"],
    "negative": [HEAD + b"Content-Length: -5\r\n\r\n<p>x</p>"],
    "huge-length": [HEAD + b"Content-Length: " + b"9" * 300 + b"\r\n\r\n<p>x</p>"],
    "two-lengths": [HEAD + b"Content-Length: 8\r\nContent-Length: 9\r\n\r\n<p>x</p>"],
    "cut-chunk": [CHUNKED + b"ff\r\n<p>cut"],
    "cut-after-chunk": [CHUNKED + b"8\r\n<p>x</p>\r\n"],
    "bad-chunk": [CHUNKED + b"zz\r\n<p>x</p>\r\n0\r\n\r\n"],
    "huge-chunk": [CHUNKED + b"fffffffffffffffffffff\r\n<p>x</p>"],
    "long-chunk-size": [CHUNKED, b"0" * 20_000 + b"*"],
    "tiny-chunks*": [CHUNKED, b"1\r\na\r\n" * 10_000],
    "chunk-extensions*": [CHUNKED, b"1;" + b"x" * 15_000 + b"\r\na\r\n"],
    "trailers*": [CHUNKED + b"8\r\n<p>x</p>\r\n0\r\n", b"X-T: v\r\n" * 1000],
    "garbage": [b"\x16\x03\x01\x02\x00" * 100],
    "garbage*": [b"SSH-2.0-OpenSSH_9.2\r\n", b"\x00\xff" * 5000],
    "http09": [b"<html><p>an old server</p></html>"],
    "status-words": [b"HTTP/1.1 two hundred\r\n\r\n"],
    "status-1000": [b"HTTP/1.1 1000 OK\r\n\r\n"],
    "status-099": [b"HTTP/1.1 099 OK\r\nContent-Length: 0\r\n\r\n"],
    "status-599": [b"HTTP/1.1 999 OK\r\nContent-Length: 0\r\n\r\n"],
    "escapes": [b"HTTP/1.1 404 \x1b[31mRED\x1b]0;pwned\x07\r\nContent-Length: 0\r\n\r\n"],
    "c1-escapes": [b"HTTP/1.1 404 \x9b31mRED\x9d0;pwned\x9c\xe2\x80\xae\r\nContent-Length: 0\r\n\r\n"],
    "header-escapes": [HEAD + b"Last-Modified: \x1b[31mRED\r\nContent-Length: 8\r\n\r\n<p>x</p>"],
    "no-colon": [HEAD + b"what is this\r\nContent-Length: 8\r\n\r\n<p>x</p>"],
    "long-header": [HEAD + b"X-Long: " + b"a" * 200_000 + b"\r\nContent-Length: 8\r\n\r\n<p>x</p>"],
    "ten-thousand-headers": [HEAD + b"X: v\r\n" * 10_000 + b"Content-Length: 8\r\n\r\n<p>x</p>"],
    "headers*": [HEAD, b"X-More: of the same\r\n" * 100],
    "continue*": [b"HTTP/1.1 100 Continue\r\n\r\n" * 1000],
    "hints*": [b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n" * 1000],
    "upgrade": [b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n<p>x</p>"],
    "control-location": [b"HTTP/1.1 302 Found\r\nLocation: /a\x01\x02b\r\nContent-Length: 0\r\n\r\n"],
    "port-location": [b"HTTP/1.1 302 Found\r\nLocation: http://a.example:99999999/\r\nContent-Length: 0\r\n\r\n"],
    "nothing": [],
}


async def serve(reader: StreamReader, writer: StreamWriter, seen: Seen) -> None:
    """Answer the requests of one connection."""
    with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, ssl.SSLError):
        while await _answer(reader, writer, seen):
            pass


async def _answer(reader: StreamReader, writer: StreamWriter, seen: Seen) -> bool:
    request = _parsed(await reader.readuntil(b"\r\n\r\n"), writer)
    seen.requests.append(request)
    if request.path.startswith("/raw/"):
        await _lie(request.arguments[0], writer)
        return False
    await _send(await reply_to(request), writer)
    return True


def _parsed(head: bytes, writer: StreamWriter) -> Request:
    first, *lines = head.decode("latin-1").split("\r\n")
    path, _, query = first.split(" ")[1].partition("?")
    headers = {
        name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines) if name
    }
    tls = writer.get_extra_info("ssl_object")
    name = getattr(tls, "asked_for", None)
    return Request(headers.get("host", "").rpartition(":")[0], path, query, headers, server_name=name)


async def _lie(name: str, writer: StreamWriter) -> None:
    pieces = LIES[name]
    for piece in pieces:
        await put(writer, piece)
    while name.endswith("*"):
        await put(writer, pieces[-1])


async def put(writer: StreamWriter, piece: bytes) -> None:
    """Send bytes; raises ConnectionError if the client has left, which `drain` alone does not always see."""
    if writer.is_closing():
        raise ConnectionResetError
    writer.write(piece)
    await writer.drain()
    await asyncio.sleep(0)


async def _send(reply: Reply, writer: StreamWriter) -> None:
    head = f"HTTP/1.1 {reply.status} {reply.words}\r\n"
    head += "".join(f"{name}: {value}\r\n" for name, value in reply.headers)
    head += (
        f"Content-Length: {len(reply.body)}\r\n" if isinstance(reply.body, bytes) else "Transfer-Encoding: chunked\r\n"
    )
    await put(writer, head.encode("latin-1") + b"\r\n")
    async for piece in _pieces(reply):
        await put(writer, piece)


async def _pieces(reply: Reply) -> AsyncIterator[bytes]:
    if isinstance(reply.body, bytes):
        yield reply.body
        return
    async for piece in reply.body:
        yield b"%x\r\n%b\r\n" % (len(piece), piece)
    yield b"0\r\n\r\n"
