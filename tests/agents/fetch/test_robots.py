"""robots.txt: what it allows, how long it is kept, and what happens without it."""

import asyncio
import gc
import weakref

import pytest

from agents.fetch.answer import Answer, Failed
from agents.fetch.robots import ERROR_SECONDS, KEPT_SECONDS, MAX_KEPT_BYTES, Robots
from agents.fetch.sites import LONGEST_CRAWL_DELAY
from schemas import Deferred, Reason, Rejected, Transient

URL = "https://herald.example/politics/1"


class Origin:
    """A site's rules, and how often they were asked for."""

    def __init__(self, *texts):
        self.texts = list(texts)
        self.asked = []
        self.now = 0.0

    async def get(self, url):
        self.asked.append(url)
        await asyncio.sleep(0)
        given = self.texts.pop(0) if len(self.texts) > 1 else self.texts[0]
        if isinstance(given, Exception):
            raise given
        return given

    def robots(self, agent="newsmill/1 (+https://example.org)"):
        return Robots(agent, self.get, clock=lambda: self.now)


async def test_a_page_that_the_rules_forbid_is_refused():
    robots = Origin("User-agent: *\nDisallow: /politics/\n").robots()
    with pytest.raises(Rejected, match=r"robots\.txt does not allow it for newsmill") as caught:
        await robots.check(URL)
    assert caught.value.reason is Reason.ROBOTS_DISALLOWED
    assert await robots.check("https://herald.example/sport/1") == 0.0


async def test_the_group_of_newsmills_own_name_counts_before_that_for_all():
    rules = "User-agent: *\nDisallow: /\n\nUser-agent: times-bot\nAllow: /\n"
    assert await Origin(rules).robots("times-bot/2.0 (+https://times.example)").check(URL) == 0.0
    with pytest.raises(Rejected):
        await Origin(rules).robots("newsmill").check(URL)


@pytest.mark.parametrize("text", [None, "", "no rules at all", "\x00\xff: \n" * 100])
async def test_without_rules_everything_is_allowed(text):
    assert await Origin(text).robots().check(URL) == 0.0


@pytest.mark.parametrize(
    "stated, seconds",
    [("7", 7.0), ("0.5", 0.5), ("1e9", LONGEST_CRAWL_DELAY), ("nan", 0.0), ("inf", 0.0), ("-3", 0.0), ("soon", 0.0)],
)
async def test_the_crawl_delay_is_returned_within_bounds(stated, seconds):
    assert await Origin(f"User-agent: *\nCrawl-delay: {stated}\n").robots().check(URL) == seconds


async def test_the_rules_are_asked_for_once_a_day_for_each_origin_however_many_pages_wait():
    origin = Origin("User-agent: *\nDisallow: /x\n")
    robots = origin.robots()
    await asyncio.gather(*(robots.check(f"https://herald.example/{number}?a=b#c") for number in range(20)))
    await robots.check("http://herald.example/1")
    assert origin.asked == ["https://herald.example/robots.txt", "http://herald.example/robots.txt"]
    origin.now = KEPT_SECONDS + 1
    await robots.check(URL)
    assert len(origin.asked) == 3


async def test_a_site_that_does_not_give_its_rules_allows_nothing_for_a_while():
    origin = Origin(Failed(Answer.SERVER_ERROR, Transient(Reason.FETCH_FAILED, "HTTP 503")), None)
    robots = origin.robots()
    for _ in range(3):
        with pytest.raises(Failed) as caught:
            await robots.check(URL)
        assert caught.value.answer is Answer.SERVER_ERROR
        assert type(caught.value.error) is Transient
        assert "the site's rules for robots are not known: HTTP 503" in caught.value.error.message
        assert caught.value.error.wait == ERROR_SECONDS
    assert len(origin.asked) == 1
    origin.now = ERROR_SECONDS + 1
    assert await robots.check(URL) == 0.0


async def test_what_is_kept_of_a_site_that_does_not_give_its_rules_holds_no_response():
    class Response:
        """Stands for the response, which the frames of the error hold."""

    responses = weakref.WeakSet()

    async def get(_):
        response = Response()
        responses.add(response)
        raise Failed(Answer.SERVER_ERROR, Transient(Reason.FETCH_FAILED, "HTTP 503"))

    robots = Robots("newsmill", get)
    with pytest.raises(Failed):
        await robots.check(URL)
    gc.collect()
    assert len(responses) == 0


async def test_a_deferral_is_not_taken_for_a_site_without_rules():
    robots = Origin(Deferred(Reason.FETCH_FAILED, "later", 60.0), None).robots()
    with pytest.raises(Deferred):
        await robots.check(URL)
    assert await robots.check(URL) == 0.0


async def test_the_rules_of_the_least_recent_origins_are_forgotten_when_they_take_much_memory():
    large = "User-agent: *\n" + "Disallow: /a\n" * 40_000
    origin = Origin(large)
    robots = origin.robots()
    count = MAX_KEPT_BYTES // len(large) + 3
    for number in range(count):
        await robots.check(f"https://{number}.example/b")
    await robots.check(f"https://{count - 1}.example/b")
    assert len(origin.asked) == count
    await robots.check("https://0.example/b")
    assert len(origin.asked) == count + 1


async def test_rules_made_to_be_slow_are_judged_quickly():
    hostile = "User-agent: *\n" + f"Disallow: /{'*a' * 200}$\n" * 1000
    await asyncio.wait_for(Origin(hostile).robots().check("https://herald.example/" + "a" * 4000 + "b"), 30)
