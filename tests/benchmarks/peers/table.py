"""The table of newsmill's worker beside its peers, from the figures of the last run that was written to the file."""

import json
import statistics
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.support.paths import ROOT

MEASURED = ROOT / "tests" / "benchmarks" / "peers" / "measured.json"
WIDTH = 120  # characters of a line of the README
KILLS = {
    "lost": "kill: lost",
    "doubled": "kill: published twice",
    "copies_published": "kill: copies published",
    "articles_dropped": "kill: articles dropped",
    "seconds": "kill: goes on after s",
}


def read(path: Path = MEASURED) -> dict[str, Any]:
    """Return the figures of a file."""
    figures: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return figures


def write(figures: Mapping[str, Any], path: Path = MEASURED) -> None:
    """Write the figures to a file."""
    path.write_text(json.dumps(figures, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def head(figures: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the table's head: the candidates' names, of which the first is newsmill."""
    return ("", *(one["name"] for one in figures["candidates"]))


def rows(figures: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    """Yield the table's rows, each with its name and a cell for each candidate.

    Speed and costs are medians of the rounds; a ratio is the median of the rounds' ratios. What kills did is listed
    kill by kill.
    """
    candidates = figures["candidates"]
    first = candidates[0]
    yield "versions", *(", ".join(map(" ".join, one["versions"].items())) for one in candidates)
    for name, title in (("articles_per_second", "articles/s"), ("cpu_ms_per_article", "CPU ms an article")):
        yield title, *(_median(one[name]) for one in candidates)
        yield "÷ newsmill's", *(_ratio(one[name], first[name]) for one in candidates)
    yield "CPU ms an article, broker", *(_median(one["broker_cpu_ms_per_article"]) for one in candidates)
    for name, title in KILLS.items():
        yield title, *(", ".join(f"{kill[name]:.0f}" for kill in one["kills"]) for one in candidates)


def conditions(figures: Mapping[str, Any]) -> str:
    """Return sentences that say when, where and on how much the figures were measured."""
    return (
        f"{figures['date']}, {figures['cores']} cores with a load of {figures['load']} before the run, Apache Kafka "
        f"{figures['kafka']}, Python {figures['python']}. {figures['rounds']} rounds of {figures['events']} events of "
        f"60 kB; {figures['kills']} kills, each among {figures['stories']} stories with a copy; all in "
        f"{figures['minutes']} minutes."
    )


def markdown() -> str:
    """Return the table of the file's figures, with the conditions under which they were measured, for the README."""
    figures = read()
    names = head(figures)
    lines = ["| " + " | ".join(cells) + " |" for cells in (names, *rows(figures))]
    lines.insert(1, "|" + "---|" * len(names))
    shown = "\n".join(lines).replace("|  |", "| |")
    return f"{textwrap.fill(conditions(figures), WIDTH)}\n\n{shown}\n"


def _median(values: Sequence[float]) -> str:
    return f"{statistics.median(values):.1f}" if values else ""


def _ratio(mine: Sequence[float], first: Sequence[float]) -> str:
    return f"{statistics.median(one / other for one, other in zip(mine, first, strict=True)):.2f}" if mine else ""
