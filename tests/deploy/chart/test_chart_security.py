"""The Helm chart restricts pods, service accounts and network traffic as far as possible."""

import ipaddress

import pytest

from tests.support.deploy.chart import Object, Scenario, container, of_kind, pods, render, selects, workers


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
        assert [one["mountPath"] for one in mounts if not one.get("readOnly")] == ["/tmp"]  # noqa: S108


def test_service_accounts_mount_no_token(scenario: Scenario) -> None:
    given, objects = scenario
    accounts = of_kind(objects, "ServiceAccount")
    assert len(accounts) == given["serviceAccount"]["create"]
    assert all(each["automountServiceAccountToken"] is False for each in accounts)
    names = {each["metadata"]["name"] for each in accounts} or {given["serviceAccount"]["name"]}
    assert {template["spec"]["serviceAccountName"] for template in workers(objects)} == names


@pytest.mark.parametrize("mode", ["stages", "single"])
def test_only_pods_that_fetch_reach_the_internet_and_they_reach_no_private_address(mode: str) -> None:
    objects = render({"mode": mode, "topicsJob": {"enabled": True}})
    general, internet = of_kind(objects, "NetworkPolicy")
    assert general["spec"]["policyTypes"] == ["Ingress", "Egress"]
    assert all(selects(general["spec"]["podSelector"], template) for _, template in pods(objects))
    reaching = [template for template in workers(objects) if selects(internet["spec"]["podSelector"], template)]
    assert len(reaching) == 1
    assert "fetch" in next(
        one["value"] for one in container(reaching[0])["env"] if one["name"] == "NEWSMILL_STAGES"
    ).split(",")
    (rule,) = internet["spec"]["egress"]
    assert [port["port"] for port in rule["ports"]] == [80, 443]
    assert not any(_allows(rule, address) for address in PRIVATE)
    assert all(_allows(rule, address) for address in ("93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"))


PRIVATE = (
    "10.96.0.1",
    "100.100.0.1",
    "127.0.0.1",
    "169.254.169.254",  # where clouds serve credentials
    "172.20.0.1",
    "192.168.1.1",
    "::1",
    "fd00:ec2::254",
    "fe80::1",
)


def _allows(rule: Object, address: str) -> bool:
    given = ipaddress.ip_address(address)
    return any(
        given in ipaddress.ip_network(peer["ipBlock"]["cidr"])
        and not any(given in ipaddress.ip_network(one) for one in peer["ipBlock"]["except"])
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
