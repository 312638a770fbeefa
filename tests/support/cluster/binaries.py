"""The programs of a Kubernetes control plane: Debian's etcd, and one built from Kubernetes' own Go modules.

The versions are those of `controlplane/go.mod`, the hashes those of its `go.sum`; the program is in the cache folder
until one of the sources changes. `python -m tests.support.cluster.binaries` builds it (`make test-cluster`).
"""

import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.support.brokers.jars import CACHE
from tests.support.deploy.tools import ToolUnavailable

SOURCE = Path(__file__).parent / "controlplane"
SOURCES = ("go.mod", "go.sum", "main.go")
BUILD_LIMIT = 3600.0  # seconds; on two cores it takes some ten minutes the first time


def version() -> str:
    """Return the version of Kubernetes that go.mod pins, with its v."""
    found = re.search(r"^\tk8s\.io/kubernetes (v\S+)$", (SOURCE / "go.mod").read_text(), re.MULTILINE)
    assert found, "go.mod names no version of k8s.io/kubernetes"
    return found[1]


def control_plane() -> Path:
    """Return the program with API server and controllers, building it the first time; raises ToolUnavailable."""
    path = _path()
    if not path.is_file():
        _build(path)
    return path


def installed(name: str, package: str) -> str:
    """Return the path of a program from one of Debian's packages; raises ToolUnavailable."""
    path = shutil.which(name)
    if path is None:
        raise ToolUnavailable(f"{name} is not on PATH; Debian has it in the package {package}")
    return path


def _path() -> Path:
    digest = hashlib.sha256(b"".join((SOURCE / name).read_bytes() for name in SOURCES)).hexdigest()
    return CACHE / f"controlplane-{version()}-{digest[:12]}"


def _build(path: Path) -> None:
    major, minor, _ = version().removeprefix("v").split(".")
    package = "k8s.io/component-base/version"
    named = {"gitVersion": version(), "gitMajor": major, "gitMinor": minor}
    flags = ["-s", "-w", *(f"-X={package}.{name}={value}" for name, value in named.items())]
    CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE, prefix="controlplane-") as scratch:
        output = Path(scratch, "controlplane")
        # Niced: the build uses every core for minutes.
        command = ["nice", "-n", "10", installed("go", "golang-go"), "build", "-trimpath", "-mod=readonly"]
        command += [f"-ldflags={' '.join(flags)}", f"-o={output}", "."]
        try:
            done = subprocess.run(command, cwd=SOURCE, capture_output=True, text=True, timeout=BUILD_LIMIT, check=False)
        except subprocess.TimeoutExpired:
            raise ToolUnavailable(f"the control plane was not built within {BUILD_LIMIT:g} s") from None
        if done.returncode != 0:
            raise ToolUnavailable(f"the control plane cannot be built: {done.stderr.strip()[-500:]}")
        output.rename(path)


def main() -> None:
    """Build what is missing, and say how long that took."""
    if not _path().is_file():
        sys.stderr.write(f"Building Kubernetes {version()} from its Go modules: some ten minutes, once\n")
        start = time.monotonic()
        control_plane()
        sys.stderr.write(f"Built in {time.monotonic() - start:.0f} s\n")


if __name__ == "__main__":
    main()
