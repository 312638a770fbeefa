"""The Helm chart: what it renders is what Kubernetes takes, fits together, and is as restricted as it can be."""

import copy
import ipaddress
import json
import math
import re
import shutil
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import helm_python
import jsonschema
import kubernetes_validate
import pytest
import yaml

from tests.support.chart import CHART, ROOT, Object, container, merged, of_kind, pods, render, values

CUSTOM = yaml.safe_load((Path(__file__).parent / "custom_resources.yaml").read_text())
LAYERS = {name: values(name) for name in ("values.yaml", "values-dev.yaml", "values-prod.yaml")}
VERSIONS = ("1.27", kubernetes_validate.latest_version())  # the oldest the chart is for, and the newest known

Scenario = tuple[Object, list[Object]]


def labels(each: Object) -> Object:
    found: Object = each["metadata"]["labels"]
    return found


def workers(objects: list[Object]) -> list[Object]:
    """The pod templates of the Deployments."""
    return [each["spec"]["template"] for each in of_kind(objects, "Deployment")]


def selects(selector: Object, template: Object) -> bool:
    found = labels(template)
    return all(found.get(name) == value for name, value in selector.get("matchLabels", {}).items()) and all(
        found.get(one["key"]) in one["values"] for one in selector.get("matchExpressions", ())
    )


@cache
def _check(text: str, version: str) -> None:
    kubernetes_validate.validate(json.loads(text), version, strict=True)


def check(each: Object) -> None:
    """Check an object against Kubernetes' own schemas, or ours of a custom resource."""
    if each["kind"] not in CUSTOM:
        for version in VERSIONS:
            _check(json.dumps(each, sort_keys=True), version)
        return
    ours = CUSTOM[each["kind"]]
    assert each["apiVersion"] in ours["apiVersion"]
    assert set(each) == {"apiVersion", "kind", "metadata", "spec"}
    jsonschema.validate(each["spec"], ours["spec"] | {"definitions": CUSTOM["definitions"]})


@pytest.mark.parametrize("name", LAYERS)
def test_lint_finds_nothing(name: str) -> None:
    report = helm_python.lint(CHART, LAYERS[name], strict=True)
    assert [found["error"] for found in report["messages"]] == ["icon is recommended"]
    assert not report["errors"]


def test_what_is_rendered_is_what_kubernetes_and_the_operators_take(scenario: Scenario) -> None:
    for each in scenario[1]:
        check(each)


def test_a_wrong_object_would_be_noticed() -> None:
    (deployment, *_) = of_kind(render({}), "Deployment")
    wrong = copy.deepcopy(deployment)
    wrong["spec"]["template"]["spec"]["terminationGracePeriod"] = 45
    with pytest.raises(kubernetes_validate.ValidationError, match="terminationGracePeriod"):
        check(wrong)


def test_names_are_unique_and_labels_say_whose_an_object_is(scenario: Scenario) -> None:
    names = [(each["kind"], each["metadata"]["name"]) for each in scenario[1]]
    assert len(set(names)) == len(names)
    for each in scenario[1]:
        assert labels(each)["app.kubernetes.io/instance"] == "news"
        assert re.fullmatch(r"[a-z0-9]([-a-z0-9.]{0,61}[a-z0-9])?", each["metadata"]["name"])


def test_selectors_select_the_pods_they_mean_and_no_others(scenario: Scenario) -> None:
    _, objects = scenario
    everyone = [template for _, template in pods(objects)]
    for kind in ("Deployment", "PodDisruptionBudget"):
        for each in of_kind(objects, kind):
            mine = [template for template in everyone if selects(each["spec"]["selector"], template)]
            assert [labels(template)["app.kubernetes.io/component"] for template in mine] == [
                labels(each)["app.kubernetes.io/component"]
            ]
    for each in of_kind(objects, "Service", "PodMonitor"):
        selector = each["spec"]["selector"]
        selector = selector if each["kind"] == "PodMonitor" else {"matchLabels": selector}
        assert [template for template in everyone if selects(selector, template)] == workers(objects)
    for each in of_kind(objects, "ServiceMonitor"):
        (service,) = of_kind(objects, "Service")
        assert selects(each["spec"]["selector"], service)


def test_spreading_looks_at_the_pods_of_one_deployment(scenario: Scenario) -> None:
    for deployment in of_kind(scenario[1], "Deployment"):
        for one in deployment["spec"]["template"]["spec"].get("topologySpreadConstraints", ()):
            assert one["labelSelector"] == deployment["spec"]["selector"]


def test_one_budget_for_each_deployment_never_forbids_draining_a_node(scenario: Scenario) -> None:
    given, objects = scenario
    budgets = of_kind(objects, "PodDisruptionBudget")
    assert len(budgets) == (len(workers(objects)) if given["podDisruptionBudget"]["enabled"] else 0)
    assert all("minAvailable" not in each["spec"] for each in budgets)


def test_ports_and_probes_are_those_that_newsmill_serves(scenario: Scenario) -> None:
    given, objects = scenario
    served = set(re.findall(r'add_get\("(/[^"]*)"', (ROOT / "streams" / "health.py").read_text()))
    assert served == {"/metrics", "/health/live", "/health/ready"}
    for template in workers(objects):
        worker = container(template)
        assert worker["ports"] == [{"name": "http", "containerPort": given["httpPort"], "protocol": "TCP"}]
        paths = {name: worker[f"{name}Probe"]["httpGet"] for name in ("startup", "liveness", "readiness")}
        assert {probe["path"] for probe in paths.values()} <= served
        assert all(probe["port"] == "http" for probe in paths.values())
        assert paths["readiness"]["path"] == "/health/ready"
        assert paths["startup"]["path"] == paths["liveness"]["path"] == "/health/live"
    (service,) = of_kind(objects, "Service")
    assert service["spec"]["ports"][0]["targetPort"] == "http"
    for each in of_kind(objects, "PodMonitor", "ServiceMonitor"):
        (endpoint,) = each["spec"].get("podMetricsEndpoints") or each["spec"]["endpoints"]
        assert endpoint["port"] == "http"
        assert endpoint["path"] in served


def test_a_worker_has_longer_to_end_than_its_drain_takes(scenario: Scenario) -> None:
    given, objects = scenario
    drain = math.ceil(given["settings"]["NEWSMILL_DRAIN_GRACE"])
    for template in workers(objects):
        assert template["spec"]["terminationGracePeriodSeconds"] >= drain + 10


def test_pods_are_as_restricted_as_kubernetes_strictest_profile_asks(scenario: Scenario) -> None:
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


def test_only_tmp_can_be_written_to_and_every_mount_has_its_volume(scenario: Scenario) -> None:
    for _, template in pods(scenario[1]):
        mounts = container(template)["volumeMounts"]
        assert {one["name"] for one in mounts} == {volume["name"] for volume in template["spec"]["volumes"]}
        assert [one["mountPath"] for one in mounts if not one.get("readOnly")] == ["/tmp"]  # noqa: S108


def test_service_accounts_have_no_token_to_steal(scenario: Scenario) -> None:
    given, objects = scenario
    accounts = of_kind(objects, "ServiceAccount")
    assert len(accounts) == given["serviceAccount"]["create"]
    assert all(each["automountServiceAccountToken"] is False for each in accounts)
    names = {each["metadata"]["name"] for each in accounts} or {given["serviceAccount"]["name"]}
    assert {template["spec"]["serviceAccountName"] for template in workers(objects)} == names


def test_the_topics_job_needs_nothing_that_is_installed_after_it() -> None:
    objects = render(LAYERS["values-dev.yaml"])
    (job,) = of_kind(objects, "Job")
    template = job["spec"]["template"]
    assert "pre-install" in job["metadata"]["annotations"]["helm.sh/hook"]
    assert "serviceAccountName" not in template["spec"]
    assert "envFrom" not in container(template)
    assert container(template)["args"] == ["topics", "create"]


@pytest.mark.parametrize("mode", ["stages", "single"])
def test_only_pods_that_fetch_reach_the_internet_and_no_private_address(mode: str) -> None:
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
    assert not any(_lets_through(rule, address) for address in PRIVATE)
    assert all(_lets_through(rule, address) for address in ("93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"))


PRIVATE = (
    "10.96.0.1",
    "100.100.0.1",
    "127.0.0.1",
    "169.254.169.254",  # where clouds keep credentials
    "172.20.0.1",
    "192.168.1.1",
    "::1",
    "fd00:ec2::254",
    "fe80::1",
)


def _lets_through(rule: Object, address: str) -> bool:
    given = ipaddress.ip_address(address)
    return any(
        given in ipaddress.ip_network(peer["ipBlock"]["cidr"])
        and not any(given in ipaddress.ip_network(one) for one in peer["ipBlock"]["except"])
        for peer in rule["to"]
    )


def test_the_network_policy_lets_workers_reach_kafka_names_and_tokens(scenario: Scenario) -> None:
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


def test_rules_and_dashboards_come_as_their_files_are(tmp_path: Path) -> None:
    """With files of the test's own: templates of Prometheus and Grafana are none of Helm's."""
    chart = tmp_path / "newsmill"
    shutil.copytree(CHART, chart)
    rules = {
        "groups": [{"name": "g", "rules": [{"alert": "A", "expr": "up == 0", "annotations": {"s": "{{ $value }}"}}]}]
    }
    (chart / "files" / "rules" / "one.yaml").write_text(yaml.safe_dump(rules))
    dashboard = {"title": "One", "panels": [{"legendFormat": "{{stage}}", "expr": 'rate(x{job="$job"}[5m])'}]}
    (chart / "files" / "dashboards" / "one.json").write_text(json.dumps(dashboard, indent=2))
    objects = render({"monitoring": {"rules": {"enabled": True}, "dashboards": {"enabled": True}}}, chart=chart)
    made = {each["metadata"]["name"]: each for each in objects}
    assert made["news-newsmill-one"]["spec"] == rules
    assert json.loads(made["news-newsmill-dashboard-one"]["data"]["one.json"]) == dashboard
    for each in objects:
        check(each)


def test_the_charts_rules_and_dashboards_are_those_of_deploy() -> None:
    objects = render({"monitoring": {"rules": {"enabled": True}, "dashboards": {"enabled": True}}})
    rules = [yaml.safe_load(path.read_text()) for path in sorted((ROOT / "deploy/prometheus/rules").glob("*.yaml"))]
    assert [each["spec"] for each in of_kind(objects, "PrometheusRule")] == rules
    boards = [json.loads(path.read_text()) for path in sorted((ROOT / "deploy/grafana/dashboards").glob("*.json"))]
    found = [each for each in of_kind(objects, "ConfigMap") if "grafana_dashboard" in labels(each)]
    assert [json.loads(text) for each in found for text in each["data"].values()] == boards
    for each in objects:
        check(each)


def test_the_packed_chart_renders_the_same(tmp_path: Path) -> None:
    packed = helm_python.package(CHART, destination=tmp_path)
    prod = LAYERS["values-prod.yaml"]
    assert render(prod, chart=Path(packed)) == render(prod)


def test_what_the_readmes_say_to_install_can_be_installed() -> None:
    for readme in (ROOT / "README.md", CHART / "README.md"):
        commands = re.findall(r"^\$ helm install newsmill deploy/helm/newsmill (.*)$", readme.read_text(), re.MULTILINE)
        assert len(commands) == 2
        for command in commands:
            layers = [values(name) for name in re.findall(r"-f deploy/helm/newsmill/(\S+)", command)]
            layers += [helm_python.parse_set_string(one) for one in re.findall(r"--set (\S+)", command)]
            assert workers(render(merged(*layers)))


def test_the_chart_is_of_newsmills_version() -> None:
    chart = yaml.safe_load((CHART / "Chart.yaml").read_text())
    assert chart["appVersion"] == tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]


@pytest.mark.parametrize(
    "wrong,said",
    [
        ({"replicas": 3}, "replicas"),
        ({"mode": "all"}, "mode"),
        ({"settings": {"NEWSMILL_WINDOWS": 8}}, "NEWSMILL_WINDOWS"),
        ({"settings": {"NEWSMILL_WINDOW": 0}}, "NEWSMILL_WINDOW"),
        ({"settings": {"NEWSMILL_BROKER": "http://kafka"}}, "NEWSMILL_BROKER"),
        ({"settings": {"NEWSMILL_SASL_PASSWORD": "secret"}}, "NEWSMILL_SASL_PASSWORD"),
        ({"worker": {"resources": {"requests": {"cpu": None}}}}, "cpu"),
        ({"worker": {"autoscaling": {"minReplicas": 0}}}, "minReplicas"),
        ({"stages": {"translate": {"enabled": True}}}, "translate"),
        ({"stages": {"fetch": {"settings": {"NEWSMILL_PARTITIONS": 3}}}}, "NEWSMILL_PARTITIONS"),
        ({"httpPort": 80}, "httpPort"),
        ({"image": {"digest": "latest"}}, "digest"),
        ({"terminationMarginSeconds": 0}, "terminationMarginSeconds"),
        ({"extraEnv": [{"name": "NEWSMILL_TRACES", "value": "otlp"}]}, "extraEnv"),
    ],
    ids=str,
)
def test_a_misspelt_or_impossible_value_is_refused_by_its_name(wrong: Object, said: str) -> None:
    with pytest.raises(helm_python.HelmValuesError, match=said):
        render(wrong)


SSL: Object = {"settings": {"NEWSMILL_SECURITY_PROTOCOL": "SSL"}}
SASL: Object = {"settings": {"NEWSMILL_SECURITY_PROTOCOL": "SASL_SSL"}}
PLAIN = merged(SASL, {"settings": {"NEWSMILL_SASL_MECHANISM": "PLAIN"}})
OAUTH = merged(SASL, {"settings": {"NEWSMILL_SASL_MECHANISM": "OAUTHBEARER"}})
TOKEN: Object = {"sasl": {"serviceAccountToken": {"enabled": True}}}
URL: Object = {"settings": {"NEWSMILL_SASL_TOKEN_URL": "https://id.example/token"}}
USER: Object = {"sasl": {"passwordSecret": {"name": "user"}}}
CLIENT: Object = {"sasl": {"clientSecret": {"name": "client"}}}
USERS: Object = {"strimzi": {"cluster": "kafka", "users": {"enabled": True}}}
KEDA: Object = {"worker": {"autoscaling": {"enabled": True}}}


@pytest.mark.parametrize(
    "layers,said",
    [
        (
            [{"worker": {"replicas": 9}}],
            "stages.extract.replicas: 9 is more than the 8 of settings.NEWSMILL_PARTITIONS",
        ),
        ([{"mode": "single", "worker": {"replicas": 9}}], "worker.replicas: 9 is more than the 8"),
        (
            [KEDA, {"stages": {"enrich": {"autoscaling": {"maxReplicas": 9}}}}],
            "stages.enrich.autoscaling.maxReplicas: 9",
        ),
        ([KEDA, {"worker": {"autoscaling": {"minReplicas": 9}}}], "minReplicas: 9 is more than its maxReplicas"),
        (
            [{"stages": {name: {"enabled": False} for name in LAYERS["values.yaml"]["stages"]}}],
            "stages: enable at least",
        ),
        ([SASL], "settings.NEWSMILL_SASL_MECHANISM: NEWSMILL_SECURITY_PROTOCOL=SASL_SSL needs one of"),
        ([PLAIN, SSL, USER], "settings.NEWSMILL_SASL_MECHANISM: NEWSMILL_SECURITY_PROTOCOL=SSL has no use for it"),
        ([PLAIN], "sasl.passwordSecret.name: PLAIN needs a Secret"),
        ([USER], "sasl.passwordSecret: only PLAIN and SCRAM"),
        ([OAUTH, TOKEN, USER], "sasl.passwordSecret: only PLAIN and SCRAM"),
        ([PLAIN, USER, CLIENT], "sasl: clientSecret and serviceAccountToken are for"),
        ([PLAIN, USER, URL], "settings.NEWSMILL_SASL_TOKEN_URL: only"),
        ([OAUTH], "sasl: OAUTHBEARER needs either"),
        ([OAUTH, TOKEN, URL, CLIENT], "sasl: OAUTHBEARER needs either"),
        ([OAUTH, URL], "sasl.clientSecret: settings.NEWSMILL_SASL_TOKEN_URL and it need each other"),
        ([OAUTH, TOKEN, CLIENT], "sasl.clientSecret: settings.NEWSMILL_SASL_TOKEN_URL and it need each other"),
        ([OAUTH, TOKEN, KEDA], "KEDA cannot use the workers' own tokens"),
        ([{"tls": {"caSecret": {"name": "ca"}}}], "tls: settings.NEWSMILL_SECURITY_PROTOCOL=PLAINTEXT has no use"),
        ([USERS], "strimzi.users: they authenticate by"),
        ([USERS, SSL, {"tls": {"certificateSecret": {"name": "own"}}}], "strimzi.users: they bring their own"),
        ([USERS, SSL, {"strimzi": {"cluster": ""}}], "strimzi.cluster: name the Kafka resource"),
        ([USERS, SSL, {"topicsJob": {"enabled": True}}], "topicsJob: not with strimzi"),
        (
            [{"monitoring": {kind: {"enabled": True} for kind in ("podMonitor", "serviceMonitor")}}],
            "monitoring: podMonitor and serviceMonitor",
        ),
    ],
    ids=lambda given: given if isinstance(given, str) else "",
)
def test_values_that_contradict_each_other_are_refused_by_their_names(layers: list[Any], said: str) -> None:
    with pytest.raises(helm_python.HelmRenderError, match=re.escape(said)):
        render(merged(*layers))
