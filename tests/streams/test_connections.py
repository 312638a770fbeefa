"""The connections of the server for metrics and health: few, short, and each for one request."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import psutil
import pytest

from streams import connections
from streams.connections import MOST
from streams.health import Health, HealthServer
from streams.metrics import Metrics
from streams.settings import Settings


@pytest.fixture
async def address() -> AsyncIterator[tuple[str, int]]:
    server = HealthServer(Settings(http_host="127.0.0.1", http_port=0), Metrics(), Health())
    await server.start()
    host, port = server.url.removeprefix("http://").split(":")
    yield host, int(port)
    await server.stop()


async def test_a_probe_is_answered_while_800_connections_are_half_open_and_few_of_them_stay(
    address: tuple[str, int],
) -> None:
    before = psutil.Process().num_fds()
    opened = [await asyncio.open_connection(*address) for _ in range(800)]
    for number, (_, writer) in enumerate(opened):
        writer.write(b"" if number % 2 else b"GET /metrics HTTP/1.1\r\nHost: a\r\nX-Slow: ")
    async with httpx.AsyncClient(base_url=f"http://{address[0]}:{address[1]}") as client:
        for path in ("/health/live", "/metrics"):
            assert (await client.get(path)).status_code == 200
    closed = sum(reader.at_eof() or reader.exception() is not None for reader, _ in opened)
    assert closed >= 800 - MOST
    assert psutil.Process().num_fds() <= before + 800 + MOST  # this process has the clients' ends too
    for _, writer in opened:
        writer.close()


async def ended(reader: asyncio.StreamReader) -> bytes:
    """Read to the end of a connection, however it ends."""
    try:
        return await reader.read()
    except ConnectionResetError:
        return b""


async def test_a_connection_ends_after_some_seconds_whatever_it_waits_for(
    address: tuple[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "SECONDS", 0.3)
    waiting = []
    for sent in (b"", b"GET /heal", b"POST /metrics HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc"):
        reader, writer = await asyncio.open_connection(*address)
        writer.write(sent)
        waiting.append((reader, writer))
    async with asyncio.timeout(5):
        for reader, writer in waiting:
            await ended(reader)
            writer.close()


async def test_a_request_without_end_is_cut(address: tuple[str, int]) -> None:
    reader, writer = await asyncio.open_connection(*address)
    writer.write(b"GET /metrics HTTP/1.1\r\n" + b"X-Header: value\r\n" * 100_000)
    async with asyncio.timeout(5):
        assert b"200 OK" not in await ended(reader)
    writer.close()
