"""`newsmill dead-letters redrive`: the events of dead letters go back to the topics they came from."""

import asyncio
import getpass
import os
import socket
import sys
from collections import Counter
from contextlib import aclosing
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from agents.cli.errors import Failed, Misused
from agents.cli.options import Broker, Rate
from agents.cli.output import complain, console, say
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
    again: Annotated[bool, typer.Option("--again", help="Also redrive letters that were redriven before.")] = False,
    max_redrives: Annotated[
        int | None,
        typer.Option(min=0, metavar="N", help="Refuse events that were redriven N times. [dim]NEWSMILL_MAX_REDRIVES[/]",
                     show_default=False),
    ] = None,
    rate: Rate = 100,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show which letters would be redriven.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask for confirmation.")] = False,
    broker: Broker = None,
) -> None:  # fmt: skip
    """Put the events of dead letters back on the topics they came from, to be processed again.

    Fix the cause first, and try a few with --limit. Key, value and headers are
    the original's; the header newsmill-redrives counts the redrives. Of a letter
    that was cut, the whole event is read from its origin, if that topic still
    keeps it. Each redrive is recorded, and the letter is skipped next time. An
    event that keeps failing is refused after NEWSMILL_MAX_REDRIVES redrives. After
    a crash an event may be redriven twice, which is harmless.

    Exit code 1 if letters were refused or could not be published.

    [dim]newsmill dead-letters redrive --reason unexpected --since 2h --dry-run[/]

    [dim]newsmill dead-letters redrive --stage enrich --limit 10 --yes[/]
    """
    if not (yes or dry_run or sys.stdin.isatty()):
        raise Misused("redrive asks for confirmation, and standard input is not a terminal: add --yes or --dry-run")
    settings, topics = begin(broker, max_redrives=max_redrives)
    wanted = wanted_of(topics, reason, stage, since, until, key, origin)
    judged = asyncio.run(_judged(settings, topics, wanted, limit, again=again))
    chosen = _show_judged(judged, topics, in_full=dry_run)
    progress = None
    if chosen and not dry_run:
        if not yes:
            typer.confirm(f"Redrive {len(chosen)} dead letters?", abort=True, err=True)
        progress = asyncio.run(_redrive(settings, topics, chosen, rate))
        for at, problem in progress.failed:
            complain(f"{at.place}: {problem}")
        say(f"{progress.redriven} of {len(chosen)} dead letters redriven and recorded", err=True)
    refused = sum(fate.is_refusal for _, fate in judged)
    left = len(chosen) - progress.redriven if progress else 0
    wrong = [f"{count} {what}" for count, what in ((refused, "refused"), (left, "not published")) if count]
    if wrong:
        raise Failed(f"of the dead letters, {' and '.join(wrong)}: see above")


async def _judged(
    settings: "Settings", topics: "Topics", wanted: "Wanted", limit: int | None, *, again: bool
) -> "list[tuple[Found, Fate]]":
    """Return the wanted letters with the decision on each; a limit counts only those to be redriven."""
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
    """Show the decision on all letters, or only on the refused ones, and the counts; return those to be redriven."""
    from agents.cli import letters
    from streams.replay.redrive import Fate

    shown = [(found, fate) for found, fate in judged if in_full or fate.is_refusal]
    if shown:
        console().print(letters.table([found for found, _ in shown], topics, [fate.value for _, fate in shown]))
    counts = Counter(fate for _, fate in judged)
    for fate in Fate:
        if counts[fate] or fate is Fate.REDRIVE:
            say(f"{counts[fate]} {fate.value}")
    return [found for found, fate in judged if fate is Fate.REDRIVE]


async def _redrive(settings: "Settings", topics: "Topics", chosen: "list[Found]", rate: float) -> "RedriveProgress":
    """Read the chosen letters again, with their values, and redrive them; if interrupted, print how far it came."""
    from agents.cli.progress import bar
    from streams.kafka.cluster import require_topics
    from streams.kafka.publisher import publishing
    from streams.replay.journal import run_name
    from streams.replay.letters import read_at
    from streams.replay.originals import with_original
    from streams.replay.pace import Pace
    from streams.replay.redrive import Redriver

    origins = {found.letter.origin.topic for found in chosen if found.letter and found.letter.origin}
    partitions = await require_topics(settings, topics.redrives.name, *sorted(origins))
    places = {(found.at.partition, found.at.offset) for found in chosen}
    async with publishing(settings) as publisher:
        name, original = run_name(datetime.now(UTC)), partial(with_original, settings)
        redriver = Redriver(name, _who(), publisher, topics, Pace(rate), partitions, original)
        with bar() as shown:
            task = shown.add_task("redriving", total=len(places), events=0)

            def on_progress(progress: "RedriveProgress") -> None:
                shown.update(task, completed=progress.redriven + len(progress.failed), events=progress.redriven)

            try:
                async with aclosing(read_at(settings, topics, places)) as letters:
                    await redriver.redrive(letters, on_progress)
            except asyncio.CancelledError:
                done = f"{redriver.progress.redriven} of {len(places)} dead letters redriven and recorded"
                say(f"interrupted: {done}", err=True)
                raise
    return redriver.progress


def _who() -> str:
    """Return user@host, for the journal."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError):  # the user of a container may have no name
        user = str(os.getuid())
    return f"{user}@{socket.gethostname()}"
