"""The brokers that all processes of a test run share: started once, by the process that starts the others."""

import time
from dataclasses import dataclass

from streams.kafka.embedded import HOST, EmbeddedBroker, live_brokers
from tests.support.brokers.jars import KafkaUnavailable, jars
from tests.support.brokers.kafka import START_LIMIT, Kafka


@dataclass(frozen=True)
class Broker:
    """A broker's address."""

    port: int
    is_embedded: bool

    @property
    def bootstrap(self) -> str:
        """The address as aiokafka takes it: `127.0.0.1:port`."""
        return f"{HOST}:{self.port}"

    @property
    def url(self) -> str:
        """The address as NEWSMILL_BROKER takes it: `kafka://127.0.0.1:port`."""
        return f"kafka://{self.bootstrap}"

    def await_ready(self) -> None:
        """Wait until it answers; raises AssertionError."""
        limit = time.monotonic() + START_LIMIT
        while not live_brokers(self.port):
            assert time.monotonic() < limit, f"no broker answers at {self.bootstrap}: did it end?"
            time.sleep(0.05)


def why_no_kafka() -> str | None:
    """Return why Apache Kafka is not available; None if it is."""
    try:
        jars()
    except KafkaUnavailable as error:
        return str(error)
    return None


class SharedBrokers:
    """The embedded broker, and Apache Kafka if it is available. Each is started when it is first used."""

    def __init__(self) -> None:
        self._kafka: Kafka | None = None
        self._embedded: EmbeddedBroker | None = None

    def kafka(self) -> Broker:
        """Return Apache Kafka, which may need some seconds until it is ready, or the embedded broker instead."""
        if why_no_kafka() is not None:
            return self.embedded()
        if self._kafka is None:
            self._kafka = Kafka()
            self._kafka.nodes[0].launch()
        return Broker(self._kafka.nodes[0].port, is_embedded=False)

    def embedded(self) -> Broker:
        """Return the embedded broker."""
        self._embedded = self._embedded or EmbeddedBroker().start()
        return Broker(self._embedded.port, is_embedded=True)

    def stop(self) -> None:
        """Stop the brokers that were started."""
        for broker in (self._kafka, self._embedded):
            if broker is not None:
                broker.stop()
        self._kafka = self._embedded = None
