"""Connections that aiokafka forgets when a client is closed while it connects, seen on a loaded machine.

Whichever test runs when they are collected would fail of their warnings.
"""

import gc
import warnings
from weakref import WeakSet

from aiokafka.conn import AIOKafkaConnection

_connections: "WeakSet[AIOKafkaConnection]" = WeakSet()


def note_connections() -> None:
    """Note from now on each connection that is opened in this process."""
    connect = AIOKafkaConnection.connect

    async def noted(self: AIOKafkaConnection) -> object:
        _connections.add(self)
        return await connect(self)

    AIOKafkaConnection.connect = noted


def collect_forgotten() -> int:
    """Collect the connections that are still open after a test, without a warning; returns how many there were."""
    count = sum(bool(connection.connected()) for connection in _connections)
    if count:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)
            gc.collect()
    return count
