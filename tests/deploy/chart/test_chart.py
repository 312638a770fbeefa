"""The Helm chart renders objects that Kubernetes and the operators accept, and that fit together."""

import copy
import json
import math
import re
import shutil
from functools import cache
from pathlib import Path

import jsonschema
import kubernetes_validate
import pytest
import yaml

from tests.support.deploy.chart import Object, Scenario, container, of_kind, pods, render, selects, values, workers
from tests.support.deploy.chart_files import CHART
from tests.support.paths import ROOT

CUSTOM = yaml.safe_load((Path(__file__).parent / "custom_resources.yaml").read_text())
LAYERS = {name: values(name) for name in ("values.yaml", "values-dev.yaml", "values-prod.yaml")}
VERSIONS = ("1.27", kubernetes_validate.latest_version())  # the oldest that the chart supports, and the newest known


def labels(each: Object) -> Object:
    found: Object = each["metadata"]["labels"]
    return found


@cache
def _check(text: str, version: str) -> None:
    kubernetes_validate.validate(json.loads(text), version, strict=True)


def check(each: Object) -> None:
    """Validate an object by Kubernetes' own schemas, or a custom resource by the tests' schema of it."""
    if each["kind"] not in CUSTOM:
        for version in VERSIONS:
            _check(json.dumps(each, sort_keys=True), version)
        return
    ours = CUSTOM[each["kind"]]
    assert each["apiVersion"] in ours["apiVersion"]
    assert set(each) == {"apiVersion", "kind", "metadata", "spec"}
    jsonschema.validate(each["spec"], ours["spec"] | {"definitions": CUSTOM["definitions"]})


def test_kubernetes_and_the_operators_accept_all_rendered_objects(scenario: Scenario) -> None:
    for each in scenario[1]:
        check(each)


def test_an_invalid_object_is_noticed() -> None:
    (deployment, *_) = of_kind(render({}), "Deployment")
    wrong = copy.deepcopy(deployment)
    wrong["spec"]["template"]["spec"]["terminationGracePeriod"] = 45
    with pytest.raises(kubernetes_validate.ValidationError, match="terminationGracePeriod"):
        check(wrong)


def test_names_are_unique_and_labels_name_the_release(scenario: Scenario) -> None:
    names = [(each["kind"], each["metadata"]["name"]) for each in scenario[1]]
    assert len(set(names)) == len(names)
    for each in scenario[1]:
        assert labels(each)["app.kubernetes.io/instance"] == "news"
        assert re.fullmatch(r"[a-z0-9]([-a-z0-9.]{0,61}[a-z0-9])?", each["metadata"]["name"])


def test_selectors_select_their_own_pods_only(scenario: Scenario) -> None:
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


def test_topology_spread_counts_the_pods_of_one_deployment(scenario: Scenario) -> None:
    for deployment in of_kind(scenario[1], "Deployment"):
        for one in deployment["spec"]["template"]["spec"].get("topologySpreadConstraints", ()):
            assert one["labelSelector"] == deployment["spec"]["selector"]


def test_each_deployment_has_a_disruption_budget_that_never_blocks_a_node_drain(scenario: Scenario) -> None:
    given, objects = scenario
    budgets = of_kind(objects, "PodDisruptionBudget")
    assert len(budgets) == (len(workers(objects)) if given["podDisruptionBudget"]["enabled"] else 0)
    assert all("minAvailable" not in each["spec"] for each in budgets)


def test_ports_and_probes_are_the_ones_that_newsmill_serves(scenario: Scenario) -> None:
    given, objects = scenario
    served = set(re.findall(r'"(/[^"]*)": self\.', (ROOT / "streams" / "health.py").read_text()))
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


def test_a_pod_has_more_time_to_terminate_than_the_drain_takes(scenario: Scenario) -> None:
    given, objects = scenario
    drain = math.ceil(given["settings"]["NEWSMILL_DRAIN_GRACE"])
    for template in workers(objects):
        assert template["spec"]["terminationGracePeriodSeconds"] >= drain + 10


def test_the_topics_job_needs_no_object_that_is_installed_after_it() -> None:
    objects = render(LAYERS["values-dev.yaml"])
    (job,) = of_kind(objects, "Job")
    template = job["spec"]["template"]
    assert "pre-install" in job["metadata"]["annotations"]["helm.sh/hook"]
    assert "serviceAccountName" not in template["spec"]
    assert "envFrom" not in container(template)
    assert container(template)["args"] == ["topics", "create"]


def test_rules_and_dashboards_are_rendered_unchanged(tmp_path: Path) -> None:
    """Use files of the test: the templates of Prometheus and Grafana in them are not Helm's."""
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


def test_the_charts_rules_and_dashboards_are_the_ones_in_deploy() -> None:
    objects = render({"monitoring": {"rules": {"enabled": True}, "dashboards": {"enabled": True}}})
    rules = [yaml.safe_load(path.read_text()) for path in sorted((ROOT / "deploy/prometheus/rules").glob("*.yaml"))]
    assert [each["spec"] for each in of_kind(objects, "PrometheusRule")] == rules
    boards = [json.loads(path.read_text()) for path in sorted((ROOT / "deploy/grafana/dashboards").glob("*.json"))]
    found = [each for each in of_kind(objects, "ConfigMap") if "grafana_dashboard" in labels(each)]
    assert [json.loads(text) for each in found for text in each["data"].values()] == boards
    for each in objects:
        check(each)


def test_a_new_stage_needs_no_edit_of_the_chart(tmp_path: Path) -> None:
    """Add a stage to the generated files alone, as `make generate` does."""
    chart = tmp_path / "newsmill"
    shutil.copytree(CHART, chart)
    topology = json.loads((chart / "files" / "topology.json").read_text())
    stage = {"name": "illustrate", "group": "newsmill-illustrate", "reads": ["newsmill.unique.v1"]}
    topology["stages"].append(stage | {"writes": ["news.articles.v1"], "state": [], "again": "newsmill.unique.v1"})
    (chart / "files" / "topology.json").write_text(json.dumps(topology))
    schema = json.loads((chart / "values.schema.json").read_text())
    schema["properties"]["stages"]["properties"]["illustrate"] = {"$ref": "#/definitions/stage"}
    (chart / "values.schema.json").write_text(json.dumps(schema))
    objects = render(LAYERS["values-prod.yaml"], chart=chart)
    made = {each["kind"]: each["spec"] for each in objects if each["metadata"]["name"] == "news-newsmill-illustrate"}
    variables = {one["name"]: one.get("value") for one in container(made["Deployment"]["template"])["env"]}
    assert variables["NEWSMILL_STAGES"] == "illustrate"
    (trigger,) = made["ScaledObject"]["triggers"]
    assert trigger["metadata"]["consumerGroup"] == "newsmill-illustrate"
    acls = made["KafkaUser"]["authorization"]["acls"]
    assert "news.articles.v1" in {acl["resource"]["name"] for acl in acls if "Write" in acl["operations"]}
    assert workers(render({"stages": {"illustrate": {"enabled": False}}}, chart=chart)) == workers(render({}))
