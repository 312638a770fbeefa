"""The fetcher against a hostile server: an attack costs its own page at most, in bounded time and with little memory.

The server is real, and a process of its own. Attacks that HTTP/2 alone knows are in test_http2.py.
"""

import asyncio
import itertools
import time
from collections.abc import Iterable
from urllib.parse import quote

import pytest

from agents.fetch.answer import Answer
from agents.fetch.body import MAX_TYPE
from agents.fetch.sites import Pace
from schemas import Deferred, Reason, Rejected, Transient
from tests.support.web.http1 import LIES
from tests.support.web.server import Web, resolver
from tests.support.web.watch import MIB, SHORT, TIMEOUT, failure, fetching, page, watched

both = pytest.mark.parametrize("tls", [False, True], ids=["HTTP/1.1", "HTTP/2"])
PERMANENT, PASSING = Rejected, Transient

ATTACKS = {  # path: what becomes of it, by which reason, and how it is counted
    "/bomb/brotli": (PERMANENT, Reason.TOO_LARGE, Answer.TOO_LARGE),
    "/bomb/gzip": (PERMANENT, Reason.TOO_LARGE, Answer.TOO_LARGE),
    "/bomb/deflate": (PERMANENT, Reason.TOO_LARGE, Answer.TOO_LARGE),
    "/bomb/bare-deflate": (PERMANENT, Reason.TOO_LARGE, Answer.TOO_LARGE),
    "/bomb/twice": (PERMANENT, Reason.UNDECODABLE_CONTENT, Answer.BROKEN),
    "/bomb/thrice": (PERMANENT, Reason.UNDECODABLE_CONTENT, Answer.BROKEN),
    "/bomb/unknown": (PERMANENT, Reason.UNDECODABLE_CONTENT, Answer.BROKEN),
    "/claims/gzip": (PERMANENT, Reason.UNDECODABLE_CONTENT, Answer.BROKEN),
    "/claims/cut-gzip": (PERMANENT, Reason.UNDECODABLE_CONTENT, Answer.BROKEN),
    "/claims/long-coding": (PERMANENT, Reason.UNDECODABLE_CONTENT, Answer.BROKEN),
    "/claims/picture": (PERMANENT, Reason.TOO_LARGE, Answer.TOO_LARGE),
    "/claims/pdf": (PERMANENT, Reason.UNSUPPORTED_CONTENT_TYPE, Answer.WRONG_TYPE),
    "/claims/octet-picture": (PERMANENT, Reason.UNSUPPORTED_CONTENT_TYPE, Answer.WRONG_TYPE),
    "/endless": (PERMANENT, Reason.TOO_LARGE, Answer.TOO_LARGE),
    "/large/5000000": (PERMANENT, Reason.TOO_LARGE, Answer.TOO_LARGE),
    "/hang": (PASSING, Reason.FETCH_FAILED, Answer.TIMEOUT),
    "/loris": (PASSING, Reason.FETCH_FAILED, Answer.TIMEOUT),
    "/slow/5": (PASSING, Reason.FETCH_FAILED, Answer.TIMEOUT),
    "/status/404": (PERMANENT, Reason.FETCH_FAILED, Answer.CLIENT_ERROR),
    "/status/503": (PASSING, Reason.FETCH_FAILED, Answer.SERVER_ERROR),
    "/retry/soon": (PASSING, Reason.FETCH_FAILED, Answer.THROTTLED),
    "/loop": (PERMANENT, Reason.FETCH_FAILED, Answer.REDIRECT),
    "/redirect/30": (PERMANENT, Reason.FETCH_FAILED, Answer.REDIRECT),
    "/nowhere": (PERMANENT, Reason.FETCH_FAILED, Answer.REDIRECT),
    "/far": (PERMANENT, Reason.FETCH_FAILED, Answer.BAD_URL),
    "/to?ftp://www.web.example/": (PERMANENT, Reason.FETCH_FAILED, Answer.BAD_URL),
    "/to?file:///etc/passwd": (PERMANENT, Reason.FETCH_FAILED, Answer.BAD_URL),
    "/to?http://a.web.example:99999/": (PERMANENT, Reason.FETCH_FAILED, Answer.BAD_URL),
    "/to?http://10.0.0.1/": (PERMANENT, Reason.ADDRESS_BLOCKED, Answer.BLOCKED),
}
PAGES = {"long": "<p>x</p>", "ten-thousand-headers": "<p>x</p>", "header-escapes": "<p>x</p>"}
REFUSED = {"status-599": Answer.BROKEN, "escapes": Answer.CLIENT_ERROR, "c1-escapes": Answer.CLIENT_ERROR,
           "port-location": Answer.BAD_URL, "tiny-chunks*": Answer.BROKEN,
           "chunk-extensions*": Answer.BROKEN}  # fmt: skip
FLOODS = {"continue*", "hints*"}  # of what is no part of any body: only the time bounds these


@both
@pytest.mark.parametrize("path", ATTACKS)
async def test_an_attack_has_its_reason_and_costs_little(web: Web, path: str, tls: bool):
    kind, reason, answer = ATTACKS[path]
    answers: list[Answer] = []
    seconds = SHORT if answer is Answer.TIMEOUT else TIMEOUT
    async with fetching(web, answers=answers, timeout=seconds) as one, watched():
        error = await failure(one, web.url(path, tls=tls))
    assert (type(error), error.reason, answers) == (kind, reason, [answer]), error.message


@both
@pytest.mark.parametrize("path", ["/claims/nothing", "/claims/octets", "/claims/long-type", "/many-headers", "/gate"])
async def test_what_is_odd_but_a_page_is_a_page(web: Web, path: str, tls: bool):
    async with fetching(web) as one, watched():
        raw = await page(one, web.url(path, tls=tls))
    assert raw is not None
    assert b"Story" in raw.page()
    assert len(raw.content_type) <= MAX_TYPE
    assert sum(map(len, raw.headers.values())) < 2000


async def test_a_bomb_inside_a_page_stays_packed(web: Web):
    async with fetching(web) as one, watched():
        raw = await page(one, web.url("/bomb/hidden"))
    assert raw is not None
    assert len(raw.page()) < 2 * MIB


@pytest.mark.parametrize("name", LIES)
async def test_a_lie_in_the_protocol_costs_its_page_at_most(web: Web, name: str):
    answers: list[Answer] = []
    seconds = SHORT if name in FLOODS else TIMEOUT
    async with fetching(web, answers=answers, timeout=seconds) as one, watched():
        if name in PAGES:
            raw = await page(one, web.url(f"/raw/{name}"))
            assert raw is not None
            assert raw.page() == PAGES[name].encode()
            assert all(value.isprintable() for value in raw.headers.values())
            return
        error = await failure(one, web.url(f"/raw/{name}"))
    assert isinstance(error, Rejected if name in REFUSED else Transient), error.message
    assert answers == [REFUSED.get(name, Answer.TIMEOUT if name in FLOODS else Answer.BROKEN)], error.message


@pytest.mark.parametrize("name", ["escapes", "c1-escapes", "status-words", "garbage", "bad-chunk"])
async def test_no_error_has_characters_that_a_terminal_obeys(web: Web, name: str):
    async with fetching(web) as one:
        error = await failure(one, web.url(f"/raw/{name}"))
    assert error.message.isprintable()


async def test_twenty_sites_that_flood_do_not_keep_others_waiting(web: Web):
    async with fetching(web, timeout=20.0) as one, watched(busy=2.0):
        floods = [
            asyncio.create_task(failure(one, web.url("/raw/tiny-chunks*", f"h{n}.web.example"))) for n in range(20)
        ]
        await asyncio.sleep(0.1)
        assert await page(one, web.url("/good/1")) is not None
        await asyncio.gather(*floods)


@pytest.mark.parametrize("path", ["/bomb/brotli", "/raw/short-large"])
async def test_the_failures_of_forty_sites_take_little_memory_while_they_wait_for_another_attempt(web: Web, path: str):
    names = [f"h{number}.web.example" for number in range(40)]
    async with fetching(web, timeout=20.0, connections=4) as one, watched(longest=30.0):
        errors = await asyncio.gather(*(failure(one, web.url(path, name)) for name in names))
    assert len({error.reason for error in errors}) == 1


async def test_a_site_that_never_answers_does_not_keep_others_waiting(web: Web):
    async with fetching(web, timeout=30.0) as one:
        hung = [asyncio.create_task(page(one, web.url(f"/hang/{number}"))) for number in range(40)]
        await asyncio.sleep(0.2)
        started = time.monotonic()
        assert await page(one, web.url("/good/1", "other.web.example")) is not None
        assert time.monotonic() - started < 5.0
        for task in hung:
            task.cancel()
        await asyncio.gather(*hung, return_exceptions=True)
    assert len([one for one in web.seen().requests if one.path.startswith("/hang")]) == 1


def starts(web: Web, host: str) -> list[float]:
    """Return when the pages of a host were asked for, by the server's clock."""
    return [one.at for one in web.seen().requests if one.host == host]


def gaps(times: list[float]) -> list[float]:
    return [later - earlier for earlier, later in itertools.pairwise(sorted(times))]


def keep(delay: float, times: list[float]) -> bool:
    """Whether requests kept a delay, as a server saw them that may have read one of them late."""
    found = sorted(gaps(times))
    return found[0] > 0.5 * delay and found[len(found) // 2] > 0.95 * delay


async def fetch_all(web: Web, host: str, count: int, *, tls: bool = False, **given: object) -> None:
    async with fetching(web, **given) as one:
        await asyncio.gather(*(page(one, web.url(f"/good/{n}", host, tls=tls)) for n in range(count)))


@both
async def test_the_pages_of_one_host_are_asked_for_at_the_pace_of_the_settings(web: Web, tls: bool):
    await fetch_all(web, "www.web.example", 6, tls=tls, pace=Pace(delay=0.3))
    assert len(starts(web, "www.web.example")) == 6
    assert keep(0.3, starts(web, "www.web.example"))


async def test_the_delay_counts_from_when_the_request_is_sent_and_not_from_when_its_connection_is_made(web: Web):
    def slow(*given: object) -> Iterable[tuple[object, ...]]:
        time.sleep(0.4)
        return resolver(*given)

    await fetch_all(web, "www.web.example", 3, pace=Pace(delay=0.5), resolver=slow)
    assert keep(0.5, starts(web, "www.web.example"))


async def test_redirects_keep_the_pace_too(web: Web):
    async with fetching(web, pace=Pace(delay=0.3)) as one:
        await page(one, web.url("/redirect/3"))
    assert len(starts(web, "www.web.example")) == 4
    assert keep(0.3, starts(web, "www.web.example"))


async def test_the_crawl_delay_of_robots_txt_is_kept(web: Web):
    await fetch_all(web, "crawl.web.example", 4, pace=Pace(delay=0.0), robots=True)
    assert len(starts(web, "crawl.web.example")) == 5
    assert keep(0.7, starts(web, "crawl.web.example")[1:])


@pytest.mark.parametrize("path", ["/retry/2", "/retry/date/3"])
async def test_a_host_is_left_alone_for_as_long_as_it_asks(web: Web, path: str):
    async with fetching(web) as one:
        error = await failure(one, web.url(path))
        assert isinstance(error, Transient)
        pages = [page(one, web.url("/good/2")), page(one, web.url("/good/1", "other.web.example"))]
        assert all(await asyncio.gather(*pages))
    assert gaps(starts(web, "www.web.example"))[0] > 1.5
    assert starts(web, "other.web.example")[0] < starts(web, "www.web.example")[1]


@pytest.mark.parametrize("value", ["3600", "999999999", "date/3600"])
async def test_a_host_that_asks_for_long_is_not_asked_again_and_its_events_wait_elsewhere(web: Web, value: str):
    async with fetching(web) as one:
        await failure(one, web.url(f"/retry/{value}"))
        error = await failure(one, web.url("/good/1"))
    assert isinstance(error, Transient)
    assert 3000 < error.wait <= 86_400
    assert len(starts(web, "www.web.example")) == 1


@pytest.mark.parametrize("value", ["soon", "-5", "1e9", "9" * 400, "Tue, 99 Foo 99999 99:99:99 GMT", " ", "0x10"])
async def test_a_retry_after_that_means_nothing_is_none(web: Web, value: str):
    async with fetching(web) as one:
        error = await failure(one, web.url(f"/retry/{quote(value)}"))
        assert isinstance(error, Transient)
        assert await page(one, web.url("/good/1")) is not None


ROBOTS = {  # first label of the host: what becomes of /good/1, and the answer that counts
    "forbid": (Reason.ROBOTS_DISALLOWED, Answer.ROBOTS),
    "allow": (None, Answer.OK),
    "other": (None, Answer.OK),
    "none": (None, Answer.OK),
    "moved": (None, Answer.OK),
    "around": (None, Answer.OK),
    "binary": (None, Answer.OK),
    "large": (None, Answer.OK),
    "many": (None, Answer.OK),
    "endless": (None, Answer.OK),
    "bomb": (None, Answer.OK),
    "error": (Reason.FETCH_FAILED, Answer.SERVER_ERROR),
    "hang": (Reason.FETCH_FAILED, Answer.TIMEOUT),
    "inside": (Reason.ADDRESS_BLOCKED, Answer.BLOCKED),
}


@both
@pytest.mark.parametrize("label", ROBOTS)
async def test_robots_txt_is_obeyed_and_cannot_harm(web: Web, label: str, tls: bool):
    reason, answer = ROBOTS[label]
    url, answers = web.url("/good/1", f"{label}.web.example", tls=tls), []
    rules = {"robots": True, "answers": answers, "timeout": SHORT if label == "hang" else TIMEOUT}
    async with fetching(web, **rules) as one, watched(longest=20.0):
        if reason is None:
            assert await page(one, url) is not None
        else:
            assert (await failure(one, url)).reason is reason
    assert answers == [answer]
    assert [one.path for one in web.seen().requests].count("/good/1") == (reason is None)


async def test_a_site_with_very_many_rules_does_not_keep_others_waiting(web: Web):
    long = "a" * 3000
    async with fetching(web, robots=True, timeout=60.0) as one:
        slow = [asyncio.create_task(page(one, web.url(f"/good/{n}/{long}", "many.web.example"))) for n in range(200)]
        await asyncio.sleep(1.0)
        started = time.monotonic()
        for label in ("allow", "none"):
            assert await page(one, web.url("/good/1", f"{label}.web.example")) is not None
        assert time.monotonic() - started < 8.0
        for task in slow:
            task.cancel()
        await asyncio.gather(*slow, return_exceptions=True)


async def test_a_crawl_delay_that_is_absurd_sends_the_event_away(web: Web):
    async with fetching(web, robots=True) as one:
        error = await failure(one, web.url("/good/1", "crawl-huge.web.example"))
    assert isinstance(error, Deferred)
    assert 30 < error.wait < 1000
    assert [one.path for one in web.seen().requests] == ["/robots.txt"]


async def test_pages_that_robots_txt_forbids_are_not_asked_for_while_others_are(web: Web):
    async with fetching(web, robots=True) as one:
        for number in range(3):
            error = await failure(one, web.url(f"/private/{number}", "allow.web.example"))
            assert error.reason is Reason.ROBOTS_DISALLOWED
            assert await page(one, web.url(f"/good/{number}", "allow.web.example")) is not None
    assert [one.path for one in web.seen().requests] == ["/robots.txt", "/good/0", "/good/1", "/good/2"]


async def test_a_redirect_into_what_robots_txt_forbids_is_refused(web: Web):
    async with fetching(web, robots=True) as one:
        error = await failure(one, web.url("/to?" + web.url("/good/1", "forbid.web.example")))
    assert error.reason is Reason.ROBOTS_DISALLOWED
    assert "/good/1" not in [one.path for one in web.seen().requests]


@pytest.mark.parametrize("tls, pages", [(False, 100), (True, 20)], ids=["HTTP/1.1", "HTTP/2"])
async def test_no_cookie_of_many_pages_is_ever_sent(web: Web, tls: bool, pages: int):
    async with fetching(web) as one:
        for number in range(pages):
            raw = await page(one, web.url(f"/cookies/{number}", tls=tls))
            assert raw is not None
            assert "set-cookie" not in raw.headers
    assert len(web.seen().requests) == pages
    assert max(len(one.headers.get("cookie", "")) for one in web.seen().requests) == 0


@both
async def test_a_cookie_is_sent_within_the_redirects_of_one_page_alone(web: Web, tls: bool):
    async with fetching(web) as one:
        for _ in range(3):
            assert await page(one, web.url("/gate", tls=tls)) is not None
    assert [one.headers.get("cookie", "") for one in web.seen().requests] == ["", "gate=open"] * 3


@both
async def test_cookies_that_grow_with_each_redirect_are_dropped(web: Web, tls: bool):
    async with fetching(web) as one, watched():
        assert await page(one, web.url("/hoard/9", tls=tls)) is not None
    assert max(len(one.headers.get("cookie", "")) for one in web.seen().requests) < 10_000


@both
async def test_a_page_that_has_not_changed_is_not_sent_again(web: Web, tls: bool):
    answers: list[Answer] = []
    async with fetching(web, revalidate=60.0, answers=answers) as one:
        assert await page(one, web.url("/unchanged", tls=tls), "news.raw.v1/0/1") is not None
        assert await page(one, web.url("/unchanged", tls=tls), "news.raw.v1/0/2") is None
        assert await page(one, web.url("/odd-etag", tls=tls), "news.raw.v1/0/1") is not None
        assert await page(one, web.url("/odd-etag", tls=tls), "news.raw.v1/0/2") is not None
    assert answers == [Answer.OK, Answer.UNCHANGED, Answer.OK, Answer.OK]


async def test_user_and_password_of_a_redirect_are_not_sent(web: Web):
    target = web.url("/good/1", "jo:secret@other.web.example")
    async with fetching(web) as one:
        raw = await page(one, web.url(f"/to?{target}"))
    assert raw is not None
    assert raw.url == web.url("/good/1", "other.web.example")
    assert not any("authorization" in one.headers for one in web.seen().requests)
