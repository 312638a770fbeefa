"""The Helm chart as Helm itself renders it, without a cluster."""

import copy
import json
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from streams.settings import Settings
from streams.stages import Stage
from tests.support.deploy.chart_files import CHART
from tests.support.deploy.policies.selectors import matches
from tests.support.deploy.tools import needed
from tests.support.paths import ROOT

Object: TypeAlias = dict[str, Any]
Scenario: TypeAlias = tuple[Object, list[Object]]  # values in full, and the objects that they render to
SettingsOf: TypeAlias = Callable[[list[Object], Object], Settings]  # of the objects and a pod's template


class Refused(Exception):
    """Helm, or the chart, refused; the message is Helm's own."""


def merged(*layers: Object) -> Object:
    """Lay values over values, as `helm -f` does."""
    result: Object = {}
    for layer in layers:
        for key, value in layer.items():
            under = result.get(key)
            if isinstance(value, dict) and isinstance(under, dict):
                result[key] = merged(under, value)
            else:
                result[key] = copy.deepcopy(value)
    return result


def values(name: str) -> Object:
    """Read one of the chart's files of values."""
    loaded: Object = yaml.safe_load((CHART / name).read_text())
    return loaded


def run_helm(*arguments: str | Path, cwd: Path = ROOT) -> str:
    """Run Helm and return what it printed; raises Refused with its error message."""
    done = subprocess.run(
        [needed("helm"), *arguments], cwd=cwd, capture_output=True, text=True, timeout=60, check=False
    )
    if done.returncode != 0:
        raise Refused(done.stderr)
    return done.stdout


def render(given: Object, *, chart: Path = CHART) -> list[Object]:
    """Render the chart as the release `news`; raises Refused if its schema or its templates refuse the values."""
    with tempfile.NamedTemporaryFile("w", suffix=".yaml") as file:
        json.dump(given, file)  # JSON is YAML
        file.flush()
        return objects_in(run_helm("template", "news", chart, "--namespace", "press", "--values", file.name))


def objects_in(manifest: str) -> list[Object]:
    """Return the objects of what `helm template` prints."""
    return [document for document in yaml.safe_load_all(manifest) if document]


def of_kind(objects: list[Object], *kinds: str) -> list[Object]:
    """Return the objects of some kinds."""
    return [each for each in objects if each["kind"] in kinds]


def pods(objects: list[Object]) -> Iterator[tuple[Object, Object]]:
    """Yield each object that makes pods, with the pod's template."""
    for each in of_kind(objects, "Deployment", "Job"):
        yield each, each["spec"]["template"]


def workers(objects: list[Object]) -> list[Object]:
    """Return the pod templates of the Deployments."""
    return [each["spec"]["template"] for each in of_kind(objects, "Deployment")]


def selects(selector: Object, template: Object) -> bool:
    """Tell whether a selector selects the pods of a template."""
    return matches(selector, template["metadata"]["labels"])


def enabled(given: Object) -> list[Stage]:
    """Return the stages that values enable."""
    return [stage for stage in Stage if given["stages"].get(stage, {}).get("enabled", True)]


def container(template: Object) -> Object:
    """Return a pod's only container."""
    only: Object
    (only,) = template["spec"]["containers"]
    return only


def environment(objects: list[Object], template: Object) -> dict[str, str | Object]:
    """Return a pod's environment: plain values, and the source of each other variable."""
    given = container(template)
    maps = {each["metadata"]["name"]: each["data"] for each in of_kind(objects, "ConfigMap")}
    found: dict[str, str | Object] = {}
    for source in given.get("envFrom", ()):
        found |= maps[source["configMapRef"]["name"]]
    for variable in given["env"]:
        found[variable["name"]] = variable.get("value", variable.get("valueFrom"))
    return found
