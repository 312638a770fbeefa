"""The deduplicate stage on Kafka: its state is read back at each assignment, and metrics show it."""

from agents.deduplicate.agent import DeduplicateWork
from streams.kafka.cluster import create_topics
from streams.metrics import Metrics
from streams.settings import Settings
from streams.topics import Topics
from tests.support.running.deliver import means_of
from tests.support.running.stage import until


async def test_partitions_whose_state_is_being_read_back_are_counted(embedded, topic_prefix):
    settings = Settings(broker=embedded.url, topic_prefix=topic_prefix, partitions=2)
    topics, metrics = Topics(settings), Metrics()
    await create_topics(settings, topics)

    def recovering():
        return metrics.registry.get_sample_value("newsmill_state_recovering_partitions")

    work = DeduplicateWork(means_of(settings, metrics=metrics))
    assert recovering() == 0
    work.assign({0, 1})
    assert recovering() == 2
    work.assign({1})
    assert recovering() == 1
    await until(lambda: work.recovered().holds)
    await until(lambda: recovering() == 0)
    assert metrics.registry.get_sample_value("newsmill_state_recovery_seconds", {"partition": "1"}) > 0
