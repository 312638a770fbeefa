"""newsmill's worker beside other ways to run its stages on Kafka: a plain aiokafka program, FastStream, Quix Streams.

All candidates are processes that do the same stages' work, with the same functions, on the same events of 60 kB, over
the same topics of one broker, with one process for the stages' work, acks of all replicas, an idempotent producer and
zstd. They are measured in alternating rounds; a figure is what the larger part of the events took beyond the smaller
one, so a start is not in it. Only ratios of one run count.

Then each is killed (SIGKILL, with its children) when a third of the articles are published, and started again.
Each story comes twice, on two sites: it must be published once, and its copy be a duplicate.

    lost                raw events of which nothing came
    published twice     article events that repeat an earlier one's id and revision
    copies published    stories of which two articles were published
    articles dropped    stories of which all events were given as duplicates
    goes on after       seconds from the next start to the next article

usage: make bench-peers ARGS='[--rounds N] [--kills N] [--events N] [--stories N] [--only NAME ...] [--json | --write]'
       --write stores the figures in tests/benchmarks/peers/measured.json and renders their table in tests/README.md
"""

import argparse
import asyncio
import importlib.metadata
import json
import logging
import os
import platform
import random
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))  # run as a script: the tests are not a package of newsmill

from rich.console import Console
from rich.table import Table

from tests.benchmarks.peers import table
from tests.benchmarks.peers.candidates import CANDIDATES, PYTHON, Candidate
from tests.benchmarks.peers.runs import FIRST, cost, recovery
from tests.benchmarks.road.runs import console, cores, raw_values
from tests.support import generate
from tests.support.brokers.jars import VERSION as KAFKA
from tests.support.brokers.kafka import Kafka

WARMING = 60  # events, twice, before the measurement: Java compiles what the broker runs often
FEWER = 4  # times fewer events in the smaller part
KILL_SECONDS = 0.5  # after a third of the articles, at most; the same for all candidates
UNHURRIED = {"broker.session.timeout.ms": "9000", "broker.heartbeat.interval.ms": "2000"}  # Kafka's own defaults

Figures = dict[str, Any]


def measure(broker: Kafka, candidates: Sequence[Candidate], options: argparse.Namespace) -> list[Figures]:
    """Return the figures of each candidate."""
    costs, kills = defaultdict(list), defaultdict(list)
    events = raw_values(FIRST + options.events // FEWER + options.events)
    console.print(f"warming the broker: {candidates[0].name}")
    asyncio.run(cost(candidates[0], broker, events[: FIRST + 2 * WARMING], WARMING))
    for number, candidate in _alternating(candidates, options.rounds):
        console.print(f"round {number + 1} of {options.rounds}: {candidate.name}")
        costs[candidate.name].append(asyncio.run(cost(candidate, broker, events, options.events // FEWER)))
    moments = [random.Random(number).uniform(0, KILL_SECONDS) for number in range(options.kills)]
    for number, candidate in _alternating(candidates, options.kills):
        console.print(f"kill {number + 1} of {options.kills}: {candidate.name}")
        kills[candidate.name].append(asyncio.run(recovery(candidate, broker, options.stories, moments[number])))
    return [
        {
            "name": one.name,
            "versions": {name: _version(name) for name in one.packages},
            "articles_per_second": [round(run.articles / run.seconds, 2) for run in costs[one.name]],
            "cpu_ms_per_article": [round(1000 * run.cpu / run.articles, 3) for run in costs[one.name]],
            "broker_cpu_ms_per_article": [round(1000 * run.broker / run.articles, 3) for run in costs[one.name]],
            "kills": [run.damage._asdict() | {"seconds": round(run.seconds, 1)} for run in kills[one.name]],
        }
        for one in candidates
    ]


def _alternating(candidates: Sequence[Candidate], rounds: int) -> list[tuple[int, Candidate]]:
    """Return the candidates round by round, each round beginning with another one."""
    return [
        (number, candidates[(number + place) % len(candidates)])
        for number in range(rounds)
        for place in range(len(candidates))
    ]


def _version(package: str) -> str:
    """Return the version of a package in the candidates' environment."""
    (folder,) = PYTHON.parents[1].glob("lib/python*/site-packages")
    (found,) = importlib.metadata.distributions(name=package, path=[str(folder)])
    return found.version


def main() -> None:
    """Measure and print, or write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3, help="rounds of measurement (default 3)")
    parser.add_argument("--kills", type=int, default=2, help="kills of each candidate (default 2)")
    parser.add_argument("--events", type=int, default=400, help="events of a round's larger part (default 400)")
    parser.add_argument("--stories", type=int, default=150, help="stories, each with a copy, of a kill (default 150)")
    parser.add_argument("--only", nargs="+", metavar="NAME", help="newsmill and only these peers")
    output = parser.add_mutually_exclusive_group()
    output.add_argument("--json", action="store_true", help="print JSON")
    output.add_argument("--write", action="store_true", help="store the figures, and render the table in the README")
    options = parser.parse_args()
    candidates = [one for one in CANDIDATES if one is CANDIDATES[0] or not options.only or one.name in options.only]
    logging.getLogger("aiokafka").setLevel(logging.CRITICAL)  # a new topic has no leader for a moment
    load_before, began = round(os.getloadavg()[0], 2), time.monotonic()
    with Kafka(configuration=UNHURRIED) as broker:
        measured = measure(broker, candidates, options)
    about = {
        "date": datetime.now(UTC).date().isoformat(), "cores": cores(), "load": load_before, "kafka": KAFKA,
        "python": platform.python_version(), "rounds": options.rounds, "events": options.events,
        "kills": options.kills, "stories": options.stories, "minutes": round((time.monotonic() - began) / 60),
    }  # fmt: skip
    report(about | {"candidates": measured}, as_json=options.json)
    if options.write:
        table.write(about | {"candidates": measured})
        generate.main([])


def report(figures: Figures, *, as_json: bool) -> None:
    """Print the figures."""
    if as_json:
        print(json.dumps(figures))
        return
    shown = Table(title="newsmill beside its peers", caption=table.conditions(figures))
    for name in table.head(figures):
        shown.add_column(name, overflow="fold")
    for row in table.rows(figures):
        shown.add_row(*row)
    Console().print(shown)


if __name__ == "__main__":
    main()
