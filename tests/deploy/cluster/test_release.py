"""A release's life by Helm itself, with all operators' resources: install, upgrade, roll back, uninstall.

No pod runs here: `test_pods.py` has those.
"""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

import pytest

from tests.support.cluster.api import Object
from tests.support.cluster.cluster import Cluster, values_file
from tests.support.deploy.chart import merged, of_kind, render, values
from tests.support.deploy.chart_files import CHART

pytestmark = pytest.mark.cluster
PROD = values("values-prod.yaml")
KINDS = (
    "deployments,jobs,configmaps,services,serviceaccounts,networkpolicies,poddisruptionbudgets,scaledobjects,"
    "triggerauthentications,kafkatopics,kafkausers,podmonitors,prometheusrules"
)
Found: TypeAlias = set[tuple[str, str]]  # kinds and names


@pytest.fixture
def space(cluster: Cluster, request: pytest.FixtureRequest) -> Iterator[str]:
    """A namespace of the test's own."""
    name = re.sub(r"\W+", "-", request.node.name.removeprefix("test_").replace("_", "-"))[:50].strip("-")
    yield cluster.namespace(name)
    cluster.kubectl("delete", "namespace", name, "--wait=false")


def live(cluster: Cluster, space: str, release: str = "news") -> list[Object]:
    """Return what the namespace has of a release."""
    selector = f"--selector=app.kubernetes.io/instance={release}"
    answer = cluster.kubectl("get", KINDS, f"--namespace={space}", selector, "--output=json")
    found: list[Object] = json.loads(answer)["items"]
    return found


def named(objects: list[Object]) -> Found:
    return {(each["kind"], each["metadata"]["name"]) for each in objects}


@pytest.fixture
def helm(cluster: Cluster, space: str, tmp_path: Path) -> Callable[..., str]:
    """Run Helm on a release with values, in the test's namespace."""

    def run(verb: str, given: Object, *flags: str, release: str = "news", fails: bool = False) -> str:
        file = values_file(tmp_path, "given", given)
        return cluster.helm(verb, release, CHART, f"--namespace={space}", f"--values={file}", *flags, fails=fails)

    return run


def test_a_release_of_production_is_installed_upgraded_rolled_back_and_removed_but_for_its_topics(
    cluster: Cluster, space: str, helm: Callable[..., str]
) -> None:
    said = helm("install", PROD)
    assert "newsmill-enrich: enrich" in said
    assert named(live(cluster, space)) == named(render(PROD))

    slower = merged(PROD, {"settings": {"NEWSMILL_ATTEMPTS": 7}, "stages": {"fetch": {"enabled": False}}})
    helm("upgrade", slower)
    assert named(live(cluster, space)) == named(render(slower))
    assert settings(live(cluster, space))["NEWSMILL_ATTEMPTS"] == "7"

    cluster.helm("rollback", "news", "1", f"--namespace={space}")
    assert named(live(cluster, space)) == named(render(PROD))
    assert "NEWSMILL_ATTEMPTS" not in settings(live(cluster, space))

    cluster.helm("uninstall", "news", f"--namespace={space}")
    assert named(live(cluster, space)) == named(of_kind(render(PROD), "KafkaTopic")), "the events outlive the release"


def settings(objects: list[Object]) -> dict[str, str]:
    (found,) = (each["data"] for each in of_kind(objects, "ConfigMap") if "NEWSMILL_BROKER" in each["data"])
    return found  # type: ignore[no-any-return]


def test_a_second_release_on_the_same_topics_is_refused_with_what_to_do(
    cluster: Cluster, space: str, helm: Callable[..., str]
) -> None:
    helm("install", PROD)
    said = helm("install", PROD, release="more", fails=True)
    assert "strimzi.topics: the KafkaTopic" in said
    assert "belongs to the release news" in said
    assert "NEWSMILL_TOPIC_PREFIX" in said
    assert live(cluster, space, "more") == []

    own = merged(PROD, {"settings": {"NEWSMILL_TOPIC_PREFIX": "more-"}})
    helm("install", own, release="more")
    names = {name for kind, name in named(live(cluster, space, "more")) if kind == "KafkaTopic"}
    assert names
    assert all(name.startswith("more-") for name in names)
    assert named(live(cluster, space)) == named(render(PROD))


def test_topics_of_a_removed_release_are_taken_over_by_the_command_that_the_failure_states(
    cluster: Cluster, space: str, helm: Callable[..., str]
) -> None:
    helm("install", PROD)
    cluster.helm("uninstall", "news", f"--namespace={space}")
    said = helm("install", PROD, release="more", fails=True)
    (command,) = re.findall(r"kubectl (-n \S+ annotate [^\n]*--overwrite)", said)
    cluster.kubectl(*command.split())
    helm("install", PROD, release="more")
    topics = of_kind(live(cluster, space, "more"), "KafkaTopic")
    assert len(topics) == len(of_kind(render(PROD), "KafkaTopic"))


def test_two_releases_without_strimzi_share_a_namespace(cluster: Cluster, space: str, helm: Callable[..., str]) -> None:
    helm("install", {})
    helm("install", {}, release="more")
    assert named(live(cluster, space, "news")).isdisjoint(named(live(cluster, space, "more")))


def replicas(cluster: Cluster, space: str) -> dict[str, int]:
    found = of_kind(live(cluster, space), "Deployment")
    return {each["metadata"]["name"].rpartition("-")[2]: each["spec"]["replicas"] for each in found}


def scale(cluster: Cluster, space: str, component: str, count: int) -> None:
    """Write the number of replicas where an autoscaler does: to the subresource `scale`."""
    cluster.kubectl("scale", f"--namespace={space}", f"deployment/news-newsmill-{component}", f"--replicas={count}")


def test_autoscaling_switched_on_keeps_the_running_workers_and_switched_off_takes_the_number_in_the_values(
    cluster: Cluster, space: str, helm: Callable[..., str]
) -> None:
    fixed = {"worker": {"replicas": 3}}
    scaled = merged(fixed, {"worker": {"autoscaling": {"enabled": True, "minReplicas": 2}}})
    stages = ("extract", "fetch", "deduplicate", "enrich")
    helm("install", fixed)
    assert replicas(cluster, space) == dict.fromkeys(stages, 3)

    helm("upgrade", scaled)
    assert replicas(cluster, space) == dict.fromkeys(stages, 3)
    assert len(of_kind(live(cluster, space), "ScaledObject")) == len(stages)

    scale(cluster, space, "enrich", 6)
    scale(cluster, space, "fetch", 2)
    grown = dict.fromkeys(stages, 3) | {"enrich": 6, "fetch": 2}
    for attempts in (4, 5):
        helm("upgrade", merged(scaled, {"settings": {"NEWSMILL_ATTEMPTS": attempts}}))
        assert replicas(cluster, space) == grown

    cluster.helm("rollback", "news", "3", f"--namespace={space}")
    assert settings(live(cluster, space))["NEWSMILL_ATTEMPTS"] == "4"
    assert replicas(cluster, space) == grown

    before = ("rollback", "news", "1", f"--namespace={space}")
    for said in (helm("upgrade", fixed, fails=True), cluster.helm(*before, fails=True)):
        assert ".spec.replicas" in said, "the number is the autoscaler's"
        assert replicas(cluster, space) == grown
    cluster.helm(*before, "--force-conflicts")
    assert replicas(cluster, space) == dict.fromkeys(stages, 3)
    helm("upgrade", scaled)
    scale(cluster, space, "enrich", 6)
    helm("upgrade", fixed, "--force-conflicts")
    assert replicas(cluster, space) == dict.fromkeys(stages, 3)
    assert of_kind(live(cluster, space), "ScaledObject") == []


def test_a_new_release_with_autoscaling_starts_at_the_minimum(
    cluster: Cluster, space: str, helm: Callable[..., str]
) -> None:
    helm("install", {"worker": {"autoscaling": {"enabled": True, "minReplicas": 2}}})
    assert set(replicas(cluster, space).values()) == {2}
