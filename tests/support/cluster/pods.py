"""Pods as podman runs them: `podman kube play` of a pod's own manifest, on a network of this machine.

The pod is the one that the API server has: image, arguments, environment from its ConfigMap and its requests, user,
capabilities, read-only root, memory limit, volumes. Only its probes and ports are left out: podman would run curl in the
container for a probe, by a timer of systemd's, so the node asks it instead, and it would publish the ports on this machine.
"""

import json
import os
import resource
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from tests.support.cluster.api import Object
from tests.support.cluster.binaries import installed

RUN_LIMIT = 120.0  # seconds for one command of podman's, beside the grace of a pod
SUBNET, GATEWAY = "10.213.7.0/24", "10.213.7.1"
ENOUGH = 16_384  # open files, and processes
# runc, since Debian 12's crun refuses cgroups in hybrid mode, as some machines have them.
_CONFIGURATION = """[containers]
default_ulimits = {}
[engine]
runtime = "runc"
"""


@dataclass(frozen=True)
class Running:
    """A started pod: its container's id and process, and its address on the network."""

    pod: str
    container: str
    process: int
    address: str

    @property
    def is_alive(self) -> bool:
        """Whether its process has not ended."""
        return Path(f"/proc/{self.process}").exists()


class Podman:
    """The pods of one test run, on a network of their own without a way out of this machine.

    A context manager; at its end all of them are removed. Raises ToolUnavailable.
    """

    def __init__(self, image: str, network: str) -> None:
        self._podman = installed("podman", "podman")
        for name, package in (("runc", "runc"), ("conmon", "conmon"), ("catatonit", "catatonit")):
            installed(name, package)
        self._image, self._network = image, network
        self._networking = threading.Lock()  # podman's own fails if several pods join or leave a network at once
        self._folder = Path(tempfile.mkdtemp(prefix="newsmill-pods-"))
        configuration = self._folder / "containers.conf"
        configuration.write_text(_CONFIGURATION.format(json.dumps(_limits())))
        self._environment = os.environ | {"CONTAINERS_CONF": str(configuration)}

    @property
    def _keeper(self) -> str:
        """The container that keeps the network's bridge, and with it the gateway's address, while no pod runs."""
        return f"{self._network}-keeper"

    def __enter__(self) -> "Podman":
        self._remove_all()
        address = ("--subnet", SUBNET, "--gateway", GATEWAY)
        self.run("network", "create", "--internal", "--disable-dns", *address, self._network)
        self.run("run", "--detach", "--name", self._keeper, "--network", self._network, "--entrypoint", "sleep",
                 self._image, "infinity")  # fmt: skip
        return self

    def __exit__(self, *_: object) -> None:
        self._remove_all()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _remove_all(self) -> None:
        found = self.run("pod", "ps", "--quiet", "--filter", f"network={self._network}").split()
        if found:
            self.run("pod", "rm", "--force", "--time", "0", *found)
        self.run("rm", "--force", "--ignore", "--time", "0", self._keeper)
        self.run("network", "rm", "--force", self._network)

    def run(self, *arguments: str | Path, seconds: float = RUN_LIMIT) -> str:
        """Run a command of podman's; raises AssertionError with what it said."""
        done = subprocess.run(
            [self._podman, *arguments], capture_output=True, text=True, timeout=seconds, check=False,
            stdin=subprocess.DEVNULL, env=self._environment,
        )  # fmt: skip
        assert done.returncode == 0, f"podman {' '.join(map(str, arguments))}: {done.stderr[-2000:]}"
        return done.stdout

    def play(self, pod: Object, config_maps: Sequence[Object]) -> Running:
        """Start a pod with the ConfigMaps that it names."""
        name = pod["metadata"]["name"]
        file, maps = self._folder / f"{name}.yaml", self._folder / f"{name}.maps.yaml"
        file.write_text(yaml.safe_dump(manifest(pod)))
        maps.write_text(yaml.safe_dump_all(config_maps))
        given = ("--configmap", maps) if config_maps else ()
        with self._networking:
            self.run("kube", "play", "--network", self._network, *given, file)
        both = self.run("ps", "--all", "--quiet", "--filter", f"pod={name}").split()
        infra, worker = sorted(
            json.loads(self.run("inspect", *both)), key=lambda one: not one["Name"].endswith("-infra")
        )
        address = infra["NetworkSettings"]["Networks"][self._network]["IPAddress"]
        return Running(name, worker["Id"], worker["State"]["Pid"], address)

    def end(self, running: Running, grace: int) -> int:
        """End a pod as a kubelet does: SIGTERM, and SIGKILL after the grace in seconds; return the exit code."""
        self.run("stop", "--time", str(grace), running.container, seconds=grace + RUN_LIMIT)
        return self.exit_code(running)

    def exit_code(self, running: Running) -> int:
        """Return the exit code of a container, when it has ended."""
        return int(self.run("wait", running.container))

    def log(self, running: Running) -> str:
        """Return what a pod's container has written, both outputs together."""
        command = [self._podman, "logs", running.container]
        done = subprocess.run(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=RUN_LIMIT, check=False
        )
        return done.stdout

    def remove(self, running: Running) -> None:
        """Remove what is left of a pod."""
        with self._networking:
            self.run("pod", "rm", "--force", "--time", "0", running.pod)


def _limits() -> list[str]:
    """Return limits that need no right to raise them, which root lacks on some machines; podman's are higher."""
    limits = {"nofile": resource.RLIMIT_NOFILE, "nproc": resource.RLIMIT_NPROC}
    hard = {name: resource.getrlimit(kind)[1] for name, kind in limits.items()}
    most = {name: ENOUGH if value == resource.RLIM_INFINITY else min(value, ENOUGH) for name, value in hard.items()}
    return [f"{name}={value}:{value}" for name, value in most.items()]


def manifest(pod: Object) -> Object:
    """Return a pod as `podman kube play` takes it; the node, not podman, starts a container that has ended."""
    spec = pod["spec"]
    containers = [
        {name: value for name, value in each.items() if name != "ports" and not name.endswith("Probe")}
        for each in spec["containers"]
    ]
    return {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {"name": pod["metadata"]["name"], "labels": pod["metadata"]["labels"]},
        "spec": spec | {"restartPolicy": "Never", "containers": containers},
    }
