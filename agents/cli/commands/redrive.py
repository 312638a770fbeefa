"""`newsmill dead-letters redrive`: dead letters back onto the topics they came from."""

import asyncio
import getpass
import os
import socket
import sys
from collections import Counter
from contextlib import aclosing
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from agents.cli.errors import Failed, Misused
from agents.cli.options import Broker, Rate
from agents.cli.wanted import (
    FailedStages,
    FromOrigin,
    Key,
    Limit,
    Reasons,
    Since,
    Until,
    begin,
    wanted_of,
    without_values,
)

if TYPE_CHECKING:
    from streams.replay.letters import Found, Wanted
    from streams.replay.redrive import Fate, RedriveProgress
    from streams.settings import Settings
    from streams.topics import Topics


def redrive(
    reason: Reasons = None, stage: FailedStages = None, since: Since = None, until: Until = None, key: Key = None,
    origin: FromOrigin = None, limit: Limit = None,
    again: Annotated[bool, typer.Option("--again", help="Also those that were redriven before.")] = False,
    max_redrives: Annotated[
        int | None,
        typer.Option(min=0, metavar="N", help="Refuse what was given back so often. [dim]NEWSMILL_MAX_REDRIVES[/]",
                     show_default=False),
    ] = None,
    rate: Rate = 100,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would become of each.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    broker: Broker = None,
) -> None:  # fmt: skip
    """Give dead letters back to the topics they came from, for their stages to try again.

    Key, value and headers are the original's, with how often that was done in
    newsmill-redrives. What was redriven is recorded and passed over next time; an
    event that keeps failing is refused after NEWSMILL_MAX_REDRIVES times. A crash
    may lead to an event being given back twice, which is harmless. Try a few
    first: --limit. Exit code 1 where some were refused or not published.

    [dim]newsmill dead-letters redrive --reason unexpected --since 2h --dry-run[/]

    [dim]newsmill dead-letters redrive --stage enrich --limit 10 --yes[/]
    """
    if not (yes or dry_run or sys.stdin.isatty()):
        raise Misused("replay asks before it does anything, and there is no terminal to ask: add --yes or --dry-run")
    settings, topics = begin(broker, max_redrives=max_redrives)
    wanted = wanted_of(topics, reason, stage, since, until, key, origin)
    judged = asyncio.run(_judged(settings, topics, wanted, limit, again=again))
    chosen = _show_judged(judged, topics, in_full=dry_run)
    progress = None
    if chosen and not dry_run:
        if not yes:
            typer.confirm(f"Give {len(chosen)} events back to their topics?", abort=True, err=True)
        progress = asyncio.run(_redrive(settings, topics, chosen, rate))
        for at, problem in progress.failed:
            typer.echo(f"newsmill: {at.place}: {problem}", err=True)
        typer.echo(f"{progress.redriven} of {len(chosen)} events given back and recorded", err=True)
    refused = sum(fate.is_refusal for _, fate in judged)
    left = len(chosen) - progress.redriven if progress else 0
    wrong = [f"{count} {what}" for count, what in ((refused, "refused"), (left, "not published")) if count]
    if wrong:
        raise Failed(f"of the dead letters, {' and '.join(wrong)}: see above")


async def _judged(
    settings: "Settings", topics: "Topics", wanted: "Wanted", limit: int | None, *, again: bool
) -> "list[tuple[Found, Fate]]":
    """Return the wanted letters with what is to become of each; a limit is for those to be redriven."""
    from streams.replay.redrive import Fate, judge

    judged, left = [], limit
    for found in await without_values(settings, topics, wanted, None):
        fate = judge(found, topics, max_redrives=settings.max_redrives, again=again)
        judged.append((found, fate))
        if fate is Fate.REDRIVE and left is not None:
            left -= 1
        if left == 0:
            break
    return judged


def _show_judged(judged: "list[tuple[Found, Fate]]", topics: "Topics", *, in_full: bool) -> "list[Found]":
    """Show what is to become of letters: of all, or of those that are refused; returns those to be redriven."""
    from agents.cli import letters
    from agents.cli.show import console
    from streams.replay.redrive import Fate

    shown = [(found, fate) for found, fate in judged if in_full or fate.is_refusal]
    if shown:
        console().print(letters.table([found for found, _ in shown], topics, [fate.value for _, fate in shown]))
    counts = Counter(fate for _, fate in judged)
    for fate in Fate:
        if counts[fate] or fate is Fate.REDRIVE:
            typer.echo(f"{counts[fate]} {fate.value}")
    return [found for found, fate in judged if fate is Fate.REDRIVE]


async def _redrive(settings: "Settings", topics: "Topics", chosen: "list[Found]", rate: float) -> "RedriveProgress":
    """Read the chosen letters once more, with their values, and give them back; where interrupted, say how far."""
    from agents.cli.progress import bar
    from streams.kafka.cluster import require_topics
    from streams.kafka.publisher import publishing
    from streams.replay.journal import run_name
    from streams.replay.letters import read_at
    from streams.replay.pace import Pace
    from streams.replay.redrive import Redriver

    origins = {found.letter.origin.topic for found in chosen if found.letter and found.letter.origin}
    partitions = await require_topics(settings, topics.redrives.name, *sorted(origins))
    places = {(found.at.partition, found.at.offset) for found in chosen}
    async with publishing(settings) as publisher:
        redriver = Redriver(run_name(datetime.now(UTC)), _who(), publisher, topics, Pace(rate), partitions)
        with bar() as shown:
            task = shown.add_task("redriving", total=len(places), events=0)

            def on_progress(progress: "RedriveProgress") -> None:
                shown.update(task, completed=progress.redriven + len(progress.failed), events=progress.redriven)

            try:
                async with aclosing(read_at(settings, topics, places)) as letters:
                    await redriver.redrive(letters, on_progress)
            except asyncio.CancelledError:
                done = f"{redriver.progress.redriven} of {len(places)} events given back and recorded"
                typer.echo(f"interrupted: {done}", err=True)
                raise
    return redriver.progress


def _who() -> str:
    """Name who runs this, for the record."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError):  # a container's user may have no name
        user = str(os.getuid())
    return f"{user}@{socket.gethostname()}"
