"""The HTTP client for pages, feeds and sitemaps: it refuses private addresses, and remembers nothing of a site."""

import ssl
from collections.abc import Collection
from http.cookiejar import CookieJar, DefaultCookiePolicy

import httpx
from ssrfguard import Policy, Resolver
from ssrfguard.httpx import AsyncSafeTransport

from agents.web.unpack import ACCEPTED

MAX_REDIRECTS = 10
CONNECT_SECONDS = 10.0
KEPT_ALIVE_SECONDS = 15.0  # a site's next page comes within seconds, or on another day
ANY_PORT = frozenset(range(1, 65_536))


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
    transport = AsyncSafeTransport(
        policy=Policy(
            allowed_networks=tuple(networks),  # type: ignore[arg-type]
            allowed_ports=frozenset(ports),
            max_redirects=MAX_REDIRECTS,
            allow_proxy=proxy is not None,
        ),
        proxy=None if proxy is None else httpx.Proxy(proxy),
        resolver=resolver,
        verify=verify,
        http2=True,
        limits=httpx.Limits(max_connections=connections, max_keepalive_connections=connections,
                            keepalive_expiry=KEPT_ALIVE_SECONDS),
    )  # fmt: skip
    return httpx.AsyncClient(
        transport=transport,
        timeout=httpx.Timeout(timeout, connect=min(timeout, CONNECT_SECONDS)),
        max_redirects=MAX_REDIRECTS,
        trust_env=False,
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),
        headers={"User-Agent": user_agent, "Accept-Encoding": ACCEPTED},
    )
