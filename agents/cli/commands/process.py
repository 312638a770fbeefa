"""`newsmill process`: the pipeline without Kafka, from inputs to files."""

import asyncio
import gzip
import time
from collections.abc import AsyncIterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO, cast

import orjson
import typer

from agents.cli.account import Account
from agents.cli.errors import Failed, Misused
from agents.cli.options import Inputs, UntilStage, local_stages
from agents.cli.output import Sink, complain, console, json_lines, say

if TYPE_CHECKING:
    from rich.progress import Progress

    from agents.done import Output
    from agents.sources.item import Skipped, Unreadable
    from streams.settings import Settings
    from streams.stages import Stage

STDOUT = "-"
LAST_STAGE = local_stages()[-1]


def process(
    inputs: Inputs,
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="File for articles; - is stdout.")
    ] = STDOUT,
    duplicates: Annotated[
        str | None, typer.Option(metavar="FILE", help="File for duplicates; by default they are only counted.")
    ] = None,
    dead_letters: Annotated[
        str | None, typer.Option(metavar="FILE", help="File for dead letters: events that could not be processed.")
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs", "-j", metavar="N", help="Processes; one for each core by default. [dim]NEWSMILL_POOL_SIZE[/]"
        ),
    ] = None,
    until: UntilStage = LAST_STAGE,
) -> None:
    """Process inputs without Kafka and write the articles as JSON lines.

    The stages are the same as in the service. An event that has only a URL is
    fetched. The raw_id of a page from a file is the file's path. A FILE whose
    name ends in .gz is compressed.

    At the end, an account is printed: every raw event comes out as one article,
    duplicate, unchanged article or dead letter. Exit code 1 if an input could
    not be read or the account does not close.

    [dim]newsmill process page.html | jq .title[/]

    [dim]newsmill process feed.jsonl.gz -o articles.jsonl --dead-letters dead.jsonl[/]
    """
    from agents.sources.inputs import find
    from streams import log
    from streams.security import PLAINTEXT
    from streams.settings import load

    found = find(inputs)
    settings = load(pool_size=jobs, **PLAINTEXT)
    log.configure(settings)
    with ExitStack() as stack:
        written = _open(stack, found, output), _open(stack, found, duplicates), _open(stack, found, dead_letters)
        run = Run(*written)
        asyncio.run(_process(settings, found, until, run))
    _report(run)


@dataclass
class Run:
    """The files for the outputs, and the account so far."""

    articles: Sink | None
    duplicates: Sink | None
    dead_letters: Sink | None
    account: Account = field(default_factory=Account)
    unreadable: "list[Unreadable]" = field(default_factory=list)
    skipped: "list[Skipped]" = field(default_factory=list)
    started: float = field(default_factory=time.monotonic)

    def take(self, output: "Output") -> None:
        """Count an output and write it."""
        from streams.metrics import Outcome

        file = self.articles
        match output.outcome:
            case Outcome.UNCHANGED:
                self.account.unchanged += 1
            case Outcome.DUPLICATE:
                self.account.duplicates += 1
                file = self.duplicates
            case Outcome.DEAD_LETTER:
                self.account.reasons[orjson.loads(output.event or b"")["reason"]] += 1
                file = self.dead_letters
            case _:
                self.account.articles += 1
                self.account.updates += output.outcome is Outcome.UPDATED
        if file is not None and output.event is not None:
            file.write(output.event + b"\n")


def _open(stack: ExitStack, found: list[str], name: str | None) -> Sink | None:
    """Open a file for writing until the stack ends; raises Misused if that fails or the file is an input."""
    if name is None:
        return None
    if name == STDOUT:
        out = json_lines()
        stack.callback(out.flush)
        return out
    path = Path(name)
    if path.exists() and any(Path(source).exists() and path.samefile(source) for source in found):
        raise Misused(f"{name}: is also an input; name another file for the output")
    try:
        file = stack.enter_context(path.open("wb"))
    except OSError as error:
        raise Misused(f"{name}: cannot write there: {error.strerror}") from None
    return cast(BinaryIO, stack.enter_context(gzip.open(file, "wb"))) if path.suffix == ".gz" else file


async def _process(settings: "Settings", found: list[str], until: "Stage", run: Run) -> None:
    from agents.cli.progress import bar
    from agents.local import LocalPipeline
    from agents.sources.inputs import most_events, total_bytes

    with bar() as progress:
        progress.add_task("loading models", total=None, events=0)
        most = most_events(found, settings.pool_size)
        async with LocalPipeline(settings, until=until, most=most) as pipeline:
            progress.reset(progress.task_ids[0], description="processing", total=total_bytes(found))
            async for output in pipeline.process(_values(found, run, progress)):
                run.take(output)
                progress.update(progress.task_ids[0], events=run.account.outputs)


async def _values(found: list[str], run: Run, progress: "Progress") -> AsyncIterator[bytes]:
    """Yield the raw events and count them; keep what was skipped or unreadable for the report."""
    from agents.sources.background import in_background
    from agents.sources.inputs import read
    from agents.sources.item import Skipped, Unreadable

    async for item in in_background(read(found)):
        progress.update(progress.task_ids[0], advance=item.consumed)
        if isinstance(item, Unreadable):
            run.unreadable.append(item)
        elif isinstance(item, Skipped):
            run.skipped += [item] if item.causes else []
        else:
            run.account.inputs += 1
            yield item.value


def _report(run: Run) -> None:
    """Print the account; raises Failed if it does not close or an input was unreadable."""
    account, seconds = run.account, time.monotonic() - run.started
    console(stderr=True).print(account.table())
    say(f"{seconds:.1f} s, models included: {account.inputs / seconds:.1f} events/s", err=True)
    for item in run.skipped:
        say(str(item), err=True)
    for part in run.unreadable:
        complain(f"{part.name}: {part.problem}")
    if not account.closes:
        raise Failed(f"the account does not close: {account.inputs} events in, {account.outputs} out")
    if run.unreadable:
        raise Failed(f"{len(run.unreadable)} inputs could not be read, see above")
