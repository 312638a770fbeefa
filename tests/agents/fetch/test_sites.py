"""Politeness: a site's requests keep their distance, one in trouble is left alone, and none waits for another."""

import asyncio
import heapq
import itertools
import math
import time

import pytest

from agents.fetch.answer import Answer
from agents.fetch.sites import (
    FAILURES,
    FIRST_REST,
    LONGEST_DELAY,
    LONGEST_REFUSAL,
    LONGEST_REST,
    MAX_SITES,
    Pace,
    Sites,
)
from agents.web.url import SiteBy
from schemas import Deferred, Reason, Transient

URL, OTHER = "https://herald.example/1", "https://tribune.example/1"


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


async def ask(sites, url, started, seconds=0.0):
    async with sites.turn(url):
        started.append(time.monotonic())
        await asyncio.sleep(seconds)


async def test_requests_to_one_site_start_one_delay_after_the_other():
    sites, started = Sites(Pace(delay=0.05)), []
    await asyncio.gather(*(ask(sites, URL, started) for _ in range(5)))
    gaps = [later - earlier for earlier, later in itertools.pairwise(started)]
    assert min(gaps) > 0.025  # one may have been noted late
    assert started[-1] - started[0] > 4 * 0.05 * 0.9
    assert sites.waiting == 0


async def test_a_site_whose_pages_hang_holds_no_other_site():
    sites, hanging, good = Sites(Pace(delay=0.0)), [], []
    stuck = [asyncio.create_task(ask(sites, URL, hanging, seconds=30.0)) for _ in range(40)]
    await asyncio.sleep(0.01)
    async with asyncio.timeout(1.0):
        await ask(sites, OTHER, good)
    assert (len(hanging), len(good)) == (1, 1)
    for task in stuck:
        task.cancel()
    await asyncio.gather(*stuck, return_exceptions=True)
    assert sites.waiting == 0


async def test_as_many_requests_as_the_settings_say_are_made_at_once():
    sites, started = Sites(Pace(delay=0.0, at_once=3)), []
    tasks = [asyncio.create_task(ask(sites, URL, started, seconds=0.2)) for _ in range(6)]
    await asyncio.sleep(0.1)
    assert len(started) == 3
    await asyncio.gather(*tasks)


async def test_no_more_requests_than_connections_are_made_at_once_over_all_sites():
    sites, started = Sites(Pace(delay=0.0), connections=2), []
    tasks = [asyncio.create_task(ask(sites, f"https://{n}.example/", started, seconds=0.2)) for n in range(4)]
    await asyncio.sleep(0.1)
    assert len(started) == 2
    await asyncio.gather(*tasks)


async def test_an_event_whose_turn_is_too_far_off_waits_for_the_retry_delay_in_which_the_site_has_time_for_it():
    clock, deferred = Clock(), []
    sites = Sites(Pace(delay=10.0, patience=25.0, retries=(60, 600)), clock=clock, deferred=lambda: deferred.append(1))
    sites.of(URL).waiting = 3

    async def waits(events):
        found = []
        for _ in range(events):
            with pytest.raises(Deferred, match="many pages") as caught:
                await ask(sites, URL, [])
            found.append(caught.value.wait)
        return found

    assert await waits(60) == [60] * 57 + [600] * 3  # 57 have their turn before 600 s are over
    assert len(deferred) == 60
    clock.now += 60.0
    assert await waits(58) == [60] * 57 + [600]  # the first ones are back


async def test_without_retry_topics_a_deferral_says_when_the_turn_is():
    sites = Sites(Pace(delay=10.0, patience=25.0, retries=()))
    sites.of(URL).waiting = 3
    with pytest.raises(Deferred) as caught:
        await ask(sites, URL, [])
    assert caught.value.wait == 30.0


@pytest.mark.parametrize("pages", [1000, 10_000])
def test_a_long_backlog_of_one_site_is_fetched_at_half_its_pace_or_faster(pages):
    """With a patience of 30 s, half of the 60 s between two returns; of longer delays nobody must wait in vain."""
    clock = Clock()
    began = clock.now
    site = Sites(Pace(delay=1.0, patience=30.0, retries=(60, 600, 3600)), clock=clock).of(URL)
    coming = [began] * pages  # when each event comes; a heap
    while coming or site.waiting:
        turn = max(clock.now, site.started + site.delay) if site.waiting else math.inf
        clock.now = min(turn, coming[0] if coming else math.inf)
        if turn <= clock.now:
            site.waiting -= 1
            site.asked()
        elif (wait := site.queue(clock.now)) <= site.pace.patience:
            heapq.heappop(coming)
            site.waiting += 1
        else:
            heapq.heapreplace(coming, clock.now + site.send_away(wait, clock.now))
    assert clock.now - began < 2 * pages


def test_a_slow_site_gets_a_longer_delay_and_a_fast_one_that_of_the_settings():
    clock = Clock()
    site = Sites(Pace(delay=1.0), clock=clock).of(URL)
    site.note(Answer.OK, 0.1, clock())
    assert site.delay == 1.0
    for _ in range(20):
        site.note(Answer.OK, 4.0, clock())
    assert site.delay == pytest.approx(4.0, rel=0.02)


def test_trouble_makes_requests_rarer_and_good_answers_make_them_as_frequent_again():
    clock = Clock()
    site = Sites(Pace(delay=1.0), clock=clock).of(URL)
    site.note(Answer.THROTTLED, 0.1, clock())
    site.note(Answer.SERVER_ERROR, 0.1, clock())
    assert site.delay == pytest.approx(4.0)
    for _ in range(20):
        site.note(Answer.OK, 0.1, clock())
    assert site.delay == 1.0


def test_the_delay_has_a_limit_unless_the_site_itself_asks_for_more():
    clock = Clock()
    site = Sites(Pace(delay=1.0), clock=clock).of(URL)
    for _ in range(100):
        site.note(Answer.TIMEOUT, 1000.0, clock())
    assert site.delay == LONGEST_DELAY
    site.crawl_delay = 200.0
    assert site.delay == 200.0


async def test_a_site_that_fails_again_and_again_is_left_alone_for_longer_each_time():
    clock = Clock()
    sites = Sites(Pace(delay=0.0, patience=5.0), clock=clock)
    site = sites.of(URL)
    rests = []
    for number in range(FAILURES + 10):
        site.note(Answer.UNREACHABLE, 0.1, clock())
        if number >= FAILURES - 1:
            with pytest.raises(Transient, match="failures") as caught:
                await ask(sites, URL, [])
            assert not isinstance(caught.value, Deferred)
            assert caught.value.reason is Reason.FETCH_FAILED
            rests.append(caught.value.wait)
            clock.now = site.refused_until
    assert rests[:3] == [FIRST_REST, 2 * FIRST_REST, 4 * FIRST_REST]
    assert max(rests) == LONGEST_REST
    assert sites.left_alone() == 0
    site.note(Answer.OK, 0.1, clock())
    assert site.failures == 0


async def test_a_site_that_asks_to_be_left_alone_is_for_as_long_as_it_says():
    clock = Clock()
    sites = Sites(Pace(delay=0.0, patience=5.0), clock=clock)
    sites.of(URL).note(Answer.THROTTLED, 0.1, clock(), retry_after=3600.0)
    with pytest.raises(Transient, match=r"Retry-After: 3600 s") as caught:
        await ask(sites, URL, [])
    assert caught.value.wait == 3600.0
    assert sites.left_alone() == 1
    sites.of(OTHER).note(Answer.THROTTLED, 0.1, clock(), retry_after=1e12)
    assert sites.of(OTHER).refused_until == clock.now + LONGEST_REFUSAL


async def test_an_event_that_waits_for_its_turn_notices_that_the_site_is_to_be_left_alone():
    sites = Sites(Pace(delay=0.1, patience=5.0))
    await ask(sites, URL, [])
    waiting = asyncio.create_task(ask(sites, URL, []))
    await asyncio.sleep(0.02)
    sites.of(URL).refuse(60.0, "a test", time.monotonic())
    with pytest.raises(Transient, match="a test"):
        await waiting
    assert sites.waiting == 0


def test_hosts_of_one_domain_are_one_site_if_the_settings_say_so():
    urls = ("https://www.herald.co.uk/1", "https://news.herald.co.uk:8443/2")
    by_host, by_domain = Sites(Pace()), Sites(Pace(by=SiteBy.DOMAIN))
    assert len({by_host.of(url).name for url in urls}) == 2
    assert {by_domain.of(url).name for url in urls} == {"herald.co.uk"}


def test_sites_are_forgotten_beyond_a_limit_but_not_one_that_is_left_alone():
    clock = Clock()
    sites = Sites(Pace(), clock=clock)
    sites.of(URL).refuse(60.0, "a test", clock())
    for number in range(MAX_SITES + 10):
        sites.of(f"https://{number}.example/")
    assert len(sites) == MAX_SITES
    assert sites.of(URL).why == "a test"


def test_sites_are_forgotten_beyond_a_limit_even_if_all_want_to_be_left_alone():
    clock = Clock()
    sites = Sites(Pace(), clock=clock)
    sites.of(URL).waiting = 1
    for number in range(MAX_SITES + 10):
        sites.of(f"https://{number}.example/").refuse(LONGEST_REFUSAL, "a test", clock())
    assert len(sites) == MAX_SITES
    assert sites.of(URL).waiting == 1
    assert sites.of(f"https://{MAX_SITES + 9}.example/").why == "a test"


async def test_events_that_wait_for_their_turn_are_deferred_when_they_are_told_to_hurry():
    sites, started = Sites(Pace(delay=20.0)), []
    tasks = [asyncio.create_task(ask(sites, url, started, seconds=0.2)) for url in (URL, URL, OTHER, OTHER)]
    await asyncio.sleep(0.05)
    sites.hurry()
    loop, errors = asyncio.get_running_loop(), []
    loop.set_exception_handler(lambda _, context: errors.append(context))
    loop.call_soon(sites.hurry)  # at a rebalance, the worker may be stopped too
    results = await asyncio.gather(*tasks, return_exceptions=True)
    assert [type(result) for result in results] == [type(None), Deferred, type(None), Deferred]
    assert not errors
    assert sites.waiting == 0


async def test_no_turn_is_given_while_the_worker_drains_and_all_are_afterwards():
    sites, started = Sites(Pace(delay=0.0)), []
    sites.hurry()
    with pytest.raises(Deferred, match="drains"):
        await ask(sites, URL, started)
    sites.resume()
    await ask(sites, URL, started)
    assert len(started) == 1
