"""`newsmill replay`: raw events through the pipeline again."""

import asyncio
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from agents.cli.errors import Failed, Misused
from agents.cli.moments import bound
from agents.cli.options import Broker, Rate
from agents.cli.output import complain, say

if TYPE_CHECKING:
    from streams.replay.raw import ReplayProgress, Selection
    from streams.settings import Settings

NAME = re.compile(r"[A-Za-z0-9._-]{1,100}")
INTERRUPTED = 130


def replay(
    start: Annotated[
        str,
        typer.Option(
            "--from",
            metavar="TIME|OFFSET",
            help="First event: a time (RFC 3339, or 90s, 30m, 2h, 3d ago), an offset or beginning.",
        ),
    ],
    stop: Annotated[
        str,
        typer.Option(
            "--to", metavar="TIME|OFFSET", help="Stop before this time or offset; end is the topic's end now."
        ),
    ] = "end",
    partitions: Annotated[
        list[int] | None,
        typer.Option(
            "--partition", metavar="N", min=0, help="Only this partition; may be repeated.", show_default=False
        ),
    ] = None,
    name: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Name of the replay, under which its progress is kept; by default the current time.",
            show_default=False,
        ),
    ] = None,
    rate: Rate = 50,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only count the events.")] = False,
    broker: Broker = None,
) -> None:
    """Process raw events again, beside the live events.

    They come out with the same ids and revisions as before, and as the same
    duplicates, as long as the deduplicator remembers their articles. The live
    consumer groups and the raw topic are not changed. An event without content is
    fetched again; if its page has changed, the article gets a new revision.

    An offset applies to each partition. A time selects the first record with that
    timestamp or a later one. Progress is kept in a consumer group of the replay's
    own: the same command, with the same --name, resumes where it was interrupted,
    and does nothing if the replay is finished. Exit code 1 if an event could not
    be published.

    [dim]newsmill replay --from 2026-11-24T09:00:00Z --to 2026-11-24T12:00:00Z --dry-run[/]

    [dim]newsmill replay --from beginning --name new-extractor --rate 200[/]
    """
    from streams import log
    from streams.replay.journal import run_name
    from streams.replay.raw import Selection
    from streams.settings import load

    now = datetime.now(UTC)
    selection = Selection(bound(start, "--from", now), bound(stop, "--to", now), tuple(sorted(set(partitions or ()))))
    _check_order(selection)
    name = run_name(now) if name is None else name
    if not NAME.fullmatch(name):
        raise Misused(f"--name {name!r}: only letters, digits, dots, hyphens and underscores, and at most 100")
    settings = load(broker=broker)
    log.configure(settings)
    try:
        progress = asyncio.run(_run(settings, name, selection, rate, dry_run=dry_run))
    except KeyboardInterrupt:
        if not dry_run:
            say(f"interrupted; to resume: {_command(name, selection, broker)}", err=True)
        raise typer.Exit(INTERRUPTED) from None
    for at, problem in progress.failed:
        complain(f"{at.place}: {problem}")
    if progress.failed:
        raise Failed(f"{len(progress.failed)} events were not published, see above")


def _check_order(selection: "Selection") -> None:
    start, stop = selection.start, selection.stop
    if isinstance(start, datetime) and isinstance(stop, datetime):
        is_empty = start >= stop
    else:
        is_empty = isinstance(start, int) and isinstance(stop, int) and start >= stop
    if is_empty:
        raise Misused("--from is not before --to, so the span is empty")


def _command(name: str, selection: "Selection", broker: str | None) -> str:
    """Return the command that resumes a replay, with absolute times instead of `2h`."""
    from schemas.base import format_time

    def text(bound: datetime | int | None) -> str:
        return "end" if bound is None else format_time(bound) if isinstance(bound, datetime) else str(bound)

    more = "".join(f" --partition {partition}" for partition in selection.partitions)
    more += "" if broker is None else f" --broker {broker}"
    return f"newsmill replay --name {name} --from {text(selection.start)} --to {text(selection.stop)}{more}"


async def _run(
    settings: "Settings", name: str, selection: "Selection", rate: float, *, dry_run: bool
) -> "ReplayProgress":
    """Replay or count the selected events that are left; raises Misused."""
    from streams.kafka.cluster import inspect, require_topics
    from streams.kafka.publisher import publishing
    from streams.kafka.scan import Scan
    from streams.replay.pace import Pace
    from streams.replay.raw import Replay, ReplayProgress, count, replay_group, resumed
    from streams.stages import Stage
    from streams.topics import Topics

    topics = Topics(settings)
    await require_topics(settings, topics.again(Stage.EXTRACT).name)
    cluster = await inspect(settings)
    async with Scan(settings, topics.raw.name, group=replay_group(settings, name)) as scan:
        unknown = set(selection.partitions) - set(scan.partitions)
        if unknown:
            raise Misused(f"--partition {min(unknown)}: {topics.raw.name} has {len(scan.partitions)}, from 0 on")
        whole = await selection.ranges(scan, embedded=cluster.embedded)
        left = resumed(whole, await scan.committed())
        if any(whole.values()) and not any(left.values()):
            say(f"{name} is finished: nothing is left to replay between these bounds", err=True)
            return ReplayProgress()
        with _bar(name, sum(map(len, left.values()))) as on_progress:
            if dry_run:
                progress = await count(scan, left, selection, on_progress)
            else:
                async with publishing(settings) as publisher:
                    replay = Replay(name, scan, publisher, topics, Pace(rate))
                    await replay.run(left, selection, on_progress)
                progress = replay.progress
    what = "would be replayed" if dry_run else f"replayed as {name}"
    spans = (f"raw[{partition}]@{first}-{last}" for partition, (first, last) in sorted(progress.spans.items()))
    say(f"{progress.replayed} events {what}: {', '.join(spans) or 'no event is between the bounds'}", err=True)
    return progress


@contextmanager
def _bar(name: str, total: int) -> "Iterator[Callable[[ReplayProgress], None]]":
    """Show a progress bar with the rate; yield the function to call with the progress."""
    from agents.cli.progress import bar

    with bar() as shown:
        task = shown.add_task(f"replaying {name}", total=total, events=0)

        def on_progress(progress: "ReplayProgress") -> None:
            speed = shown.tasks[task].speed or 0
            description = f"replaying {name}, {speed:.0f} events/s"
            shown.update(task, description=description, completed=progress.read, events=progress.replayed)

        yield on_progress
