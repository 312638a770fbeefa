"""The fetch stage on many sites at once: pages a second, the delays that sites see, and whether they wait for another.

A server on this machine stands for all sites, each a name of its own. The delays are those of its clock, between the
starts of two requests to one site. In the last run one site has far more pages than all others: these must not wait for
it. Exit code 1 if a delay is more than 5 % below the setting, or if the other sites take much longer than alone.

usage: python tests/benchmarks/fetch.py [--hosts N] [--pages N] [--delay S] [--tls] [--json]
"""

import argparse
import asyncio
import itertools
import json
import random
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))  # run as a script: the tests are not a package of newsmill

import numpy as np
from rich.console import Console
from rich.table import Table

from agents.fetch import Fetcher
from agents.fetch.sites import Pace
from schemas import Deferred, RawArticle
from tests.benchmarks.measured import highest, settled
from tests.support.articles.fetching import fetcher
from tests.support.web.server import Web, resolver

IN_FLIGHT = 1000  # events of the fetch stage in hand, as the settings' default has it
TOLERANCE = 0.05  # by which a delay may be below the setting: the server's clock starts at the end of the request's way
MUCH = 1.5  # times as long as alone; a site's last page may come a turn later
MIB = 1024 * 1024


@dataclass(frozen=True)
class Run:
    """What was seen of one run; times in seconds, memory in MB."""

    hosts: int
    pages: int
    deferred: int
    seconds: float
    pages_per_second: float
    cpu_ms_per_page: float
    memory_mb: float  # that was added at most
    delay_min: float
    delay_median: float
    delay_p99: float
    delay_max: float
    below: float  # share of the delays below the setting
    far_below: float  # by more than 5 %


def urls(web: Web, pages: dict[str, int], *, tls: bool) -> list[str]:
    """Return the pages of all hosts, mixed as feeds would be."""
    made = [
        web.url(f"/good/{n}", f"{host}.web.example", tls=tls) for host, count in pages.items() for n in range(count)
    ]
    random.Random(1).shuffle(made)
    return made


async def fetch_all(one: Fetcher, pages: Sequence[str]) -> int:
    """Fetch pages with as many in hand as a worker has; returns how many were sent away to wait somewhere else."""
    room, deferred = asyncio.Semaphore(IN_FLIGHT), 0

    async def fetch(url: str) -> None:
        nonlocal deferred
        try:
            page = await one.fetch(RawArticle(url=url))
            assert page is not None
            page.hold.release()
        except Deferred:
            deferred += 1
        finally:
            room.release()

    async with asyncio.TaskGroup() as group:
        for url in pages:
            await room.acquire()
            group.create_task(fetch(url))
    return deferred


async def measure(web: Web, pages: dict[str, int], delay: float, *, tls: bool, apart: str | None = None) -> Run:
    """Fetch the pages of some hosts; with `apart`, a host whose pages come before the others and are not waited for."""
    web.forget()
    mixed = urls(web, {host: count for host, count in pages.items() if host != apart}, tls=tls)
    before = settled()
    async with fetcher(pace=Pace(delay=delay), resolver=resolver, verify=web.trusts) as one:
        beside = asyncio.create_task(
            fetch_all(one, urls(web, {apart: pages[apart]}, tls=tls) if apart is not None else [])
        )
        await asyncio.sleep(0.1)
        started, cpu = time.monotonic(), time.process_time()
        deferred = await fetch_all(one, mixed)
        seconds, cpu = time.monotonic() - started, time.process_time() - cpu
        if apart is None:
            await beside
        beside.cancel()
        await asyncio.wait([beside])
    gaps = np.array(delays(web))
    count = len(web.seen().requests)
    return Run(
        hosts=len(pages),
        pages=count,
        deferred=deferred,
        seconds=round(seconds, 2),
        pages_per_second=round(count / seconds, 1),
        cpu_ms_per_page=round(1000 * cpu / count, 2),
        memory_mb=round((highest() - before) / MIB, 1),
        delay_min=round(float(gaps.min()), 4),
        delay_median=round(float(np.median(gaps)), 4),
        delay_p99=round(float(np.percentile(gaps, 99)), 4),
        delay_max=round(float(gaps.max()), 4),
        below=round(float((gaps < delay).mean()), 4),
        far_below=round(float((gaps < delay * (1 - TOLERANCE)).mean()), 4),
    )


def delays(web: Web) -> list[float]:
    """Return the times between two requests to one host, of all hosts."""
    times: dict[str, list[float]] = defaultdict(list)
    for request in web.seen().requests:
        times[request.host].append(request.at)
    return [later - earlier for at in times.values() for earlier, later in itertools.pairwise(sorted(at))]


async def bench(options: argparse.Namespace) -> dict[str, Run]:
    """Make all runs."""
    even = {f"h{number}": options.pages // options.hosts for number in range(options.hosts)}
    few = {f"h{number}": 5 for number in range(options.hosts - 1)}
    with Web() as web:
        return {
            "all hosts alike": await measure(web, even, options.delay, tls=options.tls),
            "5 pages a host": await measure(web, few, options.delay, tls=options.tls),
            "beside one with 1,000": await measure(
                web, {"big": 1000, **few}, options.delay, tls=options.tls, apart="big"
            ),
        }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hosts", type=int, default=200, help="how many sites (default 200)")
    parser.add_argument("--pages", type=int, default=2000, help="pages of all sites together (default 2000)")
    parser.add_argument("--delay", type=float, default=0.5, help="seconds between two requests to a site (default 0.5)")
    parser.add_argument("--tls", action="store_true", help="use HTTP/2, not HTTP/1.1")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args()
    runs = asyncio.run(bench(options))
    report(runs, options)
    alone, beside = runs["5 pages a host"].seconds, runs["beside one with 1,000"].seconds
    is_polite = all(run.far_below == 0 for run in runs.values())
    raise SystemExit(0 if is_polite and beside <= MUCH * alone else 1)


def report(runs: dict[str, Run], options: argparse.Namespace) -> None:
    """Print what was seen."""
    if options.json:
        print(json.dumps({name: asdict(run) for name, run in runs.items()}))
        return
    protocol = "HTTP/2" if options.tls else "HTTP/1.1"
    table = Table("figure", *runs, title=f"{protocol}, {options.delay:g} s between two requests to a site")
    figures = [asdict(run) for run in runs.values()]
    for name in figures[0]:
        table.add_row(name, *(f"{one[name]:g}" for one in figures))
    Console().print(table)


if __name__ == "__main__":
    main()
