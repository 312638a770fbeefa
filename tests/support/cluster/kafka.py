"""Apache Kafka for pods: one node that also listens on the address by which pods reach this machine."""

from streams.kafka.embedded import HOST
from tests.support.brokers.kafka import Kafka

LISTENER = "PODS"


class PodsKafka(Kafka):
    """Like Kafka, with one node; `pods_url` is its address for pods, which the network must have when it starts."""

    def __init__(self, gateway: str) -> None:
        protocols = ",".join(f"{name}:PLAINTEXT" for name in (LISTENER, "PLAINTEXT", "CONTROLLER"))
        super().__init__(configuration={"listener.security.protocol.map": protocols}, listeners=(LISTENER,))
        (node,) = self.nodes
        file = node.folder / "server.properties"
        file.write_text(file.read_text().replace(f"{LISTENER}://{HOST}", f"{LISTENER}://{gateway}"))
        self.pods_url = f"kafka://{gateway}:{node.ports[LISTENER]}"
