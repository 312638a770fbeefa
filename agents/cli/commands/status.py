"""`newsmill status`: how the installation stands, on one screen, once or again and again."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Annotated

import typer

from agents.cli.errors import Misused, problem
from agents.cli.options import AsJson, Broker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from streams.topics import Topics
    from streams.watch.status import Status, Survey

GLANCE = 1.0  # seconds between the two looks that rates take


def status(
    watch: Annotated[bool, typer.Option("--watch", "-w", help="Look again and again, until Ctrl-C.")] = False,
    every: Annotated[float, typer.Option(min=0.5, metavar="SECONDS", help="Between two looks of --watch.")] = 2,
    metrics: Annotated[
        list[str] | None,
        typer.Option(
            metavar="URL",
            help="Ask a worker too, http://host:port/metrics; may be repeated.",
            show_default=False,
        ),
    ] = None,
    as_json: AsJson = False,
    broker: Broker = None,
) -> None:
    r"""Show on one screen how everything stands: lag, workers, rates, topics and dead letters.

    By stage, the state of its consumer group, its lag in events, and the workers
    it has; by topic, the records there are. Events that wait for a retry are the
    lag of retry. Rates are over the time between two looks, a second or so without
    --watch. Of the dead letters of the last hour, the newest 1000 are counted.

    Workers named by --metrics also tell the age of articles since they were
    started, what became of events, and what keeps them from being ready.

    It joins no consumer group and commits nothing. With --json one object; with
    --watch, too, one a line for each look. Exit code 1 where no broker answers or
    topics are missing; --watch goes on where that happens later.

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


async def _once(survey: "Survey") -> "Status":
    await survey.look()
    await asyncio.sleep(GLANCE)
    return await survey.look()


async def _watch(survey: "Survey", every: float, *, as_json: bool) -> None:
    """Show looks as they are had; what goes wrong after the first is told and tried again."""
    with _shown(survey.topics, as_json) as show:
        async for seen in _looks(survey, every):
            show(seen)


async def _looks(survey: "Survey", every: float) -> "AsyncIterator[Status | str]":
    """Yield looks for ever, or why there is none; raises what the first raises."""
    yield await survey.look()
    while True:
        await asyncio.sleep(every)
        try:
            yield await survey.look()
        except Exception as error:
            told = problem(error)
            if told is None:
                raise
            yield told.line


@contextmanager
def _shown(topics: "Topics", as_json: bool) -> "Iterator[Callable[[Status | str], None]]":
    """Give what shows a look: on a terminal in the place of the one before, else after it."""
    from rich.live import Live

    from agents.cli.screen import picture
    from agents.cli.show import console

    terminal = console()

    def one_after_another(seen: "Status | str") -> None:
        if isinstance(seen, str):
            typer.echo(f"newsmill: {seen}", err=True)
        else:
            _print(seen, topics, as_json=as_json)

    if as_json or not terminal.is_terminal:
        yield one_after_another
        return
    last: Status | None = None

    def in_place(seen: "Status | str") -> None:
        nonlocal last
        trouble, last = (seen, last) if isinstance(seen, str) else ("", seen)
        assert last is not None, "the first look is one"
        live.update(picture(last, topics, trouble), refresh=True)

    with Live(console=terminal, auto_refresh=False, vertical_overflow="crop") as live:
        yield in_place


def _print(seen: "Status", topics: "Topics", *, as_json: bool) -> None:
    if as_json:
        import orjson

        typer.echo(orjson.dumps(seen, option=orjson.OPT_UTC_Z).decode())
        return
    from agents.cli.screen import picture
    from agents.cli.show import console

    console().print(picture(seen, topics))
