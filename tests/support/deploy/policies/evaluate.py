"""Who may connect to whom by NetworkPolicies, as their specification has it: without a network that enforces them.

A connection needs the egress of its source and the ingress of its target. Each allows all until a policy selects the
pod for that direction; then it allows what any rule of these policies names. A pod may always connect to itself.

One choice where the specification leaves it to the network: a block of addresses also names pods whose address is in
it. So a rule never looks narrower here than it may be.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any, TypeAlias

from tests.support.deploy.policies.selectors import matches

Object: TypeAlias = Mapping[str, Any]
NAME = "kubernetes.io/metadata.name"  # the label that every namespace has


@dataclass(frozen=True)
class Pod:
    """A pod, by what policies see of it; `ports` are the named ones of its containers, by name and protocol."""

    labels: Mapping[str, str]
    namespace: str
    address: str
    ports: Mapping[tuple[str, str], int] = field(default_factory=dict)
    namespace_labels: Mapping[str, str] = field(default_factory=dict)

    def is_in(self, selector: Object) -> bool:
        """Tell whether a selector matches its namespace."""
        return matches(selector, {NAME: self.namespace, **self.namespace_labels})


Peer: TypeAlias = Pod | IPv4Address | IPv6Address  # an address is one outside the cluster


@dataclass(frozen=True)
class Connection:
    """A connection to a port of a target."""

    source: Peer
    target: Peer
    port: int
    protocol: str = "TCP"


def may_connect(policies: Iterable[Object], connection: Connection) -> bool:
    """Tell whether policies, each with its namespace in its metadata, let a connection be made."""
    given = list(policies)
    source, target = connection.source, connection.target
    return source is target or (
        _lets(given, "Egress", source, target, connection) and _lets(given, "Ingress", target, source, connection)
    )


def _lets(policies: list[Object], direction: str, subject: Peer, other: Peer, connection: Connection) -> bool:
    """Tell whether the policies of one end let it connect to the other, or be connected to by it."""
    if not isinstance(subject, Pod):
        return True
    own = [policy for policy in policies if _applies(policy, direction, subject)]
    rules = [
        (policy["metadata"]["namespace"], rule)
        for policy in own
        for rule in policy["spec"].get(direction.lower()) or ()
    ]
    return not own or any(_allows(rule, direction, namespace, other, connection) for namespace, rule in rules)


def _applies(policy: Object, direction: str, pod: Pod) -> bool:
    spec = policy["spec"]
    types = spec.get("policyTypes") or ["Ingress", *(["Egress"] if spec.get("egress") else [])]
    return (
        direction in types
        and policy["metadata"]["namespace"] == pod.namespace
        and matches(spec.get("podSelector", {}), pod.labels)
    )


def _allows(rule: Object, direction: str, namespace: str, other: Peer, connection: Connection) -> bool:
    peers, ports = rule.get("from" if direction == "Ingress" else "to"), rule.get("ports")
    return (not peers or any(names(peer, other, namespace) for peer in peers)) and (
        not ports or any(_has(port, connection) for port in ports)
    )


def names(peer: Object, other: Peer, namespace: str) -> bool:
    """Tell whether a rule's peer, in a policy of a namespace, names a pod or an address."""
    if "ipBlock" in peer:
        return _holds(peer["ipBlock"], ip_address(other.address) if isinstance(other, Pod) else other)
    if not isinstance(other, Pod):
        return False
    is_near = other.is_in(peer["namespaceSelector"]) if "namespaceSelector" in peer else other.namespace == namespace
    return is_near and matches(peer.get("podSelector", {}), other.labels)


def _holds(block: Object, address: IPv4Address | IPv6Address) -> bool:
    return address in ip_network(block["cidr"]) and not any(
        address in ip_network(one) for one in block.get("except", ())
    )


def _has(stated: Object, connection: Connection) -> bool:
    """Tell whether a rule's port is the connection's; a name is that of a port of the target."""
    port, protocol = stated.get("port"), stated.get("protocol", "TCP")
    if protocol != connection.protocol:
        return False
    if port is None:
        return True
    if isinstance(port, str):
        return isinstance(connection.target, Pod) and connection.target.ports.get((port, protocol)) == connection.port
    return bool(port <= connection.port <= stated.get("endPort", port))
