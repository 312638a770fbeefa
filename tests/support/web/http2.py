"""HTTP/2 (RFC 9113): the same answers as HTTP/1.1's, and `/frames/<name>`, which abuses the protocol (ABUSES)."""

import asyncio
import ssl
from asyncio import StreamReader, StreamWriter
from collections.abc import Awaitable, Callable
from contextlib import suppress

from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.events import ConnectionTerminated, Event, RequestReceived, StreamReset, WindowUpdated
from h2.exceptions import ProtocolError
from hyperframe.frame import (
    ContinuationFrame,
    DataFrame,
    Frame,
    GoAwayFrame,
    HeadersFrame,
    PingFrame,
    PushPromiseFrame,
    RstStreamFrame,
    SettingsFrame,
    WindowUpdateFrame,
)

from tests.support.web.http1 import put
from tests.support.web.replies import NEVER, Headers, Reply, reply_to
from tests.support.web.seen import Request, Seen


class Connection:
    """One connection: its requests are answered side by side."""

    def __init__(self, reader: StreamReader, writer: StreamWriter, seen: Seen) -> None:
        self._reader = reader
        self.writer = writer
        self._seen = seen
        plain = H2Configuration(
            client_side=False,
            header_encoding="utf-8",
            validate_outbound_headers=False,
            normalize_outbound_headers=False,
        )
        self.h2 = H2Connection(plain)
        self._moved = asyncio.Condition()
        self._tasks: dict[int, asyncio.Task[None]] = {}

    async def serve(self) -> None:
        """Read until the client leaves."""
        self.h2.initiate_connection()
        try:
            await self.flush()
            while data := await self._reader.read(65_536):
                for event in self.h2.receive_data(data):
                    await self._take(event)
                await self.flush()
        finally:
            for task in self._tasks.values():
                task.cancel()
            await asyncio.gather(*self._tasks.values(), return_exceptions=True)

    async def flush(self) -> None:
        """Send what h2 wants to send."""
        await put(self.writer, self.h2.data_to_send())

    async def send(self, *frames: Frame) -> None:
        """Send frames as they are, behind h2's back."""
        await put(self.writer, b"".join(frame.serialize() for frame in frames))

    def head(self, stream: int, *headers: tuple[str, str], status: str = "200") -> HeadersFrame:
        """Return a frame with headers, whatever they are."""
        pairs = [(":status", status), *headers]
        frame = HeadersFrame(stream, self.h2.encoder.encode(pairs))
        frame.flags.add("END_HEADERS")
        return frame

    async def _take(self, event: Event) -> None:
        if isinstance(event, RequestReceived):
            task = asyncio.create_task(self._answer(event))
            self._tasks[event.stream_id] = task
        elif isinstance(event, StreamReset) and event.stream_id in self._tasks:
            self._tasks[event.stream_id].cancel()
        elif isinstance(event, ConnectionTerminated):
            raise ConnectionResetError
        elif isinstance(event, WindowUpdated):
            async with self._moved:
                self._moved.notify_all()

    async def _answer(self, event: RequestReceived) -> None:
        headers = {str(name): str(value) for name, value in event.headers}
        path, _, query = headers[":path"].partition("?")
        host = headers[":authority"].rpartition(":")[0]
        name = getattr(self.writer.get_extra_info("ssl_object"), "asked_for", None)
        request = Request(host, path, query, headers, protocol="HTTP/2", server_name=name)
        self._seen.requests.append(request)
        with suppress(ConnectionError, ssl.SSLError, ProtocolError):
            if path.startswith("/frames/"):
                await ABUSES[request.arguments[0]](self, event.stream_id)
            else:
                await self._send(event.stream_id, await reply_to(request))

    async def _send(self, stream: int, reply: Reply) -> None:
        headers = [(":status", str(reply.status)), *((name.lower(), value) for name, value in reply.headers)]
        if isinstance(reply.body, bytes):
            headers.append(("content-length", str(len(reply.body))))
        self.h2.send_headers(stream, headers)
        if isinstance(reply.body, bytes):
            await self._send_data(stream, reply.body)
        else:
            async for piece in reply.body:
                await self._send_data(stream, piece)
        self.h2.end_stream(stream)
        await self.flush()

    async def _send_data(self, stream: int, body: bytes) -> None:
        while body:
            async with self._moved:
                await self._moved.wait_for(lambda: self.h2.local_flow_control_window(stream) > 0)
            size = min(self.h2.local_flow_control_window(stream), self.h2.max_outbound_frame_size, len(body))
            self.h2.send_data(stream, body[:size])
            body = body[size:]
            await self.flush()


HTML: Headers = (("content-type", "text/html"),)
Abuse = Callable[[Connection, int], Awaitable[None]]


def _frames(*made: Callable[[int], Frame], after_head: bool = True, again: int = 0) -> Abuse:
    """Return an abuse that sends frames after a response's head; the last one `again` and again, 0 for once."""

    async def abuse(connection: Connection, stream: int) -> None:
        if after_head:
            await connection.send(connection.head(stream, *HTML))
        await connection.send(*(make(stream) for make in made))
        while again:
            await connection.send(*[made[-1](stream)] * again)
        await asyncio.sleep(NEVER)

    return abuse


def _headers(*headers: tuple[str, str], status: str = "200") -> Abuse:
    """Return an abuse that answers with any headers and a short page."""

    async def abuse(connection: Connection, stream: int) -> None:
        end = DataFrame(stream, b"<p>x</p>")
        end.flags.add("END_STREAM")
        await connection.send(connection.head(stream, *HTML, *headers, status=status), end)

    return abuse


async def _endless_continuation(connection: Connection, stream: int) -> None:
    """Begin headers that never end (CVE-2024-27316 and others)."""
    frame = HeadersFrame(stream, connection.h2.encoder.encode([(":status", "200"), *HTML]))
    await connection.send(frame)
    block = connection.h2.encoder.encode([(f"x-{n}", "v" * 100) for n in range(100)])
    while True:
        await connection.send(ContinuationFrame(stream, block))


async def _bomb(connection: Connection, stream: int) -> None:
    """Send headers that unpack to much: one of 4 kB in the table, named again and again (CVE-2016-6581)."""
    first = connection.h2.encoder.encode([(":status", "200"), *HTML, ("x", "v" * 3900)])
    frame = HeadersFrame(stream, first + b"\xbe" * 15_000)
    frame.flags.add("END_HEADERS")
    await connection.send(frame)


async def _cut(connection: Connection, stream: int) -> None:
    await connection.send(connection.head(stream, *HTML), DataFrame(stream, b"<p>cut"))
    connection.writer.close()


async def _last(connection: Connection, stream: int) -> None:
    """Answer with a page, then close the connection without a word, as a server does with one that is idle."""
    await _headers()(connection, stream)
    connection.writer.close()


def _padded(stream: int) -> Frame:
    frame = DataFrame(stream, b"", pad_length=255)
    frame.flags.add("PADDED")
    return frame


ABUSES: dict[str, Abuse] = {
    "goaway": _frames(lambda _: GoAwayFrame(0, last_stream_id=0, error_code=0)),
    "goaway-first": _frames(lambda _: GoAwayFrame(0, last_stream_id=0, error_code=11), after_head=False),
    "reset": _frames(lambda stream: RstStreamFrame(stream, error_code=2)),
    "refused": _frames(lambda stream: RstStreamFrame(stream, error_code=7), after_head=False),
    "cut": _cut,
    "last": _last,
    "no-window": _frames(lambda _: SettingsFrame(0, {SettingsFrame.INITIAL_WINDOW_SIZE: 0}), after_head=False),
    "no-streams": _frames(lambda _: SettingsFrame(0, {SettingsFrame.MAX_CONCURRENT_STREAMS: 0}), after_head=False),
    "too-much": _frames(lambda stream: DataFrame(stream, bytes(16_384)), again=10),
    "too-large-a-frame": _frames(lambda stream: DataFrame(stream, bytes(1_000_000))),
    "other-stream": _frames(lambda stream: DataFrame(stream + 100, b"x")),
    "window-overflow": _frames(lambda _: WindowUpdateFrame(0, window_increment=2**31 - 1)),
    "push": _frames(lambda stream: PushPromiseFrame(stream, promised_stream_id=2, data=b"\x88")),
    "garbage": _frames(lambda stream: DataFrame(stream, b"<p>"), lambda _: PingFrame(0, b"12345678"), again=1),
    "tiny-data": _frames(lambda stream: DataFrame(stream, b"a"), again=5000),
    "empty-data": _frames(lambda stream: DataFrame(stream, b""), again=5000),
    "padding": _frames(_padded, again=1000),
    "ping-flood": _frames(lambda _: PingFrame(0, b"12345678"), after_head=False, again=2000),
    "settings-flood": _frames(lambda _: SettingsFrame(0, {SettingsFrame.MAX_FRAME_SIZE: 16_384}), again=2000),
    "endless-continuation": _endless_continuation,
    "header-bomb": _bomb,
    "many-headers": _headers(*((f"x-{n}", "v") for n in range(1000))),
    "status-words": _headers(status="two hundred"),
    "status-empty": _headers(status=""),
    "status-7": _headers(status="7"),
    "status-negative": _headers(status="-200"),
    "status-digits": _headers(status="9" * 5000),
    "two-statuses": _headers((":status", "404")),
    "line-breaks": _headers(("etag", '"a"\r\nx-evil: b'), ("last-modified", "\x00\x1b[31m")),
    "location": _headers(("location", "http://a\r\nb.example/\x00"), status="302"),
    "length": _headers(("content-length", "5000")),
    "lengths": _headers(("content-length", "many")),
}


async def serve(reader: StreamReader, writer: StreamWriter, seen: Seen) -> None:
    """Answer the requests of one connection."""
    with suppress(ConnectionError, ssl.SSLError, ProtocolError, asyncio.IncompleteReadError):
        await Connection(reader, writer, seen).serve()
