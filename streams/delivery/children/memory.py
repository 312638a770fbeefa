"""How much memory the pool's children take, and a watch that kills one that takes too much. Linux; elsewhere nothing.

The limit is watched, not set with setrlimit: a limit on the address space also counts models that are mapped and never
read, and C libraries that get no memory do worse than die. libxml2 then returns a part of the page.
"""

import multiprocessing
import os
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the children import this module too, and have no metrics
    from streams.metrics import Metrics

MIB = 1024 * 1024
WATCHED = sys.platform == "linux"
WATCH_SECONDS = 0.1  # memory can grow by some 2 GB a second
MARGIN = 1.1  # above the limit, so that a child whose event has ended notices first, and is never killed between events
CHILD = "pebble_pool_worker"  # the name that pebble gives its processes


def resident(process: int | str = "self") -> int:
    """Return the bytes of memory that a process has now; 0 if it is gone."""
    try:
        pages = Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1]
    except (OSError, IndexError):
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def peak() -> int:
    """Return the most bytes of memory that this process ever had.

    getrusage(2) is no use here: a child's ru_maxrss begins with its parent's.
    """
    for line in Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    return 0


class Watch:
    """Measures the pool's children, and kills those far above `limit` bytes; 0 is no limit."""

    def __init__(self, limit: int, metrics: "Metrics") -> None:
        self._limit = limit * MARGIN
        self._metrics = metrics
        self._killed: set[int] = set()
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="pool memory", daemon=True)

    def start(self) -> None:
        """Begin to watch, in a thread: the event loop may be busy when it matters."""
        if WATCHED:
            self._thread.start()

    def stop(self) -> None:
        """End the watch."""
        self._stopped.set()

    def killed(self, child: int | None) -> bool:
        """Return, once, whether this child was killed by the watch."""
        if child not in self._killed:
            return False
        self._killed.discard(child)
        return True

    def _run(self) -> None:
        while not self._stopped.wait(WATCH_SECONDS):
            largest = 0
            for child in multiprocessing.active_children():
                if child.name != CHILD or child.pid is None:
                    continue
                size = resident(child.pid)
                largest = max(largest, size)
                if size > self._limit > 0:
                    self._killed.add(child.pid)
                    child.kill()
            self._metrics.pool_child_memory.set(largest)
