"""The image: its Dockerfile installs exactly the locked packages, for a user without write access."""

import asyncio
import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.specifiers import SpecifierSet

from agents.cli.commands.licenses import installed
from streams.health import Condition, Health, HealthServer
from streams.metrics import Metrics
from streams.settings import PREFIX, Settings
from tests.support.deploy.chart import container, of_kind, pods, render
from tests.support.paths import ROOT

DOCKERFILE = ROOT / "deploy" / "Dockerfile"
PRUNED = {".pyx", ".pxd", ".c", ".cpp", ".h", ".hh", ".hpp"}
BASE = re.compile(r"docker\.io/library/python:(\d\.\d+)-slim-trixie@sha256:[0-9a-f]{64}")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


def instructions(name: str) -> list[str]:
    """Return the arguments of all instructions of a name, in order, with continued lines joined."""
    lines = [line for line in DOCKERFILE.read_text().splitlines() if not line.startswith("#")]
    text = re.sub(r"\s*\\\n\s*", " ", "\n".join(lines))
    return re.findall(rf"(?:^|\n)\s*{name} +(.*)", text)


def copied() -> set[str]:
    """Return the files and folders that are copied from the checkout."""
    return {source for line in instructions("COPY") if not line.startswith("--from") for source in line.split()[:-1]}


def test_hadolint_finds_nothing() -> None:
    hadolint = Path(sys.executable).with_name("hadolint")
    done = subprocess.run([hadolint, "--no-color", DOCKERFILE], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_it_installs_the_locked_packages_with_hashes_and_nothing_else() -> None:
    """What is built from its source is built by locked packages, too."""
    installs = re.findall(r"pip install [^&]*", " ".join(instructions("RUN")))
    assert len(installs) == 4
    for line in installs:
        assert "--require-hashes" in line or "--no-deps --offline /tmp/wheels/newsmill-*.whl" in line
    locks = {lock for line in installs for lock in re.findall(r"-r (\S+)", line)}
    assert locks == {f"requirements{name}.lock" for name in ("", "-build", "-sbom", "-uv")}
    assert "UV_BUILD_CONSTRAINT=/build/requirements-build.lock" in " ".join(instructions("ENV"))


def test_no_secret_is_needed_and_none_gets_into_a_layer() -> None:
    mounts = [one for line in instructions("RUN") for one in re.findall(r"--mount=(\S+)", line)]
    assert mounts == ["type=secret,id=ca", "type=secret,id=index"]  # required=false by default
    (run,) = (line for line in instructions("RUN") if "--mount" in line)
    for name in ("ca", "index"):
        assert f"if [ -e /run/secrets/{name} ]" in run
    assert not [line for line in instructions("ARG") + instructions("ENV") if re.search(r"INDEX|CERT", line)]


def test_newsmill_supports_the_interpreter() -> None:
    version = BASE.search(default("BASE"))[1]
    assert version in SpecifierSet(PROJECT["requires-python"])
    assert f"Programming Language :: Python :: {version}" in PROJECT["classifiers"]


def test_both_stages_start_from_one_image_that_is_pinned_by_its_digest_in_one_argument() -> None:
    assert [line.split()[0] for line in instructions("FROM")] == ["${BASE}"] * 2
    assert BASE.fullmatch(default("BASE"))


def default(argument: str) -> str:
    """Return the default of an argument."""
    (value,) = (line.removeprefix(f"{argument}=") for line in instructions("ARG") if line.startswith(f"{argument}="))
    return value


def test_no_licence_file_is_deleted_from_the_image() -> None:
    deleted = re.findall(r"find (?:.*?) (?:-delete|-exec rm [^;&]*)", " ".join(instructions("RUN")))
    assert len(deleted) == 4
    kept = [path for one in installed() for path in one.files]
    assert kept
    folders = {"tests", "quantization", "tools", "transformers"}
    assert not [path for path in kept if folders & set(path.parts) or path.suffix in PRUNED]


def test_copied_files_exist_and_docker_sees_no_others() -> None:
    assert all((ROOT / source).exists() for source in copied())
    lines = (ROOT / ".dockerignore").read_text().splitlines()
    assert lines[1] == "*"
    assert {line.removeprefix("!") for line in lines if line.startswith("!")} == copied()


def test_every_package_is_copied() -> None:
    packages = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]["packages"]
    assert {name.split(".")[0] for name in packages} <= copied()
    assert {PROJECT["readme"], *PROJECT["license-files"]} <= copied()


def test_no_file_of_newsmill_is_deleted_from_the_image() -> None:
    paths = [path for ring in ("schemas", "streams", "agents") for path in (ROOT / ring).rglob("*")]
    assert not [path for path in paths if path.name == "tests" or path.suffix in PRUNED]


def test_it_runs_as_the_same_user_as_in_the_chart() -> None:
    (user,) = instructions("USER")
    assert user == "10001:10001"
    for _, template in pods(render({"topicsJob": {"enabled": True}})):
        context = template["spec"]["securityContext"]
        assert user == f"{context['runAsUser']}:{context['runAsGroup']}"
    assert f"newsmill:x:{user}::/tmp:" in DOCKERFILE.read_text()


def test_it_runs_a_worker_with_existing_settings() -> None:
    assert instructions("ENTRYPOINT") == ['["newsmill"]']
    assert instructions("CMD") == ['["worker"]']
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    assert set(re.findall(r"\bNEWSMILL_[A-Z_]+", DOCKERFILE.read_text())) <= known
    (deployment, *_) = of_kind(render({}), "Deployment")
    assert container(deployment["spec"]["template"])["args"] == ["worker"]
    assert instructions("EXPOSE") == [str(Settings.model_fields["http_port"].default)]


def test_it_has_newsmills_version() -> None:
    assert f"VERSION={PROJECT['version']}" in instructions("ARG")


@pytest.mark.parametrize("alive,code", [(True, 0), (False, 1)])
async def test_its_health_check_requests_newsmills_health(alive: bool, code: int, unused_tcp_port: int) -> None:
    health = Health()
    health.live["event_loop"] = lambda: Condition(alive, "whether the loop runs")
    server = HealthServer(Settings(http_port=unused_tcp_port), Metrics(), health)
    (check,) = instructions("HEALTHCHECK")
    command = json.loads(check.partition(" CMD ")[2])
    await server.start()
    try:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *command[1:],
            env=os.environ | {"NEWSMILL_HTTP_PORT": str(unused_tcp_port)},
            stderr=asyncio.subprocess.DEVNULL,
        )
        assert await asyncio.wait_for(process.wait(), 30) == code
    finally:
        await server.stop()
