"""`newsmill publish`: raw events from files, folders, URLs or standard input onto the raw topic."""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

import typer

from agents.cli.errors import Failed
from agents.cli.options import Broker, Inputs

if TYPE_CHECKING:
    from agents.inputs import RawInput, Unreadable
    from streams.publisher import Confirmation
    from streams.settings import Settings

UNCONFIRMED = 200  # events on their way at once; with pages of 100 kB, 20 MB


def publish(inputs: Inputs, broker: Broker = None) -> None:
    """Put raw events on the raw topic, for a worker to process.

    A page becomes an event with its bytes, a URL one to be fetched; each line
    of a .jsonl file is sent as it is. Exit code 1 where an input could not be
    read or is too large for the topic; the others are published.

    [dim]newsmill publish page.html folder/[/]

    [dim]newsmill publish feed.jsonl.gz --broker kafka://kafka-1:9092[/]

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

        def show(sent: Sent, item: "RawInput | Unreadable") -> None:
            progress.update(task, advance=item.consumed, events=sent.events)

        sent = asyncio.run(_publish(settings, found, show))
    typer.echo(f"{sent.confirmed} of {sent.events} events published and confirmed", err=True)
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


Show: TypeAlias = Callable[[Sent, "RawInput | Unreadable"], None]


async def _publish(settings: "Settings", found: list[str], show: Show) -> Sent:
    from streams.cluster import TopicsUnfit, topic_states
    from streams.topics import Topics

    topics = Topics(settings)
    states = {state.topic.name: state for state in await topic_states(settings, topics)}
    if states[topics.raw.name].partitions is None:
        raise TopicsUnfit(f"{topics.raw.name} is missing on {settings.broker} (see `newsmill topics create`)")
    return await send(settings, found, topics.raw.name, show)


async def send(settings: "Settings", found: list[str], topic: str, show: Show | None = None) -> Sent:
    """Publish the events of inputs and wait until the broker has confirmed each; `show` is called after each."""
    from agents.inputs import Unreadable, in_background, read
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
            else:
                sent.events += 1
                waiting.append((item.name, await publisher.send([Record(topic, item.key, item.value)])))
            if len(waiting) >= UNCONFIRMED:
                await _confirm(*waiting.popleft(), sent)
            if show is not None:
                show(sent, item)
        while waiting:
            await _confirm(*waiting.popleft(), sent)
    finally:
        await publisher.stop()
    return sent


async def _confirm(name: str, confirmation: "Confirmation", sent: Sent) -> None:
    from schemas import Rejected

    try:
        await confirmation.wait()
        sent.confirmed += 1
    except Rejected as error:
        sent.problems.append((name, error.message))
