"""The status of an installation: lag, members and rates as they are on the broker, which a look does not change."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from aiokafka import TopicPartition

from streams.delivery.event import Incoming, Result
from streams.kafka.cluster import BrokerUnavailable, TopicsMisconfigured, create_topics
from streams.metrics import Outcome
from streams.settings import Settings
from streams.stages import Stage
from streams.topics import Topics, consumer_group
from streams.watch.status import (
    ABSENT,
    Installation,
    MemberStatus,
    StageStatus,
    Survey,
    beyond_the_end,
    lag_by_topic,
    speed,
    unassigned,
)
from tests.conftest import Broker
from tests.support.brokers.records import producer
from tests.support.running.letters import dead_letter, put_letters
from tests.support.running.stage import committed, publish_records, running_stage, stage_settings


def test_lag_is_the_number_of_events_before_a_group_by_topic() -> None:
    a, b, other = TopicPartition("a", 0), TopicPartition("a", 1), TopicPartition("b", 0)
    first = {a: 0, b: 0, other: 0}
    assert lag_by_topic({a: 2, b: 5, other: 3}, first, {a: 6, b: 8, other: 3}) == {"a": 7, "b": 0}


def test_all_records_of_a_partition_that_ends_before_the_committed_offset_are_lag_and_it_is_said() -> None:
    again, whole = TopicPartition("a", 0), TopicPartition("a", 1)
    done, end = {again: 9, whole: 5}, {again: 6, whole: 8}
    assert lag_by_topic(done, {again: 2, whole: 0}, end) == {"a": 4 + 3}
    assert beyond_the_end(done, end) == ["a[0] ends at 6, before the committed offset 9"]


@pytest.mark.parametrize(
    "state, shares, said",
    [
        ("Stable", [4, 2], ["2 of 8 partitions are assigned to no worker"]),
        ("Stable", [4, 4], []),
        ("Stable", [4, None], []),  # the embedded broker does not tell
        ("PreparingRebalance", [4], []),
        ("Empty", [], []),
    ],
)
def test_partitions_that_no_worker_has_are_said(state: str, shares: list[int | None], said: list[str]) -> None:
    assert unassigned(state, 8, [MemberStatus(str(at), "", "", share) for at, share in enumerate(shares)]) == said


def test_a_rate_is_of_all_partitions_and_never_negative() -> None:
    a, b, new = (TopicPartition("a", partition) for partition in range(3))
    assert speed({a: 10, b: 50}, {a: 16, b: 3, new: 4}, 2.0) == 5.0


def stage_of(status: Installation, name: str) -> StageStatus:
    (found,) = [stage for stage in status.stages if stage.stage == name]
    return found


async def test_a_running_stage_has_its_lag_its_members_and_its_rate(broker: Broker, topic_prefix: str) -> None:
    settings = stage_settings(broker, topic_prefix, partitions=2, retry_delays=(60,))
    topics = Topics(settings)
    gate = asyncio.Event()

    async def hold_from_the_third_on(incoming: Incoming) -> Result:
        if incoming.offset >= 2:
            await gate.wait()
        return Result(Outcome.UNCHANGED)

    survey = Survey(settings)
    async with running_stage(settings, hold_from_the_third_on) as stage:
        await publish_records(settings, topics.raw.name, [(None, b"a", ())] * 5, partition=1)
        await publish_records(settings, topics.unique.name, [(None, b"a", ())] * 3)
        await publish_records(settings, topics.retries[0].name, [(None, b"a", ())])
        await until_committed(settings, topics.raw.name, 1, 2)
        first = await survey.look()
        await publish_records(settings, topics.raw.name, [(None, b"a", ())] * 4)
        gate.set()
        await until_committed(settings, topics.raw.name, 0, 4)
        await until_committed(settings, topics.raw.name, 1, 5)
        second = await survey.look()
        assert await stage.stop()
    extract = stage_of(first, "extract")
    assert (extract.group, extract.state) == (consumer_group(settings, "extract"), "Stable")
    assert (extract.lag, extract.lag_by_topic) == (3, {topics.raw.name: 3, topics.fetched.name: 0})
    assert (extract.partitions, extract.rate) == (4, None)
    (member,) = extract.members
    expected = ("", "", None) if broker.is_embedded else ("127.0.0.1", "faust-0.15.3", 4)
    assert (member.host, member.client, member.partitions) == expected
    (reader,) = [stage for stage in Stage if "unique" in stage.reads]
    lags = {stage.stage: stage.lag for stage in first.stages if stage.lag}
    assert lags == {"extract": 3, reader: 3, "retry": 1}
    assert stage_of(first, "enrich").state == ("Empty" if broker.is_embedded else ABSENT)
    assert stage_of(first, "enrich").members == ()
    assert second.seconds is not None
    extract = stage_of(second, "extract")
    assert (extract.lag, extract.rate) == (0, pytest.approx(7 / second.seconds))
    raw = next(topic for topic in second.topics if topic.topic == topics.raw.name)
    assert (raw.partitions, raw.records, raw.rate) == (2, 9, pytest.approx(4 / second.seconds))
    assert await committed(settings, topics.raw.name, 1) == 5


async def until_committed(settings: Settings, topic: str, partition: int, offset: int) -> None:
    async with asyncio.timeout(30):
        while await committed(settings, topic, partition) != offset:
            await asyncio.sleep(0.1)


async def test_dead_letters_that_come_between_two_looks_are_counted(broker: Broker, topic_prefix: str) -> None:
    settings = stage_settings(broker, topic_prefix)
    await create_topics(settings, Topics(settings))
    survey = Survey(settings)
    assert (await survey.look()).dead_letters.by_reason == {}
    await put_letters(settings, dead_letter("raw"))
    assert (await survey.look()).dead_letters.by_reason == {"no_article": 1}
    assert (await survey.look()).dead_letters.by_reason == {"no_article": 1}


async def test_a_topic_has_the_time_of_its_newest_record(broker: Broker, topic_prefix: str) -> None:
    settings = stage_settings(broker, topic_prefix, partitions=2)
    topics = Topics(settings)
    await create_topics(settings, topics)
    now = datetime.now(UTC).replace(microsecond=0)
    async with producer(settings.bootstrap) as client:
        for partition, minutes in ((0, 10), (0, 30), (1, 20)):  # ago; each partition's last record counts
            moment = int((now - timedelta(minutes=minutes)).timestamp() * 1000)
            await client.send_and_wait(topics.raw.name, b"a", partition=partition, timestamp_ms=moment)
    survey = Survey(settings)
    last = now - timedelta(minutes=20)
    assert newest(await survey.look()) == {topics.raw.name: last}
    await publish_records(settings, topics.articles.name, [(None, b"a", ())])
    second = await survey.look()
    assert newest(second) == {topics.raw.name: last, topics.articles.name: second.at}


def newest(status: Installation) -> dict[str, datetime]:
    return {topic.topic: topic.newest for topic in status.topics if topic.newest is not None}


async def test_missing_topics_or_a_missing_broker_are_errors(embedded: Broker, topic_prefix: str) -> None:
    with pytest.raises(TopicsMisconfigured, match="are missing"):
        await Survey(stage_settings(embedded, topic_prefix)).look()
    with pytest.raises(BrokerUnavailable, match="NEWSMILL_BROKER"):
        await Survey(Settings(broker="kafka://127.0.0.1:1")).look()
