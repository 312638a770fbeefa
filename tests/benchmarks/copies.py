"""Which copies and excerpts the deduplicator finds, and which different reports it takes for copies.

- planted: 1,000 texts with planted near-duplicates.
- pages: labelled pages, each read by four extractors: four versions of one text, with more or less of the page's frame.
- edited: copies and excerpts of the pages' labelled texts as outlets make them.
- templates: different reports from one template; each that is dropped is lost. Then copies of these reports.

Of the later texts of a group, `duplicate` were dropped as copies of it, `linked` published with a link to it, `missed`
published without; `wrong` were dropped as copies of another group. Recall is duplicate, and found duplicate and linked,
as shares of these three. Precision is duplicate as a share of all dropped, lost is wrong as a share of all texts.
`alike` are the wrong ones that share half of both texts: perhaps copies that nobody labelled. `strays` were published
with a link to another group.

usage: python tests/benchmarks/copies.py [--parts planted pages ...] [--sets wcxb-dev ...] [--limit N] [--elsewhere]
    [--bodies N] [--reports N] [--examples N] [--seed N] [--json]
"""

import argparse
import json
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).parents[2]))  # run as a script: the tests are not a package of newsmill

import pytest
from rich.box import SIMPLE
from rich.console import Console
from rich.progress import track
from rich.table import Table

from tests.benchmarks.extractors import EXTRACTORS, SETS, Page, pages
from tests.support.articles.copies import KINDS, excerpt
from tests.support.articles.judged import Found, Judged, Score, Sent, judge
from tests.support.articles.newsroom import reports
from tests.support.paths import data

UNIT = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]|[^\W\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]+")
"""A word, or a character of a script without spaces."""

HALF = 0.5
SAME = 0.8  # of the runs of words of both labelled texts: some pages are in several sets, as fetched at several times
WORDS = 80  # of a text that is copied
EXCERPTS = {"half": 0.5, "quarter": 0.25}
OUTLETS = 200  # that copy
COPIES = 200  # of each kind, of reports from templates
FILLER = "lorem ipsum"  # a page made to test an extractor
WIDTH = 140  # characters of a line

console = Console(stderr=True)


class Row(NamedTuple):
    """One line of a table."""

    table: str
    name: str
    score: Score
    alike: int
    strays: int


def planted(_: argparse.Namespace) -> tuple[list[Row], list[Judged]]:
    """Judge the texts with planted near-duplicates."""
    texts = data("dedup", "articles_1000.train")
    group = {copy: original for original, copy in map(str.split, texts.with_suffix(".truth").read_text().splitlines())}
    lines = [line.split(" ", 1) for line in texts.read_text().splitlines()]
    judged = judge(Sent(group.get(name, name), text) for name, text in lines)
    return rows("planted", {"all": judged}), judged


def of_pages(options: argparse.Namespace) -> tuple[list[Row], list[Judged]]:
    """Judge the four extractors' texts of the labelled pages, in random order."""
    read = labelled(options)
    sent = [
        (name, Sent(page.group, text, page.language, outlet(page, extractor, options.elsewhere), page.title, extractor))
        for name, page in read
        for extractor, text in page.texts.items()
        if text.strip()
    ]
    random.Random(options.seed).shuffle(sent)
    judged = judge(text for _, text in sent)
    names = {text: name for name, text in sent}
    empty = Counter(extractor for _, page in read for extractor, text in page.texts.items() if not text.strip())
    console.print(f"{len(read)} pages; without text by " + ", ".join(f"{name}: {empty[name]}" for name in EXTRACTORS))
    return (
        rows("pages, by set", sorted_by(lambda one: names[one.sent], judged))
        + rows("pages, by the later text's extractor", sorted_by(kind_of, judged))
        + rows("pages, by what the two texts share", by_shared(judged))
        + rows("pages", {"all": judged})
    ), judged


def labelled(options: argparse.Namespace) -> list[tuple[str, Page]]:
    """Return the pages with the names of their sets; pages that have nearly the same text are one group."""
    found: list[tuple[str, Page]] = []
    bodies: list[set[tuple[str, ...]]] = []
    known: dict[tuple[str, ...], list[int]] = defaultdict(list)  # run of words to the pages that have it
    for name in options.sets:
        for page in track(pages(name, options.limit), name, console=console):
            if FILLER in page.body.casefold():
                continue
            runs = runs_of(page.body)
            common = Counter(at for run in runs for at in known[run])
            same = [at for at, count in common.items() if count >= SAME * max(len(runs), len(bodies[at]))]
            for run in runs:
                known[run].append(len(found))
            found.append((name, page._replace(group=found[same[0]][1].group) if same else page))
            bodies.append(runs)
    return found


def outlet(page: Page, extractor: str, elsewhere: bool) -> str:
    """Return the URL of a page's text: the page's own, or one of an outlet that copies the page's."""
    host = urlsplit(page.url).netloc.replace(".", "-")
    return f"https://{host}-{extractor}.example/{page.id}" if elsewhere else page.url


def edited(options: argparse.Namespace) -> tuple[list[Row], list[Judged]]:
    """Judge copies and excerpts of the pages' labelled texts, each kind in a stream of its own."""
    dice = random.Random(options.seed)
    bodies = [Sent(page.group, page.body, page.language, page.url, page.title) for _, page in labelled(options)]
    bodies = [body for body in {body.group: body for body in bodies}.values() if len(body.text.split()) >= WORDS]
    bodies = dice.sample(bodies, min(options.bodies, len(bodies)))
    found: list[Judged] = []
    for kind in track([*KINDS, *EXCERPTS], "edited", console=console):
        later = [printed(kind, body, other_of(body, bodies, dice), dice) for body in bodies]
        dice.shuffle(later)
        found += [one for one in judge([*bodies, *later]) if one.sent.kind]
    for kind, share in track(EXCERPTS.items(), "edited, excerpts first", console=console):
        earlier = [body._replace(text=excerpt(body.text, dice, share)) for body in bodies]
        found += [one for one in judge([*earlier, *(body._replace(kind=f"all after {kind}") for body in bodies)])
                  if one.sent.kind]  # fmt: skip
    return rows("edited", sorted_by(kind_of, found)), found


def printed(kind: str, body: Sent, other: Sent, dice: random.Random) -> Sent:
    """Return a copy or excerpt of a text in another outlet."""
    text = KINDS[kind](body.text, other.text, dice) if kind in KINDS else excerpt(body.text, dice, EXCERPTS[kind])
    number = dice.randrange(1_000_000)
    return Sent(body.group, text, body.language, f"https://paper{number % OUTLETS}.example/{number}", kind=kind)


def other_of(body: Sent, bodies: Sequence[Sent], dice: random.Random) -> Sent:
    """Return another text in the same language; the same one if there is no other."""
    return dice.choice([one for one in bodies if one.language == body.language and one is not body] or [body])


def templates(options: argparse.Namespace) -> tuple[list[Row], list[Judged]]:
    """Judge different reports from one template, and then copies of them."""
    dice = random.Random(options.seed)
    sent = [
        Sent(str(number), report.text, report.language, f"https://{report.domain}/{number}", report.title, report.kind)
        for number, report in enumerate(reports(options.seed, options.reports))
    ]  # fmt: skip
    later = [printed(kind, one, other_of(one, sent, dice), dice)
             for kind in KINDS for one in dice.sample(sent, min(COPIES, len(sent)))]  # fmt: skip
    judged = judge([*sent, *later])
    first, copies = judged[: len(sent)], judged[len(sent) :]
    return (
        rows("templates, by language", sorted_by(lambda one: one.sent.language, first))
        + rows("templates, by kind", sorted_by(kind_of, first) | {"all": first})
        + rows("copies of these", sorted_by(kind_of, copies))
    ), judged


PARTS: dict[str, Callable[[argparse.Namespace], tuple[list[Row], list[Judged]]]] = {
    "planted": planted,
    "pages": of_pages,
    "edited": edited,
    "templates": templates,
}


def rows(table: str, judged: dict[str, list[Judged]]) -> list[Row]:
    """Return a table's rows."""
    return [
        Row(table, name, Score.of(some), sum(map(is_alike, some)), sum(bool(one.strays) for one in some))
        for name, some in judged.items()
    ]


def is_alike(one: Judged) -> bool:
    """Tell whether a text is wrongly dropped although it and the other text share half of both."""
    if one.found is not Found.WRONG or one.other is None:
        return False
    return min(shares_of(runs_of(one.sent.text), runs_of(one.other.text))) >= HALF


def sorted_by(key: Callable[[Judged], str], judged: Iterable[Judged]) -> dict[str, list[Judged]]:
    """Sort the judged texts by a property."""
    found: dict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        found[key(one)].append(one)
    return dict(sorted(found.items()))


def kind_of(judged: Judged) -> str:
    """Return how a text was made."""
    return judged.sent.kind


def by_shared(judged: Sequence[Judged]) -> dict[str, list[Judged]]:
    """Sort the later texts of a group by the most that one of them shares with an earlier one, exactly counted."""
    groups: dict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        groups[one.sent.group].append(one)
    shared: dict[str, list[Judged]] = {"half of both": [], "half of one": [], "less": []}
    for group in groups.values():
        runs = [runs_of(one.sent.text) for one in group]
        for later in range(1, len(group)):
            shares = [shares_of(runs[earlier], runs[later]) for earlier in range(later)]
            shared[most_shared(shares)].append(group[later])
    return shared


def most_shared(shares: Sequence[tuple[float, float]]) -> str:
    """Return how much a text shares with the one of which it shares most."""
    if max(min(pair) for pair in shares) >= HALF:
        return "half of both"
    return "half of one" if max(max(pair) for pair in shares) >= HALF else "less"


def runs_of(text: str) -> set[tuple[str, ...]]:
    """Return the distinct runs of three words."""
    units = UNIT.findall(text.casefold())
    return set(zip(units, units[1:], units[2:], strict=False)) or {tuple(units)}


def shares_of(one: set[tuple[str, ...]], other: set[tuple[str, ...]]) -> tuple[float, float]:
    """Return the share of each in the other."""
    common = len(one & other)
    return common / len(one), common / len(other)


def show(found: Sequence[Row]) -> None:
    """Print the tables."""
    for title in dict.fromkeys(row.table for row in found):
        table = Table(title=title, title_justify="left", box=SIMPLE)
        for column in ("", *Score._fields, "alike", "strays", "recall", "found", "precision", "lost"):
            table.add_column(column, no_wrap=True, justify="right" if column else "left")
        for row in (row for row in found if row.table == title):
            lost = row.score.wrong / max(1, sum(row.score))
            shares = (row.score.recall, row.score.found, row.score.precision, lost)
            counts = (*row.score, row.alike, row.strays)
            table.add_row(row.name, *map(str, counts), *(f"{share:.3f}" for share in shares))
        Console(width=WIDTH).print(table)


def show_wrong(part: str, judged: Iterable[Judged], count: int) -> None:
    """Print texts that were dropped as copies of another group, with the exact share of each text in the other."""
    wrong = [one for one in judged if one.found is Found.WRONG][:count]
    for one in wrong:
        assert one.link is not None
        assert one.other is not None
        shares = " and ".join(f"{share:.2f}" for share in shares_of(runs_of(one.sent.text), runs_of(one.other.text)))
        print(f"\n{part}: {one.link.method} {one.link.similarity:.2f}, they share {shares}")
        for text in (one.sent, one.other):
            print(f"  {text.group} {text.kind} ({len(text.text)}): {text.text[:200]!r}")


def main() -> None:
    """Judge and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=list(PARTS), help="what to judge (default: all)")
    parser.add_argument("--sets", nargs="+", choices=SETS, default=list(SETS), help="sets of labelled pages")
    parser.add_argument("--limit", type=int, help="pages of each set (default: all)")
    parser.add_argument("--elsewhere", action="store_true", help="each text of a page is of an outlet of its own")
    parser.add_argument("--bodies", type=int, default=500, help="texts that are copied in each way (default 500)")
    parser.add_argument("--reports", type=int, default=20, help="reports of each kind and outlet (default 20)")
    parser.add_argument("--examples", type=int, default=0, help="wrong decisions to print of each part (default 0)")
    parser.add_argument("--seed", type=int, default=1, help="of the order of the texts (default 1)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args()
    found: list[Row] = []
    for part in options.parts:
        try:
            some, judged = PARTS[part](options)
        except pytest.skip.Exception as error:
            raise SystemExit(str(error)) from None
        found += some
        if not options.json:
            show(some)
            show_wrong(part, judged, options.examples)
    if options.json:
        print(json.dumps([{**row._asdict(), "score": row.score._asdict()} for row in found]))


if __name__ == "__main__":
    main()
