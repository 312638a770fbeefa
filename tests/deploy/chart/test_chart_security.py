"""The Helm chart restricts pods, service accounts and network traffic as far as possible."""

import ipaddress

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from ssrfguard import DEFAULT_DENIED, Block, Reach

from streams.settings import Settings
from tests.support.deploy.chart import Object, Scenario, container, of_kind, pods, render, selects, workers
from tests.support.deploy.chart_files import MAPPED


def test_pods_meet_the_restricted_profile_of_kubernetes(scenario: Scenario) -> None:
    for _, template in pods(scenario[1]):
        spec = template["spec"]
        assert spec["automountServiceAccountToken"] is False
        assert spec["enableServiceLinks"] is False
        assert spec["securityContext"]["runAsNonRoot"] is True
        assert spec["securityContext"]["runAsUser"] > 0
        assert spec["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
        assert container(template)["securityContext"] == {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "runAsNonRoot": True,
            "capabilities": {"drop": ["ALL"]},
        }
        assert not {"hostNetwork", "hostPID", "hostIPC"} & set(spec)
        assert {next(kind for kind in volume if kind != "name") for volume in spec["volumes"]} <= {
            "emptyDir",
            "secret",
            "projected",
        }


def test_only_tmp_is_writable_and_every_mount_has_its_volume(scenario: Scenario) -> None:
    for _, template in pods(scenario[1]):
        mounts = container(template)["volumeMounts"]
        assert {one["name"] for one in mounts} == {volume["name"] for volume in template["spec"]["volumes"]}
        assert [one["mountPath"] for one in mounts if not one.get("readOnly")] == ["/tmp"]  # noqa: S108 - a mount of the pod's own


def test_service_accounts_mount_no_token(scenario: Scenario) -> None:
    given, objects = scenario
    accounts = of_kind(objects, "ServiceAccount")
    assert len(accounts) == given["serviceAccount"]["create"]
    assert all(each["automountServiceAccountToken"] is False for each in accounts)
    names = {each["metadata"]["name"] for each in accounts} or {given["serviceAccount"]["name"]}
    assert {template["spec"]["serviceAccountName"] for template in workers(objects)} == names


@pytest.mark.parametrize("mode", ["stages", "single"])
def test_only_pods_that_fetch_reach_the_internet(mode: str) -> None:
    objects = render({"mode": mode, "topicsJob": {"enabled": True}})
    general, internet = of_kind(objects, "NetworkPolicy")
    assert general["spec"]["policyTypes"] == ["Ingress", "Egress"]
    assert all(selects(general["spec"]["podSelector"], template) for _, template in pods(objects))
    assert not {80, 443} & {port["port"] for rule in general["spec"]["egress"] for port in rule["ports"]}
    reaching = [template for _, template in pods(objects) if selects(internet["spec"]["podSelector"], template)]
    assert len(reaching) == 1
    assert "fetch" in next(
        one["value"] for one in container(reaching[0])["env"] if one["name"] == "NEWSMILL_STAGES"
    ).split(",")


def internet_rule(settings: Object, **given: Object) -> Object:
    """Return the rule of the pods that fetch."""
    *_, internet = of_kind(render({"settings": settings, **given}), "NetworkPolicy")
    rule: Object
    (rule,) = internet["spec"]["egress"]
    return rule


def test_the_policy_and_the_fetch_stage_refuse_the_same_networks() -> None:
    rule = internet_rule({})
    for block in DEFAULT_DENIED.blocks:
        nested = any(block.network != other.network and block.network.subnet_of(other.network) for other in REFUSED
                     if other.network.version == block.network.version)  # fmt: skip
        if block.network == MAPPED:
            continue  # sent as IPv4
        assert not any(allows(rule, end) for end in ends(block)) or (block.reach is Reach.PERMITTED and not nested)


REFUSED = [block for block in DEFAULT_DENIED.blocks if block.reach is not Reach.PERMITTED]


def ends(block: Block) -> list[str]:
    return [str(block.network[0]), str(block.network[-1])]


@given(address=st.ip_addresses())
def test_no_address_that_the_fetch_stage_refuses_is_open_and_no_public_one_is_closed(
    internet: Object, address: ipaddress.IPv4Address | ipaddress.IPv6Address
) -> None:
    assume(address not in MAPPED)  # sent as IPv4
    verdict = DEFAULT_DENIED.classify(address)
    opened = allows(internet, str(address))
    if verdict.blocked:
        assert not opened
    elif verdict.block is None:
        assert opened


@pytest.fixture(scope="module")
def internet() -> Object:
    """The rule of the pods that fetch, by the chart's defaults."""
    return internet_rule({})


@pytest.mark.parametrize(
    "address",
    [
        "10.96.0.1", "100.100.0.1", "127.0.0.1", "169.254.169.254", "172.20.0.1", "192.168.1.1", "0.0.0.1", "224.0.0.1",
        "198.18.0.1", "192.0.2.1", "203.0.113.9", "255.255.255.255", "::", "::1", "::7f00:1", "fd00:ec2::254",
        "fe80::1", "ff02::1", "64:ff9b::a00:1", "2002:a00:1::", "2001:db8::1",
    ],
)  # fmt: skip
def test_a_private_address_is_closed(internet: Object, address: str) -> None:
    assert not allows(internet, address)


@pytest.mark.parametrize("address", ["93.184.215.14", "1.1.1.1", "2606:2800:21f:cb07:6820::8b2c", "2a00:1450::1"])
def test_a_public_address_is_open(internet: Object, address: str) -> None:
    assert allows(internet, address)


def test_every_exception_of_an_ip_block_is_a_part_of_it() -> None:
    for peer in internet_rule({"NEWSMILL_FETCH_NETWORKS": "10.0.0.0/8"})["to"]:
        whole = ipaddress.ip_network(peer["ipBlock"]["cidr"])
        parts = [ipaddress.ip_network(one) for one in peer["ipBlock"].get("except", ())]
        assert all(part != whole and part.subnet_of(whole) for part in parts)  # Kubernetes requires it


@pytest.mark.parametrize(
    "stated,ports",
    [("80,443", [(80, None), (443, None)]), ("8080, 8000-8009", [(8080, None), (8000, 8009)]), ("443", [(443, None)])],
)
def test_the_policy_follows_the_ports_that_may_be_fetched_from(
    stated: str, ports: list[tuple[int, int | None]]
) -> None:
    rule = internet_rule({"NEWSMILL_FETCH_PORTS": stated})
    assert [(one["port"], one.get("endPort")) for one in rule["ports"]] == ports
    assert {port for low, high in ports for port in range(low, (high or low) + 1)} == Settings(fetch_ports=stated).ports


@pytest.mark.parametrize("where", ["settings", "worker", "stage"])
def test_the_policy_follows_the_networks_that_may_be_fetched_from(where: str) -> None:
    settings = {"NEWSMILL_FETCH_NETWORKS": "10.1.0.0/16, fd00::1,192.168.7.7"}
    own = {"worker": {"worker": {"settings": settings}}, "stage": {"stages": {"fetch": {"settings": settings}}}}
    rule = internet_rule(settings if where == "settings" else {}, **own.get(where, {}))
    assert all(allows(rule, address) for address in ("10.1.2.3", "fd00::1", "192.168.7.7", "1.1.1.1"))
    assert not any(allows(rule, address) for address in ("10.2.0.1", "fd00::2", "192.168.7.8"))
    assert [str(one) for one in Settings(fetch_networks=settings["NEWSMILL_FETCH_NETWORKS"]).fetch_networks] == [
        "10.1.0.0/16", "fd00::1/128", "192.168.7.7/32",
    ]  # fmt: skip


def test_a_stage_without_the_networks_of_all_stages_has_a_policy_without_them() -> None:
    rule = internet_rule(
        {"NEWSMILL_FETCH_NETWORKS": "10.1.0.0/16"}, stages={"fetch": {"settings": {"NEWSMILL_FETCH_NETWORKS": ""}}}
    )
    assert allows(rule, "1.1.1.1")
    assert not allows(rule, "10.1.2.3")


def test_with_a_proxy_only_the_proxy_is_open() -> None:
    settings = {"NEWSMILL_FETCH_PROXY": "http://proxy.press:3128"}
    assert internet_rule(settings) == {"ports": [{"port": 3128, "protocol": "TCP"}]}
    peers = [{"podSelector": {"matchLabels": {"app": "proxy"}}}]
    assert internet_rule(settings, networkPolicy={"proxyTo": peers})["to"] == peers


def allows(rule: Object, address: str) -> bool:
    given = ipaddress.ip_address(address)
    return any(
        given in ipaddress.ip_network(peer["ipBlock"]["cidr"])
        and not any(given in ipaddress.ip_network(one) for one in peer["ipBlock"].get("except", ()))
        for peer in rule["to"]
    )


def test_the_network_policy_allows_kafka_dns_and_tokens(scenario: Scenario) -> None:
    given, objects = scenario
    policies = of_kind(objects, "NetworkPolicy")
    assert bool(policies) == given["networkPolicy"]["enabled"]
    if not policies:
        return
    egress = policies[0]["spec"]["egress"]
    ports = [[port["port"] for port in rule["ports"]] for rule in egress]
    brokers = given["settings"]["NEWSMILL_BROKER"].split(",")
    assert ports[0] == [53, 53]
    assert ports[1] == (given["networkPolicy"]["kafkaPorts"] or [int(one.rpartition(":")[2]) for one in brokers])
    assert ([8443] in ports) == ("NEWSMILL_SASL_TOKEN_URL" in given["settings"])
    (ingress,) = policies[0]["spec"]["ingress"]
    assert ingress["ports"] == [{"port": "http", "protocol": "TCP"}]
