"""The deduplicate stage on Kafka: its state is read back at each assignment, and metrics show it."""

import asyncio

import pytest
from structlog.testing import capture_logs

from agents.deduplicate.agent import RECOVERED_AT_ONCE, DeduplicateWork
from schemas import Rejected
from streams.kafka import restore
from streams.kafka.cluster import create_topics
from streams.metrics import Metrics
from streams.settings import Settings
from streams.topics import Topics
from tests.support.running.deliver import event, means_of
from tests.support.running.stage import until


async def test_partitions_whose_state_is_being_read_back_are_counted(embedded, topic_prefix):
    settings = Settings(broker=embedded.url, topic_prefix=topic_prefix, partitions=2)
    topics, metrics = Topics(settings), Metrics()
    await create_topics(settings, topics)

    def recovering():
        return metrics.registry.get_sample_value("newsmill_state_recovering_partitions")

    work = DeduplicateWork(means_of(settings, metrics=metrics))
    assert recovering() == 0
    work.assign({0: 1, 1: 1})
    assert recovering() == 2
    work.assign({1: 2})
    assert recovering() == 1
    await until(lambda: work.recovered().holds)
    await until(lambda: recovering() == 0)
    assert metrics.registry.get_sample_value("newsmill_state_recovery_seconds", {"partition": "1"}) > 0


@pytest.fixture
def recovered(monkeypatch):
    """Start the work of one partition whose state topic has some records."""

    async def start(records):
        async def read_partition(*_):
            for record in records:
                yield record

        monkeypatch.setattr(restore, "read_partition", read_partition)
        work = DeduplicateWork(means_of(Settings(partitions=1)))
        work.assign({0: 1})
        await until(lambda: work.recovered().holds)
        return work

    return start


async def test_only_a_state_whose_partition_somebody_else_may_have_had_is_read_back(monkeypatch, streams, story):
    ((key, record),) = streams().decide("a", story("flood", 1)).changes
    read = []

    async def read_partition(_settings, _topic, partition):
        read.append(partition)
        yield key.encode(), record

    monkeypatch.setattr(restore, "read_partition", read_partition)
    metrics = Metrics()
    work = DeduplicateWork(means_of(Settings(partitions=2), metrics=metrics))

    def known(partition):
        return metrics.registry.get_sample_value("newsmill_known_articles", {"partition": str(partition)})

    work.assign({0: 1, 1: 1})
    await until(lambda: work.recovered().holds)
    value = streams().extract("b", story("quake", 2)).encode()
    assert (await work(event(partition=0, offset=9, timestamp=0.0, value=value))).outcome == "new"
    assert (known(0), known(1)) == (2, 1)
    read.clear()

    work.assign({0: 1})
    assert work.recovered().holds
    assert (known(0), known(1)) == (2, None)
    again = await work(event(partition=0, offset=9, timestamp=0.0, value=value))
    assert again.outcome == "new", "an event that comes again has its verdict again"
    assert read == []

    work.assign({0: 1, 1: 3})
    await until(lambda: work.recovered().holds)
    assert read == [1]
    work.assign({0: 4, 1: 3})
    await until(lambda: work.recovered().holds)
    assert read == [1, 0]


async def test_a_state_that_could_not_be_read_for_another_reason_is_tried_again_at_the_next_assignment(monkeypatch):
    failures = [RuntimeError("out of memory")]

    async def read_partition(*_):
        if failures:
            raise failures.pop()
        yield b"a", None

    monkeypatch.setattr(restore, "read_partition", read_partition)
    work = DeduplicateWork(means_of(Settings(partitions=1)))
    work.assign({0: 1})
    await until(lambda: not failures and work.recovered().holds)
    with pytest.raises(RuntimeError):
        await work(event(partition=0, offset=1, timestamp=0.0, value=b""))
    work.assign({0: 1})
    await until(lambda: work.recovered().holds)
    with pytest.raises(Rejected):
        await work(event(partition=0, offset=1, timestamp=0.0, value=b""))


async def test_a_damaged_record_of_the_state_is_skipped_and_logged(recovered, streams, story):
    stream = streams()
    one, other = (stream.decide(name, story(name, 1, 2)).changes[0][1] for name in ("a", "b"))
    with capture_logs() as logs:
        work = await recovered([(b"a", one[:-1]), (b"\xff", one), (None, b""), (b"b", other)])
    skipped = [log["key"] for log in logs if log["event"] == "state record skipped"]
    assert skipped == [b"a", b"\xff", None]
    for name, outcome in (("a", "new"), ("b", "unchanged")):
        value = stream.extract(name, story(name, 1, 2)).encode()
        result = await work(event(partition=0, offset=100, timestamp=0.0, value=value))
        assert result.outcome == outcome


async def test_other_work_goes_on_while_a_long_state_is_recovered(recovered, streams, story):
    ((key, value),) = streams().decide("a", story("flood", 1)).changes
    turns = 0
    turns_at_record = []

    async def other_work():
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    def records():
        for _ in range(10 * RECOVERED_AT_ONCE):
            turns_at_record.append(turns)
            yield key.encode(), value

    other = asyncio.create_task(other_work())
    await recovered(records())
    other.cancel()
    assert len(set(turns_at_record)) == 10
