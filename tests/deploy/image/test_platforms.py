"""The locked packages on another platform than the tests': aarch64, as the image's build stage installs them."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.deploy.tools import REQUIRED
from tests.support.paths import ROOT

AARCH64 = "aarch64-unknown-linux-gnu"
COMPILED = "faust-streaming"
WITHOUT_WHEEL = {COMPILED, "wordninja"}  # the second has no code to compile
UV = Path(sys.executable).with_name("uv")
BUILT_BY = ["--build-constraints", ROOT / "requirements-build.lock"]
NO_ANSWER = re.compile(r"error sending request|failed to fetch|could not connect|network connectivity", re.IGNORECASE)

pytestmark = [pytest.mark.deploy, pytest.mark.timeout(600)]


def uv(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Have uv install, or say what it would; if the package index does not answer, skip the test, or fail it in CI."""
    command = [UV, "pip", "install", "--require-hashes", *BUILT_BY, *arguments]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=500)
    if NO_ANSWER.search(done.stderr):
        give_up = pytest.fail if REQUIRED else pytest.skip
        give_up(f"the package index does not answer: {done.stderr[-300:]}")
    return done


def resolved(folder: Path, built: set[str]) -> subprocess.CompletedProcess[str]:
    """Resolve the lock for aarch64 with wheels alone, but for some packages."""
    exceptions = [f"--no-binary={name}" for name in sorted(built)]
    only = ["--python-platform", AARCH64, "--only-binary=:all:", *exceptions]
    return uv("--dry-run", "--target", folder, *only, "-r", ROOT / "requirements.lock")


def test_the_lock_resolves_for_aarch64_where_two_packages_have_no_wheel(tmp_path: Path):
    done = resolved(tmp_path, WITHOUT_WHEEL)
    assert done.returncode == 0, done.stderr
    assert "onnxruntime==" in done.stderr
    for name in WITHOUT_WHEEL:
        refused = resolved(tmp_path, WITHOUT_WHEEL - {name})
        assert refused.returncode != 0
        assert f"{name}" in refused.stderr
        assert "no usable wheels" in " ".join(refused.stderr.split())


def test_what_has_no_wheel_is_compiled_with_the_locked_packages(tmp_path: Path):
    """On this machine, whose platform has a wheel; the image's build stage installs the compiler for it."""
    if shutil.which("gcc") is None:
        (pytest.fail if REQUIRED else pytest.skip)("there is no gcc on PATH")
    lock = (ROOT / "requirements.lock").read_text()
    (pin,) = re.findall(rf"^{COMPILED}==[^ ]+ (?:\\\n +--hash=\S+ ?)+", lock, re.MULTILINE)
    (tmp_path / "pin.txt").write_text(pin)
    target = tmp_path / "packages"
    options = ["--no-cache", "--no-deps", f"--no-binary={COMPILED}", "--target", target]
    done = uv(*options, "-r", tmp_path / "pin.txt")
    assert done.returncode == 0, done.stderr
    assert {path.name.split(".")[0] for path in target.rglob("*.so")} >= {"streams", "windows", "conductor"}
