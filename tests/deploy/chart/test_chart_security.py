"""The Helm chart restricts pods, service accounts and network traffic as far as possible."""

from tests.support.deploy.chart import Scenario, container, of_kind, pods, workers


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
