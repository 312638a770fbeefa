"""A web server on 127.0.0.1 in a process of its own, good and hostile by path: HTTP/1.1, and HTTP/2 with TLS.

With its own process, a test can watch the memory and the event loop of the fetcher alone. `Web` starts it, and
`python -m tests.support.web.server` is what it starts, which prints its ports and the certificates to trust.
"""

import asyncio
import json
import socket
import ssl
import subprocess
import sys
from asyncio import StreamReader, StreamWriter
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import closing, suppress
from functools import partial
from http.client import HTTPConnection
from types import TracebackType
from typing import Any, Self

import trustme

from tests.support.paths import ROOT
from tests.support.web import http1, http2
from tests.support.web.seen import Request, Seen

NAMES = ("*.web.example", "localhost")
LISTEN = 1000
Serve = Callable[[StreamReader, StreamWriter], Awaitable[None]]


class Web:
    """The server as a test knows it; a context manager.

    `more` is a number of addresses besides 127.0.0.1, each a site if there is no `resolver`: 127.0.1.1 and so on.
    """

    def __init__(self, more: int = 0) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.web.server", str(more)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert self._process.stdout is not None
        ready = json.loads(self._process.stdout.readline())
        self.port: int = ready["http"]
        self.tls_port: int = ready["https"]
        self._control: int = ready["control"]
        self.authority: str = ready["authority"]
        self.trusts = ssl.create_default_context(cadata=self.authority)

    def url(self, path: str = "/", host: str = "www.web.example", *, tls: bool = False) -> str:
        """Return the URL of a path, on a host whose name `resolver` knows."""
        return f"https://{host}:{self.tls_port}{path}" if tls else f"http://{host}:{self.port}{path}"

    def seen(self) -> Seen:
        """Return what it has seen so far."""
        found = self._ask("/seen")
        return Seen([Request(**one) for one in found["requests"]], found["connections"])

    def forget(self) -> None:
        """Let it forget what it has seen."""
        self._ask("/forget")

    def _ask(self, path: str) -> dict[str, Any]:
        with closing(HTTPConnection("127.0.0.1", self._control, timeout=60)) as connection:
            connection.request("GET", path)
            found: dict[str, Any] = json.load(connection.getresponse())
        return found

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.communicate()


def resolver(*given: Any) -> Iterable[tuple[Any, ...]]:
    """Stand in for `socket.getaddrinfo`: each name is 127.0.0.1."""
    return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", given[1]))]


def certificates(addresses: Sequence[str]) -> tuple[ssl.SSLContext, str]:
    """Return a context for the server, and the authority that clients have to trust."""
    authority = trustme.CA()
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert(*NAMES, *addresses).configure_cert(context)
    context.set_alpn_protocols(["h2", "http/1.1"])

    def note(tls: ssl.SSLSocket | ssl.SSLObject, name: str | None, _: ssl.SSLContext) -> None:
        tls.asked_for = name  # type: ignore[union-attr]  # read with each request

    context.sni_callback = note
    return context, authority.cert_pem.bytes().decode()


async def _serve(reader: StreamReader, writer: StreamWriter, seen: Seen) -> None:
    seen.connections += 1
    tls = writer.get_extra_info("ssl_object")
    protocol = http2 if tls is not None and tls.selected_alpn_protocol() == "h2" else http1
    try:
        await protocol.serve(reader, writer, seen)
    finally:
        writer.close()


async def _control(reader: StreamReader, writer: StreamWriter, seen: Seen) -> None:
    head = await reader.readuntil(b"\r\n\r\n")
    if b"/forget" in head:
        seen.requests.clear()
        seen.connections = 0
    body = json.dumps(seen.to_object()).encode()
    writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
    with suppress(ConnectionError):
        await writer.drain()
    writer.close()


async def _listen(serve: Serve, addresses: Sequence[str], context: ssl.SSLContext | None = None) -> int:
    """Serve on all addresses, with one port, which is returned."""
    first = await asyncio.start_server(serve, addresses[0], 0, ssl=context, backlog=LISTEN)
    port: int = first.sockets[0].getsockname()[1]
    if others := addresses[1:]:
        await asyncio.start_server(serve, others, port, ssl=context, backlog=LISTEN)
    return port


async def main(more: int) -> None:
    """Serve until standard input ends, that is until whoever started it has ended."""
    addresses = ["127.0.0.1", *(f"127.0.1.{number + 1}" for number in range(more))]
    seen, (context, authority) = Seen(), certificates(addresses)
    asyncio.get_running_loop().set_exception_handler(lambda *_: None)  # clients that leave are its daily bread
    ports = {
        "http": await _listen(partial(_serve, seen=seen), addresses),
        "https": await _listen(partial(_serve, seen=seen), addresses, context),
        "control": await _listen(partial(_control, seen=seen), addresses[:1]),
    }
    sys.stdout.write(json.dumps({**ports, "authority": authority}) + "\n")
    sys.stdout.flush()
    await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
