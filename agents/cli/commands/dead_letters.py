"""`newsmill dead-letters`: list, show, export, count and redrive the events that could not be processed."""

import asyncio
import gzip
import os
from collections.abc import Iterator
from contextlib import aclosing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO, cast

import typer

from agents.cli.commands import redrive
from agents.cli.errors import Failed, Misused
from agents.cli.options import AsJson, Broker
from agents.cli.output import Sink, complain, console, json_lines, raw_bytes, say, say_json, say_lines
from agents.cli.wanted import (
    FailedStages,
    FromOrigin,
    Key,
    Limit,
    Reasons,
    Since,
    Until,
    begin,
    chosen,
    wanted_of,
    without_values,
)

if TYPE_CHECKING:
    from streams.replay.letters import Found
    from streams.settings import Settings
    from streams.topics import Topics

STDOUT = "-"
ENDINGS = (".jsonl", ".jsonl.gz")

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="rich",
    help="See the events that could not be processed, and redrive them once the cause is fixed.\n\n"
    "[dim]newsmill dead-letters summary --since 1d[/]\n\n"
    "[dim]newsmill dead-letters list --reason fetch_failed --limit 20[/]\n\n"
    "[dim]newsmill dead-letters redrive --stage enrich --since 2h --dry-run[/]",
)


@app.command("list")
def list_letters(
    reason: Reasons = None, stage: FailedStages = None, since: Since = None, until: Until = None, key: Key = None,
    origin: FromOrigin = None, limit: Limit = None, as_json: AsJson = False, broker: Broker = None,
) -> None:  # fmt: skip
    r"""List dead letters, oldest first: the place of each, why it failed, and how often it was redriven.

    With --json one line for each, with the event's bytes in base64, in the order
    of the topic (with --limit, oldest first).

    [dim]newsmill dead-letters list --reason no_article --since 3d[/]

    [dim]newsmill dead-letters list --origin 'raw\[1]@17' --json[/]
    """
    from agents.cli import letters

    settings, topics = begin(broker)
    wanted = wanted_of(topics, reason, stage, since, until, key, origin)

    async def show() -> None:
        out = json_lines()
        async for found in chosen(settings, topics, wanted, limit):
            out.write(letters.line(found) + b"\n")
        out.flush()

    if as_json:
        return asyncio.run(show())
    found = asyncio.run(without_values(settings, topics, wanted, limit))
    if found:
        console().print(letters.table(found, topics))
    return _print_count(found)


@app.command()
def show(
    place: Annotated[
        str, typer.Argument(metavar="PLACE", help="The letter's place, as list prints it, or PARTITION/OFFSET.")
    ],
    raw: Annotated[
        bool, typer.Option("--raw", help="Print only the event's value, byte for byte; in a terminal with escapes.")
    ] = False,
    broker: Broker = None,
) -> None:
    r"""Show one dead letter in full, with its error, headers, redrives and value.

    [dim]newsmill dead-letters show 'dead-letters\[3]@17'[/]

    [dim]newsmill dead-letters show 3/17 --raw > page.json[/]
    """
    from agents.cli import letters

    settings, topics = begin(broker)
    found = asyncio.run(_at(settings, topics, place))
    if not raw:
        say_lines(letters.in_full(found, topics))
    elif found.letter is None:
        raise Failed(f"{place} cannot be read: {found.problem}")
    else:
        raw_bytes(found.letter.value or b"")
        if (whole := found.letter.truncated) is not None:
            complain(f"{place} was cut: this is the beginning of {whole} bytes; `newsmill dead-letters show` says more")


@app.command()
def export(
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="A .jsonl or .jsonl.gz file; - is stdout.")
    ],
    reason: Reasons = None, stage: FailedStages = None, since: Since = None, until: Until = None, key: Key = None,
    origin: FromOrigin = None, limit: Limit = None, broker: Broker = None,
) -> None:  # fmt: skip
    """Write dead letters to a file, one line of JSON each, with the original bytes in base64.

    The file gets its name when it is complete. Exit code 1 if the topic has
    records that are not dead letters; they are named and left out.

    [dim]newsmill dead-letters export -o failed.jsonl.gz --since 7d[/]
    """
    if output != STDOUT and not output.endswith(ENDINGS):
        raise Misused(f"{output}: name a file ending in {' or '.join(ENDINGS)}, or - for standard output")
    settings, topics = begin(broker)
    wanted = wanted_of(topics, reason, stage, since, until, key, origin)

    async def write(file: Sink) -> tuple[int, int]:
        written = unreadable = 0
        async for found in chosen(settings, topics, wanted, limit):
            if found.letter is None:
                unreadable += 1
                complain(f"{found.at.place}: {found.problem}")
            else:
                file.write(found.letter.encode() + b"\n")
                written += 1
        return written, unreadable

    with _output(output) as file:
        written, unreadable = asyncio.run(write(file))
    say(f"{written} dead letters written to {'standard output' if output == STDOUT else output}", err=True)
    if unreadable:
        raise Failed(f"{unreadable} records could not be read, see above")


@app.command()
def summary(
    reason: Reasons = None, stage: FailedStages = None, since: Since = None, until: Until = None, key: Key = None,
    origin: FromOrigin = None, limit: Limit = None, as_json: AsJson = False, broker: Broker = None,
) -> None:  # fmt: skip
    """Count dead letters by reason and stage, and how many were redriven.

    [dim]newsmill dead-letters summary --since 1d[/]
    """
    from agents.cli import letters

    settings, topics = begin(broker)
    found = asyncio.run(
        without_values(settings, topics, wanted_of(topics, reason, stage, since, until, key, origin), limit)
    )
    counted = letters.summary(found)
    if as_json:
        import orjson

        say_json(orjson.dumps(counted, option=orjson.OPT_INDENT_2))
    else:
        console().print(letters.summary_table(counted))
        if counted["dead_letters"]:
            say(f"from {counted['first']} to {counted['last']}")


app.command()(redrive.redrive)  # after the harmless commands in the help


def _print_count(found: "list[Found]") -> None:
    unreadable = sum(one.letter is None for one in found)
    rest = f", {unreadable} of them unreadable" if unreadable else ""
    say(f"{len(found)} dead letters{rest}", err=True)


async def _at(settings: "Settings", topics: "Topics", place: str) -> "Found":
    """Return the letter at a place; raises Misused, or Failed if nothing is there."""
    from streams.replay.letters import Whereabouts, read_at

    named = place if place.count("/") != 1 else f"{topics.dead_letters.name}/{place}"
    try:
        where = Whereabouts.read(named, topics)
    except ValueError as error:
        raise Misused(f"{place!r}: {error}") from None
    if where.topic != topics.dead_letters.name or where.partition is None or where.offset is None:
        raise Misused(f"{place!r}: expected dead-letters[PARTITION]@OFFSET, as `newsmill dead-letters list` prints it")
    async with aclosing(read_at(settings, topics, {(where.partition, where.offset)})) as letters:
        async for found in letters:
            return found
    raise Failed(f"there is nothing at {place}")


@contextmanager
def _output(name: str) -> Iterator[Sink]:
    """Open a file that gets its name when it is complete; raises Misused if it cannot be written."""
    if name == STDOUT:
        out = json_lines()
        yield out
        out.flush()
        return
    path = Path(name)
    part = path.with_name(f".{path.name}.part")
    try:
        file = part.open("wb")
    except OSError as error:
        raise Misused(f"{name}: cannot write there: {error.strerror}") from None
    try:
        with file:
            if name.endswith(".gz"):
                with gzip.open(file, "wb") as packed:
                    yield cast(BinaryIO, packed)
            else:
                yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
