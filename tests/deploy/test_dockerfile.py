"""The image: its Dockerfile installs what the lock says and no more, for a user who may write nothing."""

import asyncio
import json
import os
import re
import subprocess
import sys
import tomllib
from fnmatch import fnmatch
from pathlib import Path

import pytest
from packaging.specifiers import SpecifierSet

from streams.health import Condition, Health, HealthServer
from streams.metrics import Metrics
from streams.settings import PREFIX, Settings
from tests.support.chart import container, of_kind, pods, render
from tests.support.paths import ROOT

DOCKERFILE = ROOT / "deploy" / "Dockerfile"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


def instructions(name: str) -> list[str]:
    """The arguments of an instruction, continued lines joined, in order."""
    lines = [line for line in DOCKERFILE.read_text().splitlines() if not line.startswith("#")]
    text = re.sub(r"\s*\\\n\s*", " ", "\n".join(lines))
    return re.findall(rf"(?:^|\n)\s*{name} +(.*)", text)


def copied() -> set[str]:
    """What is copied from the checkout."""
    return {source for line in instructions("COPY") if not line.startswith("--from") for source in line.split()[:-1]}


def test_hadolint_finds_nothing() -> None:
    hadolint = Path(sys.executable).with_name("hadolint")
    done = subprocess.run([hadolint, "--no-color", DOCKERFILE], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_it_installs_by_the_lock_with_hashes_and_nothing_beside_it() -> None:
    (locked, own) = instructions("RUN")[:2]
    assert "pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements-uv.lock" in locked
    assert "--require-hashes -r requirements.lock" in locked
    for line in re.findall(r"pip install [^&]*", locked + own):
        assert "--require-hashes" in line or "--no-deps --no-build-isolation ." in line


def test_the_interpreter_is_one_that_newsmill_supports() -> None:
    (version,) = (line.removeprefix("PYTHON_VERSION=") for line in instructions("ARG") if line.startswith("PYTHON_"))
    assert version in SpecifierSet(PROJECT["requires-python"])
    assert f"Programming Language :: Python :: {version}" in PROJECT["classifiers"]
    assert [line.split()[0] for line in instructions("FROM")] == ["python:${PYTHON_VERSION}-slim"] * 2


def test_what_is_copied_is_there_and_is_all_that_docker_sees() -> None:
    assert all((ROOT / source).exists() for source in copied())
    lines = (ROOT / ".dockerignore").read_text().splitlines()
    assert lines[1] == "*"
    assert {line.removeprefix("!") for line in lines if line.startswith("!")} == copied()


def test_all_that_is_packed_is_copied() -> None:
    packages = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]["packages"]
    assert {name.split(".")[0] for name in packages} <= copied()
    assert {PROJECT["readme"], *PROJECT["license-files"]} <= copied()


def test_what_is_pruned_holds_nothing_of_newsmills() -> None:
    pruned = ("*.pyx", "*.pxd", "*.c", "*.cpp", "*.h", "*.hh", "*.hpp")
    paths = [path for ring in ("schemas", "streams", "agents") for path in (ROOT / ring).rglob("*")]
    assert not [path for path in paths if path.name == "tests" or any(fnmatch(path.name, one) for one in pruned)]


def test_it_runs_as_the_user_that_the_chart_runs_it_as() -> None:
    (user,) = instructions("USER")
    assert user == "10001:10001"
    for _, template in pods(render({"topicsJob": {"enabled": True}})):
        context = template["spec"]["securityContext"]
        assert user == f"{context['runAsUser']}:{context['runAsGroup']}"
    assert f"newsmill:x:{user}::/tmp:" in DOCKERFILE.read_text()


def test_it_runs_newsmill_with_settings_that_newsmill_has() -> None:
    assert instructions("ENTRYPOINT") == ['["newsmill"]']
    assert instructions("CMD") == ['["worker"]']
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    assert set(re.findall(r"\bNEWSMILL_[A-Z_]+", DOCKERFILE.read_text())) <= known
    (deployment, *_) = of_kind(render({}), "Deployment")
    assert container(deployment["spec"]["template"])["args"] == ["worker"]
    assert instructions("EXPOSE") == [str(Settings.model_fields["http_port"].default)]


def test_its_version_is_newsmills() -> None:
    assert f"VERSION={PROJECT['version']}" in instructions("ARG")


@pytest.mark.parametrize("alive,code", [(True, 0), (False, 1)])
async def test_its_health_check_asks_newsmill(alive: bool, code: int, unused_tcp_port: int) -> None:
    health = Health()
    health.live["event_loop"] = lambda: Condition(alive, "whether it turns")
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
