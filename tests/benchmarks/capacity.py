"""The figures of the capacity model, `newsmill plan`: what agents/plan/figures.py has beside what this machine takes.

- hops: what an event takes at each stage on Kafka, in a `newsmill worker` of that stage alone, by process, and memory.
- pages: what labelled news pages take at extraction, and the bytes of each event on its topic. It needs the folder that
  NEWSMILL_TEST_DATA names.
- simulation: the real deduplicator at the rate of a large feed, its states filled with as many articles as are asked
  for. What the plan says of it is printed beside what was measured.
- load: one worker with all stages at a steady rate on Kafka, and the metrics that deploy/README.md says to watch.

Processor time grows where other processes compete for the cores: leave the machine alone.

usage: make bench-capacity ARGS='[--parts hops pages simulation load] [--events N] [--pages N] [--rate N] [--seconds N]
    [--known N] [--load-rate N] [--embedded] [--json]'
"""

import argparse
import json
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))  # run as a script: the tests are not a package of newsmill

import pytest
from rich.console import Console
from rich.table import Table

from agents.plan import MEASURED
from tests.benchmarks.deduplicate import WIDTH, show
from tests.benchmarks.measured import Figures, in_child

PARTS = ("hops", "pages", "simulation", "load")
FIRST_STEP = 3  # decimals


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=list(PARTS), help="what to measure (default: all)")
    parser.add_argument("--events", type=int, default=2000, help="hops: events of 60 kB (default 2000)")
    parser.add_argument("--pages", type=int, default=300, help="pages: labelled pages at most (default 300)")
    parser.add_argument("--rate", type=int, default=1000, help="simulation: events a second (default 1000)")
    parser.add_argument("--seconds", type=int, default=60, help="simulation, load: how long (default 60)")
    parser.add_argument("--known", type=int, default=300_000, help="simulation: articles before (default 300,000)")
    parser.add_argument("--load-rate", type=float, default=10, help="load: events a second (default 10)")
    parser.add_argument("--seed", type=int, default=1, help="of the simulated events (default 1)")
    parser.add_argument("--embedded", action="store_true", help="hops, load: use the embedded broker, not Apache Kafka")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args()
    found = {part: MEASURES[part](options) for part in options.parts}
    others = os.getloadavg()[0]
    if options.json:
        print(json.dumps(found | {"load of the machine": others}))
        return
    for part, figures in found.items():
        show(part, figures)
    compared = Table("figure", "in the code", "measured now", title="agents/plan/figures.py", title_justify="left")
    for name, value in named(found).items():
        compared.add_row(name, f"{getattr(MEASURED, name):g}", f"{value:g}")
    Console(width=WIDTH).print(compared)
    Console(width=WIDTH).print(f"load of the last minute: {others:.1f}")


def hops(options: argparse.Namespace) -> Figures:
    """Measure the stages' workers."""
    from tests.benchmarks.capacity_hops import measure_hops
    from tests.benchmarks.road.runs import some_broker

    with some_broker(embedded=options.embedded) as broker:
        return measure_hops(broker, options.events)


def pages(options: argparse.Namespace) -> Figures:
    """Measure labelled pages."""
    from tests.benchmarks.capacity_pages import measure_pages

    try:
        return in_child(measure_pages, options.pages)
    except pytest.skip.Exception as error:
        raise SystemExit(str(error)) from None


def simulation(options: argparse.Namespace) -> Figures:
    """Simulate the deduplicator, and say what the plan expects of it."""
    from tests.benchmarks.capacity_simulation import simulate

    figures = in_child(simulate, options.rate, options.seconds, options.known, options.seed)
    planned = {"share of a core by the plan": round(options.rate * MEASURED.decision_ms / 1000, FIRST_STEP)}
    return planned | figures


def load(options: argparse.Namespace) -> Figures:
    """Measure a worker at a steady rate."""
    from tests.benchmarks.capacity_load import measure_load
    from tests.benchmarks.road.runs import some_broker

    with some_broker(embedded=options.embedded) as broker:
        return measure_load(broker, options.load_rate, options.seconds)


MEASURES = {"hops": hops, "pages": pages, "simulation": simulation, "load": load}


def named(found: dict[str, Figures]) -> dict[str, float]:
    """Return what was measured by the names of the figures in the code."""
    values: dict[str, float] = {}
    if stages := found.get("hops"):
        values |= {f"{stage}_hop_ms": of["main ms"] - of.get("decisions in main ms", 0) for stage, of in stages.items()}
        values["broker_ms"] = sum(of["broker ms"] for of in stages.values())
        values["idle_ms"] = max(of["idle main ms a second"] for of in stages.values())
        values["main_mib"] = max(of["main MiB"] for of in stages.values())
        values["idle_child_mib"] = stages["deduplicate"]["child MiB"]
        values["extract_child_mib"] = stages["extract"]["of these its own MiB"]
    if read := found.get("pages"):
        packed = read["bytes compressed"]
        values["extract_page_ms"] = read["extraction"]["ms of any page"]
        values["extract_kilobyte_ms"] = read["extraction"]["ms a kB"]
        values["raw_share"] = round(packed["raw"] / read["bytes"]["raw"], FIRST_STEP)
        values["state_bytes"] = packed["deduplicate-state"]
        values |= {f"{topic}_bytes": packed[topic] for topic in ("extracted", "unique", "articles", "duplicates")}
    if simulated := found.get("simulation"):
        values["decision_ms"] = simulated["ms of processor time an event"]
        values["entry_bytes"] = simulated["bytes an entry"]
    return values


if __name__ == "__main__":
    main()
