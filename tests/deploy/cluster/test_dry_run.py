"""Kubernetes' API server takes all that the chart renders: strictly, and under the restricted profile."""

import json

import pytest

from tests.support.cluster.api import Object, Refused, place
from tests.support.cluster.cluster import Cluster
from tests.support.deploy.chart import of_kind, pods, render, values
from tests.support.deploy.chart_files import CHART
from tests.support.deploy.chart_scenarios import SCENARIOS

pytestmark = pytest.mark.cluster
FILES = {path.name: values(path.name) for path in sorted(CHART.glob("values*.yaml"))}
LAYERS = FILES | SCENARIOS
STRICT = ("apply", "--server-side", "--dry-run=server", "--validate=strict", "--namespace=press", "--filename=-")


@pytest.fixture(scope="module")
def press(cluster: Cluster) -> str:
    """A namespace with what some scenarios need to be there."""
    name = cluster.namespace("press")
    cluster.api.post(f"/api/v1/namespaces/{name}/serviceaccounts", {"metadata": {"name": "shared"}})
    cluster.api.post("/apis/scheduling.k8s.io/v1/priorityclasses", {"metadata": {"name": "low"}, "value": 1})
    return name


def applied(cluster: Cluster, objects: list[Object], *, fails: bool = False) -> list[str]:
    text = json.dumps({"apiVersion": "v1", "kind": "List", "items": objects})
    return cluster.kubectl(*STRICT, given=text, fails=fails).splitlines()


@pytest.mark.parametrize("given", LAYERS.values(), ids=LAYERS)
def test_the_api_server_takes_all_rendered_objects_without_a_warning(
    cluster: Cluster, press: str, given: Object
) -> None:
    objects = render(given)
    said = applied(cluster, objects)
    assert [line for line in said if not line.endswith(" serverside-applied (server dry run)")] == []
    assert len(said) == len(objects) > 0
    for _, template in pods(objects):
        accounts = {"serviceAccountName": "default"} if "serviceAccountName" in template["spec"] else {}
        pod = {"metadata": template["metadata"] | {"generateName": "p-"}, "spec": template["spec"] | accounts}
        cluster.api.post(place("Pod", press), pod, dryRun="All", fieldValidation="Strict")


@pytest.mark.usefixtures("press")
def test_the_api_server_refuses_a_field_that_it_does_not_know(cluster: Cluster) -> None:
    objects = render({})
    of_kind(objects, "Deployment")[0]["spec"]["replica"] = 2
    assert any("unknown field" in line for line in applied(cluster, objects, fails=True))


@pytest.mark.usefixtures("press")
@pytest.mark.parametrize(
    "kind,field,value",
    [
        ("ScaledObject", "minReplicaCount", "two"),
        ("KafkaTopic", "partitions", 0),
        ("KafkaUser", "authorization", {"type": "complex"}),
        ("PodMonitor", "selector", "every"),
        ("PrometheusRule", "groups", [{"name": ""}]),
    ],
)
def test_an_operators_definition_refuses_a_wrong_value(cluster: Cluster, kind: str, field: str, value: object) -> None:
    (first, *_) = of_kind(render(FILES["values-prod.yaml"]), kind)
    (line,) = applied(cluster, [first | {"spec": first["spec"] | {field: value}}], fails=True)
    assert f"spec.{field}" in line


def test_a_pod_that_may_become_root_is_refused_and_its_deployment_gets_a_warning(cluster: Cluster, press: str) -> None:
    objects = render({})
    (deployment, template), *_ = pods(objects)
    spec = template["spec"] | {"serviceAccountName": "default"}
    spec["containers"][0]["securityContext"]["allowPrivilegeEscalation"] = True
    pod = {"metadata": template["metadata"] | {"generateName": "p-"}, "spec": spec}
    with pytest.raises(Refused, match='violates PodSecurity "restricted'):
        cluster.api.post(place("Pod", press), pod, dryRun="All")
    assert any(line.startswith("Warning: would violate PodSecurity") for line in applied(cluster, [deployment]))
