"""`newsmill status`: the state of the whole installation on one screen, once or repeatedly."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Annotated

import typer

from agents.cli.errors import Misused, problem
from agents.cli.options import AsJson, Broker
from agents.cli.output import complain, console, say_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from streams.topics import Topics
    from streams.watch.status import Installation, Survey

GLANCE = 1.0  # seconds between two looks, from which rates are computed


def status(
    watch: Annotated[bool, typer.Option("--watch", "-w", help="Repeat until Ctrl-C.")] = False,
    every: Annotated[float, typer.Option(min=0.5, metavar="SECONDS", help="Time between two looks of --watch.")] = 2,
    metrics: Annotated[
        list[str] | None,
        typer.Option(
            metavar="URL",
            help="A worker's metrics to show too, http://host:port/metrics; may be repeated.",
            show_default=False,
        ),
    ] = None,
    as_json: AsJson = False,
    broker: Broker = None,
) -> None:
    r"""Show lag, workers, rates, topics and dead letters on one screen.

    For each stage: the state of its consumer group, its lag in events and its
    workers. Events that wait for a retry are the lag of retry. For each topic: its
    records. Rates are measured between two looks; without --watch they are one
    second apart. Of the dead letters of the last hour, the newest 1000 are counted.

    With --metrics: also the age of articles since the workers' start, the outcomes
    of events, and why a worker is not ready.

    The command joins no consumer group and commits nothing. --json prints one
    object; with --watch, one line for each look. Exit code 1 if no broker answers
    or topics are missing; --watch continues if that happens after the first look.

    [dim]newsmill status[/]

    [dim]newsmill status --watch --every 5 --metrics http://worker-1:8080/metrics[/]

    [dim]newsmill status --json | jq '.stages\[] | {stage, lag}'[/]
    """
    from streams import log
    from streams.settings import load
    from streams.watch.scrape import metrics_address
    from streams.watch.status import Survey

    settings = load(broker=broker)
    log.configure(settings)
    addresses = []
    for url in metrics or ():
        try:
            addresses.append(metrics_address(url))
        except ValueError:
            raise Misused("--metrics: expected addresses like http://host:port/metrics") from None
    survey = Survey(settings, addresses)
    if watch:
        with suppress(KeyboardInterrupt):
            asyncio.run(_watch(survey, every, as_json=as_json))
    else:
        _print(asyncio.run(_once(survey)), survey.topics, as_json=as_json)


async def _once(survey: "Survey") -> "Installation":
    await survey.look()
    await asyncio.sleep(GLANCE)
    return await survey.look()


async def _watch(survey: "Survey", every: float, *, as_json: bool) -> None:
    """Show each look; after the first one, an error is shown and the next look is tried."""
    with _shown(survey.topics, as_json) as show:
        async for seen in _looks(survey, every):
            show(seen)


async def _looks(survey: "Survey", every: float) -> "AsyncIterator[Installation | str]":
    """Yield looks for ever, or the error of one that failed; the first one's error is raised."""
    yield await survey.look()
    while True:
        await asyncio.sleep(every)
        try:
            yield await survey.look()
        except Exception as error:
            known = problem(error)
            if known is None:
                raise
            yield known.line


@contextmanager
def _shown(topics: "Topics", as_json: bool) -> "Iterator[Callable[[Installation | str], None]]":
    """Yield a function that shows a look: on a terminal in place of the one before, else after it."""
    from rich.live import Live

    from agents.cli.screen import picture

    terminal = console()

    def one_after_another(seen: "Installation | str") -> None:
        if isinstance(seen, str):
            complain(seen)
        else:
            _print(seen, topics, as_json=as_json)

    if as_json or not terminal.is_terminal:
        yield one_after_another
        return
    last: Installation | None = None

    def in_place(seen: "Installation | str") -> None:
        nonlocal last
        trouble, last = (seen, last) if isinstance(seen, str) else ("", seen)
        assert last is not None, "the first look is a status, not an error"
        live.update(picture(last, topics, trouble), refresh=True)

    with Live(console=terminal, auto_refresh=False, vertical_overflow="crop") as live:
        yield in_place


def _print(seen: "Installation", topics: "Topics", *, as_json: bool) -> None:
    if as_json:
        import orjson

        say_json(orjson.dumps(seen, option=orjson.OPT_UTC_Z))
        return
    from agents.cli.screen import picture

    console().print(picture(seen, topics))
