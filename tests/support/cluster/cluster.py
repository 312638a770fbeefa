"""A Kubernetes control plane on loopback: etcd, the API server and the controllers that a Deployment needs.

There is no scheduler and no kubelet: `tests.support.cluster.node` runs the pods. All ports and keys are of the run.
"""

import json
import os
import secrets
import shutil
import signal
import ssl
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

import trustme
import yaml

from streams.kafka.embedded import HOST, end, free_port, tied_to_parent
from tests.support.cluster.api import Api
from tests.support.cluster.binaries import control_plane, installed
from tests.support.cluster.crds import Definition
from tests.support.deploy.tools import tool

START_LIMIT = 90.0  # seconds for each program; the API server takes five
STOP_LIMIT = 20.0
RUN_LIMIT = 300.0  # seconds for one command of kubectl or Helm
# Those that a release needs: with all of them the start takes longer, and nodes without a kubelet would be removed.
CONTROLLERS = (
    "deployment-controller replicaset-controller job-controller garbage-collector-controller namespace-controller "
    "serviceaccount-controller disruption-controller endpointslice-controller"
)
RESTRICTED = {f"pod-security.kubernetes.io/{mode}": "restricted" for mode in ("enforce", "warn")}


class Cluster:
    """A context manager: the programs run while it is entered. Raises ToolUnavailable."""

    def __init__(self) -> None:
        self._control_plane, self._etcd = str(control_plane()), installed("etcd", "etcd-server")
        self._tools = {name: tool(name) for name in ("kubectl", "helm")}
        self.folder = Path(tempfile.mkdtemp(prefix="newsmill-cluster-"))
        self._port, self._token = free_port(), secrets.token_hex(16)
        self._processes: list[subprocess.Popen[bytes]] = []
        authority = trustme.CA()
        self.api = Api(self._url, self._certify(authority), self._token)

    @property
    def _url(self) -> str:
        return f"https://{HOST}:{self._port}"

    @property
    def kubeconfig(self) -> Path:
        """The file that kubectl and Helm connect with, as the administrator."""
        return self.folder / "kubeconfig"

    def _certify(self, authority: trustme.CA) -> ssl.SSLContext:
        """Write the keys, the token and the kubeconfig of the run."""
        own = authority.issue_cert(HOST, "kubernetes.default.svc")
        own.private_key_pem.write_to_path(self.folder / "server.key")
        for blob in own.cert_chain_pems:
            blob.write_to_path(self.folder / "server.pem", append=True)
        authority.cert_pem.write_to_path(self.folder / "ca.pem")
        (self.folder / "tokens.csv").write_text(f'{self._token},administrator,administrator,"system:masters"\n')
        entry = {"server": self._url, "certificate-authority": str(self.folder / "ca.pem")}
        context = {"cluster": "tests", "user": "administrator"}
        written = {
            "apiVersion": "v1",
            "kind": "Config",
            "current-context": "tests",
            "clusters": [{"name": "tests", "cluster": entry}],
            "users": [{"name": "administrator", "user": {"token": self._token}}],
            "contexts": [{"name": "tests", "context": context}],
        }
        self.kubeconfig.write_text(yaml.safe_dump(written))
        trusted = ssl.create_default_context()
        authority.configure_trust(trusted)
        return trusted

    def __enter__(self) -> Self:
        try:
            return self._start()
        except BaseException:
            self._stop()
            raise

    def _start(self) -> Self:
        client, peer = (f"http://{HOST}:{free_port()}" for _ in range(2))
        etcd = {"listen-client-urls": client, "advertise-client-urls": client, "listen-peer-urls": peer}
        etcd |= {"initial-advertise-peer-urls": peer, "initial-cluster": f"default={peer}"}
        self._launch([self._etcd], etcd | {"data-dir": str(self.folder / "etcd"), "logger": "zap"})
        self._launch([self._control_plane, "kube-apiserver"], self._server(client))
        self._wait("the API server", self.api.ready)
        controllers = {"kubeconfig": str(self.kubeconfig), "controllers": ",".join(CONTROLLERS.split())}
        controllers |= {"leader-elect": "false", "secure-port": "0", "concurrent-deployment-syncs": "2"}
        self._launch([self._control_plane, "kube-controller-manager"], controllers)
        return self

    def _server(self, etcd: str) -> dict[str, str]:
        key = str(self.folder / "server.key")
        return {
            "etcd-servers": etcd,
            "bind-address": HOST,
            "advertise-address": HOST,
            "secure-port": str(self._port),
            "tls-cert-file": str(self.folder / "server.pem"),
            "tls-private-key-file": key,
            "token-auth-file": str(self.folder / "tokens.csv"),
            "authorization-mode": "RBAC",
            "service-account-issuer": "https://kubernetes.default.svc",
            "service-account-key-file": key,
            "service-account-signing-key-file": key,
            "service-cluster-ip-range": "10.96.0.0/16",
            "endpoint-reconciler-type": "none",  # it takes no address of the loopback range
            "cert-dir": str(self.folder / "certificates"),
        }

    def _launch(self, program: list[str], flags: dict[str, str]) -> None:
        command = [*program, *(f"--{name}={value}" for name, value in flags.items())]
        with (self.folder / f"{Path(program[-1]).name}.log").open("wb") as log:
            self._processes.append(
                subprocess.Popen(
                    tied_to_parent(command, os.getpid()),
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=subprocess.STDOUT,
                    start_new_session=True,  # Ctrl-C is for pytest
                )
            )

    def _wait(self, what: str, holds: Callable[[], bool]) -> None:
        end = time.monotonic() + START_LIMIT
        while not holds():
            if time.monotonic() > end or any(process.poll() is not None for process in self._processes):
                logs = "".join(f"\n{log.name}: {log.read_text()[-1500:]}" for log in sorted(self.folder.glob("*.log")))
                raise AssertionError(f"{what} did not come up:{logs}")
            time.sleep(0.2)

    def install(self, definitions: list[Definition]) -> None:
        """Install definitions of custom resources and wait until the server serves them."""
        path = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions"
        for each in definitions:
            self.api.post(path, each)
        for each in definitions:
            name = each["metadata"]["name"]
            self._wait(name, lambda name=name: _established(self.api.get(f"{path}/{name}")))  # type: ignore[misc]

    def namespace(self, name: str) -> str:
        """Create a namespace that enforces the restricted profile, with the ServiceAccount that pods need."""
        self.api.post("/api/v1/namespaces", {"metadata": {"name": name, "labels": RESTRICTED}})
        accounts = f"/api/v1/namespaces/{name}/serviceaccounts"
        self._wait(f"the ServiceAccount of {name}", lambda: bool(self.api.get(accounts)["items"]))
        return name

    def kubectl(self, *arguments: str | Path, given: str = "", fails: bool = False) -> str:
        """Run kubectl; return what it printed, warnings and errors included."""
        return self._run("kubectl", arguments, given, fails)

    def helm(self, *arguments: str | Path, fails: bool = False) -> str:
        """Run Helm; return what it printed, warnings and errors included."""
        return self._run("helm", arguments, "", fails)

    def _run(self, name: str, arguments: tuple[str | Path, ...], given: str, fails: bool) -> str:
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("HELM_", "KUBE"))}
        done = subprocess.run(
            [self._tools[name], *arguments],
            env=kept | {"KUBECONFIG": str(self.kubeconfig), "HOME": str(self.folder)},
            input=given,
            capture_output=True,
            text=True,
            timeout=RUN_LIMIT,
            check=False,
        )
        said = done.stdout + done.stderr
        assert (done.returncode != 0) == fails, f"{name} {' '.join(map(str, arguments))}: {said[-3000:]}"
        return said

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._stop()

    def _stop(self) -> None:
        self.api.close()
        for process in reversed(self._processes):
            end(process, signal.SIGTERM, STOP_LIMIT)
        shutil.rmtree(self.folder, ignore_errors=True)


def _established(definition: Definition) -> bool:
    conditions = definition.get("status", {}).get("conditions") or ()
    return any(one["type"] == "Established" and one["status"] == "True" for one in conditions)


def values_file(folder: Path, name: str, values: object) -> Path:
    """Write values for Helm; return the file."""
    path = folder / f"{name}.json"  # JSON is YAML, and keeps text as text
    path.write_text(json.dumps(values))
    return path
