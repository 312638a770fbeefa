"""Buildah and podman on a store of containers of the tests' own, in the cache folder; only root can use it."""

import os
import resource
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.support.brokers.jars import CACHE
from tests.support.deploy.tools import ToolUnavailable

STORE = CACHE / "containers"
PACKAGES = ("buildah", "podman", "runc", "mmdebstrap")  # Debian's, named as their programs
RUN_LIMIT = 300.0  # seconds for one command that is not a build
BUILD_LIMIT = 900.0  # seconds; a build takes two to four minutes the first time
_PLACE = ["--root", str(STORE / "storage"), "--runroot", str(STORE / "run")]
# Without systemd. Not crun: that of Debian 12 refuses machines that have cgroups of both versions.
_PODMAN = ["podman", *_PLACE, "--cgroup-manager=cgroupfs", "--runtime=runc"]
# What podman sets by itself is more than root may set in some sandboxes.
_LIMITS = {"nofile": (resource.RLIMIT_NOFILE, 65_536), "nproc": (resource.RLIMIT_NPROC, 4_096)}


class ContainerFailed(Exception):
    """A command on containers failed; the message has the end of its output."""


def check_tools() -> None:
    """Check that this machine can build and run images; raises ToolUnavailable."""
    missing = [name for name in PACKAGES if shutil.which(name) is None]
    if missing:
        raise ToolUnavailable(f"not on PATH: {', '.join(missing)} (Debian's packages of the same names)")
    if os.geteuid() != 0:
        raise ToolUnavailable("only root can build images on a base that is not in a registry")


def buildah(*arguments: str | Path, limit: float = RUN_LIMIT) -> str:
    """Run buildah and return what it printed; raises ContainerFailed."""
    return run(["buildah", *_PLACE, *map(str, arguments)], limit)


def podman(*arguments: str | Path, limit: float = RUN_LIMIT) -> str:
    """Run podman and return what it printed; raises ContainerFailed."""
    return run([*_PODMAN, *map(str, arguments)], limit)


def run_command(image: str, arguments: Sequence[str] = (), **options: object) -> list[str]:
    """Return the command that runs an image as deployments do: read-only, as its own user, on the host's network.

    `options` are those of _options.
    """
    return [*_PODMAN, "run", *_options(**options), image, *arguments]  # type: ignore[arg-type]


def _options(
    environment: Mapping[str, str] | None = None,
    volumes: Mapping[Path, str] | None = None,
    entrypoint: str | None = None,
    name: str | None = None,
) -> list[str]:
    """Return podman's options; folders of the host are mounted read-only."""
    # podman has systemd start health checks.
    given = ["--rm", "--read-only", "--network=host", "--no-healthcheck", "--cap-drop=all"]
    given += [f"--ulimit={limit}" for limit in limits()]
    given += [f"--env={key}={value}" for key, value in (environment or {}).items()]
    given += [f"--volume={source}:{target}:ro" for source, target in (volumes or {}).items()]
    given += [f"--entrypoint={entrypoint}"] if entrypoint else []
    return given + ([f"--name={name}"] if name else [])


def limits() -> list[str]:
    """Return the limits of processes in containers, as podman takes them."""
    return [f"{kind}={_most(*limit)}" for kind, limit in _LIMITS.items()]


def _most(limit: int, enough: int) -> str:
    hard = resource.getrlimit(limit)[1]
    most = enough if hard == resource.RLIM_INFINITY else min(hard, enough)
    return f"{most}:{most}"


def run(command: Sequence[str], limit: float = RUN_LIMIT) -> str:
    """Run a program and return what it printed; raises ContainerFailed."""
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=limit)
    if done.returncode:
        raise ContainerFailed(
            f"{' '.join(command)} ended with {done.returncode}: {(done.stdout + done.stderr)[-3000:]}"
        )
    return done.stdout
