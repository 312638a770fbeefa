"""`newsmill plan`: the cores, workers, partitions, memory and broker load that a rate of articles needs."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from agents.cli.errors import Misused
from agents.cli.options import AsJson
from agents.cli.output import console, say, say_json

if TYPE_CHECKING:
    from rich.table import Table

    from agents.plan import Plan

TIERS = ("accurate", "fast")


def plan(
    rate: Annotated[float, typer.Option(metavar="N", help="Articles a second that the feed brings.")] = 10,
    page_bytes: Annotated[float, typer.Option(metavar="N", help="Bytes of a page.")] = 60_000,
    languages: Annotated[
        str, typer.Option(metavar="CODE=SHARE,...", help="Share of each language, ISO 639 codes; together 1.")
    ] = "en=0.6,de=0.1,es=0.1,fr=0.1,ru=0.1",
    duplicates: Annotated[float, typer.Option(metavar="SHARE", help="Share of copies, which are not enriched.")] = 0.2,
    remembered_days: Annotated[
        float, typer.Option(metavar="N", help="Days for which articles are remembered: NEWSMILL_DEDUPLICATION_WINDOW.")
    ] = 3,
    enrichment: Annotated[
        str, typer.Option(metavar="TIER", help="accurate or fast: NEWSMILL_ENRICHMENT.")
    ] = "accurate",
    partitions: Annotated[
        int | None,
        typer.Option(metavar="N", help="Partitions of topics that exist already; otherwise the plan says how many."),
    ] = None,
    worker_cores: Annotated[int, typer.Option(metavar="N", help="Cores of one worker, at most.")] = 4,
    use: Annotated[
        float, typer.Option(metavar="SHARE", help="How busy processes may be; the rest is for peaks and catching up.")
    ] = 0.6,
    replication: Annotated[int, typer.Option(metavar="N", help="Replicas of each topic.")] = 3,
    subscribers: Annotated[int, typer.Option(metavar="N", help="Consumer groups that read the articles.")] = 1,
    figures: Annotated[
        bool, typer.Option("--figures", help="Print the measured figures that plans are computed from, and stop.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Compute what a rate of articles needs: cores, workers, partitions, memory, disk.

    The plan is computed from figures that were measured on one machine (--figures
    prints them, with the command that measures each on yours). For each stage it
    says how many workers with how many cores it needs, if each stage is a
    Deployment of its own, how busy the event loop of the busiest one is, and what
    limits the stage: the pool, or the event loop.

    Deduplication decides all articles of a language in one process, in order and
    from memory. So the most frequent language limits the rate, and its articles of
    all remembered days the memory, and the time in which a worker reads them back.

    Exit code 0, also if the rate is more than newsmill can do: the plan says so,
    and "is_feasible" of --json is false. Exit code 2 for an invalid option.

    [dim]newsmill plan --rate 100[/]

    [dim]newsmill plan --rate 300 --languages en=0.5,zh=0.5 --enrichment fast --json[/]
    """
    from agents.plan import Demand, make_plan

    if figures:
        _show_figures(as_json=as_json)
        return
    if enrichment not in TIERS:
        raise Misused(f"--enrichment {enrichment!r}: expected accurate or fast")
    try:
        demand = Demand(
            rate=rate, page_bytes=page_bytes, languages=shares(languages), duplicates=duplicates,
            remembered_days=remembered_days, is_fast=enrichment == "fast", partitions=partitions,
            worker_cores=worker_cores, use=use, replication=replication, subscribers=subscribers,
        )  # fmt: skip
    except ValueError as error:
        raise Misused(f"--{error}") from None
    made = make_plan(demand)
    if as_json:
        import orjson

        say_json(orjson.dumps(as_object(made)))
    else:
        _show(made)


def shares(text: str) -> dict[str, float]:
    """Read shares of languages: `en=0.6,de=0.4`; raises Misused."""
    found: dict[str, float] = {}
    for part in text.split(","):
        code, _, share = part.strip().partition("=")
        try:
            found[code] = found.get(code, 0.0) + float(share)
        except ValueError:
            raise Misused(f"--languages {part!r}: expected CODE=SHARE, as in en=0.6") from None
    return found


def as_object(made: "Plan") -> dict[str, Any]:
    """Return a plan as a JSON object."""
    from dataclasses import asdict, replace

    demand = asdict(replace(made.demand, languages=dict(made.demand.languages)))
    totals = {name: getattr(made, name) for name in ("partitions", "cores", "memory", "disk", "broker_cores")}
    return {
        "demand": demand,
        "is_feasible": made.is_feasible,
        "one_worker_does": made.one_worker_does,
        **totals,
        "stages": [asdict(stage) for stage in made.stages],
        "topics": [asdict(topic) for topic in made.topics],
        "notes": made.notes,
    }


def _show(made: "Plan") -> None:
    from agents.plan.tables import stage_rows, topic_rows, total_rows

    console().print(_table("For the whole", total_rows(made)))
    console().print(_table("A Deployment for each stage", stage_rows(made)))
    console().print(_table("Topics", topic_rows(made)))
    for note in made.notes:
        say(note)


def _show_figures(*, as_json: bool) -> None:
    from agents.plan import MEASURED
    from agents.plan.tables import figure_rows

    if as_json:
        import orjson

        say_json(orjson.dumps([one._asdict() for one in MEASURED.sources()]))
    else:
        console().print(_table("Measured", figure_rows(MEASURED)))


def _table(title: str, rows: "list[Mapping[str, str]]") -> "Table":
    from rich.table import Table

    table = Table(*rows[0], title=title, title_justify="left")
    for row in rows:
        table.add_row(*row.values())
    return table
