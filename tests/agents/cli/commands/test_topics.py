"""`newsmill topics check` and the topics of delays that were removed."""

import asyncio
import json

from streams.topics import Topics
from tests.support.running.cli import fresh, newsmill
from tests.support.running.stage import publish_records, stage_settings


def test_the_topic_of_a_removed_delay_is_listed_with_the_events_that_wait_and_is_no_fault(
    kafka, topic_prefix: str
) -> None:
    place = fresh(kafka, topic_prefix, partitions=1)
    before = stage_settings(kafka, topic_prefix, retry_delays=(60, 420))
    removed = Topics(before).retries[1].name
    newsmill("topics", "create", NEWSMILL_RETRY_DELAYS="60,420", **place)
    asyncio.run(publish_records(before, removed, [(b"k", b"v", ())]))
    done = newsmill("topics", "check", NEWSMILL_RETRY_DELAYS="60", **place)
    assert done.returncode == 0, done.stderr
    (listed,) = [
        state
        for state in json.loads(newsmill("topics", "check", "--json", NEWSMILL_RETRY_DELAYS="60", **place).stdout)
        if state["name"] == removed
    ]
    assert listed["problems"] == []
    assert listed["note"] == (
        "no delay of NEWSMILL_RETRY_DELAYS names it: 1 event waits, and workers return what is due"
    )
