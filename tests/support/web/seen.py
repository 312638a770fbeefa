"""What a server has seen: each request with its time, and what it had with it."""

import time
from dataclasses import asdict, dataclass, field


@dataclass(frozen=True)
class Request:
    """A request as the server read it; `at` is the machine's monotonic time, the same in all its processes."""

    host: str
    path: str
    query: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    protocol: str = "HTTP/1.1"
    server_name: str | None = None  # of TLS
    at: float = field(default_factory=time.monotonic)

    @property
    def arguments(self) -> list[str]:
        """The parts of the path after the first one."""
        return self.path.split("/")[2:]


@dataclass
class Seen:
    """All requests, and the number of connections."""

    requests: list[Request] = field(default_factory=list)
    connections: int = 0

    def to_object(self) -> dict[str, object]:
        """Return it for JSON."""
        return {"requests": [asdict(one) for one in self.requests], "connections": self.connections}
