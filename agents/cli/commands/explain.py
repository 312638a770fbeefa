"""`newsmill explain`: the comparison of two articles, and what the deduplicator decides on it."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from agents.cli.errors import Misused
from agents.cli.options import AsJson
from agents.cli.output import console, say_json

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

    from agents.cli.explanation import Explanation, Facts
    from agents.cli.thresholds import Figure
    from agents.deduplicate.rules import Range
    from schemas import Article

STDIN = "-"
MOST_DIFFERENT, MOST_EQUAL, MOST_ALONE = 10, 4, 10  # that are shown
KINDS = "a page (.html .xhtml .md .txt), or a raw event or published article as a JSON line (.jsonl)"
NOTES = (
    "In a context, # is a number and @ a name; both are shown in the form in which they are compared.",
    "In the service, what three other articles of an outlet have too weighs nothing, such as a notice below every "
    "text. Two texts alone cannot show that.",
)


def explain(
    a: Annotated[str, typer.Argument(metavar="A", help=f"The article that arrives: {KINDS}; - is standard input.")],
    b: Annotated[str, typer.Argument(metavar="B", help="The article that is known, of the same kinds, or -.")],
    as_json: AsJson = False,
) -> None:
    """Compare two articles, and show what the deduplicator decides and why.

    If A is a copy of B, it goes to the duplicates. If one is a part of the
    other, A is published with a link to B; else without. Each figure is shown
    beside the range in which it must be for a copy and for a part:

    Shingles are runs of three words; up to 48 of each text are compared. Copies
    have the same words after a shared shingle; two reports from one template
    often do not. Facts are the numbers and names that stand between the same
    words in both texts: in a copy they are equal, but for a dateline or a
    correction.

    In a file with several events, FILE:LINE is one of them. Exit code 1 if there
    is no article in A or B; 2 if there is no such file, or it has several events.

    [dim]newsmill explain copy.html original.html[/]

    [dim]newsmill explain articles.jsonl:7 articles.jsonl:2 --json | jq .verdict[/]
    """
    if a == b == STDIN:
        raise Misused("A and B cannot both be standard input; name a file for one of them")
    from agents.cli import explanation
    from agents.cli.one_article import one_article
    from streams import log
    from streams.security import PLAINTEXT
    from streams.settings import load

    settings = load(**PLAINTEXT)
    log.configure(settings)
    limit, extractor = settings.max_event_bytes, settings.extractor
    arriving, known = (one_article(name, max_bytes=limit, extractor=extractor) for name in (a, b))
    articles = (("a", a, arriving.article), ("b", b, known.article))
    found = explanation.explain(arriving, known)
    if as_json:
        _print_json(found, articles)
    else:
        _print(found, articles)


def _print_json(found: "Explanation", articles: Sequence[tuple[str, str, "Article"]]) -> None:
    import orjson

    sides = {
        side: {"input": name} | article.model_dump(include={"id", "title", "source", "language", "word_count"})
        for side, name, article in articles
    }
    say_json(orjson.dumps(sides | found.fields(), option=orjson.OPT_INDENT_2))


def _print(found: "Explanation", articles: Sequence[tuple[str, str, "Article"]]) -> None:
    from agents.cli.thresholds import notes

    out = console()
    out.print(_articles(articles))
    out.print(_verdict(found), style="bold", soft_wrap=True)
    out.print(_figures(found.figures))
    if found.facts.equal or found.facts.different:
        out.print(_facts(found.facts))
    for line in (*_alone(found.facts), *notes(found.comparison), *NOTES):
        out.print(line, soft_wrap=True)


def _articles(articles: Sequence[tuple[str, str, "Article"]]) -> "Table":
    from rich.table import Table

    from agents.cli.show import one_line, outlet

    table = Table("", "input", "headline", "outlet", "language")
    table.add_column("words", justify="right")
    for side, name, article in articles:
        words = str(article.word_count)
        table.add_row(
            side.upper(), one_line(name), one_line(article.title, 60), outlet(article), article.language.code, words
        )
    return table


def _verdict(found: "Explanation") -> str:
    """Say what is decided, and how alike the texts are."""
    comparison, link = found.comparison, found.link
    equal = " The texts are equal, but for case, punctuation and white space." if comparison.is_equal else ""
    how = f" ({link.method} {link.similarity:.2f})" if link else ""
    return found.conclusion.meaning + how + equal


def _figures(figures: Sequence["Figure"]) -> "Table":
    from rich.table import Table

    table = Table("figure")
    table.add_column("found", justify="right")
    table.add_column("from")
    table.add_column("in a copy")
    table.add_column("in a part")
    for figure in figures:
        value = str(figure.value) if isinstance(figure.value, int) else f"{figure.value:.3f}"
        copy, part = _limit(figure.copy, fits=figure.fits_copy), _limit(figure.part, fits=figure.fits_part)
        table.add_row(figure.label, value, figure.counts, copy, part)
    return table


def _limit(allowed: "Range | None", *, fits: bool) -> "Text":
    from rich.text import Text

    if allowed is None:
        return Text()
    return Text(str(allowed)) if fits else Text(f"{allowed}: fails", style="red")


def _facts(facts: "Facts") -> "Table":
    """Show the facts that differ, then some that are equal."""
    from rich.table import Table

    from agents.cli.show import one_line

    table = Table("fact", "context", "A", "B")
    for context, mine, theirs in facts.different[:MOST_DIFFERENT]:
        table.add_row("different", *map(one_line, (context, mine, theirs)))
    for context, value in facts.equal[:MOST_EQUAL]:
        table.add_row("equal", *map(one_line, (context, value, value)))
    more = max(len(facts.different) - MOST_DIFFERENT, 0), max(len(facts.equal) - MOST_EQUAL, 0)
    if any(more):
        table.add_row("", f"and {more[0]} more different, {more[1]} more equal")
    return table


def _alone(facts: "Facts") -> Iterator[str]:
    """Name numbers and names that one text alone has."""
    from agents.cli.show import one_line

    for side, values in (("A", facts.only_a), ("B", facts.only_b)):
        more = f", and {len(values) - MOST_ALONE} more" if len(values) > MOST_ALONE else ""
        if values:
            yield f"only in {side}: {', '.join(one_line(value) for value in values[:MOST_ALONE])}{more}"
