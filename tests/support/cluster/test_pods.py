"""podman gets the pod that Kubernetes has, but for what it would do otherwise than a kubelet."""

import copy

from tests.support.cluster.pods import manifest
from tests.support.deploy.chart import render, workers


def test_podman_gets_the_pod_of_the_chart_without_probes_and_published_ports() -> None:
    (template, *_) = workers(render({}))
    pod = {"metadata": {"name": "one", **template["metadata"]}, "spec": template["spec"]}
    before = copy.deepcopy(pod)
    made = manifest(pod)
    (given,), (kept,) = pod["spec"]["containers"], made["spec"]["containers"]
    assert set(given) - set(kept) == {"ports", "startupProbe", "livenessProbe", "readinessProbe"}
    assert kept.items() <= given.items()
    changed = {"containers", "restartPolicy"}
    assert {name for name in made["spec"] if made["spec"][name] != pod["spec"].get(name)} == changed
    assert pod == before
