"""What enrichment finds in labelled texts and what it costs: entities by language, sentiment, speed and memory.

entities   Names of persons, organisations and places (PER, ORG, LOC) that have exactly the labelled ends and type, by
           the service's own function. `documents` are the labelled sentences joined as articles are, `sentences` each
           a text of its own. F1 is over all names of a language; P is precision, R recall.
steps      The F1 of documents after each step from recognition to entities, as the points that the step wins or loses.
sentiment  Toward targets at their exact places: macro-F1 of negative, neutral and positive, and of the first and last
           alone (`signed`), as RuSentNE's shared task counts.
topics     The share of SIB-200's sentences that the encoder gives the labelled topic, of seven.
speed      Milliseconds of one core's time for an article of 600 words (1,000 Chinese characters), from the event's
           bytes to those of the enriched article: means over articles of the best and of the median repetition,
           and by part. `x` is the best in products of matrices (4 of 256 x 384 by 384 x 1536), measured beside it:
           compare that, not the milliseconds, between machines and runs.
memory     Of a child of the pool with its models, in MiB: resident, its share of what it shares with others
           (proportional), and of two children together.

The tier `spacy` is not newsmill's: a deployer's own English model in its place, to compare with (the extra `spacy`).
budgets    With --budgets 100 200 300: what is found as the encoder may read more of a text, in pieces (a word has 1.5)
           read by all its layers, and if it reads everything (`all`); ms of processor time a text. `labelled`: labelled
           sentences joined to 30, which repeat few names. `news`: whole pages without labels, compared with what is
           found in them by reading everything.

The labelled texts are development data: thresholds were chosen by them, so unseen texts of the same sources may score a
little less, and other kinds of text less again.

usage: make evaluate ARGS='[--parts entities speed] [--languages de fi] [--tiers accurate] [--limit N] [--json]'
       make evaluate ARGS='--write [--lower]'      rewrites tests/agents/enrich/levels.json, of which the table in
                                                   agents/README.md is made (make generate), and raises the floors of
                                                   the test of quality; --lower lowers them too
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypeAlias

sys.path.insert(0, str(Path(__file__).parents[2]))  # run as a script: the tests are not a package of newsmill

import pytest
from rich.box import SIMPLE
from rich.console import Console
from rich.progress import track
from rich.table import Table

from agents.enrich.tiers import Tier
from tests.benchmarks.enrich_speed import PARTS, memory, speed
from tests.support.enrichment import levels
from tests.support.enrichment.budgets import budget
from tests.support.enrichment.entities import TEXTS, found_in
from tests.support.enrichment.labelled import (
    LANGUAGES,
    SENTIMENT,
    TIMED,
    Labelled,
    long_texts,
    news,
    stories,
    targets,
    topic_sentences,
)
from tests.support.enrichment.measure import ALL, TYPES, ByKind
from tests.support.enrichment.newsmill import (
    BASELINE,
    BASELINE_MODELS,
    TIERS,
    article_of,
    enricher_of,
    names_of,
    topic_of,
)
from tests.support.enrichment.sentiment import figures
from tests.support.enrichment.steps import RECOGNISED, STEPS

MEASURED = ("entities", "sentiment", "topics", "speed", "memory")
BUDGETS = "budgets"
DOCUMENTS = "documents"
WIDTH = 140  # characters of a line
Result: TypeAlias = dict[str, Any]
"""A row: what was measured (`part`), of which language and tier, and its figures."""

console = Console(stderr=True)


def evaluate(options: argparse.Namespace) -> Iterator[Result]:
    """Yield the rows of all parts that were asked for."""
    for part in options.parts:
        yield from MEASURES[part](options)


def entities(options: argparse.Namespace) -> Iterator[Result]:
    """Yield the names of each language and tier, on sentences and on documents, with the F1 after each step."""
    pairs = [(tier, code) for tier in options.tiers for code in options.languages if code in _languages_of(tier)]
    for tier, language in track(pairs, "entities", console=console):
        for kind, texts in TEXTS.items():
            found = found_in(enricher_of(tier), language, texts(language, options.limit))
            steps = {step: counts[ALL].f1 for step, counts in found.steps.items()}
            row = {"part": "entities", "tier": tier, "language": language, "texts": kind, "steps": steps}
            yield row | {"figures": _figures(found.entities)}


def sentiment(options: argparse.Namespace) -> Iterator[Result]:
    """Yield the sentiment toward targets of each language that has labelled ones."""
    pairs = [(tier, code) for tier in options.tiers for code in SENTIMENT if code in options.languages]
    for tier, language in track(pairs, "sentiment", console=console):
        found = figures(tier, language, targets(language, options.limit))
        if found:
            yield {"part": "sentiment", "tier": tier, "language": language, "figures": found}


def topics(options: argparse.Namespace) -> Iterator[Result]:
    """Yield the share of right topics in each language of SIB-200."""
    told = topic_sentences()
    for language in track([code for code in told if options.is_all or code in options.languages], "topics",
                          console=console):  # fmt: skip
        rows = told[language][: options.limit]
        right = sum(topic_of(sentence) == topic for sentence, topic in rows)
        yield {"part": "topics", "tier": Tier.ACCURATE.value, "language": language, "figures": {ALL: right / len(rows)}}


def budgets(options: argparse.Namespace) -> Iterator[Result]:
    """Yield the names of long texts and of news by budget of reading, with the processor time of a text."""
    for language in track(options.languages, "budgets", console=console):
        texts = long_texts(language, options.limit)
        everything = None
        for pieces in (None, *options.budgets):
            row = {"part": BUDGETS, "tier": Tier.ACCURATE.value, "language": language, "budget": pieces or "all"}
            counts, ms = _within(pieces, language, texts)
            yield row | {"texts": "labelled", "figures": _figures(counts) | {"ms": ms}}
            if language in TIMED:
                everything = everything or _read_whole(language, options.articles)
                counts, ms = _within(pieces, language, everything)
                yield row | {"texts": "news", "figures": _figures(counts) | {"ms": ms}}


def _read_whole(language: str, count: int) -> list[Labelled]:
    """Return news with the names that are found if the encoder reads everything."""
    with budget(None):
        enricher = enricher_of(Tier.ACCURATE)
        return [Labelled(text, names_of(enricher.enrich(article_of(text, language)))) for text in news(language, count)]


def _within(pieces: int | None, language: str, texts: Sequence[Labelled]) -> tuple[ByKind, float]:
    """Return the counts of texts that are read within a budget, and the milliseconds of a text."""
    enricher = enricher_of(Tier.ACCURATE)
    with budget(pieces):
        start = time.process_time()
        found = found_in(enricher, language, texts)
        return found.entities, (time.process_time() - start) * 1_000 / len(texts)


def costs(options: argparse.Namespace) -> Iterator[Result]:
    """Yield what an article costs by language and tier."""
    told = {code: stories(code, options.articles) for code in TIMED if code in options.languages or options.is_all}
    for tier in track(options.tiers, "speed", console=console):
        known = {code: told[code] for code in told if tier != BASELINE or code in _languages_of(tier)}
        for language, found in speed(tier, known, options.repetitions).items():
            yield {"part": "speed", "tier": tier, "language": language, "figures": found}


def sizes(options: argparse.Namespace) -> Iterator[Result]:
    """Yield the memory of a child by tier."""
    for tier in track(options.tiers, "memory", console=console):
        yield {"part": "memory", "tier": tier, "figures": memory(tier)}


MEASURES = {
    "entities": entities,
    "sentiment": sentiment,
    "topics": topics,
    "budgets": budgets,
    "speed": costs,
    "memory": sizes,
}


def _languages_of(tier: str) -> Sequence[str]:
    """Return the languages that a tier is measured in."""
    return [code for code, _ in BASELINE_MODELS] if tier == BASELINE else LANGUAGES


def _figures(counts: ByKind) -> dict[str, float]:
    shares = {"P": counts[ALL].precision, "R": counts[ALL].recall, "names": counts[ALL].labelled}
    return {kind: counts[kind].f1 for kind in (ALL, *TYPES)} | shares


def show(results: Sequence[Result]) -> None:
    """Print a table of each part."""
    of = {part: [row for row in results if row["part"] == part] for part in MEASURES}
    if of["entities"]:
        _print("entities: exact names", of["entities"], ("tier", "language", "texts"), (ALL, "P", "R", *TYPES, "names"))
        _print_steps([row for row in of["entities"] if row["texts"] == DOCUMENTS])
    if of["sentiment"]:
        _print("sentiment toward targets", of["sentiment"], ("tier", "language"), (ALL, "signed"))
    if of["topics"]:
        _print("topics: share that is right", of["topics"], ("language",), (ALL,))
    if of[BUDGETS]:
        _print("budgets", of[BUDGETS], ("language", "texts", "budget"), (ALL, "P", "R", "names", "ms"))
    if of["speed"]:
        rows = [row | {"figures": _flat(row["figures"])} for row in of["speed"]]
        _print("speed: ms an article", rows, ("tier", "language"), ("best", "median", "x", *PARTS), digits=2)
    if of["memory"]:
        _print("memory of a child, MiB", of["memory"], ("tier",), ("resident", "proportional", "of_two"), digits=0)


def _flat(figures: dict[str, Any]) -> dict[str, float]:
    return {"best": figures["best"], "median": figures["median"], "x": figures["ratio"], **figures["parts"]}


def _print_steps(rows: Sequence[Result]) -> None:
    """Print the F1 of recognition, the points of each step, and the F1 of what subscribers get."""
    shown = []
    for row in rows:
        after = row["steps"]
        if not after:
            continue
        before = [after[step] for step in (RECOGNISED, *STEPS)]
        points = {step: 100 * (now - then) for step, then, now in zip(STEPS, before, before[1:], strict=False)}
        shown.append(row | {"figures": {RECOGNISED: 100 * before[0], **points, ALL: 100 * row["figures"][ALL]}})
    _print("steps, in points of F1 on documents", shown, ("tier", "language"), (RECOGNISED, *STEPS, ALL), digits=1)


def _print(
    title: str, rows: Sequence[Result], names: Sequence[str], columns: Sequence[str], *, digits: int = 3
) -> None:
    table = Table(title=title, title_justify="left", box=SIMPLE)
    for name in names:
        table.add_column(name, no_wrap=True)
    for column in columns:
        table.add_column(column, no_wrap=True, justify="right")
    for row in rows:
        table.add_row(*(str(row[name]) for name in names), *(_cell(row["figures"][name], digits) for name in columns))
    Console(width=WIDTH).print(table)


def _cell(value: float, digits: int) -> str:
    return str(value) if isinstance(value, int) else f"{value:.{digits}f}"


def pin(results: Sequence[Result], *, lower: bool) -> None:
    """Rewrite the levels and raise the floors of what was measured; print which file to make next."""
    measured: levels.Levels = {}
    for row in results:
        if row["part"] == "sentiment" or row.get("texts") == DOCUMENTS:
            kept = {name: round(value, 3) for name, value in row["figures"].items() if name != "names"}
            measured.setdefault(levels.section(row["part"], row["tier"]), {})[row["language"]] = kept
    before = levels.read() if levels.PATH.exists() else {}
    floors = levels.read(levels.FLOORS) if levels.FLOORS.exists() else {}
    levels.write(levels.updated(before, measured))
    levels.write(levels.moved(floors, measured, lower=lower), levels.FLOORS)
    console.print("wrote tests/agents/enrich/levels.json and the floors; run make generate for the table")


def main() -> None:
    """Evaluate and print, or write."""
    options = arguments()
    try:
        results = list(evaluate(options))
    except pytest.skip.Exception as error:
        raise SystemExit(str(error)) from None
    if options.write:
        pin(results, lower=options.lower)
    if options.json:
        print(json.dumps(results))
    else:
        show(results)


def arguments() -> argparse.Namespace:
    """Return the command line's arguments; ends the program if they contradict each other."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--parts", nargs="+", choices=MEASURED, default=list(MEASURED), help="what to measure")
    parser.add_argument("--languages", nargs="+", choices=LANGUAGES, metavar="CODE", help="default: all")
    parser.add_argument(
        "--tiers", nargs="+", choices=[*TIERS, BASELINE], default=list(TIERS), help="default: the service's"
    )
    parser.add_argument("--limit", type=int, metavar="N", help="sentences and targets of a language (default: all)")
    parser.add_argument("--articles", type=int, default=20, metavar="N", help="articles of a language to time")
    parser.add_argument("--repetitions", type=int, default=3, metavar="N", help="times that each article is timed")
    parser.add_argument("--budgets", nargs="*", type=int, metavar="PIECES", help="measure these, and all")
    parser.add_argument("--json", action="store_true", help="print JSON: a list of rows")
    parser.add_argument("--write", action="store_true", help="rewrite the levels and raise the floors")
    parser.add_argument("--lower", action="store_true", help="with --write: lower floors too")
    options = parser.parse_args()
    if options.budgets is not None:
        options.parts = [BUDGETS]
    options.is_all = options.languages is None
    options.languages = options.languages or list(LANGUAGES)
    if options.write and (options.limit or options.budgets is not None):
        parser.error("--write takes whole sets, so neither --limit nor --budgets")
    if options.lower and not options.write:
        parser.error("--lower needs --write")
    return options


if __name__ == "__main__":
    main()
