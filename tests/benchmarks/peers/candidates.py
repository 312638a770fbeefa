"""The candidates: newsmill's worker and its peers, each as the command of a process, all in one environment."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.paths import ROOT

PYTHON = ROOT / ".cache" / "peers" / "bin" / "python"
"""The environment of requirements-peers.lock: newsmill with what it needs in its own versions, and the peers."""

POOL_SIZE = 1
PARTITIONS = 4

SETTINGS = {
    "NEWSMILL_POOL_SIZE": str(POOL_SIZE),
    "NEWSMILL_PARTITIONS": str(PARTITIONS),
    "NEWSMILL_HTTP_PORT": "0",
    "NEWSMILL_LOG_LEVEL": "WARNING",
    # As newsmill's pool has it: one core for each process. Quix Streams has no pool, and works in its own process.
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
}


@dataclass(frozen=True)
class Candidate:
    """A program that does the work of all stages."""

    name: str
    module: str
    arguments: tuple[str, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)
    packages: tuple[str, ...] = ()  # whose versions matter

    def command(self) -> list[str]:
        """Return its command line; raises SystemExit if its environment is missing."""
        if not PYTHON.exists():
            sys.exit(f"no {PYTHON.relative_to(ROOT)}: run make bench-peers, which makes it")
        return [str(PYTHON), "-m", self.module, *self.arguments]

    def settings(self, broker: str, prefix: str, state: Path) -> dict[str, str]:
        """Return the environment variables by which it finds its broker, its topics and a folder for its state."""
        place = {"NEWSMILL_BROKER": broker, "NEWSMILL_TOPIC_PREFIX": prefix, "PEER_STATE": str(state)}
        return SETTINGS | place | dict(self.environment)


NEWSMILL = Candidate("newsmill", "agents.cli", ("worker",), packages=("faust-streaming", "aiokafka"))
CANDIDATES = (
    NEWSMILL,
    Candidate("aiokafka and a process pool", "tests.benchmarks.peers.with_aiokafka", packages=("aiokafka",)),
    Candidate("FastStream", "tests.benchmarks.peers.with_faststream", packages=("faststream", "aiokafka")),
    Candidate(
        "Quix Streams",
        "tests.benchmarks.peers.with_quix",
        environment={"PEER_GUARANTEE": "at-least-once"},
        packages=("quixstreams", "confluent-kafka"),
    ),
    Candidate(
        "Quix Streams, exactly once",
        "tests.benchmarks.peers.with_quix",
        environment={"PEER_GUARANTEE": "exactly-once"},
        packages=("quixstreams", "confluent-kafka"),
    ),
)
