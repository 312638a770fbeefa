"""The connections of a small HTTP server: at most so many, each for one request, each for some seconds.

aiohttp's server waits for ever for the headers of a request. Whoever opens connections and says nothing would take all
descriptors of the worker, and then Kafka's.
"""

import asyncio
from collections.abc import Callable

MOST = 64
"""Connections at a time: a kubelet, a Prometheus and a person need fewer than ten. The oldest one has to go then."""
SECONDS = 10.0  # for a connection, from its begin to the end of the answer; an answer takes milliseconds
REQUEST_BYTES = 64 * 1024


class Connections:
    """Makes the protocols of a server's connections, and closes the oldest if there are too many."""

    def __init__(self, make: Callable[[], asyncio.Protocol]) -> None:
        """Bound the protocols that `make` makes, each of which must serve one request and then close."""
        self._make = make
        self._open: dict[Connection, None] = {}  # the oldest first

    def __call__(self) -> "Connection":
        """Make the protocol of a new connection."""
        return Connection(self._make(), self)

    def opened(self, connection: "Connection") -> None:
        """Count a connection."""
        self._open[connection] = None
        if len(self._open) > MOST:
            next(iter(self._open)).abort()

    def closed(self, connection: "Connection") -> None:
        """Forget a connection."""
        self._open.pop(connection, None)


class Connection(asyncio.Protocol):
    """A connection that ends after SECONDS or REQUEST_BYTES, whatever its protocol waits for."""

    def __init__(self, inner: asyncio.Protocol, all_of_them: Connections) -> None:
        self._inner = inner
        self._all = all_of_them
        self._transport: asyncio.Transport | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._received = 0

    def abort(self) -> None:
        """Close the connection at once; what was not sent yet is lost."""
        self._all.closed(self)
        if self._transport is not None:
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin, with the time running."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._timer = asyncio.get_running_loop().call_later(SECONDS, self.abort)
        self._inner.connection_made(transport)
        self._all.opened(self)

    def data_received(self, data: bytes) -> None:
        """Pass data on, up to REQUEST_BYTES."""
        self._received += len(data)
        if self._received > REQUEST_BYTES:
            self.abort()
        else:
            self._inner.data_received(data)

    def connection_lost(self, error: Exception | None) -> None:
        """End."""
        if self._timer is not None:
            self._timer.cancel()
        self._all.closed(self)
        self._inner.connection_lost(error)

    def eof_received(self) -> bool | None:
        """Pass on that the client sends no more."""
        return self._inner.eof_received()

    def pause_writing(self) -> None:
        """Pass on that the client reads slowly."""
        self._inner.pause_writing()

    def resume_writing(self) -> None:
        """Pass on that the client has read."""
        self._inner.resume_writing()
