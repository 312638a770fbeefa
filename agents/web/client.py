"""The HTTP client for pages, feeds and sitemaps: it refuses private addresses, and remembers nothing of a site."""

import ssl
from collections.abc import Collection, Sequence
from http.cookiejar import CookieJar, DefaultCookiePolicy
from zlib import crc32

import httpx
from ssrfguard import Policy, Resolver
from ssrfguard.httpx import AsyncSafeTransport

from agents.web.unpack import ACCEPTED

MAX_REDIRECTS = 10
CONNECT_SECONDS = 10.0
KEPT_ALIVE_SECONDS = 15.0  # a site's next page comes within seconds, or on another day
POOLS = 16  # httpcore compares all connections of a pool with each other, at each request: 200 of them take 3 ms


def new_client(
    *,
    user_agent: str,
    timeout: float,
    networks: Collection[str] = (),
    ports: Collection[int] = (80, 443),
    proxy: str | None = None,
    connections: int = 100,
    verify: ssl.SSLContext | bool = True,
    resolver: Resolver | None = None,
) -> httpx.AsyncClient:
    """Make a client that connects only to public addresses, those in `networks`, and only to `ports`.

    The address that was checked is the one it connects to, at each hop; a name is resolved once a connection. A
    refusal is an ssrfguard.SSRFGuardError. With a proxy, names are the proxy's to resolve and to refuse; only a URL
    with an address in it is still checked. No proxy is read from the environment.

    The client keeps no cookies, follows redirects only if asked, and asks for the codings that `unpack` reads;
    `timeout` is seconds for each phase of a request.
    """
    policy = Policy(
        allowed_networks=tuple(networks),  # type: ignore[arg-type]
        allowed_ports=frozenset(ports),
        max_redirects=MAX_REDIRECTS,
        allow_proxy=proxy is not None,
    )
    limits = httpx.Limits(
        max_connections=connections,
        max_keepalive_connections=max(2 * connections // POOLS, 1),
        keepalive_expiry=KEPT_ALIVE_SECONDS,
    )
    trusted = httpx.create_ssl_context(verify=verify)  # one for all pools: it takes long to make
    pools = [
        AsyncSafeTransport(
            policy=policy,
            proxy=None if proxy is None else httpx.Proxy(proxy),
            resolver=resolver,
            verify=trusted,
            http2=True,
            limits=limits,
        )
        for _ in range(POOLS)
    ]
    return httpx.AsyncClient(
        transport=_Pools(pools),
        timeout=httpx.Timeout(timeout, connect=min(timeout, CONNECT_SECONDS)),
        max_redirects=MAX_REDIRECTS,
        trust_env=False,
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),
        headers={"User-Agent": user_agent, "Accept-Encoding": ACCEPTED},
    )


class _Pools(httpx.AsyncBaseTransport):
    """Several pools of connections, each for some of the hosts."""

    def __init__(self, pools: Sequence[httpx.AsyncBaseTransport]) -> None:
        self._pools = pools

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        pool = self._pools[crc32(request.url.raw_host) % len(self._pools)]
        return await pool.handle_async_request(request)

    async def aclose(self) -> None:
        for pool in self._pools:
            await pool.aclose()
