"""The client connects where it may, and remembers nothing of a site."""

import httpx
import pytest
from aiohttp import web
from ssrfguard import SSRFGuardError

from agents.web.client import POOLS, _Pools, new_client
from tests.support.articles.fetching import PORTS
from tests.support.articles.site import page, site


async def test_it_connects_to_public_addresses_and_web_ports_only():
    async with site(page=page) as address:
        port = httpx.URL(address).port
        async with new_client(user_agent="newsmill", timeout=5.0) as client:
            with pytest.raises(SSRFGuardError, match="allowed_ports"):
                await client.get(f"{address}/page")
        async with new_client(user_agent="newsmill", timeout=5.0, ports=[port]) as client:
            with pytest.raises(SSRFGuardError, match="Loopback"):
                await client.get(f"{address}/page")
        async with new_client(user_agent="newsmill", timeout=5.0, ports=PORTS, networks=["127.0.0.0/8"]) as client:
            assert (await client.get(f"{address}/page")).is_success


async def test_each_host_keeps_its_pool_of_connections():
    used: list[tuple[int, str]] = []

    class Pool(httpx.AsyncBaseTransport):
        def __init__(self, number: int):
            self.number = number

        async def handle_async_request(self, request):
            used.append((self.number, request.url.host))
            return httpx.Response(200)

    async with httpx.AsyncClient(transport=_Pools([Pool(number) for number in range(POOLS)])) as client:
        for _ in range(2):
            for number in range(100):
                await client.get(f"https://h{number}.example/")
    assert len(set(used)) == 100
    assert {number for number, _ in used} == set(range(POOLS))


async def test_it_keeps_no_cookies():
    async def cookie(request):
        return web.Response(text=request.headers.get("Cookie", "none"), headers={"Set-Cookie": "a=1; Path=/"})

    async with (
        site(cookie=cookie) as address,
        new_client(user_agent="newsmill", timeout=5.0, ports=PORTS, networks=["127.0.0.0/8"]) as client,
    ):
        for _ in range(2):
            assert (await client.get(f"{address}/cookie")).text == "none"


async def test_it_uses_no_proxy_of_the_environment(monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1/")
    async with (
        site(page=page) as address,
        new_client(user_agent="newsmill", timeout=5.0, ports=PORTS, networks=["127.0.0.0/8"]) as client,
    ):
        assert (await client.get(f"{address}/page")).is_success


async def test_it_uses_the_proxy_that_it_is_given():
    asked = []

    async def answer(request):
        asked.append(str(request.url))
        return web.Response(text="by proxy")

    async with site(page=answer) as address:
        proxied = new_client(user_agent="newsmill", timeout=5.0, proxy=address)
        async with proxied as client:
            assert (await client.get("http://herald.example/page")).text == "by proxy"
            with pytest.raises(SSRFGuardError, match="Loopback"):
                await client.get("http://127.0.0.1/page")
    assert asked == ["http://herald.example/page"]
