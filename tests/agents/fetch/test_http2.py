"""The fetcher against a server that abuses HTTP/2: frames that end, flood, lie or never come.

What both protocols have in common is in test_hostile.py; what goes wrong with connections, in test_exchange.py.
"""

import asyncio
from contextlib import suppress

import pytest

from agents.fetch.answer import Answer
from schemas import Reason, Rejected, StageError, Transient
from tests.support.web.http2 import ABUSES
from tests.support.web.server import Web
from tests.support.web.watch import SHORT, TIMEOUT, failure, fetching, page, watched

PAGES = {"last", "line-breaks", "many-headers"}
PERMANENT = {  # all others are transient
    "status-7": (Reason.FETCH_FAILED, Answer.BROKEN),
    "status-negative": (Reason.FETCH_FAILED, Answer.BROKEN),
    "two-statuses": (Reason.FETCH_FAILED, Answer.CLIENT_ERROR),
    "tiny-data": (Reason.UNDECODABLE_CONTENT, Answer.BROKEN),
    "too-much": (Reason.TOO_LARGE, Answer.TOO_LARGE),
}
ENDLESS = {  # nothing but the time for a page ends these
    "empty-data", "garbage", "no-streams", "no-window", "padding", "ping-flood", "push", "settings-flood",
}  # fmt: skip


@pytest.mark.parametrize("name", ABUSES)
async def test_an_abuse_of_the_protocol_costs_its_page_at_most(web: Web, name: str):
    answers: list[Answer] = []
    seconds = SHORT if name in ENDLESS else TIMEOUT
    async with fetching(web, answers=answers, timeout=seconds) as one, watched():
        if name in PAGES:
            raw = await page(one, web.url(f"/frames/{name}", tls=True))
            assert raw is not None
            assert raw.page() == b"<p>x</p>"
            assert all(value.isprintable() for value in raw.headers.values())
            return
        error = await failure(one, web.url(f"/frames/{name}", tls=True))
    assert error.message.isprintable()
    if name in PERMANENT:
        assert isinstance(error, Rejected)
        assert (error.reason, answers) == (PERMANENT[name][0], [PERMANENT[name][1]])
    else:
        assert isinstance(error, Transient)
        assert (error.reason, answers) == (
            Reason.FETCH_FAILED,
            [Answer.TIMEOUT if name in ENDLESS else Answer.BROKEN],
        )


async def test_the_sites_next_page_comes_after_an_abuse(web: Web):
    async def next_page(name: str) -> bool:
        host = f"{name}.web.example"
        with suppress(StageError):
            await page(one, web.url(f"/frames/{name}", host, tls=True))
        raw = await page(one, web.url("/good/1", host, tls=True))
        return raw is not None and b"Story" in raw.page()

    async with fetching(web) as one:
        names = [name for name in ABUSES if name not in ENDLESS]
        came = await asyncio.gather(*map(next_page, names))
    assert dict(zip(names, came, strict=True)) == dict.fromkeys(names, True)


@pytest.mark.parametrize("path", ["/endless", "/large/5000000", "/claims/pdf"])
async def test_the_sites_next_page_comes_after_bodies_that_were_left_unread(web: Web, path: str):
    async with fetching(web) as one:
        for number in range(4):
            await failure(one, web.url(path, tls=True))
            assert await page(one, web.url(f"/good/{number}", tls=True)) is not None


async def test_pages_of_one_site_share_a_connection(web: Web):
    async with fetching(web) as one:
        for number in range(5):
            assert await page(one, web.url(f"/good/{number}", tls=True)) is not None
    assert web.seen().connections == 1
    assert {one.protocol for one in web.seen().requests} == {"HTTP/2"}


async def test_floods_from_ten_sites_do_not_keep_another_site_waiting(web: Web):
    async with fetching(web, timeout=4.0) as one, watched(longest=40.0, busy=2.0):
        floods = [
            asyncio.create_task(failure(one, web.url("/frames/ping-flood", f"h{number}.web.example", tls=True)))
            for number in range(10)
        ]
        await asyncio.sleep(0.1)
        assert await page(one, web.url("/good/1")) is not None
        await asyncio.gather(*floods)
