"""`newsmill tail`: the events of a topic as they arrive."""

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from agents.cli.json_line import json_line
from agents.cli.options import AsJson, Broker
from agents.cli.output import say, say_json

if TYPE_CHECKING:
    from streams.kafka.reader import Received
    from streams.settings import Settings

Kind = Literal["articles", "duplicates", "dead-letters", "raw"]


def tail(
    topic: Annotated[Kind, typer.Argument(metavar="TOPIC", help="The public topic to show.")] = "articles",
    from_beginning: Annotated[
        bool, typer.Option("--from-beginning", help="Start with the oldest event on the topic.")
    ] = False,
    maximum: Annotated[
        int | None, typer.Option("--max", min=1, metavar="N", help="End after N events.", show_default=False)
    ] = None,
    as_json: AsJson = False,
    broker: Broker = None,
) -> None:
    """Show the events of a topic as they arrive, one line each, until Ctrl-C.

    It joins no consumer group and commits nothing, so that other readers are not
    affected. With --json an event is one line of JSON; a dead letter comes with
    its key, value (base64) and headers.

    [dim]newsmill tail[/]

    [dim]newsmill tail dead-letters --from-beginning --max 10[/]

    [dim]newsmill tail articles --json | jq .title[/]
    """
    from streams import log
    from streams.settings import load

    settings = load(broker=broker)
    log.configure(settings)
    with suppress(KeyboardInterrupt):
        asyncio.run(_follow(settings, topic, from_beginning, maximum, as_json))


async def _follow(settings: "Settings", kind: Kind, from_beginning: bool, maximum: int | None, as_json: bool) -> None:
    from streams.kafka.reader import Reader
    from streams.topics import Topics

    topic = Topics(settings).of(kind)
    async with Reader(settings, topic.name, from_beginning=from_beginning) as reader:
        start = "beginning" if from_beginning else "end"
        say(f"{topic.name} on {settings.broker}, from its {start}; Ctrl-C ends this", err=True)
        count = 0
        async for record in reader:
            if as_json:
                say_json(_as_json(kind, record))
            else:
                say(_as_text(kind, record))
            count += 1
            if count == maximum:
                return


def _as_text(kind: Kind, record: "Received") -> str:
    from agents.cli import show
    from schemas import Rejected

    line = {
        "articles": show.article_line,
        "duplicates": show.duplicate_line,
        "dead-letters": show.dead_letter_line,
        "raw": show.raw_line,
    }[kind]
    try:
        text = line(record)
    except (Rejected, UnicodeDecodeError) as error:
        text = show.unreadable_line(record, error)
    return f"{record.time.astimezone():%H:%M:%S}  {text}"


def _as_json(kind: Kind, record: "Received") -> bytes:
    """Return the event on one line; a value that is not JSON becomes a JSON string."""
    from schemas import DeadLetter, Rejected

    value = record.value or b"null"
    if kind == "dead-letters":
        with suppress(Rejected, UnicodeDecodeError):
            return DeadLetter.from_record(record.key, value, record.headers).encode()
    return json_line(value)
