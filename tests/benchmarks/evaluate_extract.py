"""What newsmill finds in labelled pages and how long it takes, beside extractors of other projects.

All read the same pages in one run, each in a process of its own; an error counts as an empty text, and every page
counts. F1, precision and recall are of the text's four-word runs, as means over pages; title, authors and date are
shares of exactly right values, "-" if the extractor or the labels have none. ms are of processor time a page.
`newsmill` is the whole of `agents.extract.article.extract`; trafilatura's rows are `bare_extraction(with_metadata=True,
include_comments=False)` with its usual settings, with favor_recall and fast, and with favor_precision.

The block model that newsmill has was trained on these pages: its own figures flatter it. --folds FOLDER measures with
models that have not seen the page's site, which `python -m agents.extract.training.train --folds FOLDER` writes.

usage: make evaluate-extract ARGS='[--sets wcxb-dev ...] [--limit N] [--folds FOLDER] [--cached] [--losses N] [--json]'
       make evaluate-extract ARGS='--write-floors [--lower] [--sets wcxb-dev ...]'
"""

import argparse
import json
import logging
import sys
import warnings
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[2]))  # run as a script: the tests are not a package of newsmill

import numpy as np
import pytest
from rich.box import SIMPLE
from rich.console import Console
from rich.progress import track
from rich.table import Table

from agents.extract.page import Extractor
from tests.benchmarks.extractors import ALL, Kept, Read, attempt
from tests.benchmarks.folds import by_folds
from tests.benchmarks.lockstep import Timed, started
from tests.support.extraction.floors import moved, read_floors, write_floors
from tests.support.extraction.measure import FIELDS, Figures, Score, figures, score
from tests.support.extraction.newsmill import by_newsmill
from tests.support.extraction.pages import SETS, Labelled, labelled_pages

OWN, ALONE, RIVAL = "newsmill", "newsmill, trafilatura alone", "trafilatura"
ORDER = (RIVAL, "trafilatura-recall", "trafilatura-precision", "resiliparse", "newspaper", "readability")
SEEN = "newsmill's block model was trained on these pages, so its own figures flatter it: see --folds, and MODEL.md."
UNSEEN = "newsmill reads each page with a block model that was trained on other sites only."
WIDTH = 140  # characters of a line

console = Console(stderr=True)


class Result(NamedTuple):
    """What an extractor found in a page, compared with its labels."""

    set: str
    extractor: str
    page: str
    score: Score
    is_empty: bool
    method: str
    ms: float | None


def evaluate(options: argparse.Namespace) -> Iterator[Result]:
    """Yield the results of all extractors on each page of the sets."""
    own: dict[str, Read] = {
        OWN: by_folds(options.folds) if options.folds else by_newsmill,
        ALONE: partial(by_newsmill, extractor=Extractor.TRAFILATURA),
    }
    others = {name: ALL[name].read for name in ORDER}
    if options.cached:
        for name, page, kept in _pages(options):
            timed = {which: Timed(attempt(read, page), None) for which, read in own.items()}
            timed |= {which: Timed(kept.found(which, page), None) for which in others}
            yield from _results(name, page, timed)
        return
    with started(own | others) as readers:
        for name, page, kept in _pages(options):
            timed = {which: reader.read(page) for which, reader in readers.items()}
            for which in others:
                kept.keep(which, page.id, timed[which].found)
            yield from _results(name, page, timed)


def _pages(options: argparse.Namespace) -> Iterator[tuple[str, Labelled, Kept]]:
    for name in options.sets:
        kept = Kept(name, ORDER)
        for page in track(list(labelled_pages(name, options.limit)), name, console=console):
            yield name, page, kept
        kept.write()


def _results(name: str, page: Labelled, timed: dict[str, Timed]) -> Iterator[Result]:
    for which, (found, ms) in timed.items():
        yield Result(name, which, page.id, score(page.truth, found), not found.text.strip(), found.method, ms)


def summed(some: Sequence[Result]) -> dict[str, Any]:
    """Return the figures of one extractor on some pages; None if there is none."""
    extractor = some[0].extractor
    gives = ALL[extractor].fields if extractor in ALL else FIELDS
    shares = figures([one.score for one in some])._asdict()
    return {
        "extractor": extractor,
        "pages": len(some),
        "F1": shares["body"],
        **{name: shares[name] for name in ("precision", "recall")},
        **{name: shares[name] if name in gives else None for name in FIELDS},
        "empty": sum(one.is_empty for one in some),
        **_times([one.ms for one in some if one.ms is not None]),
    }


def _times(values: Sequence[float]) -> dict[str, float | None]:
    if not values:
        return {"ms": None, "p50": None, "p99": None}
    return {
        "ms": float(np.mean(values)),
        "p50": float(np.percentile(values, 50)),
        "p99": float(np.percentile(values, 99)),
    }


def by_extractor(results: Iterable[Result]) -> dict[str, list[Result]]:
    """Sort results by their extractor."""
    found: dict[str, list[Result]] = defaultdict(list)
    for one in results:
        found[one.extractor].append(one)
    return found


def show(title: str, results: Sequence[Result]) -> None:
    """Print the table of some pages, and how newsmill's time compares with trafilatura's."""
    rows = [summed(some) for some in by_extractor(results).values()]
    table = Table(title=f"{title}, {rows[0]['pages']:,} pages", title_justify="left", box=SIMPLE)
    columns = ("extractor", "F1", "precision", "recall", *FIELDS, "empty", "ms", "p50", "p99")
    for column in columns:
        table.add_column(column, no_wrap=True, justify="left" if column == "extractor" else "right")
    for row in rows:
        table.add_row(*(_cell(column, row[column]) for column in columns))
    out = Console(width=WIDTH)
    out.print(table)
    ms = {row["extractor"]: row["ms"] for row in rows}
    if ms[OWN] and ms[RIVAL]:
        out.print(
            f"newsmill takes {ms[OWN]:.1f} ms a page, trafilatura.bare_extraction(with_metadata=True) {ms[RIVAL]:.1f}:"
            f" {ms[RIVAL] / ms[OWN]:.2f} times as long.\n"
        )


def _cell(column: str, value: float | str | None) -> str:
    if value is None:
        return "-"
    if isinstance(value, float):
        return f"{value:.1f}" if column in ("ms", "p50", "p99") else f"{value:.4f}"
    return str(value)


def show_losses(results: Sequence[Result], count: int) -> None:
    """Print the pages on which newsmill loses most against the best of the others."""
    pages: dict[tuple[str, str], list[Result]] = defaultdict(list)
    for one in results:
        pages[one.set, one.page].append(one)
    pairs = [
        (next(one for one in some if one.extractor == OWN),
         max((one for one in some if one.extractor in ALL), key=lambda one: one.score.f1))
        for some in pages.values()
    ]  # fmt: skip
    pairs.sort(key=lambda pair: pair[0].score.f1 - pair[1].score.f1)
    table = Table(title=f"newsmill's {count} largest losses", title_justify="left", box=SIMPLE)
    for column in ("set", "page", "F1", "precision", "recall", "method", "best", "its F1"):
        table.add_column(column, justify="right" if column in ("F1", "precision", "recall", "its F1") else "left")
    for own, best in pairs[:count]:
        shares = (own.score.f1, own.score.precision, own.score.recall)
        table.add_row(own.set, own.page, *(f"{share:.3f}" for share in shares), own.method or "nothing found",
                      best.extractor, f"{best.score.f1:.3f}")  # fmt: skip
    Console(width=WIDTH).print(table)


def pin(options: argparse.Namespace) -> None:
    """Raise the floors of the sets to what newsmill reaches, lower them too if asked, and print what moved."""
    reached: dict[str, Figures] = {}
    for name in options.sets:
        read = track(list(labelled_pages(name)), name, console=console)
        reached[name] = figures([score(page.truth, by_newsmill(page)) for page in read])
    before = read_floors()
    after = moved(before, reached, lower=options.lower)
    write_floors(after)
    for name, floors in after.items():
        old = before.get(name, {})
        changed = [f"{field} {old.get(field, 'none')} -> {floor}" for field, floor in floors.items()
                   if floor != old.get(field)]  # fmt: skip
        print(f"{name}: {', '.join(changed) or 'as it was'}")


def main() -> None:
    """Evaluate and print, or write the floors."""
    options = arguments()
    logging.disable(logging.CRITICAL)  # extractors warn of every odd page
    warnings.simplefilter("ignore")
    try:
        if options.write_floors:
            pin(options)
            return
        results = list(evaluate(options))
    except pytest.skip.Exception as error:
        raise SystemExit(str(error)) from None
    except FileNotFoundError as error:
        raise SystemExit(f"--folds: there is no file {error.filename}") from None
    sets = {name: [one for one in results if one.set == name] for name in options.sets}
    if options.json:
        print(json.dumps({name: [summed(some) for some in by_extractor(own).values()] for name, own in sets.items()}))
        return
    if len(sets) > 1:
        sets["all sets"] = results
    for name, own in sets.items():
        show(name, own)
    print(UNSEEN if options.folds else SEEN)
    if options.losses:
        show_losses(results, options.losses)


def arguments() -> argparse.Namespace:
    """Return the command line's arguments; ends the program if they contradict each other."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sets", nargs="+", choices=SETS, default=list(SETS), help="sets of labelled pages")
    parser.add_argument("--limit", type=int, help="pages of each set (default: all)")
    parser.add_argument("--folds", type=Path, metavar="FOLDER", help="models that have not seen a page's site")
    parser.add_argument("--cached", action="store_true", help="take what others found in an earlier run; no times")
    parser.add_argument("--losses", type=int, default=0, metavar="N", help="pages to print where newsmill loses most")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--write-floors", action="store_true", help="raise the test's floors to what is reached")
    parser.add_argument("--lower", action="store_true", help="with --write-floors: lower floors too")
    options = parser.parse_args()
    if options.write_floors and (options.limit or options.folds):
        parser.error("--write-floors takes whole sets and newsmill's own model, so neither --limit nor --folds")
    if options.lower and not options.write_floors:
        parser.error("--lower needs --write-floors")
    return options


if __name__ == "__main__":
    main()
