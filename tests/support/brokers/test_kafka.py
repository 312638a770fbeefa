"""The tests' own Apache Kafka: an acknowledged record outlives a killed node."""

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient, NewTopic

from tests.support.brokers.jars import KafkaUnavailable
from tests.support.brokers.kafka import Kafka


@pytest.mark.kafka
async def test_a_killed_node_comes_back_with_its_records_on_its_port() -> None:
    try:
        cluster = Kafka()
    except KafkaUnavailable as error:
        pytest.skip(str(error))
    with cluster:
        bootstrap = cluster.bootstrap
        admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap)
        await admin.start()
        await admin.create_topics([NewTopic("kept", 1, 1)])
        await admin.close()
        async with AIOKafkaProducer(bootstrap_servers=bootstrap, acks="all", enable_idempotence=True) as producer:
            await producer.send_and_wait("kept", b"record", partition=0)
        cluster.restart()
        assert cluster.bootstrap == bootstrap
        partition = TopicPartition("kept", 0)
        async with AIOKafkaConsumer(bootstrap_servers=bootstrap) as consumer:
            assert await consumer.end_offsets([partition]) == {partition: 1}
