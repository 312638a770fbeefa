"""Requests on connections that are open already: none is lost to one that the server has closed, or that is full."""

import httpx
import pytest

from agents.web.client import new_client
from agents.web.exchange import leave, send
from tests.support.articles.fetching import LOOPBACK, PORTS
from tests.support.web.server import Web, resolver


@pytest.fixture
async def client(web: Web):
    async with new_client(
        user_agent="newsmill", timeout=5.0, networks=LOOPBACK, ports=PORTS, verify=web.trusts, resolver=resolver
    ) as made:
        yield made


async def get(client: httpx.AsyncClient, url: str) -> bytes:
    response = await send(client, client.build_request("GET", url))
    try:
        return await response.aread()
    finally:
        await leave(response)


@pytest.mark.parametrize("path", ["/good/1", "/status/404"])
async def test_a_connection_whose_response_was_read_is_used_again(web: Web, client, path):
    for _ in range(3):
        await get(client, web.url(path, tls=True))
    assert web.seen().connections == 1


async def test_a_request_on_a_connection_that_the_server_has_closed_is_sent_again(web: Web, client):
    await get(client, web.url("/frames/last", tls=True))
    assert b"Story" in await get(client, web.url("/good/1", tls=True))
    assert web.seen().connections == 2


async def test_a_request_on_a_new_connection_is_sent_once(web: Web, client):
    with pytest.raises(httpx.RemoteProtocolError, match="ConnectionTerminated"):
        await get(client, web.url("/frames/goaway-first", tls=True))
    with pytest.raises(httpx.RemoteProtocolError, match="disconnected"):
        await get(client, web.url("/raw/nothing"))
    assert len(web.seen().requests) == 2


async def test_bodies_that_are_left_unread_do_not_fill_the_connection_of_later_ones(web: Web, client):
    for number in range(4):
        response = await send(client, client.build_request("GET", web.url("/endless", tls=True)))
        assert response.http_version == "HTTP/2"
        await anext(response.aiter_raw())
        await leave(response)
        assert b"Story" in await get(client, web.url(f"/good/{number}", tls=True))


@pytest.mark.parametrize("status", ["words", "empty", "digits"])
async def test_a_status_that_is_no_number_is_a_protocol_error(web: Web, client, status):
    with pytest.raises(httpx.RemoteProtocolError, match="not HTTP"):
        await get(client, web.url(f"/frames/status-{status}", tls=True))
