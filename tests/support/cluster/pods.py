"""Pods as podman runs them: `podman kube play` of a pod's own manifest, on a network of this machine.

The pod is the one that the API server has: image, arguments, environment from its ConfigMap and its requests, user,
capabilities, read-only root, memory limit, volumes. Only its probes and ports are left out: podman would have systemd
run curl in the container for a probe, so the node asks it instead, and would publish the ports on this machine.
"""

import json
import os
import shutil
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self
from unittest.mock import patch

import yaml

from tests.support.cluster.api import Object
from tests.support.cluster.binaries import installed
from tests.support.deploy.image.containers import RUN_LIMIT, check_tools, limits, podman

SUBNET, GATEWAY = "10.213.7.0/24", "10.213.7.1"
STARTS_PODS = "catatonit"  # the only process of the container that holds a pod's network


@dataclass(frozen=True)
class Running:
    """A started pod: its container's id and process, its address on the network, and the file of its output."""

    pod: str
    container: str
    process: int
    address: str
    output: Path

    @property
    def log(self) -> str:
        """What its container has written, with times; gone when the pod is removed."""
        return self.output.read_text(errors="replace")

    @property
    def is_alive(self) -> bool:
        """Whether its process has not ended."""
        return Path(f"/proc/{self.process}").exists()


class Podman:
    """The pods of one test run, on a network of their own without a way out of this machine.

    A context manager; at its end all of them are removed. Raises ToolUnavailable.
    """

    def __init__(self, image: str, network: str) -> None:
        check_tools()
        installed(STARTS_PODS, STARTS_PODS)
        self._image, self._network = image, network
        self._networking = threading.Lock()  # podman's own fails if several pods join or leave a network at once
        self._folder = Path(tempfile.mkdtemp(prefix="newsmill-pods-"))

    @property
    def _keeper(self) -> str:
        """The container that keeps the network's bridge, and with it the gateway's address, while no pod runs."""
        return f"{self._network}-keeper"

    def __enter__(self) -> Self:
        configuration = self._folder / "containers.conf"
        # A store that was first used before netavark was installed would keep podman's other way.
        network = '[network]\nnetwork_backend = "netavark"\n'
        configuration.write_text(f"[containers]\ndefault_ulimits = {json.dumps(limits())}\n{network}")
        self._environment = patch.dict(os.environ, CONTAINERS_CONF=str(configuration))
        self._environment.start()
        self._remove_all()
        place = ("--internal", "--disable-dns", "--subnet", SUBNET, "--gateway", GATEWAY)
        podman("network", "create", *place, self._network)
        keeper = ("--detach", "--name", self._keeper, "--network", self._network, "--no-healthcheck")
        podman("run", *keeper, "--entrypoint", "sleep", self._image, "infinity")
        return self

    def __exit__(self, *_: object) -> None:
        self._remove_all()
        self._environment.stop()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _remove_all(self) -> None:
        found = podman("pod", "ps", "--quiet", "--filter", f"network={self._network}").split()
        if found:
            podman("pod", "rm", "--force", "--time", "0", *found)
        podman("rm", "--force", "--ignore", "--time", "0", self._keeper)
        podman("network", "rm", "--force", self._network)

    def play(self, pod: Object, config_maps: Sequence[Object]) -> Running:
        """Start a pod with the ConfigMaps that it names."""
        name = pod["metadata"]["name"]
        file, maps = self._folder / f"{name}.yaml", self._folder / f"{name}.maps.yaml"
        file.write_text(yaml.safe_dump(manifest(pod)))
        maps.write_text(yaml.safe_dump_all(config_maps))
        given = ("--configmap", maps) if config_maps else ()
        with self._networking:
            podman("kube", "play", "--network", self._network, *given, file)
        both = podman("ps", "--all", "--quiet", "--filter", f"pod={name}").split()
        infra, worker = sorted(json.loads(podman("inspect", *both)), key=lambda one: not one["Name"].endswith("-infra"))
        address = infra["NetworkSettings"]["Networks"][self._network]["IPAddress"]
        output = Path(worker["HostConfig"]["LogConfig"]["Path"])
        return Running(name, worker["Id"], worker["State"]["Pid"], address, output)

    def end(self, running: Running, grace: int) -> int:
        """End a pod as a kubelet does: SIGTERM, and SIGKILL after the grace in seconds; return the exit code."""
        podman("stop", "--time", str(grace), running.container, limit=grace + RUN_LIMIT)
        return self.exit_code(running)

    def exit_code(self, running: Running) -> int:
        """Return the exit code of a container, when it has ended."""
        return int(podman("wait", running.container))

    def remove(self, running: Running) -> None:
        """Remove what is left of a pod."""
        with self._networking:
            podman("pod", "rm", "--force", "--time", "0", running.pod)


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
