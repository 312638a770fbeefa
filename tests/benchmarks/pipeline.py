"""What Kafka and the worker cost: processor time an article by process, throughput, and the age of articles.

Everything is measured on Kafka and with the same stage functions in the same pool without Kafka, in one run, on the
same events of 60 kB, in alternating rounds. Each figure is a slope: what the larger run of a round took beyond the
smaller one, for each event more; so what a start takes is not in it. Seconds mean little on another machine, and
processor time grows where other processes compete for the cores: leave the machine alone, and compare ratios.

`main` is the worker's process: the event loop, Faust, the client for Kafka, the threads of the pool. `children` are the
pool's processes, `broker` is Kafka itself. The age of an article is the time from its raw event's record to the moment
when the broker has confirmed the article, at half of the throughput that was measured.

usage: make bench ARGS='[--events N] [--rounds N] [--pool-size N ...] [--embedded] [--json]'
"""

import argparse
import asyncio
import json
import statistics
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))  # run as a script: the tests are not a package of newsmill

from rich.console import Console
from rich.table import Table

from streams.settings import Settings
from streams.stages import Stage
from tests.benchmarks.road.runs import (
    Cpu,
    Run,
    ages,
    console,
    cores,
    quiet_worker,
    raw_values,
    run_kafka,
    run_local,
    some_broker,
)

FEWER = 5  # times fewer events in the smaller run
AGE_SECONDS = 20.0  # of the measurement of ages
FIRST_SECONDS = 4.0  # before it


def measure(broker: Any, pool_size: int, options: argparse.Namespace) -> dict[str, Any]:
    """Return the figures of one size of the pool."""
    settings = quiet_worker(broker, pool_size=pool_size)
    events = raw_values(options.events)
    local, kafka = [], []
    for number in range(options.rounds):
        console.print(f"pool of {pool_size}, round {number + 1} of {options.rounds}: without Kafka")
        local.append(_slope(lambda part: run_local(settings, [value for _, value in part]), events))
        console.print(f"pool of {pool_size}, round {number + 1} of {options.rounds}: on Kafka")
        kafka.append(_slope(lambda part: run_kafka(settings, part), events))
    half = statistics.median(run.rate for run in kafka) / 2
    console.print(f"pool of {pool_size}: the age of articles at {half:.0f} events a second")
    found = asyncio.run(ages(settings, half, AGE_SECONDS, FIRST_SECONDS))
    return _figures(settings, local, kafka, half, found)


def _slope(run: Any, events: Sequence[tuple[bytes, bytes]]) -> Run:
    """Return what the events took beyond a fraction of them."""
    smaller: Run = asyncio.run(run(events[: len(events) // FEWER]))
    larger: Run = asyncio.run(run(events))
    return larger.beyond(smaller)


def _figures(settings: Settings, local: list[Run], kafka: list[Run], rate: float, found: list[float]) -> dict[str, Any]:
    ratios = [on.rate / without.rate for on, without in zip(kafka, local, strict=True)]
    stages = {stage.value: statistics.fmean(run.stage_seconds.get(stage, 0.0) for run in kafka) for stage in Stage}
    on, without = _cpu(kafka), _cpu(local)
    return {
        "pool_size": settings.pool_size,
        "cpu_ms_per_article": _milliseconds(on),
        "cpu_ms_per_article_without_kafka": {"main": _ms(without.main), "children": _ms(without.children)},
        "cpu_ratio": round((on.main + on.children) / (without.main + without.children), 3),
        "events_per_second_on_kafka": [round(run.rate, 1) for run in kafka],
        "events_per_second_without_kafka": [round(run.rate, 1) for run in local],
        "ratio_median": round(statistics.median(ratios), 3),
        "age_seconds": _percentiles(found) | {"events_per_second": round(rate, 1)},
        "milliseconds_by_stage": {stage: round(1000 * seconds, 3) for stage, seconds in stages.items() if seconds},
    }


def _cpu(runs: list[Run]) -> Cpu:
    """Return the median processor time of an event, by process."""
    return Cpu(*(statistics.median(values) for values in zip(*(run.cpu.over(run.events) for run in runs), strict=True)))


def _milliseconds(cpu: Cpu) -> dict[str, float]:
    return {name: _ms(seconds) for name, seconds in cpu._asdict().items()}


def _ms(seconds: float) -> float:
    return round(1000 * seconds, 3)


def _percentiles(values: list[float]) -> dict[str, float]:
    at = statistics.quantiles(values, n=100, method="inclusive")
    return {f"p{share}": round(at[share - 1], 4) for share in (50, 95, 99)}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=1000, help="events of a round's larger run (default 1000)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds (default 3)")
    parser.add_argument(
        "--pool-size", type=int, nargs="+", default=list(dict.fromkeys((max(1, cores() - 1), cores()))),
        help="processes of the pool; figures of the first one stand first (default: the cores less one, and the cores)",
    )  # fmt: skip
    parser.add_argument("--embedded", action="store_true", help="use the embedded broker, not Apache Kafka")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args()
    with some_broker(embedded=options.embedded) as broker:
        found = [measure(broker, size, options) for size in options.pool_size]
        name = "embedded broker" if broker.is_embedded else "Apache Kafka"
    report({"broker": name, "cores": cores()}, found, as_json=options.json)


def report(about: dict[str, Any], found: list[dict[str, Any]], *, as_json: bool) -> None:
    """Print the figures: as JSON those of the first size of the pool, and of all of them in `by_pool_size`."""
    if as_json:
        print(json.dumps(about | found[0] | {"by_pool_size": found}))
        return
    title = ", ".join(f"{name}: {value}" for name, value in about.items())
    table = Table("figure", *(f"pool of {one['pool_size']}" for one in found), title=f"The road. {title}")
    for figure in list(found[0])[1:]:
        table.add_row(figure, *(str(one[figure]) for one in found))
    Console().print(table)


if __name__ == "__main__":
    main()
