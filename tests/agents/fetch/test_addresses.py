"""Where the fetcher connects: never to an address that is not public, whatever names it, unless the settings allow it.

The proof is a server on this machine that counts connections. With names, `resolver` stands in for DNS.
"""

import asyncio
import socket
import threading
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from typing import Any

import pytest

from agents.fetch.answer import Answer
from schemas import RawArticle, Reason, Rejected, Transient
from tests.support.articles.fetching import PORTS
from tests.support.web.server import Web
from tests.support.web.server import resolver as loopback_resolver
from tests.support.web.watch import failure, fetching, page

PUBLIC = "192.0.78.9"  # one that nothing here can reach, and nothing should


class Counter:
    """A server that counts who connects, and answers with a page, or a redirect."""

    def __init__(self) -> None:
        self.port = 0
        self.connections = 0
        self.target = ""  # of a redirect

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        await reader.readuntil(b"\r\n\r\n")
        head = f"302 Found\r\nLocation: {self.target}" if self.target else "200 OK\r\nContent-Type: text/html"
        writer.write(f"HTTP/1.1 {head}\r\nContent-Length: 8\r\nConnection: close\r\n\r\n<p>x</p>".encode())
        await writer.drain()
        writer.close()


@asynccontextmanager
async def listening(*addresses: str) -> AsyncIterator[Counter]:
    counter = Counter()
    server = await asyncio.start_server(counter.serve, addresses[0], 0)
    counter.port = server.sockets[0].getsockname()[1]
    others = [await asyncio.start_server(counter.serve, address, counter.port) for address in addresses[1:]]
    try:
        yield counter
    finally:
        for one in (server, *others):
            one.close()
            await one.wait_closed()


@pytest.fixture
async def counter() -> AsyncIterator[Counter]:
    """A server on all addresses of this machine, by IPv4 and IPv6."""
    async with listening("0.0.0.0", "::1") as made:  # noqa: S104 - any address must count
        yield made


def answering(names: dict[str, Iterable[str]]) -> Callable[..., list[tuple[Any, ...]]]:
    """Return a stand-in for getaddrinfo: a name's addresses at each look-up, the last ones for ever."""
    left = {name: list(answers) for name, answers in names.items()}

    def resolver(host: str, port: int, *_: object) -> list[tuple[Any, ...]]:
        if host not in left:
            return socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
        answer = left[host].pop(0) if len(left[host]) > 1 else left[host][0]
        return [
            (socket.AF_INET6, socket.SOCK_STREAM, 6, "", (address, port, 0, 0))
            if ":" in address
            else (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))
            for address in answer.split()
        ]

    return resolver


@asynccontextmanager
async def strict(web: Web, **given: Any) -> AsyncIterator[Any]:
    """Yield a fetcher that may connect to public addresses alone, on any port."""
    rules: dict[str, Any] = {"networks": (), "ports": PORTS, "resolver": None, "timeout": 5.0}
    async with fetching(web, **rules | given) as one:
        yield one


HOSTS = [
    "localhost", "LOCALHOST", "127.0.0.1", "127.0.0.1.", "127.1", "127.0.1", "127.255.255.254",
    "2130706433", "0x7f000001", "0x7f.1", "017700000001", "0177.0.0.1", "0", "0.0.0.0", "00000.0",  # noqa: S104 - to connect to
    "１２７.０.０.１", "①②⑦.⓪.⓪.①", "127。0。0。1",
    "[::1]", "[::]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]",
    "[64:ff9b::127.0.0.1]", "[64:ff9b:1::7f00:1]", "[2002:7f00:1::]", "[2001:0:4136:e378:8000:63bf:80ff:fffe]",
    "169.254.169.254", "[fd00:ec2::254]", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "100.64.0.1",
    "192.0.0.170", "192.0.2.1", "198.18.0.1", "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.255.255.250",
    "240.0.0.1", "255.255.255.255", "[fc00::1]", "[fd12:3456::1]", "[fe80::1]", "[febf::1]", "[fec0::1]", "[ff02::1]",
    "[2001:db8::1]", "[100::1]", "[::ffff:10.0.0.1]", "[64:ff9b::a9fe:a9fe]", "[2002:a9fe:a9fe::]",
]  # fmt: skip


@pytest.mark.parametrize("host", HOSTS)
async def test_an_address_that_is_not_public_is_never_connected_to(web: Web, counter: Counter, host: str):
    answers: list[Answer] = []
    async with strict(web, answers=answers) as one:
        error = await failure(one, f"http://{host}:{counter.port}/")
    assert counter.connections == 0
    assert isinstance(error, Rejected)
    assert (error.reason, answers) in [
        (Reason.ADDRESS_BLOCKED, [Answer.BLOCKED]),
        (Reason.FETCH_FAILED, [Answer.BAD_URL]),
    ]


@pytest.mark.parametrize("host", [host for host in HOSTS if host.isascii() and not host.startswith(("00000", "0177."))])
async def test_the_reason_says_so(web: Web, host: str):
    async with strict(web) as one:
        error = await failure(one, f"http://{host}/")
    assert error.reason is Reason.ADDRESS_BLOCKED


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org@127.0.0.1:{port}/",
        "http://example.org:80@127.0.0.1:{port}/",
        "http://example.org%2F@127.0.0.1:{port}/",
        "http://127.0.0.1:{port}#@example.org/",
        "http://127.0.0.1:{port}?@example.org/",
        "http://127.0.0.1:{port}\\@example.org/",
        "http://example.org\\@127.0.0.1:{port}/",
        "http:127.0.0.1:{port}/",
        "http:///127.0.0.1:{port}/",
        "http:\\\\127.0.0.1:{port}/",
        "http://[::1%25lo]:{port}/",
        "http://[::1%lo]:{port}/",
        "http://127.0.0.1%00.example.org:{port}/",
        "http://127.0.0.1\t:{port}/",
        "http://127.0.0.1 :{port}/",
        "http://%31%32%37.0.0.1:{port}/",
        "http://127.0.0.1%2f@example.org:{port}/",
    ],
)
async def test_a_url_that_hides_its_host_leads_nowhere(web: Web, counter: Counter, url: str):
    names = {"example.org": ["127.0.0.1"]}
    async with strict(web, resolver=answering(names)) as one:
        with pytest.raises((Rejected, Transient)) as caught:
            await page(one, url.format(port=counter.port))
    assert counter.connections == 0
    assert isinstance(caught.value, Rejected)


ADDRESSES = ["127.0.0.1", "10.0.0.5", "169.254.169.254", "::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "fd00::1",
             f"{PUBLIC} 127.0.0.1", f"127.0.0.1 {PUBLIC}", f"2606:4700::1 ::1 {PUBLIC}"]  # fmt: skip


@pytest.mark.parametrize("addresses", ADDRESSES)
async def test_a_name_with_any_address_that_is_not_public_is_refused(web: Web, counter: Counter, addresses: str):
    async with strict(web, resolver=answering({"herald.example": [addresses]})) as one:
        error = await failure(one, f"http://herald.example:{counter.port}/")
    assert counter.connections == 0
    assert isinstance(error, Rejected)
    assert error.reason is Reason.ADDRESS_BLOCKED


async def test_a_dot_at_the_end_of_a_name_changes_nothing(web: Web, counter: Counter):
    names = {"herald.example.": ["127.0.0.1"], "herald.example": ["127.0.0.1"]}
    async with strict(web, resolver=answering(names)) as one:
        error = await failure(one, f"http://herald.example.:{counter.port}/")
    assert counter.connections == 0
    assert error.reason is Reason.ADDRESS_BLOCKED


async def test_a_name_that_changes_its_address_after_the_first_page_is_refused_then(web: Web):
    async with listening("127.0.0.1") as allowed:
        names = {"herald.example": ["127.0.0.1", "127.0.0.2"]}
        async with strict(web, networks=("127.0.0.1/32",), resolver=answering(names)) as one:
            assert await page(one, f"http://herald.example:{allowed.port}/") is not None
            error = await failure(one, f"http://herald.example:{allowed.port}/")
    assert allowed.connections == 1
    assert error.reason is Reason.ADDRESS_BLOCKED


async def test_the_address_that_was_checked_is_the_one_that_is_connected_to(web: Web):
    """A second look-up of one connection would give the address that is not allowed."""
    async with listening("127.0.0.1", "127.0.0.2") as counter:
        names = {"herald.example": ["127.0.0.1", "127.0.0.2"]}
        async with strict(web, networks=("127.0.0.1/32",), resolver=answering(names)) as one:
            assert await page(one, f"http://herald.example:{counter.port}/") is not None
    assert counter.connections == 1


@pytest.mark.parametrize("host", ["127.0.0.2", "localhost2.example", "[::1]", "2130706434", "[::ffff:127.0.0.1]"])
async def test_a_redirect_out_of_the_allowed_network_is_refused(web: Web, host: str):
    async with listening("127.0.0.1") as first, listening("127.0.0.2", "::1") as second:
        first.target = f"http://{host}:{second.port}/"
        resolver = answering({"localhost2.example": ["127.0.0.2"]})
        answers: list[Answer] = []
        async with strict(web, networks=("127.0.0.1/32",), resolver=resolver, answers=answers) as one:
            error = await failure(one, f"http://127.0.0.1:{first.port}/")
    assert (first.connections, second.connections) == (1, 0)
    assert isinstance(error, Rejected)
    assert (error.reason, answers) == (Reason.ADDRESS_BLOCKED, [Answer.BLOCKED])


@pytest.mark.parametrize("port", [22, 25, 6379, 8080, 9092])
async def test_another_port_is_refused_also_after_a_redirect(web: Web, port: int):
    async with listening("127.0.0.1") as first:
        first.target = f"http://127.0.0.1:{port}/"
        async with strict(web, networks=("127.0.0.1/32",), ports=frozenset({first.port})) as one:
            for url in (first.target, f"http://127.0.0.1:{first.port}/"):
                error = await failure(one, url)
                assert error.reason is Reason.ADDRESS_BLOCKED
    assert first.connections == 1


async def test_robots_txt_is_not_asked_for_at_an_address_that_is_not_public(web: Web, counter: Counter):
    async with strict(web, robots=True) as one:
        error = await failure(one, f"http://127.0.0.1:{counter.port}/")
    assert counter.connections == 0
    assert error.reason is Reason.ADDRESS_BLOCKED


async def test_a_proxy_of_the_environment_is_not_used(web: Web, counter: Counter, monkeypatch: pytest.MonkeyPatch):
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{counter.port}")
    async with strict(web, networks=("127.0.0.1/32",), resolver=loopback_resolver) as one:
        assert await page(one, web.url("/good/1")) is not None
        assert await page(one, web.url("/good/1", tls=True)) is not None
    assert counter.connections == 0


@pytest.mark.parametrize("tls", [False, True], ids=["HTTP/1.1", "HTTP/2"])
async def test_the_server_sees_the_name_and_not_the_address(web: Web, tls: bool):
    async with fetching(web) as one:
        raw = await page(one, web.url("/good/1", "herald.web.example", tls=tls))
    (request,) = web.seen().requests
    assert isinstance(raw, RawArticle)
    assert request.host == "herald.web.example"
    assert request.server_name == ("herald.web.example" if tls else None)


async def test_a_certificate_for_another_name_is_refused(web: Web):
    async with fetching(web) as one:
        error = await failure(one, web.url("/good/1", "herald.example", tls=True))
    assert "certificate" in error.message
    assert web.seen().requests == []


async def test_a_name_that_does_not_exist_is_a_transient_failure(web: Web):
    def nothing(*_: object) -> list[tuple[Any, ...]]:
        raise socket.gaierror(socket.EAI_NONAME, "no such name")

    answers: list[Answer] = []
    async with fetching(web, resolver=nothing, answers=answers) as one:
        error = await failure(one, "http://nowhere.example/")
    assert isinstance(error, Transient)
    assert answers == [Answer.UNREACHABLE]


@pytest.mark.parametrize("label", ["a" * 64, "xn--" + "a" * 300, "a." * 200 + "example", "-", "_dmarc"])
async def test_a_name_that_no_dns_can_have_is_a_failure_of_its_page(web: Web, label: str):
    async with fetching(web, resolver=None, timeout=5.0) as one:
        error = await failure(one, f"http://{label}.invalid/")
    assert error.reason in (Reason.FETCH_FAILED, Reason.ADDRESS_BLOCKED)


async def test_names_that_dns_does_not_answer_for_cost_the_time_of_their_page(web: Web):
    release = threading.Event()

    def slow(host: str, port: int, *rest: object) -> Iterable[tuple[Any, ...]]:
        if host.startswith("slow"):
            release.wait(20)
        return loopback_resolver(host, port, *rest)

    answers: list[Answer] = []
    async with fetching(web, resolver=slow, timeout=1.0, answers=answers) as one:
        hung = [asyncio.create_task(failure(one, f"http://slow{number}.example/")) for number in range(20)]
        assert await page(one, web.url("/good/1")) is not None
        done, _ = await asyncio.wait(hung, timeout=10.0)
        release.set()
    assert len(done) == 20
    assert answers.count(Answer.TIMEOUT) == 20
