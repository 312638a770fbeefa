"""Where the processor time of the worker's main process goes: by thread, by package and by function, an article.

The whole pipeline runs on Kafka with one child in the pool, as in `make bench`, on events of 60 kB. The time of each
thread, in the program (user) and in the system, is the kernel's. py-spy samples from outside which thread holds
Python's lock and what it runs; a share of the samples is given as that share of the time in the program. So what
releases the lock, such as compression and sending, is in the time of its thread, and too little of it in the functions.
`own` is the time in a package's or a function's own code, `all` with all that it calls.

py-spy needs the right to look into another process (the capability SYS_PTRACE in a container).

usage: make profile ARGS='[--events N] [--top N] [--rate N] [--embedded] [--json]'
"""

import argparse
import asyncio
import ctypes
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[2]))  # run as a script: the tests are not a package of newsmill

from rich.console import Console
from rich.table import Table

from streams.settings import Settings
from tests.benchmarks.road.runs import finished, quiet_worker, raw_values, some_broker, working
from tests.benchmarks.road.stacks import Summary, read, summarise

FIRST = 0.1  # share of the events before the profile begins: processes have to warm up
POLL_SECONDS = 0.1
ANY_TRACER, SET_TRACER = -1, 0x59616D61  # of prctl: a child may look into this process where the system has Yama
TICK_MS = 1000 / os.sysconf("SC_CLK_TCK")
LEAST_MS = 0.005  # an article, of the threads that are shown
WIDTH = 120  # characters of a line


class Times(NamedTuple):
    """Processor time of a thread in ms, in the program and in the system."""

    user: float
    system: float


def threads() -> dict[str, Times]:
    """Return the processor time of this process's threads until now, by name; threads of one name together."""
    names = {thread.native_id: thread.name for thread in threading.enumerate()}
    found: dict[str, Times] = {}
    for task in Path("/proc/self/task").iterdir():
        fields = (task / "stat").read_text().rpartition(")")[2].split()
        name = names.get(int(task.name), (task / "comm").read_text().strip())
        before = found.get(name, Times(0, 0))
        found[name] = Times(before.user + int(fields[11]) * TICK_MS, before.system + int(fields[12]) * TICK_MS)
    return found


@contextmanager
def sampled(into: Path, rate: int) -> Any:
    """Have py-spy sample this process for the time of the block; raises SystemExit if it cannot."""
    program = shutil.which("py-spy", path=f"{Path(sys.executable).parent}:{os.environ.get('PATH', '')}")
    if program is None:
        raise SystemExit("py-spy is not installed: make setup-dev")
    ctypes.CDLL(None).prctl(SET_TRACER, ctypes.c_ulong(ANY_TRACER), 0, 0, 0)
    command = [program, "record", "--pid", str(os.getpid()), "--format", "raw", "--threads", "--gil",
               "--rate", str(rate), "--duration", "3600", "--output", str(into)]  # fmt: skip
    spy = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    try:
        yield
    finally:
        spy.send_signal(signal.SIGINT)
        _, errors = spy.communicate()
    if not into.exists():
        raise SystemExit(f"py-spy has written nothing: {errors.strip()}")


async def profile(settings: Settings, options: argparse.Namespace, into: Path) -> dict[str, Any]:
    """Run the pipeline, and return what was seen of it."""
    async with working(settings, raw_values(options.events)) as (worker, running):

        async def until(count: float) -> None:
            while finished(worker.metrics) < count and not running.done():
                await asyncio.sleep(POLL_SECONDS)

        await until(options.events * FIRST)
        with sampled(into, options.rate):
            before, first, used, began = threads(), finished(worker.metrics), time.process_time(), time.perf_counter()
            await until(options.events)
            articles, after = finished(worker.metrics) - first, threads()
            used, seconds = time.process_time() - used, time.perf_counter() - began
    by_thread = _by_thread(before, after, articles)
    return {
        "articles": int(articles),
        "articles/s": round(articles / seconds, 1),
        "main ms": round(1000 * used / articles, 3),
        "user ms": round(sum(row["user ms"] for row in by_thread.values()), 3),
        "threads": by_thread,
    }


def _by_thread(before: dict[str, Times], after: dict[str, Times], articles: float) -> dict[str, dict[str, float]]:
    """Return the ms of each thread an article, the busiest first."""
    rows = {}
    for name, times in after.items():
        earlier = before.get(name, Times(0, 0))
        rows[name] = {
            "user ms": round((times.user - earlier.user) / articles, 3),
            "system ms": round((times.system - earlier.system) / articles, 3),
        }
    busiest = sorted(rows.items(), key=lambda row: -sum(row[1].values()))
    return {name: row for name, row in busiest if sum(row.values()) >= LEAST_MS}


def figures(summary: Summary, user_ms: float, top: int) -> dict[str, Any]:
    """Return the time of packages and functions, ms an article."""
    return {
        "packages": _ranked(summary.own_by_package, summary.all_by_package, summary.total, user_ms, top),
        "functions by own time": _ranked(summary.own_by_function, summary.all_by_function, summary.total, user_ms, top),
        "functions by all time": _ranked(
            summary.all_by_function, summary.all_by_function, summary.total, user_ms, top, own=summary.own_by_function
        ),
    }


def _ranked(
    order: Counter[Any], everything: Counter[Any], total: int, user_ms: float, top: int,
    own: Counter[Any] | None = None,
) -> dict[str, dict[str, float]]:  # fmt: skip
    def row(name: Any) -> dict[str, float]:
        shares = {"own": (own or order)[name] / total, "all": everything[name] / total}
        return {f"{kind} ms": round(share * user_ms, 3) for kind, share in shares.items()} | {
            f"{kind} %": round(100 * share, 1) for kind, share in shares.items()
        }

    return {str(name): row(name) for name, _ in order.most_common(top)}


def main() -> None:
    """Profile and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=2000, help="events (default 2000)")
    parser.add_argument("--top", type=int, default=25, help="rows of a table (default 25)")
    parser.add_argument("--rate", type=int, default=200, help="samples a second (default 200)")
    parser.add_argument("--embedded", action="store_true", help="use the embedded broker, not Apache Kafka")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args()
    with some_broker(embedded=options.embedded) as broker, tempfile.TemporaryDirectory() as folder:
        settings = quiet_worker(broker, pool_size=1)
        into = Path(folder) / "stacks"
        found = asyncio.run(profile(settings, options, into))
        with into.open(encoding="utf-8") as lines:
            summary = summarise(read(lines))
    name = "embedded broker" if broker.is_embedded else "Apache Kafka"
    report(
        {"broker": name, "samples": summary.total} | found | figures(summary, found["user ms"], options.top), options
    )


def report(found: dict[str, Any], options: argparse.Namespace) -> None:
    """Print the figures: JSON, or a table for each kind."""
    if options.json:
        print(json.dumps(found))
        return
    out = Console(width=WIDTH)
    out.print(", ".join(f"{name}: {value}" for name, value in found.items() if not isinstance(value, dict)))
    for title, rows in ((title, rows) for title, rows in found.items() if isinstance(rows, dict)):
        table = Table("ms an article", title=title, title_justify="left")
        for column in next(iter(rows.values())):
            table.add_column(column, justify="right")
        for name, row in rows.items():
            table.add_row(name, *(f"{value:.3f}" if "ms" in kind else f"{value:.1f}" for kind, value in row.items()))
        out.print(table)


if __name__ == "__main__":
    main()
