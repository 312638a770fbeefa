"""Apache Kafka for tests: a cluster of one or more nodes in KRaft mode, each a Java process of its own."""

import base64
import os
import resource
import shutil
import signal
import subprocess
import tempfile
import time
import uuid
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self

from streams.kafka.embedded import HOST, end, free_port, live_brokers, tied_to_parent
from tests.support.brokers.jars import jars

START_LIMIT = 60.0  # seconds; one node takes 2 to 3 on two cores
STOP_LIMIT = 30.0
JAVA = ["-Xms128m", "-Xmx512m", "-XX:+UseSerialGC", "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"]
LARGEST_RECORD = 34 * 1024 * 1024  # a record of 32 MiB and what wraps it

_NODE = {
    "process.roles": "broker,controller",
    "controller.listener.names": "CONTROLLER",
    "inter.broker.listener.name": "PLAINTEXT",
    "auto.create.topics.enable": "false",
    "group.initial.rebalance.delay.ms": "0",
    "group.min.session.timeout.ms": "1000",  # 6000 by default: too long to wait for in tests of dying workers
    "broker.heartbeat.interval.ms": "500",
    "broker.session.timeout.ms": "2000",  # 9000 by default: a killed broker may come back only after it
    "offsets.topic.num.partitions": "4",
    "transaction.state.log.num.partitions": "4",
    "message.max.bytes": str(LARGEST_RECORD),
    "replica.fetch.max.bytes": str(LARGEST_RECORD),
    "log.cleaner.dedupe.buffer.size": str(16 * 1024 * 1024),  # out of a heap of 512 MiB
    "log.cleaner.backoff.ms": "500",
    "log.retention.check.interval.ms": "1000",
    "log.initial.task.delay.ms": "500",
}


class KafkaDied(Exception):
    """A node did not come up or went down; the message carries the end of its log."""


class Node:
    """One broker that is a controller too, with its data in a folder that outlives its process."""

    def __init__(self, number: int, folder: Path, listeners: Sequence[str] = ()) -> None:
        self.number = number
        self.port = free_port()
        self.ports = {name: free_port() for name in listeners}  # beside the plain one
        self.controller_port = free_port()
        self.folder = folder
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"{HOST}:{self.port}"

    @property
    def voter(self) -> str:
        return f"{self.number}@{HOST}:{self.controller_port}"

    @property
    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def format(self, cluster_id: str, shared: Mapping[str, str], options: Sequence[str] = ()) -> None:
        """Write the node's configuration and lay out its data folder."""
        self.folder.mkdir(parents=True)
        listeners = ",".join(f"{name}://{HOST}:{port}" for name, port in {"PLAINTEXT": self.port, **self.ports}.items())
        own = {
            "node.id": str(self.number),
            "listeners": f"{listeners},CONTROLLER://{HOST}:{self.controller_port}",
            "advertised.listeners": listeners,
            "log.dirs": str(self.folder / "data"),
        }
        lines = (f"{name}={value}\n" for name, value in {**_NODE, **shared, **own}.items())
        self._configuration.write_text("".join(lines))
        configuration = str(self._configuration)
        done = subprocess.run(
            # With a =, since an id may begin with a hyphen.
            [*_java("kafka.tools.StorageTool", "format", f"--cluster-id={cluster_id}", "-c", configuration), *options],
            check=False,
            capture_output=True,
            text=True,
        )
        if done.returncode != 0:
            raise KafkaDied(f"the data folder of node {self.number} cannot be laid out: {done.stderr[-2000:]}")

    def launch(self) -> None:
        """Start the process, without waiting for it to be ready."""
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                tied_to_parent(_java("kafka.Kafka", str(self._configuration)), os.getpid()),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C is for pytest
            )

    def await_ready(self, brokers: int) -> None:
        """Wait until the node knows this number of live brokers; raises KafkaDied."""
        limit = time.monotonic() + START_LIMIT
        while live_brokers(self.port) < brokers:
            if not self.is_running:
                raise KafkaDied(f"node {self.number} went down: {self._last_words()}")
            if time.monotonic() > limit:
                raise KafkaDied(f"node {self.number} was not ready within {START_LIMIT:g} s: {self._last_words()}")
            time.sleep(0.05)

    def fill(self, largest_file: int) -> None:
        """Let no file of a running node grow beyond a size in bytes: to Kafka its disk is full then."""
        assert self._process is not None
        resource.prlimit(self._process.pid, resource.RLIMIT_FSIZE, (largest_file, largest_file))

    def end(self, how: signal.Signals) -> None:
        """End the process with a signal and wait until it is gone."""
        process, self._process = self._process, None
        if process is None:
            return
        end(process, how, STOP_LIMIT)

    @property
    def _configuration(self) -> Path:
        return self.folder / "server.properties"

    @property
    def _log(self) -> Path:
        return self.folder / "log.txt"

    def _last_words(self) -> str:
        return self._log.read_text(errors="replace")[-2000:]


class Kafka:
    """A cluster; a context manager, or `start` and `stop`. Raises KafkaUnavailable.

    `configuration` overrides every node's, with the names of server.properties; `listeners` are added to the plain one,
    named as their security protocols; `format_options` are StorageTool's.
    """

    is_embedded = False

    def __init__(
        self,
        nodes: int = 1,
        configuration: Mapping[str, str] | None = None,
        listeners: Sequence[str] = (),
        format_options: Sequence[str] = (),
    ) -> None:
        jars()
        self._folder = Path(tempfile.mkdtemp(prefix="newsmill-kafka-"))
        self.nodes = [Node(number, self._folder / f"node-{number}", listeners) for number in range(1, nodes + 1)]
        copies = str(min(nodes, 3))
        shared = {
            "controller.quorum.voters": ",".join(node.voter for node in self.nodes),
            "offsets.topic.replication.factor": copies,
            "transaction.state.log.replication.factor": copies,
            "transaction.state.log.min.isr": "2" if nodes > 2 else "1",
            "min.insync.replicas": "2" if nodes > 2 else "1",
        }
        cluster_id = base64.urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("=")
        for node in self.nodes:
            node.format(cluster_id, shared | dict(configuration or {}), format_options)

    @property
    def bootstrap(self) -> str:
        """The addresses of all nodes as aiokafka takes them: `127.0.0.1:port,...`."""
        return ",".join(node.address for node in self.nodes)

    @property
    def url(self) -> str:
        """The addresses as NEWSMILL_BROKER takes them: `kafka://127.0.0.1:port,...`."""
        return f"kafka://{self.bootstrap}"

    def start(self) -> Self:
        """Start the nodes that are down, with the data that they have, and wait until all are ready."""
        for node in self.nodes:
            if not node.is_running:
                node.launch()
        for node in self.nodes:
            node.await_ready(len(self.nodes))
        return self

    def kill(self, number: int = 1) -> None:
        """Kill a node as a loss of power would, leaving its data; `start` brings it back."""
        self.nodes[number - 1].end(signal.SIGKILL)

    def restart(self, number: int = 1) -> None:
        """Kill a node and bring it back on the same data and port."""
        self.kill(number)
        self.start()

    def stop(self) -> None:
        """End all nodes and delete their data."""
        for node in self.nodes:
            node.end(signal.SIGKILL)  # its data is not needed, and an orderly stop takes seconds
        shutil.rmtree(self._folder, ignore_errors=True)

    def __enter__(self) -> Self:
        try:
            return self.start()
        except BaseException:
            self.stop()
            raise

    def __exit__(self, *_: object) -> None:
        self.stop()


def _java(main_class: str, *arguments: str) -> list[str]:
    java = shutil.which("java")
    if java is None:
        raise KafkaDied("java is gone from PATH")
    return [java, *JAVA, "-cp", f"{jars()}/*", main_class, *arguments]
