"""Forgotten connections end with the test that opened them."""

import asyncio
import gc
from weakref import ref

from aiokafka.conn import AIOKafkaConnection, create_conn

from tests.support.brokers.forgotten import collect_forgotten
from tests.support.brokers.shared import Broker


async def opened(broker: Broker) -> "ref[AIOKafkaConnection]":
    connection = await create_conn("127.0.0.1", broker.port)
    connection.itself = connection  # so that only the collector frees it
    return ref(connection)


def test_a_connection_that_is_left_open_is_collected_without_a_warning(embedded: Broker) -> None:
    gc.disable()
    try:
        left = asyncio.run(opened(embedded))
        assert left() is not None
        assert collect_forgotten() >= 1
        assert left() is None
        assert collect_forgotten() == 0
    finally:
        gc.enable()
