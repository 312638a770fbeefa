"""The embedded broker: Tansu, a Kafka-compatible broker in one binary, for demos, trials and tests without Kafka.

It keeps everything in memory, as long as it runs. Its differences from Kafka that matter to a client (version
0.6.0-510f3e2, checked with aiokafka 0.14 in tests/streams/kafka/test_embedded.py):

- ListOffsets answers the base offset of the last batch + 1. With more than one record a batch the end offset, and so
  lag and the recovery of state, are wrong: every producer must send one record a batch.
- No idempotent or transactional producer.
- Group generations start at 0, and aiokafka leaves a group only above 0: only the session timeout removes the last
  member. A join takes half the session timeout.
- Topics: a request for a missing topic's metadata, or a record sent to it, creates it with 4 partitions; configuration
  is kept and shown but has no effect (no size limit, retention or compaction); unknown names and any replication factor
  are accepted; alter_configs and create_partitions are missing; delete_records fails.
- ListOffsets by timestamp always answers the first record; reading beyond the end waits instead of failing; metadata
  sent with a committed offset is lost; the committed offsets of a deleted topic are kept; list_consumer_group_offsets
  needs its partitions named.
- A consumer that waits for a record sees it up to 0.25 s late. A fetch may return several times the requested bytes.
- librdkafka 2.0.2, the one of Debian 12's kcat, cannot read its list of API versions; 2.16.1 and KafkaJS can.

Everything else that newsmill relies on is as on Kafka: bytes, null and empty keys and values, repeated headers and null
headers, timestamps, all codecs, records of 32 MiB, commits, rebalances, deletion of topics.
"""

import os
import platform
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from aiokafka.protocol.metadata import MetadataRequest_v1, MetadataResponse_v1

from streams.kafka.cluster import EMBEDDED_CLUSTER_ID, BrokerUnavailable
from streams.kafka.tansu import program

HOST = "127.0.0.1"
START_LIMIT = 20.0  # seconds; it takes 0.1
STOP_LIMIT = 5.0

# Runs a program that dies with the process that started it. Not as subprocess's preexec_fn, which may deadlock if the
# parent has threads. The parent is checked afterwards: it may have died before prctl(PR_SET_PDEATHSIG, SIGKILL).
_TIE_AND_RUN = (
    "import ctypes, os, sys; ctypes.CDLL(None).prctl(1, 9); "
    "os.getppid() == int(sys.argv[1]) or os._exit(1); os.execv(sys.argv[2], sys.argv[2:])"
)


def tied_to_parent(arguments: list[str], parent: int) -> list[str]:
    """Return a command that runs a program (by absolute path) and, on Linux, ends it when its parent process dies.

    The kernel watches the parent's *thread*: start the program from a thread that lives at least as long.
    """
    if sys.platform != "linux":
        return arguments
    return [sys.executable, "-I", "-S", "-c", _TIE_AND_RUN, str(parent), *arguments]


def free_port() -> int:
    """Return a port on which nothing listens, and which stays free across a restart of the broker.

    It is below the range (from 32768 on Linux) of the ports of outgoing connections.
    """
    for port in random.sample(range(20_000, 32_000), 100):
        if _is_free(port):
            return port
    raise BrokerUnavailable("found no free port between 20000 and 32000")


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
        return True


def live_brokers(port: int, *, limit: float = 1.0) -> int:
    """Ask the broker on a local port how many brokers of its cluster are alive; 0 if it does not answer."""
    request = MetadataRequest_v1([])  # no topics
    body = request.build_request_header(correlation_id=1, client_id="newsmill").encode() + request.encode()
    try:
        with socket.create_connection((HOST, port), timeout=limit) as connection, connection.makefile("rb") as answer:
            connection.sendall(len(body).to_bytes(4, "big") + body)
            size = int.from_bytes(answer.read(4), "big")
            metadata = MetadataResponse_v1.decode(answer.read(size)[4:])  # after the correlation id
    except (OSError, ValueError):
        return 0
    return len(metadata.brokers)


class EmbeddedBroker:
    """A broker on 127.0.0.1 that belongs to this process; a context manager, or `start` and `stop`.

    Port 0 stands for any free one. After a second `start` the broker is empty, on the same port.
    """

    is_embedded = True

    def __init__(self, port: int = 0) -> None:
        self.port = port or free_port()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def bootstrap(self) -> str:
        """The address as aiokafka takes it: `127.0.0.1:port`."""
        return f"{HOST}:{self.port}"

    @property
    def url(self) -> str:
        """The address as NEWSMILL_BROKER takes it: `kafka://127.0.0.1:port`."""
        return f"kafka://{self.bootstrap}"

    @property
    def pid(self) -> int | None:
        """The broker's process id while it runs."""
        return None if self._process is None else self._process.pid

    def start(self) -> Self:
        """Start it and wait about 0.1 s until it answers; raises BrokerUnavailable."""
        program = binary()
        if not _is_free(self.port):
            raise BrokerUnavailable(f"port {self.port} is taken: stop what listens there, or choose another")
        listener = f"tcp://{self.bootstrap}"
        command = [str(program), "broker", "--listener-url", listener, "--advertised-listener-url", listener]
        command += ["--cluster-id", EMBEDDED_CLUSTER_ID, "--storage-engine", "memory://newsmill/", "--silent"]
        with tempfile.TemporaryFile() as output:
            self._process = subprocess.Popen(  # noqa: S603 - newsmill's own arguments, no shell
                tied_to_parent(command, os.getpid()),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C must reach only newsmill, which drains first
            )
            problem = self._await_answer(self._process)
            if problem is not None:
                self.stop()
                output.seek(0)
                last = output.read()[-1000:].decode(errors="replace").strip()
                raise BrokerUnavailable(f"the embedded broker {problem}; its last output: {last or 'none'}")
        return self

    def _await_answer(self, process: subprocess.Popen[bytes]) -> str | None:
        """Return None when the broker answers, else what went wrong."""
        limit = time.monotonic() + START_LIMIT
        while time.monotonic() < limit:
            if live_brokers(self.port):
                return None
            if process.poll() is not None:
                return f"ended with exit code {process.returncode}"
            time.sleep(0.02)
        return f"did not answer within {START_LIMIT:g} s"

    def stop(self) -> None:
        """Stop it; its records are lost."""
        process, self._process = self._process, None
        if process is None:
            return
        end(process, signal.SIGTERM, STOP_LIMIT)

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.stop()


def end(process: "subprocess.Popen[bytes]", how: signal.Signals, limit: float) -> None:
    """End a process with a signal, or after a limit in seconds with SIGKILL, and wait until it is gone."""
    process.send_signal(how)
    try:
        process.wait(limit)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def binary() -> Path:
    """Return the broker's program; raises BrokerUnavailable if there is none."""
    if (path := program()) is not None:
        return path
    raise BrokerUnavailable(
        f"this installation has no embedded broker; the image has none, and neither has every platform "
        f"({platform.system()} on {platform.machine()}): name a Kafka cluster instead, NEWSMILL_BROKER=kafka://host:port"
    )
