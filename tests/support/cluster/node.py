"""A node for tests: it runs the pods of a namespace with podman, as a scheduler and a kubelet do.

It binds each new pod to itself, starts it, asks its probes as the pod states them, reports its state to the API server,
starts a container that has ended again, and ends a deleted pod within its grace. So Deployments, Jobs and Helm's
`--wait` see what they see on a cluster. Kubernetes' own controllers decide which pods there are.
"""

import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

import httpx

from tests.support.cluster.api import GONE, Api, Object, Refused, place
from tests.support.cluster.pods import Podman, Running

NAME = "podman"
PERIOD = 0.3  # seconds between two looks at the API server, and at a pod
END_LIMIT = 120.0  # seconds for all pods to end


@dataclass(frozen=True)
class Ended:
    """A pod that was deleted: its exit code, and the seconds from the signal to its end."""

    pod: str
    component: str
    code: int
    seconds: float
    log: str


class Probe:
    """One probe of a container: when to ask next, and how often in a row the answer was not 200."""

    def __init__(self, spec: Object) -> None:
        self._spec = spec
        self._due = time.monotonic()
        self.failures = 0
        self.holds = False

    def is_due(self) -> bool:
        """Whether its period has passed; the next period begins."""
        now = time.monotonic()
        if now < self._due:
            return False
        self._due = now + self._spec["periodSeconds"]
        return True

    def ask(self, address: str, ports: dict[str, int]) -> None:
        """Ask the pod, and take its answer."""
        request = self._spec["httpGet"]
        url = f"http://{address}:{ports[request['port']]}{request['path']}"
        try:
            answered = httpx.get(url, timeout=self._spec["timeoutSeconds"]).is_success
        except httpx.TransportError:
            answered = False
        self.failures = 0 if answered else self.failures + 1
        if answered:
            self.holds = True
        elif self.is_lost:
            self.holds = False

    @property
    def is_lost(self) -> bool:
        """Whether it failed as often in a row as the pod allows."""
        return self.failures >= int(self._spec["failureThreshold"])


class Kubelet(threading.Thread):
    """The life of one pod."""

    def __init__(self, node: "Node", pod: Object) -> None:
        super().__init__(name=pod["metadata"]["name"], daemon=True)
        self._node, self._pod = node, pod
        self._path = place("Pod", node.namespace, pod["metadata"]["name"])
        self._container = pod["spec"]["containers"][0]
        self._ports = {port["name"]: port["containerPort"] for port in self._container.get("ports", ())}
        self.component: str = pod["metadata"]["labels"]["app.kubernetes.io/component"]
        self._restarts = 0
        self._ready: str | None = None  # since when
        self.running: Running | None = None
        self.deleted = threading.Event()

    def run(self) -> None:
        """Live until the pod is deleted; a failure is the node's to tell."""
        try:
            while not self._lives_on():
                self._restarts += 1
        except Exception as error:
            self._node.problems.append(f"{self.name}: {error!r}")

    def _lives_on(self) -> bool:
        """Start the pod and watch it; return whether its life is over, else it is to be started again."""
        self.running = running = self._node.podman.play(self._pod, self._config_maps())
        self._report(running, "Running")
        self._watch(running)
        if self.deleted.is_set():
            self._end(running)
            return True
        code = self._node.podman.exit_code(running)
        log = running.log
        if self._pod["spec"]["restartPolicy"] == "Never":
            self._ready = None
            self._report(running, "Failed" if code else "Succeeded", code)
            if code:
                self._node.problems.append(f"{self.name} ended with {code}: {log[-2000:]}")
            self.deleted.wait()
            self._end(running)
            return True
        self._node.problems.append(f"{self.name} ended with {code} and is started again: {log[-2000:]}")
        self._node.podman.remove(running)
        return False

    def _config_maps(self) -> list[Object]:
        names = [each["configMapRef"]["name"] for each in self._container.get("envFrom", ())]
        found = [self._node.api.get(place("ConfigMap", self._node.namespace, name)) for name in names]
        kept = ("apiVersion", "kind", "data")
        return [{name: one[name] for name in kept} | {"metadata": {"name": one["metadata"]["name"]}} for one in found]

    def _watch(self, running: Running) -> None:
        """Ask the pod's probes until it is deleted or its process ends."""
        kinds = ("startup", "readiness", "liveness")
        probes = {kind: Probe(spec) for kind in kinds if (spec := self._container.get(f"{kind}Probe"))}
        startup = probes.pop("startup", None)
        while not self.deleted.wait(PERIOD) and running.is_alive:
            asked = [startup] if startup and not startup.holds else list(probes.values())
            for probe in asked:
                if probe.is_due():
                    probe.ask(running.address, self._ports)
            if any(probe.is_lost for probe in asked if probe is not probes.get("readiness")):
                raise AssertionError(f"it does not live: {running.log[-2000:]}")
            self._note_readiness(running, probes)

    def _note_readiness(self, running: Running, probes: dict[str, Probe]) -> None:
        ready = "readiness" not in probes or probes["readiness"].holds
        if ready != (self._ready is not None):
            self._ready = _now() if ready else None
            self._report(running, "Running")

    def _end(self, running: Running) -> None:
        """End the container, tell the API server that the pod is gone, and note how it ended."""
        begun = time.monotonic()
        code = self._node.podman.end(running, self._pod["spec"]["terminationGracePeriodSeconds"])
        seconds = time.monotonic() - begun
        self._node.ended.append(Ended(self.name, self.component, code, seconds, running.log))
        self._node.podman.remove(running)
        self._node.api.delete(self._path, gracePeriodSeconds="0")

    def _report(self, running: Running, phase: str, code: int | None = None) -> None:
        ready, now = self._ready is not None, _now()
        state: Object = {"running": {"startedAt": now}} if code is None else {
            "terminated": {"exitCode": code, "finishedAt": now}
        }  # fmt: skip
        holds = {"PodScheduled": True, "Initialized": True, "ContainersReady": ready, "Ready": ready}
        conditions = [
            {"type": name, "status": str(value), "lastTransitionTime": self._ready or now}
            for name, value in holds.items()
        ]
        image = self._container["image"]
        status = {"name": self._container["name"], "ready": ready, "restartCount": self._restarts, "image": image,
                  "imageID": image, "state": state}  # fmt: skip
        report = {"phase": phase, "podIP": running.address, "podIPs": [{"ip": running.address}],
                  "startTime": now, "conditions": conditions, "containerStatuses": [status]}  # fmt: skip
        try:
            self._node.api.patch(f"{self._path}/status", {"status": report})
        except Refused as error:
            if not str(error).startswith(str(GONE)):
                raise


class Node:
    """Runs the pods of a namespace while it is entered; `problems` are those that no pod may have."""

    def __init__(self, api: Api, podman: Podman, namespace: str) -> None:
        self.api, self.podman, self.namespace = api, podman, namespace
        self.problems: list[str] = []
        self.ended: list[Ended] = []
        self._pods: dict[str, Kubelet] = {}
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._look, name="node", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._stopped.set()
        self._thread.join()
        for kubelet in self._pods.values():
            kubelet.deleted.set()
        for kubelet in self._pods.values():
            kubelet.join(END_LIMIT)

    def running(self, component: str) -> list[Running]:
        """Return the pods of a component that are started and not deleted."""
        return [
            each.running
            for each in self._pods.values()
            if each.running and not each.deleted.is_set() and each.component == component
        ]

    def _look(self) -> None:
        while not self._stopped.wait(PERIOD):
            try:
                pods = self.api.objects("Pod", self.namespace)
                for pod in pods:
                    self._take(pod)
                for identity in self._pods.keys() - {pod["metadata"]["uid"] for pod in pods}:
                    self._pods[identity].deleted.set()  # a pod whose container has ended is deleted at once
            except Exception as error:
                self.problems.append(f"the node: {error!r}")

    def _take(self, pod: Object) -> None:
        identity = pod["metadata"]["uid"]
        if identity not in self._pods and "deletionTimestamp" in pod["metadata"]:
            path = place("Pod", self.namespace, pod["metadata"]["name"])
            self.api.delete(path, gracePeriodSeconds="0")  # deleted before it was started
        elif identity not in self._pods:
            self._bind(pod["metadata"]["name"])
            self._pods[identity] = kubelet = Kubelet(self, pod)
            kubelet.start()
        elif "deletionTimestamp" in pod["metadata"]:
            self._pods[identity].deleted.set()

    def _bind(self, name: str) -> None:
        target = {"apiVersion": "v1", "kind": "Node", "name": NAME}
        binding = {"apiVersion": "v1", "kind": "Binding", "metadata": {"name": name}, "target": target}
        self.api.post(f"{place('Pod', self.namespace, name)}/binding", binding)


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
