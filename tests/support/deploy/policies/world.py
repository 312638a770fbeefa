"""The pods that a rendered chart makes, with its network policies, and pods that stand beside them in a cluster."""

from collections.abc import Iterator
from ipaddress import IPv4Address, IPv6Address, ip_address
from itertools import count

from tests.support.deploy.chart import Object, container, of_kind, pods
from tests.support.deploy.policies.evaluate import Connection, Peer, Pod, may_connect

NAMESPACE = "press"
KAFKA = Pod({"strimzi.io/cluster": "kafka"}, NAMESPACE, "10.244.1.1")
DNS = Pod({"k8s-app": "kube-dns"}, "kube-system", "10.244.1.2")
PROMETHEUS = Pod({"app.kubernetes.io/name": "prometheus"}, "monitoring", "10.244.1.3")
STRANGERS = {
    "a pod beside the workers": Pod({"app": "shop"}, NAMESPACE, "10.244.1.4"),
    "a pod elsewhere": Pod({"app": "shop"}, "shop", "10.244.1.5"),
    "a newsmill of another release": Pod(
        {"app.kubernetes.io/name": "newsmill", "app.kubernetes.io/instance": "other"}, NAMESPACE, "10.244.1.6"
    ),
    "a pod elsewhere with Kafka's label": Pod({"strimzi.io/cluster": "kafka"}, "shop", "10.244.1.7"),
}
PUBLIC = ("93.184.215.14", "1.1.1.1", "2606:2800:21f:cb07:6820::8b2c", "2a00:1450::1")
NOT_PUBLIC = (
    "10.0.0.1 10.96.0.1 10.244.1.4 100.100.0.1 127.0.0.1 169.254.169.254 172.16.0.1 172.20.0.1 192.168.1.1 0.0.0.1 "
    "224.0.0.1 198.18.0.1 192.0.2.1 203.0.113.9 255.255.255.255 :: ::1 ::7f00:1 fd00:ec2::254 fc00::1 fe80::1 ff02::1 "
    "64:ff9b::a00:1 2002:a00:1:: 2001:db8::1"
).split()  # networks of clusters and homes, of metadata services and machines themselves; some inside IPv6 addresses


class World:
    """A release with its policies; `pods` by their components, such as `fetch` or `topics`."""

    def __init__(self, objects: list[Object]) -> None:
        self._policies = [
            {**each, "metadata": {"namespace": NAMESPACE, **each["metadata"]}}
            for each in of_kind(objects, "NetworkPolicy")
        ]
        self.pods = dict(_released(objects))

    def reaches(self, source: Peer | str, target: Peer | str, port: int, protocol: str = "TCP") -> bool:
        """Tell whether one connects to another; text is a component of the release, or an outside address."""
        return may_connect(self._policies, Connection(self._end(source), self._end(target), port, protocol))

    def _end(self, end: Peer | str) -> Peer:
        if isinstance(end, Pod | IPv4Address | IPv6Address):
            return end
        return self.pods[end] if end in self.pods else ip_address(end)


def _released(objects: list[Object]) -> Iterator[tuple[str, Pod]]:
    numbers = count(1)
    for _, template in pods(objects):
        labels = template["metadata"]["labels"]
        named = {
            (port["name"], port["protocol"]): port["containerPort"] for port in container(template).get("ports", ())
        }
        yield labels["app.kubernetes.io/component"], Pod(labels, NAMESPACE, f"10.244.2.{next(numbers)}", named)
