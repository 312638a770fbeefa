"""The fetch stage: its limit follows from the one of events, each request counts, and the page goes back to extract."""

import socket
from contextlib import suppress

import pytest
from aiohttp import web

from agents.fetch import Fetcher
from agents.fetch.agent import FetchWork, create_fetcher
from schemas import Deferred, RawArticle, Reason, Rejected, Transient
from streams.delivery.retries import Past
from streams.metrics import Metrics
from streams.records import ORIGIN, REDRIVES, REPLAY
from tests.support.articles.fetching import loopback
from tests.support.articles.site import PAGE, Reply, around, cut, large, page, site, slow, status
from tests.support.running.deliver import event, means_of


def fetcher(metrics: Metrics | None = None, **settings: object) -> Fetcher:
    return create_fetcher(means_of(loopback(**settings), metrics=metrics))


def answers(metrics: Metrics) -> dict[str, float]:
    """Return the count of each answer that was given at least once."""
    samples = (sample for family in metrics.fetches.collect() for sample in family.samples)
    return {one.labels["answer"]: one.value for one in samples if one.name.endswith("_total") and one.value}


async def test_a_page_above_the_cap_is_refused_and_one_below_fits_the_event_cap_in_base64() -> None:
    limit = 3000
    async with site(large=large) as address, fetcher(max_event_bytes=limit) as fetching:
        with pytest.raises(Rejected, match="NEWSMILL_MAX_EVENT_BYTES") as caught:
            await fetching.fetch(RawArticle(url=f"{address}/large?size=2001"))
        fitting = await fetching.fetch(RawArticle(url=f"{address}/large?size=2000"))
    assert caught.value.reason is Reason.TOO_LARGE
    assert fitting is not None
    assert len(fitting.raw.content_base64 or "") <= limit


async def test_sites_see_the_user_agent_of_the_settings() -> None:
    async def agent(request: web.Request) -> web.Response:
        return web.Response(text=request.headers["User-Agent"])

    async with site(agent=agent) as address, fetcher(fetch_user_agent="newsmill-test") as fetching:
        found = await fetching.fetch(RawArticle(url=f"{address}/agent"))
    assert found is not None
    assert found.raw.page() == b"newsmill-test"


@pytest.mark.parametrize(
    "code, answer",
    [(200, "ok"), (304, "redirect"), (404, "client_error"), (429, "throttled"), (503, "server_error")],
)
async def test_each_status_counts_as_one_answer_of_its_class(code: int, answer: str) -> None:
    metrics = Metrics()
    async with site(page=status(code)) as address, fetcher(metrics) as fetching:
        with suppress(Rejected, Transient):
            await fetching.fetch(RawArticle(url=f"{address}/page"))
    assert answers(metrics) == {answer: 1}


async def test_a_failure_without_a_status_also_counts_as_one_answer() -> None:
    metrics = Metrics()
    async with site(slow=slow, around=around, cut=cut) as address, fetcher(metrics, fetch_timeout=1.0) as fetching:
        for url in (f"{address}/slow", f"{address}/around", f"{address}/cut", "http://", "http://[::1/page"):
            with pytest.raises((Rejected, Transient)):
                await fetching.fetch(RawArticle(url=url))
        with socket.socket() as closed:
            closed.bind(("127.0.0.1", 0))
            with pytest.raises(Transient):
                await fetching.fetch(RawArticle(url=f"http://127.0.0.1:{closed.getsockname()[1]}/page"))
    assert answers(metrics) == {"timeout": 1, "redirect": 1, "broken": 1, "bad_url": 2, "unreachable": 1}


async def test_the_fetched_event_keeps_its_key_and_the_origin_of_the_first_event() -> None:
    means = means_of(loopback())
    async with site(page=page) as address, means.stack:
        raw = RawArticle(url=f"{address}/page", id="feed-1")
        result = await FetchWork(means)(event(value=raw.encode(), headers=((ORIGIN, b"{}"),)))
    (record,) = result.records
    assert (record.topic, record.key) == (means.topics.fetched.name, b"a.example")
    assert (ORIGIN, b"{}") in record.headers
    fetched = RawArticle.decode(record.value)
    assert (fetched.id, fetched.page()) == ("feed-1", PAGE)


def versioned(asked: list[str], **headers: str) -> Reply:
    """Return a reply that is the same page, with the same ETag, each time; `asked` gets the conditions."""

    async def reply(request: web.Request) -> web.Response:
        asked.append(request.headers.get("If-None-Match", ""))
        if asked[-1] == '"7"':
            return web.Response(status=304)
        return web.Response(body=PAGE, content_type="text/html", headers={"ETag": '"7"'} | headers)

    return reply


async def test_a_page_that_has_not_changed_publishes_nothing_unless_it_is_wanted() -> None:
    asked: list[str] = []
    metrics = Metrics()
    means = means_of(loopback(), metrics=metrics)
    async with site(page=versioned(asked)) as address, means.stack:
        work = FetchWork(means)
        value = RawArticle(url=f"{address}/page").encode()
        first = await work(event(value=value, offset=1))
        second = await work(event(value=value, offset=2))
        again = await work(event(value=value, offset=1))  # the first event, delivered again
        redriven = await work(event(value=value, offset=3, headers=((REDRIVES, b"1"),)))
        replayed = await work(event(value=value, offset=4, headers=((REPLAY, b"monday"),)))
    outcomes = [result.outcome for result in (first, second, again, redriven, replayed)]
    assert outcomes == ["fetched", "unchanged", "fetched", "fetched", "fetched"]
    assert second.records == ()
    assert asked == ["", '"7"', "", "", ""]
    assert answers(metrics) == {"ok": 4, "unchanged": 1}


async def test_an_event_that_was_only_deferred_is_asked_for_with_its_version() -> None:
    asked: list[str] = []
    means = means_of(loopback())
    origin = event().origin
    async with site(page=versioned(asked)) as address, means.stack:
        work = FetchWork(means)
        value = RawArticle(url=f"{address}/page").encode()
        await work(event(value=value, offset=1))
        deferred = Past(attempts=0, waits=0, origin=origin.model_copy(update={"offset": 2}))
        tried = Past(attempts=3, waits=1, origin=origin.model_copy(update={"offset": 3}))
        outcomes = [(await work(event(value=value, past=past))).outcome for past in (deferred, tried)]
    assert outcomes == ["unchanged", "fetched"]
    assert asked == ["", '"7"', ""]


async def test_after_a_drain_the_next_assignment_gives_turns_again() -> None:
    means = means_of(loopback())
    async with site(page=page) as address, means.stack:
        work = FetchWork(means)
        given = event(value=RawArticle(url=f"{address}/page").encode())
        work.hurry()
        with pytest.raises(Deferred):
            await work(given)
        work.assign({1: 1})
        assert (await work(given)).outcome == "fetched"


async def test_the_version_of_a_page_that_is_not_to_be_stored_is_not_remembered() -> None:
    asked: list[str] = []
    means = means_of(loopback())
    async with site(page=versioned(asked, **{"Cache-Control": "private, no-store"})) as address, means.stack:
        work = FetchWork(means)
        for offset in (1, 2):
            await work(event(value=RawArticle(url=f"{address}/page").encode(), offset=offset))
    assert asked == ["", ""]


async def test_a_pages_room_in_memory_is_given_back_when_its_event_leaves_the_stage() -> None:
    means = means_of(loopback())
    async with site(large=large) as address, means.stack:
        work = FetchWork(means)
        result = await work(event(value=RawArticle(url=f"{address}/large?size=5000").encode()))
        assert work._fetcher._budget.held == 5000
        result.ended()
        assert work._fetcher._budget.held == 0


async def test_the_password_in_a_url_is_not_published() -> None:
    means = means_of(loopback())
    async with site(page=page) as address, means.stack:
        value = f'{{"url": "{address.replace("://", "://jo:secret@")}/page"}}'.encode()
        (record,) = (await FetchWork(means)(event(value=value))).records
    assert b"secret" not in (record.value or b"")
    assert RawArticle.decode(record.value).url == f"{address}/page"


async def test_an_operator_is_told_that_sites_need_an_address(capsys: pytest.CaptureFixture[str]) -> None:
    FetchWork(means_of(loopback(fetch_user_agent="times-bot (+https://times.example/bot)")))
    assert "no address" not in capsys.readouterr().out
    FetchWork(means_of(loopback()))
    assert "NEWSMILL_FETCH_USER_AGENT has no address" in capsys.readouterr().out
