"""`newsmill publish`: raw events from files, folders, URLs, feeds, sitemaps or standard input onto the raw topic."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from agents.cli import send
from agents.cli.dry_run import Printer
from agents.cli.errors import Failed, Misused
from agents.cli.options import INPUTS, Broker, Rate
from agents.cli.output import complain, json_lines, say

if TYPE_CHECKING:
    from agents.sources.checkpoint import Checkpoint
    from agents.sources.item import Item
    from agents.sources.poll import ListingSource
    from streams.settings import Settings


def publish(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(metavar="INPUT", help=f"{INPUTS} None is needed with --feed or --sitemap.", show_default=False),
    ] = None,
    feed: Annotated[
        list[str] | None,
        typer.Option(
            metavar="URL|FILE", help="An RSS or Atom feed or a JSON Feed, whose pages are published; may be repeated."
        ),
    ] = None,
    sitemap: Annotated[
        list[str] | None,
        typer.Option(
            metavar="URL|FILE",
            help="A sitemap or a sitemap index, also robots.txt that names some, likewise; may be repeated.",
        ),
    ] = None,
    follow: Annotated[
        float | None,
        typer.Option(metavar="SECONDS", min=1, help="Look for new pages every SECONDS, until Ctrl-C."),
    ] = None,
    checkpoint: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Keep in FILE how far files of JSON lines and archives were published, and which pages of feeds and "
            "sitemaps. The same command continues from there.",
            show_default=False,
            dir_okay=False,
        ),
    ] = None,
    rate: Rate = 0,
    patience: Annotated[
        float, typer.Option(metavar="SECONDS", min=1, help="Give up if the broker confirms nothing for SECONDS.")
    ] = send.PATIENCE,
    broker: Broker = None,
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help="Print the raw events, JSON lines on stdout, and publish nothing."),
    ] = False,
    limit: Annotated[
        int | None,
        typer.Option(min=1, metavar="N", help="With --dry-run: print at most N events.", show_default=False),
    ] = None,
) -> None:
    """Publish raw events on the raw topic, for a worker to process.

    A page becomes an event with the page's bytes. A URL becomes an event that a
    worker fetches; so does each page that a feed or a sitemap lists, with the
    title, time, source and language given there. A line of a .jsonl file is sent
    as it is. From an archive (.warc), HTML pages are published; its other records
    are counted.

    With --dry-run nothing is published and no broker is needed: the events are
    printed, and what is skipped or cannot be read is named as when publishing. A
    checkpoint is read and not written. Only a broker can tell which events are too
    large for the topic. newsmill process - reads what is printed.

    Exit code 1 if an input could not be read or is too large for the topic (the
    others are published), or if the broker was away for longer than --patience.
    With --follow, a feed or sitemap that fails is named and tried again.

    [dim]newsmill publish page.html folder/[/]

    [dim]newsmill publish feed.jsonl.gz --broker kafka://kafka-1:9092[/]

    [dim]newsmill publish CC-NEWS-20261124-00001.warc.gz --checkpoint done.json --rate 50[/]

    [dim]newsmill publish --feed https://example.org/rss --follow 300 --checkpoint seen.json[/]

    [dim]crawler | newsmill publish -[/]

    [dim]newsmill publish --dry-run --feed saved.xml --limit 3 | newsmill process -[/]
    """
    from agents.sources.checkpoint import Checkpoint
    from agents.sources.inputs import find, total_bytes
    from agents.sources.poll import ListingSource
    from streams import log
    from streams.settings import load

    sources = [ListingSource("feed", address) for address in feed or ()]
    sources += [ListingSource("sitemap", address) for address in sitemap or ()]
    if not inputs and not sources:
        raise Misused("nothing to publish: name an INPUT, a --feed or a --sitemap")
    _check(follow, limit, has_sources=bool(sources), is_dry=dry_run)
    found = find(inputs or ())
    kept = Checkpoint.load(checkpoint) if checkpoint is not None else Checkpoint()
    kept.path = None if dry_run else kept.path
    kept.save()  # if that is not possible, the user should know before anything is published
    settings = load(broker=broker)
    log.configure(settings)
    from agents.cli.progress import bar

    with bar() as progress:
        task = progress.add_task("publishing", total=None if sources else total_bytes(found), events=0)

        def show(sent: send.Sent, item: "Item") -> None:
            progress.update(task, advance=item.consumed, events=sent.events)

        inputs_ = Inputs(found, Listings(sources, follow), kept)
        if dry_run:
            printer = Printer(json_lines(), show, limit)
            asyncio.run(_take(settings, inputs_, printer))
            sent = printer.sent
        else:
            sending = partial(send.sending, patience=patience, rate=rate, show=show)
            sent = asyncio.run(_publish(settings, inputs_, sending))
    if follow is not None:
        return  # each round has been reported
    _report(sent, is_dry=dry_run)
    if sent.problems:
        raise Failed(
            f"{len(sent.problems)} inputs {'could not be read' if dry_run else 'were not published'}, see above"
        )


def _check(follow: float | None, limit: int | None, *, has_sources: bool, is_dry: bool) -> None:
    """Raise Misused for options that do not go together."""
    if follow is not None and not has_sources:
        raise Misused("--follow needs a --feed or a --sitemap")
    if follow is not None and is_dry:
        raise Misused("--follow publishes until Ctrl-C: leave it out of a --dry-run")
    if limit is not None and not is_dry:
        raise Misused("--limit needs --dry-run: what is published is not cut")


@dataclass(frozen=True)
class Listings:
    """The feeds and sitemaps, and every how many seconds to ask again; None is once."""

    sources: "Sequence[ListingSource]"
    follow: float | None


@dataclass(frozen=True)
class Inputs:
    """What is published: the inputs as `find` returned them, the listings, and how far both came."""

    found: list[str]
    listings: Listings
    checkpoint: "Checkpoint"


async def _publish(settings: "Settings", inputs: Inputs, sending: send.Sending) -> send.Sent:
    from streams.kafka.cluster import require_topics
    from streams.topics import Topics

    raw = Topics(settings).raw.name
    await require_topics(settings, raw)
    async with sending(settings, raw) as sender:
        await _take(settings, inputs, sender)
    return sender.sent


async def _take(settings: "Settings", inputs: Inputs, sender: send.Takes) -> None:
    """Send all events, and remember those that were confirmed."""
    from agents.sources.background import in_background
    from agents.sources.inputs import read
    from agents.sources.item import size_of

    checkpoint = inputs.checkpoint
    try:
        await sender.send(in_background(read(inputs.found, checkpoint.places), size_of), confirmed=checkpoint.reach)
    finally:
        checkpoint.save()
    if inputs.listings.sources:
        await _poll(settings, inputs.listings, checkpoint, sender)


async def _poll(settings: "Settings", listings: Listings, checkpoint: "Checkpoint", sender: send.Takes) -> None:
    """Publish the pages that the sources list; with --follow, publish new ones until Ctrl-C."""
    from agents.sources.poll import Poller
    from agents.web.client import new_client

    client = new_client(
        user_agent=settings.fetch_user_agent,
        timeout=settings.fetch_timeout,
        networks=[str(network) for network in settings.fetch_networks],
        ports=settings.ports,
        proxy=settings.fetch_proxy or None,
    )
    poller = Poller(listings.sources, checkpoint, client, timeout=settings.fetch_timeout)
    async with poller:
        while True:
            try:
                await sender.send(poller.round(), confirmed=lambda page: checkpoint.add(page.name))
                poller.settle()
            finally:
                checkpoint.save()
            if listings.follow is None:
                return
            if sender.sent.events or sender.sent.problems:
                _report(sender.sent)
            sender.sent = send.Sent()
            try:
                await asyncio.sleep(listings.follow)
            except asyncio.CancelledError:  # Ctrl-C between two rounds, when nothing is unconfirmed
                return


def _report(sent: send.Sent, *, is_dry: bool = False) -> None:
    done = f"{sent.confirmed} of {sent.events} events published and confirmed"
    say(f"{sent.events} events would be published" if is_dry else done, err=True)
    for note in sent.notes:
        say(note, err=True)
    for name, problem in sent.problems:
        complain(f"{name}: {problem}")
