"""Connections are allowed and refused as the specification of NetworkPolicies has it."""

from ipaddress import ip_address
from typing import Any

import pytest

from tests.support.deploy.policies.evaluate import Connection, Peer, Pod, may_connect

WEB = Pod({"app": "web"}, "shop", "10.0.0.1", {("http", "TCP"): 8080, ("http", "UDP"): 9090}, {"team": "red"})
STORE = Pod({"app": "store"}, "shop", "10.0.0.2", {("sql", "TCP"): 5432})
OTHER = Pod({"app": "store"}, "bank", "10.0.0.3", namespace_labels={"team": "blue"})
OUTSIDE = ip_address("93.184.216.34")
NEAR = {"podSelector": {"matchLabels": {"app": "store"}}}


def named(value: object) -> str:
    """Name a parameter: a set by its elements in order, since each process that runs the tests orders it otherwise."""
    return str(sorted(value)) if isinstance(value, set) else str(value)


def policy(selector: dict[str, Any] | None = None, **spec: Any) -> dict[str, Any]:
    return {"metadata": {"namespace": "shop"}, "spec": {"podSelector": selector or {}, **spec}}


def reaches(source: Peer, target: Peer, *policies: dict[str, Any], port: int = 8080, protocol: str = "TCP") -> bool:
    return may_connect(policies, Connection(source, target, port, protocol))


def test_without_a_policy_that_selects_it_a_pod_talks_to_all() -> None:
    other = policy({"matchLabels": {"app": "store"}}, policyTypes=["Ingress", "Egress"])
    assert reaches(WEB, OTHER)
    assert reaches(WEB, OTHER, other)
    assert reaches(OUTSIDE, WEB, other)


def test_a_policy_without_rules_closes_its_direction_alone() -> None:
    assert not reaches(STORE, WEB, policy(policyTypes=["Ingress"]))
    assert reaches(WEB, OTHER, policy(policyTypes=["Ingress"]))
    assert not reaches(WEB, OTHER, policy(policyTypes=["Egress"]))
    assert not reaches(WEB, OTHER, policy(policyTypes=["Egress"], egress=[]))
    assert reaches(OTHER, WEB, policy(policyTypes=["Egress"]))


def test_without_types_a_policy_is_of_ingress_and_of_egress_only_with_a_rule_for_it() -> None:
    assert not reaches(OTHER, WEB, policy())
    assert reaches(WEB, OTHER, policy())
    assert reaches(WEB, OTHER, policy(egress=[]))
    closed = policy(egress=[{"to": [NEAR]}])
    assert not reaches(WEB, OTHER, closed)
    assert not reaches(OTHER, WEB, closed)


def test_a_policy_selects_pods_of_its_own_namespace_only() -> None:
    assert reaches(WEB, OTHER, policy(policyTypes=["Ingress"]))
    assert not reaches(WEB, STORE, policy({"matchLabels": {"app": "store"}}, policyTypes=["Ingress"]))


def test_both_ends_must_allow_a_connection() -> None:
    outgoing = policy({"matchLabels": {"app": "web"}}, policyTypes=["Egress"], egress=[{}])
    incoming = policy({"matchLabels": {"app": "store"}}, policyTypes=["Ingress"], ingress=[{}])
    closed = policy({"matchLabels": {"app": "store"}}, policyTypes=["Ingress"])
    assert reaches(WEB, STORE, outgoing, incoming)
    assert not reaches(WEB, STORE, outgoing, closed)
    assert not reaches(WEB, STORE, policy({"matchLabels": {"app": "web"}}, policyTypes=["Egress"]), incoming)


def test_policies_and_rules_add_up() -> None:
    closed = policy(policyTypes=["Egress"])
    assert reaches(WEB, OTHER, closed, policy(policyTypes=["Egress"], egress=[{"ports": [{"port": 1}]}, {}]))
    assert reaches(WEB, OTHER, policy(policyTypes=["Egress"], egress=[{}]), closed)


def test_a_pod_always_reaches_itself() -> None:
    assert reaches(WEB, WEB, policy(policyTypes=["Ingress", "Egress"]))


@pytest.mark.parametrize(
    "peer,reached",
    [
        (NEAR, {"STORE"}),
        ({"podSelector": {}}, {"STORE"}),
        ({"namespaceSelector": {}}, {"STORE", "OTHER"}),
        ({"namespaceSelector": {"matchLabels": {"team": "blue"}}}, {"OTHER"}),
        ({"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "bank"}}}, {"OTHER"}),
        ({"namespaceSelector": {}, "podSelector": {"matchLabels": {"app": "web"}}}, set()),
        ({"namespaceSelector": {"matchLabels": {"team": "blue"}}, **NEAR}, {"OTHER"}),
        ({"ipBlock": {"cidr": "0.0.0.0/0"}}, {"STORE", "OTHER", "OUTSIDE"}),
        ({"ipBlock": {"cidr": "0.0.0.0/0", "except": ["10.0.0.0/8"]}}, {"OUTSIDE"}),
        ({"ipBlock": {"cidr": "10.0.0.2/32"}}, {"STORE"}),
        ({"ipBlock": {"cidr": "::/0"}}, set()),
    ],
    ids=named,
)
def test_a_peer_names_pods_by_both_selectors_and_addresses_by_a_block(peer: dict[str, Any], reached: set[str]) -> None:
    ends = {"STORE": STORE, "OTHER": OTHER, "OUTSIDE": OUTSIDE}
    egress = policy({"matchLabels": {"app": "web"}}, policyTypes=["Egress"], egress=[{"to": [peer]}])
    assert {name for name, end in ends.items() if reaches(WEB, end, egress)} == reached
    ingress = policy({"matchLabels": {"app": "web"}}, policyTypes=["Ingress"], ingress=[{"from": [peer]}])
    assert {name for name, end in ends.items() if reaches(end, WEB, ingress)} == reached


def test_two_selectors_in_two_peers_are_an_or() -> None:
    peers = [
        {"namespaceSelector": {"matchLabels": {"team": "blue"}}},
        {"podSelector": {"matchLabels": {"app": "store"}}},
    ]
    egress = policy(policyTypes=["Egress"], egress=[{"to": peers}])
    assert reaches(WEB, STORE, egress)
    assert reaches(WEB, OTHER, egress)
    assert not reaches(WEB, OUTSIDE, egress)


def test_a_rule_with_an_empty_list_of_peers_or_ports_names_all() -> None:
    assert reaches(WEB, OUTSIDE, policy(policyTypes=["Egress"], egress=[{"to": [], "ports": []}]))


@pytest.mark.parametrize(
    "stated,open_ports",
    [
        ({}, {("TCP", 80), ("TCP", 8080), ("TCP", 9090)}),
        ({"protocol": "UDP"}, {("UDP", 80), ("UDP", 8080), ("UDP", 9090)}),
        ({"port": 80}, {("TCP", 80)}),
        ({"port": 80, "endPort": 8080}, {("TCP", 80), ("TCP", 8080)}),
        ({"port": 8081, "endPort": 9090, "protocol": "UDP"}, {("UDP", 9090)}),
        ({"port": "http"}, {("TCP", 8080)}),
        ({"port": "http", "protocol": "UDP"}, {("UDP", 9090)}),
        ({"port": "sql"}, set()),
    ],
    ids=named,
)
def test_a_port_is_one_a_range_or_a_name_of_the_target_with_its_protocol(
    stated: dict[str, Any], open_ports: set[tuple[str, int]]
) -> None:
    ingress = policy({"matchLabels": {"app": "web"}}, policyTypes=["Ingress"], ingress=[{"ports": [stated]}])
    egress = policy({"matchLabels": {"app": "store"}}, policyTypes=["Egress"], egress=[{"ports": [stated]}])
    for only in (ingress, egress):
        assert {
            (protocol, port)
            for protocol in ("TCP", "UDP")
            for port in (80, 8080, 9090)
            if reaches(STORE, WEB, only, port=port, protocol=protocol)
        } == open_ports


def test_an_address_outside_has_no_named_ports() -> None:
    assert not reaches(WEB, OUTSIDE, policy(policyTypes=["Egress"], egress=[{"ports": [{"port": "http"}]}]))


def test_a_rule_wants_a_peer_and_a_port_of_its_own() -> None:
    egress = policy(
        {"matchLabels": {"app": "web"}},
        policyTypes=["Egress"],
        egress=[
            {"to": [NEAR], "ports": [{"port": 5432}]},
            {"to": [{"namespaceSelector": {}}], "ports": [{"port": 80}]},
        ],
    )
    assert reaches(WEB, STORE, egress, port=5432)
    assert not reaches(WEB, OTHER, egress, port=5432)
    assert reaches(WEB, OTHER, egress, port=80)
