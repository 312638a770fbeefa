"""Where the processor time of extraction goes: each part of the stage on labelled pages, in ms a page.

A part's time is without that of the parts inside it, so that the parts add up to the whole; `pages` is the share of
pages on which it ran. `the reader` is the reading of HTML with all its parts, `the stage` is `extract_event`: from the
raw event's bytes to those of the extracted article. Mean, median and 99th percentile are over all pages, 0 where it did
not run. Time is that of the thread's processor.

usage: make profile-extract ARGS='[--sets wcxb-dev ...] [--limit N] [--extractor blocks] [--json]'
"""

import argparse
import contextlib
import functools
import importlib
import json
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[2]))  # run as a script: the tests are not a package of newsmill

import numpy as np
import pytest
from numpy.typing import NDArray
from rich.box import SIMPLE
from rich.console import Console
from rich.progress import track
from rich.table import Table

from agents.extract import task
from agents.extract.page import Extractor
from schemas import Rejected
from tests.support.extraction.pages import SETS, labelled_pages

PARTS = {  # by part: the functions, where they are called
    "decode the event": ("agents.extract.task:RawArticle.decode",),
    "decode the page": ("agents.extract.article:page_text",),
    "check of source and tree": ("agents.extract.html:check_source", "agents.extract.html:check_tree"),
    "parse": ("agents.extract.html:_parse",),
    "stated": ("agents.extract.html:read_stated",),
    "other metadata": ("agents.extract.html:metadata",),
    "headline": ("agents.extract.html.metadata:headline",),
    "authors": ("agents.extract.html.metadata:authors",),
    "dates": ("agents.extract.html.metadata:published", "agents.extract.html.metadata:modified"),
    "date by htmldate": ("htmldate:find_date",),  # imported when it is called
    "hints": ("agents.extract.html.body:read_hints",),
    "blocks": ("agents.extract.blocks.extractor:read_blocks",),
    "features": ("agents.extract.blocks.extractor:features",),
    "trees": ("agents.extract.blocks.trees:Trees.quick", "agents.extract.blocks.trees:Trees.raw"),
    "confidence": ("agents.extract.blocks.extractor:agreement",),
    "hand-over to trafilatura": ("agents.extract.html.body:_trafilatura",),
    "lines": (
        "agents.extract.html.body:block_lines",
        "agents.extract.html.body:matched_lines",
        "agents.extract.html.body:live_lines",
    ),
    "updates, next page": ("agents.extract.html:find_updates", "agents.extract.html:next_page"),
    "interstitial check": ("agents.extract.html:shown", "agents.extract.html:refuse_interstitial"),
    "cleaning": (
        "agents.extract.html.body:clean_text",
        "agents.extract.html.body:clean_value_lines",
        "agents.extract.html:strip_furniture",
    ),
    "rest of the reader": ("agents.extract.article:read_html",),
    "language": ("agents.extract.article:detect_language",),
    "URL and outlet": (
        "agents.extract.article:canonical_url",
        "agents.extract.article:site_of",
        "agents.extract.article:outlet_name",
    ),
    "identity, fingerprint": ("agents.extract.article:article_id", "agents.extract.article:fingerprint"),
    "summary, words": ("agents.extract.article:summary", "agents.extract.article:word_count"),
    "MinHash": ("agents.deduplicate:sign",),
    "encode": ("agents.extract.task:Extracted.encode",),
    "rest of the stage": ("agents.extract.task:extract_event",),
}
READER, STAGE = "rest of the reader", "rest of the stage"  # as wholes, the reader and the stage
WIDTH = 120  # characters of a line

console = Console(stderr=True)


class Clock:
    """The thread's processor time by part, of the page that is being read: alone, and with the parts inside it."""

    def __init__(self) -> None:
        self.alone: Counter[str] = Counter()
        self.whole: Counter[str] = Counter()
        self._inside: list[int] = []

    def timed(self, part: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return the function with its time counted; ns."""

        @functools.wraps(function)
        def call(*arguments: Any, **named: Any) -> Any:
            self._inside.append(0)
            start = time.thread_time_ns()
            try:
                return function(*arguments, **named)
            finally:
                spent = time.thread_time_ns() - start
                self.alone[part] += spent - self._inside.pop()
                self.whole[part] += spent
                if self._inside:
                    self._inside[-1] += spent

        return call


class Place(NamedTuple):
    """Where a function is looked up when it is called."""

    owner: Any
    name: str

    @classmethod
    def of(cls, path: str) -> "Place":
        """Return the place that `module:name` or `module:class.name` says; raises ImportError or AttributeError."""
        module, _, names = path.partition(":")
        *classes, name = names.split(".")
        owner = functools.reduce(getattr, classes, importlib.import_module(module))
        getattr(owner, name)
        return cls(owner, name)

    def time(self, clock: Clock, part: str) -> None:
        """Replace the function by one whose time is counted."""
        function = getattr(self.owner, self.name)
        is_bound = hasattr(function, "__self__")  # a class method
        timed = clock.timed(part, function)
        setattr(self.owner, self.name, staticmethod(timed) if is_bound else timed)


class Times(NamedTuple):
    """Processor time in ms a page, one row a page: by part in the order of PARTS, of the reader, and of the stage."""

    parts: NDArray[np.float64]
    reader: NDArray[np.float64]
    stage: NDArray[np.float64]


def measure(options: argparse.Namespace) -> Times:
    """Read all pages of the sets, and return what each part took."""
    task.warm()
    clock = Clock()
    for part, paths in PARTS.items():
        for path in paths:
            try:
                Place.of(path).time(clock, part)
            except (ImportError, AttributeError) as error:
                console.print(f"not timed apart: {error}")
    pages: list[Counter[str]] = []
    wholes: list[Counter[str]] = []
    for name in options.sets:
        events = [page.raw.encode() for page in labelled_pages(name, options.limit)]
        for event in track(events, name, console=console):
            clock.alone, clock.whole = Counter(), Counter()
            with contextlib.suppress(Rejected):  # takes time too
                task.extract_event(event, None, len(event), Extractor(options.extractor))
            pages.append(clock.alone)
            wholes.append(clock.whole)
    return Times(
        np.array([[page[part] for part in PARTS] for page in pages]) / 1e6,
        np.array([whole[READER] for whole in wholes]) / 1e6,
        np.array([whole[STAGE] for whole in wholes]) / 1e6,
    )


def figures(values: NDArray[np.float64], total: float) -> dict[str, float]:
    """Return the figures of one part; `total` is the mean of the whole stage."""
    return {
        "pages": float((values > 0).mean()),
        "mean": float(values.mean()),
        "share": float(values.mean()) / total,
        "p50": float(np.percentile(values, 50)),
        "p99": float(np.percentile(values, 99)),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sets", nargs="+", choices=SETS, default=["wcxb-dev"], help="sets (default: wcxb-dev)")
    parser.add_argument("--limit", type=int, help="pages of each set (default: all)")
    parser.add_argument("--extractor", choices=list(Extractor), default=Extractor.BLOCKS, help="as the setting")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args()
    try:
        times = measure(options)
    except pytest.skip.Exception as error:
        raise SystemExit(str(error)) from None
    total = float(times.stage.mean())
    rows = {part: figures(values, total) for part, values in zip(PARTS, times.parts.T, strict=True)}
    rows |= {"the reader": figures(times.reader, total), "the stage": figures(times.stage, total)}
    if options.json:
        print(json.dumps(rows))
    else:
        show(rows, len(times.stage))


def show(rows: dict[str, dict[str, float]], pages: int) -> None:
    """Print the table."""
    table = Table("ms a page", title=f"{pages:,} pages", title_justify="left", box=SIMPLE)
    for column in ("pages", "mean", "share", "p50", "p99"):
        table.add_column(column, justify="right")
    for part, row in rows.items():
        shares = (f"{row['mean']:.2f}", f"{row['share']:.1%}", f"{row['p50']:.2f}", f"{row['p99']:.2f}")
        table.add_row(part, f"{row['pages']:.1%}", *shares, end_section=part == STAGE)
    out = Console(width=WIDTH)
    out.print(table)
    out.print(f"{1000 / rows['the stage']['mean']:.0f} pages/s on one core")


if __name__ == "__main__":
    main()
