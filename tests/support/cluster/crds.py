"""The custom resources' definitions as their projects released them, from the registries of Go and Maven.

Those of KEDA and of the Prometheus operator are files of their Go modules. Strimzi's are written by its own generator
from its own classes, both on Maven: the current one has `v1`, an older one `v1beta2`, which Strimzi served beside each
other from 0.49 to 0.51; as there, both are versions of one definition.
"""

import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from tests.support.brokers.jars import CACHE
from tests.support.cluster.binaries import installed
from tests.support.deploy.tools import ToolUnavailable

Definition: TypeAlias = dict[str, Any]

GO_MODULES = {  # with the hash of the module, as go.sum has it
    "github.com/kedacore/keda/v2@v2.21.0": (
        "h1:R6z2HZvstK4RLUMxroNACzBj74xGxt3kG59b5Xc+Xps=",
        [f"config/crd/bases/keda.sh_{kind}s.yaml" for kind in ("scaledobject", "triggerauthentication")],
    ),
    "github.com/prometheus-operator/prometheus-operator@v0.85.0": (
        "h1:M5xLCLEoaW2IJfnuCwFzzpL+jSVQu3KGT84Pye+fW8s=",
        [
            f"example/prometheus-operator-crd/monitoring.coreos.com_{kind}s.yaml"
            for kind in ("podmonitor", "servicemonitor", "prometheusrule")
        ],
    ),
}
STRIMZI = ("1.2.0", "0.45.0")  # the newest, and the newest generator that knows v1beta2
STRIMZI_KINDS = ("topic.KafkaTopic", "user.KafkaUser")
JAVA_AT_LEAST = 21  # of Strimzi's classes
FETCH_LIMIT = 300.0  # seconds for each source; it takes 15
_PROJECT = """<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>newsmill</groupId><artifactId>definitions-for-tests</artifactId><version>1</version>
<packaging>pom</packaging><dependencies>{}</dependencies></project>"""
_DEPENDENCY = "<dependency><groupId>io.strimzi</groupId><artifactId>{}</artifactId><version>{}</version></dependency>"


def definitions() -> list[Definition]:
    """Return all definitions that the chart's objects need, fetching them the first time; raises ToolUnavailable."""
    names = "-".join([*(name.rpartition("@")[2] for name in GO_MODULES), *STRIMZI])
    path = CACHE / f"custom-resources-{names}.json"
    if not path.is_file():
        found = [*_from_go(), *_from_strimzi()]
        CACHE.mkdir(parents=True, exist_ok=True)
        written = path.with_suffix(".new")
        written.write_text(json.dumps(found))
        written.rename(path)
    loaded: list[Definition] = json.loads(path.read_text())
    return loaded


def _from_go() -> Iterator[Definition]:
    go = installed("go", "golang-go")
    for name, (expected, files) in GO_MODULES.items():
        answer = json.loads(_run([go, "mod", "download", "-json", name]))
        if answer["Sum"] != expected:
            raise ToolUnavailable(f"{name} has the hash {answer['Sum']}, not {expected}")
        for file in files:
            yield yaml.safe_load(Path(answer["Dir"], file).read_text())


def _from_strimzi() -> Iterator[Definition]:
    java, maven = _java(), installed("mvn", "maven")
    with tempfile.TemporaryDirectory() as scratch:
        for version in STRIMZI:
            folder = Path(scratch, version)
            folder.mkdir()
            parts = "".join(_DEPENDENCY.format(part, version) for part in ("api", "crd-generator"))
            (folder / "pom.xml").write_text(_PROJECT.format(parts))
            copy = ["dependency:copy-dependencies", "-DincludeScope=runtime", f"-DoutputDirectory={folder}"]
            _run([maven, "-B", "-q", "-f", folder / "pom.xml", *copy])
            kinds = [f"io.strimzi.api.kafka.model.{kind}={folder / kind}.yaml" for kind in STRIMZI_KINDS]
            _run([java, "-cp", f"{folder}/*", "io.strimzi.crdgenerator.CrdGenerator", *kinds])
        for kind in STRIMZI_KINDS:
            newest, *older = (yaml.safe_load(Path(scratch, one, f"{kind}.yaml").read_text()) for one in STRIMZI)
            yield _merged(newest, older)


def _merged(newest: Definition, older: list[Definition]) -> Definition:
    """Add to a definition the served versions of older ones, without storing them."""
    versions = newest["spec"]["versions"]
    known = {one["name"] for one in versions}
    for each in older:
        versions += [one | {"storage": False} for one in each["spec"]["versions"] if one["name"] not in known]
    return newest


def _java() -> str:
    """Return a java that is new enough for Strimzi's classes: the one on PATH, or one of Debian's folder."""
    candidates = [shutil.which("java"), *map(str, sorted(Path("/usr/lib/jvm").glob("*/bin/java")))]
    for java in filter(None, candidates):
        answer = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
        found = re.search(r'version "(\d+)', answer)
        if found and int(found[1]) >= JAVA_AT_LEAST:
            return java
    raise ToolUnavailable(f"Strimzi's generator needs Java {JAVA_AT_LEAST} or newer")


def _run(command: list[str | Path]) -> str:
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=FETCH_LIMIT, check=False, stdin=subprocess.DEVNULL
        )
    except subprocess.TimeoutExpired:
        raise ToolUnavailable(f"{command[0]} has not answered within {FETCH_LIMIT:g} s") from None
    if done.returncode != 0:
        raise ToolUnavailable(f"{command[0]} failed: {(done.stderr or done.stdout).strip()[-500:]}")
    return done.stdout
