"""Retry topics of removed delays: found by their names, and never those of another prefix."""

import pytest

from streams.kafka.cluster import admin, create_topics
from streams.kafka.leftover import leftovers, retry_topic
from streams.topics import Topics
from tests.conftest import Broker
from tests.support.running.stage import publish_records, stage_settings


@pytest.mark.parametrize(
    "name, delay",
    [
        ("newsmill.retry.90s.v1", 90),
        ("newsmill.retry.10m.v1", 600),
        ("newsmill.retry.1h.v1", 3600),
        ("newsmill.retry.2d.v1", 172_800),
        ("newsmill.retry.999999999s.v1", 999_999_999),
        ("newsmill.retry.1111111111s.v1", None),
        ("newsmill.retry.\u0661m.v1", None),
        ("newsmill.retry.1w.v1", None),
        ("newsmill.retry.1m.v2", None),
        ("other.newsmill.retry.1m.v1", None),
        ("newsmill.fetch.v1", None),
    ],
)
def test_the_delay_is_read_from_the_name(name: str, delay: int | None) -> None:
    topic = retry_topic(name, "")
    assert (topic and topic.delay) == delay
    prefixed = retry_topic("a.b" + name, "a.b")
    assert (prefixed and prefixed.delay) == delay
    assert retry_topic("axb" + name, "a.b") is None


def test_every_retry_topics_name_is_read_back() -> None:
    settings = stage_settings(_NOWHERE, "p-", retry_delays=(1, 59, 60, 90, 3600, 86_400))
    for topic in Topics(settings).retries:
        read = retry_topic(topic.name, "p-")
        assert read is not None
        assert (read.delay, read.short) == (topic.delay, topic.short)


async def test_a_removed_delays_topic_is_found_with_the_events_that_wait(broker: Broker, topic_prefix: str) -> None:
    before = stage_settings(broker, topic_prefix, retry_delays=(60, 600))
    await create_topics(before, Topics(before))
    after = before.model_copy(update={"retry_delays": (60,)})
    (one,) = await leftovers(after, Topics(after))
    removed = Topics(before).retries[1].name
    assert (one.topic.name, one.partitions, one.waiting) == (removed, 1, 0)
    assert f"kafka-topics.sh --delete --topic {removed}" in one.state.note
    await publish_records(before, removed, [(None, b"1", ()), (None, b"2", ())])
    (one,) = await leftovers(after, Topics(after))
    assert one.waiting == 2
    assert one.state.note.endswith("2 events wait, and workers return what is due")
    assert await leftovers(before, Topics(before)) == []
    async with admin(after) as client:
        await client.delete_topics([removed])


class _Nowhere:
    url = "kafka://127.0.0.1:1"


_NOWHERE = _Nowhere()
