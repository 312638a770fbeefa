"""Where the jars of Apache Kafka come from: a cache folder, filled once through Maven."""

import os
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from tests.support.paths import ROOT

VERSION = "4.4.0"  # runs on Java 17
JAVA_AT_LEAST = 17
CACHE = Path(os.environ.get("NEWSMILL_CACHE", ROOT / ".cache"))

PROBE_LIMIT = 20.0  # seconds for one small file: tells whether Maven reaches its repository
FETCH_LIMIT = 300.0  # seconds for all 50; it takes 8
QUICK_TO_FAIL = ["-B", "-q", "-C", "-Daether.connector.connectTimeout=5000", "-Daether.connector.requestTimeout=30000"]

_PROJECT = """<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
{}<groupId>newsmill</groupId><artifactId>kafka-for-tests</artifactId><version>1</version><packaging>pom</packaging>
<dependencies>{}</dependencies></project>"""
_PARENT = "<parent><groupId>org.apache</groupId><artifactId>apache</artifactId><version>33</version></parent>"
_DEPENDENCY = "<dependency><groupId>{}</groupId><artifactId>{}</artifactId><version>{}</version></dependency>"


class KafkaUnavailable(Exception):
    """Apache Kafka is not available on this machine; the message says why."""


@cache
def jars() -> Path:
    """Return the folder with Kafka's jars, fetching them the first time; raises KafkaUnavailable.

    The answer, also a refusal, holds for the process. It takes well below a second if the jars are there or the tools
    are missing, and at most PROBE_LIMIT if the repository cannot be reached.
    """
    refusal = _find_out()
    if refusal is not None:
        raise KafkaUnavailable(refusal)
    return _folder()


def _folder() -> Path:
    return CACHE / f"kafka-{VERSION}"


@cache
def _find_out() -> str | None:
    """Make sure that the jars are there; return None, or why they are not available."""
    version = _java_version()
    if version is None:
        return "there is no java on PATH"
    if version < JAVA_AT_LEAST:
        return f"Kafka {VERSION} needs Java {JAVA_AT_LEAST} or newer, and java on PATH is {version}"
    if _folder().is_dir():  # it gets its name when it is complete
        return None
    if shutil.which("mvn") is None:
        return f"its jars are not in {_folder()}, and there is no mvn on PATH to fetch them"
    return _fetch()


def _java_version() -> int | None:
    """Return the major version of the java on PATH."""
    if shutil.which("java") is None:
        return None
    command = ["java", "-XshowSettings:properties", "-version"]
    answer = subprocess.run(command, check=False, capture_output=True, text=True)
    for line in answer.stderr.splitlines():
        name, _, value = line.partition(" = ")
        if name.strip() == "java.specification.version":
            return int(value.strip().removeprefix("1."))
    return None


def _fetch() -> str | None:
    """Copy the jars into the cache through Maven; from its local repository if the network does not answer."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE, prefix="kafka-") as scratch:
        folder = Path(scratch)
        offline = [] if _reaches_repository(folder) else ["--offline"]
        dependencies = [
            ("org.apache.kafka", "kafka_2.13", VERSION),
            ("org.slf4j", "slf4j-simple", "1.7.36"),  # without it Kafka's warnings are lost
        ]
        _write_project(folder / "pom.xml", dependencies=dependencies)
        goal = ["dependency:copy-dependencies", "-DincludeScope=runtime", f"-DoutputDirectory={folder / 'jars'}"]
        problem = _maven(folder, [*offline, *goal], FETCH_LIMIT)
        if problem is not None:
            reached = "it cannot be reached" if offline else "it was reached"
            return f"Maven could not fetch its jars from the repository ({reached}): {problem}"
        try:
            (folder / "jars").rename(_folder())
        except OSError:  # another test run was faster
            if not _folder().is_dir():
                raise
    return None


def _reaches_repository(folder: Path) -> bool:
    """Tell whether Maven gets a parent POM, one file without any plugin, into an empty local repository."""
    _write_project(folder / "pom.xml", parent=_PARENT)
    return _maven(folder, ["validate", f"-Dmaven.repo.local={folder / 'probe'}"], PROBE_LIMIT) is None


def _write_project(path: Path, *, parent: str = "", dependencies: list[tuple[str, str, str]] | None = None) -> None:
    listed = (_DEPENDENCY.format(*map(escape, dependency)) for dependency in dependencies or [])
    path.write_text(_PROJECT.format(parent, "".join(listed)))


def _maven(folder: Path, arguments: list[str], limit: float) -> str | None:
    """Run Maven in a folder; return None, or the first line of what was wrong."""
    command = ["mvn", *QUICK_TO_FAIL, *arguments]
    try:
        done = subprocess.run(
            command, check=False, cwd=folder, capture_output=True, text=True, timeout=limit, stdin=subprocess.DEVNULL
        )
    except subprocess.TimeoutExpired:
        return f"no answer within {limit:g} s"
    if done.returncode == 0:
        return None
    first = done.stdout.partition("[ERROR] ")[2].partition("\n")[0]
    return first[:300] or f"mvn ended with exit code {done.returncode}"
