"""`newsmill publish`: raw events from files, folders, URLs, feeds, sitemaps or standard input onto the raw topic."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from agents.cli import send
from agents.cli.errors import Failed, Misused
from agents.cli.options import INPUTS, Broker, Rate

if TYPE_CHECKING:
    from agents.sources.checkpoint import Memory
    from agents.sources.inputs import Item
    from agents.sources.poll import Source
    from streams.settings import Settings


def publish(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(metavar="INPUT", help=f"{INPUTS} Or none, with --feed or --sitemap.", show_default=False),
    ] = None,
    feed: Annotated[
        list[str] | None,
        typer.Option(metavar="URL|FILE", help="An RSS or Atom feed: its entries' pages; repeatable."),
    ] = None,
    sitemap: Annotated[
        list[str] | None,
        typer.Option(metavar="URL|FILE", help="A sitemap or an index of them: the pages it lists; repeatable."),
    ] = None,
    follow: Annotated[
        float | None,
        typer.Option(metavar="SECONDS", min=1, help="Look for new pages in feeds and sitemaps so often, until Ctrl-C."),
    ] = None,
    state: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Keeps what was published: how far JSON lines and archives, and which pages of feeds and sitemaps. "
            "The same command again goes on from there.",
            show_default=False,
            dir_okay=False,
        ),
    ] = None,
    rate: Rate = 0,
    patience: Annotated[
        float, typer.Option(metavar="SECONDS", min=1, help="Give up when the broker confirms nothing for so long.")
    ] = send.PATIENCE,
    broker: Broker = None,
) -> None:
    """Put raw events on the raw topic, for a worker to process.

    A page becomes an event with its bytes, a URL one to be fetched; each line
    of a .jsonl file is sent as it is. Of an archive (.warc) come the HTML
    pages; its other records are counted. What a feed or a sitemap lists is an
    event to be fetched, with title, time, source and language as stated there.
    Exit code 1 where an input could not be read or is too large for the topic
    (the others are published), or where the broker went away for longer than
    --patience; with --follow, what fails is named and tried again.

    [dim]newsmill publish page.html folder/[/]

    [dim]newsmill publish feed.jsonl.gz --broker kafka://kafka-1:9092[/]

    [dim]newsmill publish CC-NEWS-20261124-00001.warc.gz --state done.json --rate 50[/]

    [dim]newsmill publish --feed https://example.org/rss --follow 300 --state seen.json[/]

    [dim]crawler | newsmill publish -[/]
    """
    from agents.sources.checkpoint import Memory
    from agents.sources.inputs import find, total_bytes
    from agents.sources.poll import Source
    from streams import log
    from streams.settings import load

    sources = [Source("feed", address) for address in feed or ()]
    sources += [Source("sitemap", address) for address in sitemap or ()]
    if not inputs and not sources:
        raise Misused("nothing to publish: name an INPUT, a --feed or a --sitemap")
    if not sources and follow is not None:
        raise Misused("--follow is for what a --feed or a --sitemap lists")
    found = find(inputs or ())
    memory = Memory.load(state) if state is not None else Memory()
    memory.save()  # where that is not possible, it is better known now
    settings = load(broker=broker)
    log.configure(settings)
    from agents.cli.progress import bar

    with bar() as progress:
        task = progress.add_task("publishing", total=None if sources else total_bytes(found), events=0)

        def show(sent: send.Sent, item: "Item") -> None:
            progress.update(task, advance=item.consumed, events=sent.events)

        listings = Listings(sources, follow)
        sending = partial(send.sending, patience=patience, rate=rate, show=show)
        sent = asyncio.run(_publish(settings, found, listings, memory, sending))
    if follow is not None:
        return  # each round has been reported
    _report(sent)
    if sent.problems:
        raise Failed(f"{len(sent.problems)} inputs were not published, each named above")


@dataclass(frozen=True)
class Listings:
    """The feeds and sitemaps, and how often to look again."""

    sources: "Sequence[Source]"
    follow: float | None


async def _publish(
    settings: "Settings",
    found: list[str],
    listings: Listings,
    memory: "Memory",
    sending: send.Sending,
) -> send.Sent:
    from agents.sources.inputs import in_background, read
    from streams.kafka.cluster import require_topics
    from streams.topics import Topics

    raw = Topics(settings).raw.name
    await require_topics(settings, raw)
    async with sending(settings, raw) as sender:
        try:
            await sender.send(in_background(read(found, memory.places)), confirmed=memory.reach)
        finally:
            memory.save()
        if listings.sources:
            await _poll(settings, listings, memory, sender)
    return sender.sent


async def _poll(settings: "Settings", listings: Listings, memory: "Memory", sender: send.Sender) -> None:
    """Publish what the sources list and, where they are followed, what is new in them, until Ctrl-C."""
    from agents.sources.poll import Poller

    poller = Poller(
        listings.sources, memory, timeout=settings.fetch_timeout, user_agent=settings.fetch_user_agent
    )  # fmt: skip
    async with poller:
        while True:
            try:
                await sender.send(poller.round(), confirmed=lambda page: memory.add(page.name))
                poller.settle()
            finally:
                memory.save()
            if listings.follow is None:
                return
            if sender.sent.events or sender.sent.problems:
                _report(sender.sent)
            sender.sent = send.Sent()
            try:
                await asyncio.sleep(listings.follow)
            except asyncio.CancelledError:  # Ctrl-C, with nothing in hand
                return


def _report(sent: send.Sent) -> None:
    typer.echo(f"{sent.confirmed} of {sent.events} events published and confirmed", err=True)
    for note in sent.notes:
        typer.echo(note, err=True)
    for name, problem in sent.problems:
        typer.echo(f"newsmill: {name}: {problem}", err=True)
