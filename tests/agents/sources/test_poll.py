"""Polling against a real server: conditional requests, each page once, failures named, indexes followed to a bound."""

import gzip
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import brotli
import pytest
from aiohttp import web

from agents.sources import poll
from agents.sources.checkpoint import Checkpoint
from agents.sources.item import Item, RawInput, Skipped, Unreadable
from agents.sources.poll import ListingSource, Poller
from agents.web.client import new_client
from tests.support.articles.fetching import PORTS


class Site:
    """A server whose documents are set by the test, each with an ETag; counts its answers by path and status."""

    def __init__(self) -> None:
        self.documents: dict[str, str] = {}
        self.special: dict[str, Callable[[web.Request], Awaitable[web.StreamResponse]]] = {}
        self.answers: Counter[tuple[str, int]] = Counter()
        self.agents: set[str] = set()
        self.credentials: set[str | None] = set()
        self.address = ""

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.agents.add(request.headers["User-Agent"])
        self.credentials.add(request.headers.get("Authorization"))
        if request.path in self.special:
            return await self.special[request.path](request)
        document = self.documents.get(request.path)
        response = web.Response(status=404) if document is None else web.Response(text=document)
        if document is not None:
            response.etag = str(abs(hash(document)))
            if any(tag.value == response.etag.value for tag in request.if_none_match or ()):
                response = web.Response(status=304)
        self.answers[request.path, response.status] += 1
        return response

    def source(self, path: str) -> ListingSource:
        return ListingSource("feed" if "feed" in path else "sitemap", f"{self.address}{path}")


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    site = Site()
    application = web.Application()
    application.router.add_get("/{path:.*}", site.answer)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        site.address = f"http://127.0.0.1:{runner.addresses[0][1]}"
        yield site
    finally:
        await runner.cleanup()


def feed(*names: str) -> str:
    items = "".join(f"<item><link>https://a.example/{name}</link></item>" for name in names)
    return f'<rss version="2.0"><channel>{items}</channel></rss>'


def urlset(*names: str) -> str:
    return f"<urlset>{''.join(f'<url><loc>https://a.example/{name}</loc></url>' for name in names)}</urlset>"


@asynccontextmanager
async def polling(*sources: ListingSource, checkpoint: Checkpoint | None = None) -> AsyncIterator[Poller]:
    client = new_client(user_agent="newsmill-test", timeout=5.0, networks=["127.0.0.0/8"], ports=PORTS)
    async with Poller(sources, checkpoint or Checkpoint(), client, timeout=5.0) as poller:
        yield poller


async def a_round(poller: Poller, checkpoint: Checkpoint | None = None) -> list[Item]:
    """Return a round's items; with a checkpoint, all of them are confirmed."""
    items = [item async for item in poller.round()]
    if checkpoint is not None:
        for item in items:
            checkpoint.add(item.name)
        poller.settle()
    return items


def names(items: list[Item]) -> list[str]:
    return [item.name.removeprefix("https://a.example/") for item in items if isinstance(item, RawInput)]


async def test_a_feed_gives_each_page_once_and_is_asked_only_for_what_changed(site: Site) -> None:
    checkpoint = Checkpoint()
    site.documents["/feed"] = feed("1", "2", "2")
    async with polling(site.source("/feed"), checkpoint=checkpoint) as poller:
        assert names(await a_round(poller, checkpoint)) == ["1", "2"]
        assert await a_round(poller, checkpoint) == []
        site.documents["/feed"] = feed("3", "2", "1")
        assert names(await a_round(poller, checkpoint)) == ["3"]
    assert site.answers == {("/feed", 200): 2, ("/feed", 304): 1}
    assert site.agents == {"newsmill-test"}


async def test_a_version_that_cannot_be_sent_does_not_make_a_feed_unreadable(site: Site) -> None:
    checkpoint = Checkpoint()

    async def odd(_: web.Request) -> web.Response:
        return web.Response(text=feed("1"), headers={"ETag": '"é"'})

    site.special["/feed"] = odd
    async with polling(site.source("/feed"), checkpoint=checkpoint) as poller:
        assert names(await a_round(poller, checkpoint)) == ["1"]
        assert await a_round(poller, checkpoint) == []


async def test_what_was_not_confirmed_is_listed_again(site: Site) -> None:
    checkpoint = Checkpoint()
    site.documents["/feed"] = feed("1", "2")
    async with polling(site.source("/feed"), checkpoint=checkpoint) as poller:
        assert names(await a_round(poller)) == ["1", "2"]
        checkpoint.add("https://a.example/1")
        assert names(await a_round(poller, checkpoint)) == ["2"]


async def test_a_page_of_two_feeds_is_one_event(site: Site) -> None:
    site.documents |= {"/feed": feed("1"), "/feed/2": feed("1", "2")}
    async with polling(site.source("/feed"), site.source("/feed/2")) as poller:
        assert names(await a_round(poller)) == ["1", "2"]


async def test_a_restart_with_the_checkpoint_begins_where_it_ended(site: Site, tmp_path: Path) -> None:
    path = tmp_path / "seen.json"
    checkpoint = Checkpoint.load(path)
    site.documents["/feed"] = feed("1")
    async with polling(site.source("/feed"), checkpoint=checkpoint) as poller:
        await a_round(poller, checkpoint)
    checkpoint.save()
    async with polling(site.source("/feed"), checkpoint=Checkpoint.load(path)) as poller:
        assert await a_round(poller) == []
    assert site.answers["/feed", 304] == 1


async def test_a_source_that_fails_is_named_and_the_next_is_read(site: Site, tmp_path: Path) -> None:
    site.documents |= {"/feed/page": "<html>", "/feed": feed("1")}
    (tmp_path / "feed.xml").write_text(feed("2"))
    broken = [site.source("/feed/none"), site.source("/feed/page"), ListingSource("feed", "http://127.0.0.1:1/"),
              ListingSource("feed", str(tmp_path / "none.xml")), ListingSource("feed", "http://a b/\x00")]  # fmt: skip
    async with polling(*broken, ListingSource("feed", str(tmp_path / "feed.xml")), site.source("/feed")) as poller:
        items = await a_round(poller)
    assert names(items) == ["2", "1"]
    problems = [item for item in items if isinstance(item, Unreadable)]
    assert [problem.name for problem in problems] == [source.address for source in broken]
    expected = ["HTTP 404", "not an RSS or Atom feed", "ConnectError", "No such file", "InvalidURL"]
    for text, problem in zip(expected, problems, strict=True):
        assert text in problem.problem


async def test_a_password_is_sent_but_neither_shown_nor_published_nor_kept(site: Site) -> None:
    checkpoint = Checkpoint()
    site.documents["/feed"] = '<rss version="2.0"><channel><item><link>/1</link></item></channel></rss>'
    secret = site.address.replace("http://", "http://user:secret@")
    sources = ListingSource("feed", f"{secret}/feed"), ListingSource("feed", f"{secret}/none")
    async with polling(*sources, checkpoint=checkpoint) as poller:
        items = await a_round(poller, checkpoint)
        assert await a_round(poller, checkpoint) == [items[1]]
    assert [item.name for item in items] == [f"{site.address}/1", f"{site.address}/none"]
    assert "secret" not in repr((items, checkpoint))
    assert site.answers["/feed", 304] == 1
    assert site.credentials == {"Basic dXNlcjpzZWNyZXQ="}


async def test_a_failed_source_is_asked_again(site: Site) -> None:
    checkpoint = Checkpoint()
    async with polling(site.source("/feed"), checkpoint=checkpoint) as poller:
        assert names(await a_round(poller, checkpoint)) == []
        site.documents["/feed"] = feed("1")
        assert names(await a_round(poller, checkpoint)) == ["1"]


async def test_an_index_is_followed_and_what_changes_below_it_is_found(site: Site) -> None:
    checkpoint = Checkpoint()
    below = "".join(f"<sitemap><loc>{site.address}/{name}.xml</loc></sitemap>" for name in ("a", "b", "a", "index"))
    site.documents |= {
        "/index.xml": f"<sitemapindex>{below}</sitemapindex>",
        "/a.xml": urlset("1"),
        "/b.xml": urlset("2").replace("<urlset>", "<urlset><url/>"),
    }
    async with polling(site.source("/index.xml"), checkpoint=checkpoint) as poller:
        items = await a_round(poller, checkpoint)
        assert names(items) == ["1", "2"]
        assert [type(item) for item in items].count(Skipped) == 1
        site.documents["/b.xml"] = urlset("2", "3")
        assert names(await a_round(poller, checkpoint)) == ["3"]
    assert site.answers == {("/index.xml", 200): 2, ("/a.xml", 200): 1, ("/a.xml", 304): 1, ("/b.xml", 200): 2}


async def test_indexes_without_end_are_followed_to_a_bound(site: Site) -> None:
    for depth in range(10):
        site.documents[f"/{depth}.xml"] = (
            f"<sitemapindex><sitemap><loc>{site.address}/{depth + 1}.xml</loc></sitemap></sitemapindex>"
        )
    async with polling(site.source("/0.xml")) as poller:
        (problem,) = await a_round(poller)
    assert isinstance(problem, Unreadable)
    assert "1 sitemaps are left out" in problem.problem
    assert site.answers.total() == poll.MAX_DEPTH + 1


async def test_an_index_of_too_many_is_followed_to_a_bound(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(poll, "MAX_SITEMAPS", 3)
    below = "".join(f"<sitemap><loc>{site.address}/{number}.xml</loc></sitemap>" for number in range(5))
    site.documents["/index.xml"] = f"<sitemapindex>{below}</sitemapindex>"
    site.documents |= {f"/{number}.xml": urlset(str(number)) for number in range(5)}
    async with polling(site.source("/index.xml")) as poller:
        items = await a_round(poller)
    assert names(items) == ["0", "1"]
    assert isinstance(items[0], Unreadable)
    assert "3 sitemaps are left out" in items[0].problem


async def test_a_document_beyond_the_bound_on_memory_is_a_problem(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(poll, "MAX_BYTES", 100)
    site.documents["/feed"] = feed(*map(str, range(100)))
    async with polling(site.source("/feed")) as poller:
        (problem,) = await a_round(poller)
    assert isinstance(problem, Unreadable)
    assert "more than 100" in problem.problem


async def test_a_password_is_not_sent_to_another_site(site: Site) -> None:
    seen: list[str | None] = []

    async def elsewhere(request: web.Request) -> web.Response:
        seen.append(request.headers.get("Authorization"))
        if request.host.startswith("127.0.0.1"):
            raise web.HTTPFound(f"http://evil:x@localhost:{request.url.port}/feed/to")
        return web.Response(text=feed("1"))

    site.special["/feed/to"] = elsewhere
    source = ListingSource("feed", f"{site.address.replace('http://', 'http://user:secret@')}/feed/to")
    async with polling(source) as poller:
        assert names(await a_round(poller)) == ["1"]
    assert seen == ["Basic dXNlcjpzZWNyZXQ=", None]


@pytest.mark.parametrize(
    "target", ["http://10.0.0.1/", "http://169.254.169.254/latest/meta-data", "file:///etc/passwd"]
)
async def test_a_redirect_to_where_newsmill_may_not_connect_is_refused(site: Site, target: str) -> None:
    async def redirect(_: web.Request) -> web.Response:
        raise web.HTTPFound(target)

    site.special["/feed"] = redirect
    async with polling(site.source("/feed")) as poller:
        (problem,) = await a_round(poller)
    assert isinstance(problem, Unreadable)


async def test_private_addresses_are_refused_unless_they_are_allowed(site: Site) -> None:
    site.documents["/feed"] = feed("1")
    async with Poller(
        [site.source("/feed")], Checkpoint(), new_client(user_agent="t", timeout=5.0, ports=PORTS), timeout=5.0
    ) as poller:
        (problem,) = await a_round(poller)
    assert isinstance(problem, Unreadable)
    assert not site.answers


@pytest.mark.parametrize("status", [200, 302])
async def test_a_body_without_end_is_not_read(site: Site, status: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(poll, "MAX_BYTES", 1_000_000)
    sent = 0

    async def endless(request: web.Request) -> web.StreamResponse:
        nonlocal sent
        response = web.StreamResponse(status=status, headers={"Location": "/feed/2"})
        await response.prepare(request)
        while sent < 100_000_000:
            await response.write(bytes(100_000))
            sent += 100_000
        return response

    site.special["/feed"] = endless
    site.documents["/feed/2"] = feed("1")
    async with polling(site.source("/feed")) as poller:
        (item,) = await a_round(poller)
    assert isinstance(item, RawInput if status == 302 else Unreadable)
    assert sent < 50_000_000


async def test_redirects_without_end_are_followed_to_a_bound(site: Site) -> None:
    async def redirect(_: web.Request) -> web.Response:
        raise web.HTTPFound("/feed")

    site.special["/feed"] = redirect
    async with polling(site.source("/feed")) as poller:
        (problem,) = await a_round(poller)
    assert isinstance(problem, Unreadable)
    assert "more than 10 redirects" in problem.problem


async def test_a_packed_document_is_unpacked_and_a_bomb_is_named(site: Site) -> None:
    def packed(body: bytes, coding: str) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def answer(_: web.Request) -> web.Response:
            return web.Response(body=body, headers={"Content-Encoding": coding})

        return answer

    site.special |= {
        "/feed/br": packed(brotli.compress(feed("1").encode()), "br"),
        "/feed/bomb": packed(brotli.compress(bytes(100_000_000), quality=1), "br"),
        "/feed/twice": packed(gzip.compress(gzip.compress(feed("2").encode()), mtime=0), "gzip, gzip"),
    }
    async with polling(*(site.source(path) for path in site.special)) as poller:
        items = await a_round(poller)
    assert names(items) == ["1"]
    problems = [item.problem for item in items if isinstance(item, Unreadable)]
    assert "200 times as many" in problems[0]
    assert "'gzip, gzip'" in problems[1]


async def test_cookies_are_not_kept(site: Site) -> None:
    cookies: list[str | None] = []

    async def answer(request: web.Request) -> web.Response:
        cookies.append(request.headers.get("Cookie"))
        response = web.Response(text=feed("1"))
        response.set_cookie("session", "1")
        return response

    site.special["/feed"] = answer
    async with polling(site.source("/feed")) as poller:
        await a_round(poller)
        await a_round(poller)
    assert cookies == [None, None]


async def test_one_source_gives_a_bounded_number_of_pages(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(poll, "MAX_PAGES", 3)
    site.documents |= {"/feed": feed("1", "2", "3", "4"), "/feed/2": feed("5")}
    async with polling(site.source("/feed"), site.source("/feed/2")) as poller:
        items = await a_round(poller)
    assert names(items) == ["1", "2", "3", "5"]
    assert "newsmill takes 3 pages" in str(items[3])
