"""`newsmill publish`: raw events from files, folders, URLs or standard input onto the raw topic."""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from agents.cli.errors import Failed
from agents.cli.options import Broker, Inputs

if TYPE_CHECKING:
    from agents.inputs import Item
    from streams.publisher import Confirmation
    from streams.settings import Settings

UNCONFIRMED = 200  # events on their way at once; with pages of 100 kB, 20 MB
PATIENCE = 120.0  # seconds without a confirmation: longer than a broker takes to start, or another one to lead


def publish(
    inputs: Inputs,
    patience: Annotated[
        float, typer.Option(metavar="SECONDS", min=1, help="Give up when the broker confirms nothing for so long.")
    ] = PATIENCE,
    broker: Broker = None,
) -> None:
    """Put raw events on the raw topic, for a worker to process.

    A page becomes an event with its bytes, a URL one to be fetched; each line
    of a .jsonl file is sent as it is. Of an archive (.warc) come the HTML
    pages; its other records are counted. Exit code 1 where an input could not be
    read or is too large for the topic (the others are published), or where the
    broker went away for longer than --patience.

    [dim]newsmill publish page.html folder/[/]

    [dim]newsmill publish feed.jsonl.gz --broker kafka://kafka-1:9092[/]

    [dim]newsmill publish CC-NEWS-20261124-00001.warc.gz[/]

    [dim]crawler | newsmill publish -[/]
    """
    from agents.inputs import find, total_bytes
    from streams import log
    from streams.settings import load

    found = find(inputs)
    settings = load(broker=broker)
    log.configure(settings)
    from agents.cli.progress import bar

    with bar() as progress:
        task = progress.add_task("publishing", total=total_bytes(found), events=0)

        def show(sent: Sent, item: "Item") -> None:
            progress.update(task, advance=item.consumed, events=sent.events)

        sent = asyncio.run(_publish(settings, found, patience, show))
    typer.echo(f"{sent.confirmed} of {sent.events} events published and confirmed", err=True)
    for note in sent.notes:
        typer.echo(note, err=True)
    for name, problem in sent.problems:
        typer.echo(f"newsmill: {name}: {problem}", err=True)
    if sent.problems:
        raise Failed(f"{len(sent.problems)} inputs were not published, each named above")


@dataclass
class Sent:
    """What became of the inputs."""

    events: int = 0
    confirmed: int = 0
    problems: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


Show: TypeAlias = Callable[[Sent, "Item"], None]


async def _publish(settings: "Settings", found: list[str], patience: float, show: Show) -> Sent:
    from streams.cluster import TopicsUnfit, topic_states
    from streams.connection import unseen
    from streams.topics import Topics

    topics = Topics(settings)
    states = {state.topic.name: state for state in await topic_states(settings, topics)}
    if states[topics.raw.name].partitions is None:
        raise TopicsUnfit(
            f"{topics.raw.name} is missing on {settings.broker} (see `newsmill topics create`{unseen(settings)})"
        )
    return await send(settings, found, topics.raw.name, show, patience=patience)


async def send(
    settings: "Settings", found: list[str], topic: str, show: Show | None = None, *, patience: float = PATIENCE
) -> Sent:
    """Publish the events of inputs and wait until the broker has confirmed each; `show` is called after each.

    Raises Failed where it confirms nothing for `patience` seconds.
    """
    from agents.inputs import PassedOver, Unreadable, in_background, read
    from streams.cluster import inspect
    from streams.metrics import create
    from streams.publisher import Publisher
    from streams.records import Record

    sent = Sent()
    waiting: deque[tuple[str, Confirmation]] = deque()
    publisher = Publisher(settings, await inspect(settings), create())
    await publisher.start()
    try:
        async for item in in_background(read(found)):
            if isinstance(item, Unreadable):
                sent.problems.append((item.name, item.problem))
            elif isinstance(item, PassedOver):
                sent.notes += [str(item)] if item.causes else []
            else:
                sent.events += 1
                async with asyncio.timeout(patience):  # aiokafka's buffer may be full
                    waiting.append((item.name, await publisher.send([Record(topic, item.key, item.value)])))
            while waiting and (len(waiting) >= UNCONFIRMED or waiting[0][1].is_known):
                await _confirm(*waiting.popleft(), sent, patience)
            if show is not None:
                show(sent, item)
        while waiting:
            await _confirm(*waiting.popleft(), sent, patience)
    except TimeoutError:
        raise Failed(
            f"{settings.broker} (NEWSMILL_BROKER) has confirmed nothing for {patience:g} s: {sent.confirmed} of "
            f"{sent.events} events are published for sure; see the broker's log for why it takes no more"
        ) from None
    finally:
        await publisher.stop()
    return sent


async def _confirm(name: str, confirmation: "Confirmation", sent: Sent, patience: float) -> None:
    """Count a confirmed event, or one the topic does not take; raises TimeoutError."""
    from schemas import Rejected

    try:
        async with asyncio.timeout(patience):
            await confirmation.wait()
        sent.confirmed += 1
    except Rejected as error:
        sent.problems.append((name, error.message))
