"""The deduplicator's memory, speed, pauses and recovery with many articles, and two other indexes beside it.

- state: one partition takes synthetic events until its window is full, and then a tenth more.
- recovery: its state is restored from its records, read from disk.
- kafka: the same from a topic, by the worker's own code.
- others: datasketch's and rensa's indexes on the same texts, of which they find as many copies.

Each is measured in a process of its own. Times of verdicts are of the processor, so that other programs on the machine
count little; those of recovery are by the clock. Memory is the growth of the process's resident memory.

usage: python tests/benchmarks/deduplicate.py [--articles N] [--others N] [--parts state recovery kafka others]
    [--seed N] [--embedded] [--json]
"""

import argparse
import json
import sys
import tempfile
import uuid
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))  # run as a script: the tests are not a package of newsmill

from rich.console import Console
from rich.table import Table

from tests.benchmarks.measured import Figures, in_child
from tests.benchmarks.state import fill, publish, restore, restore_from_kafka

PARTS = ("state", "recovery", "kafka", "others")
WIDTH = 120  # characters of a line


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1_000_000, help="events in the window (default 1,000,000)")
    parser.add_argument("--others", type=int, default=100_000, help="texts given to the others (default 100,000)")
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=list(PARTS), help="what to measure (default: all)")
    parser.add_argument("--seed", type=int, default=1, help="of the events (default 1)")
    parser.add_argument("--embedded", action="store_true", help="use the embedded broker, not Apache Kafka")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(options, Path(folder) / "records")
    if options.json:
        print(json.dumps(figures))


def measure(options: argparse.Namespace, records: Path) -> dict[str, Figures]:
    """Measure the parts in turn, and print each unless JSON is wanted."""
    figures: dict[str, Figures] = {}

    def take(title: str, measured: Figures) -> None:
        figures[title] = measured
        if not options.json:
            show(title, measured)

    if set(options.parts) - {"others"}:
        take(f"{options.articles:,} events", in_child(fill, options.articles, options.seed, records))
    if "recovery" in options.parts:
        take("recovery from disk", in_child(restore, records))
    if "kafka" in options.parts:
        take("recovery from Kafka", on_kafka(records, embedded=options.embedded))
    if "others" in options.parts:
        from tests.benchmarks.others import compare

        take(f"beside others, {options.others:,} texts", compare(options.others, options.seed))
    return figures


def on_kafka(records: Path, *, embedded: bool) -> Figures:
    """Publish the records to a broker and restore from there."""
    from tests.benchmarks.road.runs import some_broker

    prefix = f"bench-{uuid.uuid4().hex[:8]}-"
    with some_broker(embedded=embedded) as broker:
        if set(errors := in_child(publish, broker.url, prefix, records)) != {"None"}:
            raise SystemExit(f"not all records were published: {errors}")
        figures = in_child(restore_from_kafka, broker.url, prefix)
    return {"broker": "embedded broker" if broker.is_embedded else "Apache Kafka", **figures}


def show(title: str, figures: Figures) -> None:
    """Print a table of the plain figures, and one for each figure that has several."""
    plain = Table("figure", title=title, title_justify="left")
    plain.add_column("value", justify="right")
    for name, value in figures.items():
        if not isinstance(value, dict):
            plain.add_row(name, f"{value:,}" if isinstance(value, int) else str(value))
    if plain.row_count:
        Console(width=WIDTH).print(plain)
    for name, rows in ((name, value) for name, value in figures.items() if isinstance(value, dict)):
        show_rows(name, title, rows)


def show_rows(name: str, title: str, rows: Figures) -> None:
    """Print a table with a row for each figure, of one number or several."""
    cells = {row: value if isinstance(value, dict) else {"number": value} for row, value in rows.items()}
    table = Table(name, title=title, title_justify="left")
    for column in next(iter(cells.values())):
        table.add_column(column, justify="right")
    for row, values in cells.items():
        table.add_row(row, *(f"{value:,}" for value in values.values()))
    Console(width=WIDTH).print(table)


if __name__ == "__main__":
    main()
