"""The load of the topics: bytes, requests and disk, by the topics' own retention."""

from dataclasses import replace

import pytest

from agents.plan import MEASURED, Demand, make_plan
from agents.plan.topics import TopicPlan
from streams.settings import load
from streams.topics import Topics

FIGURES = replace(MEASURED, raw_share=0.5, extracted_bytes=1000.0, articles_bytes=2000.0, state_bytes=100.0)
DAY = 86_400


def topics(**given: float) -> dict[str, TopicPlan]:
    return {topic.topic: topic for topic in make_plan(Demand(**{"rate": 10.0} | given), FIGURES).topics}  # type: ignore[arg-type]


def test_the_raw_topic_has_the_pages() -> None:
    raw = topics(page_bytes=60_000)["raw"]
    assert (raw.rate, raw.produced, raw.fetched) == (10, 300_000, 300_000)


def test_every_article_of_the_feed_is_either_unique_or_a_copy() -> None:
    found = topics(duplicates=0.3)
    assert found["unique"].rate + found["duplicates"].rate == pytest.approx(found["extracted"].rate)


def test_each_subscriber_fetches_the_articles_once() -> None:
    assert topics(subscribers=3)["articles"].fetched == 3 * topics(subscribers=1)["articles"].fetched
    assert topics(subscribers=0)["articles"].fetched == 0


def test_a_topic_keeps_what_its_retention_says_in_all_copies() -> None:
    found, declared = topics(replication=3), Topics(load())
    for short in ("raw", "extracted", "unique", "duplicates", "articles"):
        days = int(declared.of(short).config["retention.ms"]) / 86_400_000
        assert found[short].disk == pytest.approx(found[short].produced * days * DAY * 3)


def test_the_state_is_kept_twice_as_long_as_articles_are_remembered() -> None:
    state = topics(remembered_days=5.0, replication=1)["deduplicate-state"]
    assert state.disk == pytest.approx(10 * 100 * 10 * DAY)


def test_requests_are_no_more_than_records_nor_than_workers_publish() -> None:
    assert topics()["extracted"].requests == 20  # one to publish and one to fetch, ten times a second
    quick = replace(FIGURES, extract_hop_ms=1.0, extract_page_ms=1.0, extract_kilobyte_ms=0.01)
    large = make_plan(Demand(3000), quick)
    (extracted,) = (topic for topic in large.topics if topic.topic == "extracted")
    assert extracted.requests == large.stages[0].workers * 200 * 2 < 6000
