"""The options that select dead letters, and the reading of those, with a progress bar."""

import heapq
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from agents.cli.errors import Misused
from agents.cli.moments import moment
from agents.cli.options import one_of
from streams.stages import RETRY, Stage

if TYPE_CHECKING:
    from streams.replay.letters import Found, Wanted
    from streams.settings import Settings
    from streams.topics import Topics

FAILING = (*(stage.value for stage in Stage), RETRY)  # the stages that dead letters name

Reasons = Annotated[
    list[str] | None,
    typer.Option(
        "--reason",
        metavar="REASON",
        help="Only letters with this reason, such as fetch_failed; may be repeated.",
        show_default=False,
    ),
]
FailedStages = Annotated[
    list[str] | None,
    typer.Option(
        "--stage", metavar="STAGE", help=f"Only letters of this stage: {one_of(FAILING)}; may be repeated.",
        show_default=False,
    ),
]  # fmt: skip
Since = Annotated[
    str | None,
    typer.Option(metavar="TIME", help="Only events that failed at this time or later: RFC 3339, or 90s, 30m, 2h, 3d "
                 "ago.", show_default=False),
]  # fmt: skip
Until = Annotated[
    str | None,
    typer.Option(
        metavar="TIME", help="Only events that failed before this time, written likewise.", show_default=False
    ),
]
Key = Annotated[str | None, typer.Option(metavar="KEY", help="Only events with exactly this key.", show_default=False)]
FromOrigin = Annotated[
    str | None,
    typer.Option("--origin", metavar="PLACE", help="Only events from this place: TOPIC, TOPIC\\[PARTITION] or "
                 "TOPIC\\[PARTITION]@OFFSET, as list prints it.", show_default=False),
]  # fmt: skip
Limit = Annotated[
    int | None, typer.Option(min=1, metavar="N", help="At most N letters, those that failed first.", show_default=False)
]


def begin(broker: str | None, **overrides: object) -> "tuple[Settings, Topics]":
    """Read the settings and set up the log; returns the settings and the topics."""
    from streams import log
    from streams.settings import load
    from streams.topics import Topics

    settings = load(broker=broker, **overrides)
    log.configure(settings)
    return settings, Topics(settings)


def wanted_of(
    topics: "Topics",
    reasons: list[str] | None,
    stages: list[str] | None,
    since: str | None,
    until: str | None,
    key: str | None,
    origin: str | None,
) -> "Wanted":
    """Read the options that select letters; raises Misused."""
    from schemas import Reason
    from streams.replay.letters import Wanted, Whereabouts

    _check("--reason", reasons, tuple(Reason))
    _check("--stage", stages, FAILING)
    now = datetime.now(UTC)
    try:
        where = None if origin is None else Whereabouts.read(origin, topics)
    except ValueError as error:
        raise Misused(f"--origin {origin!r}: {error}") from None
    return Wanted(
        reasons=[Reason(reason) for reason in reasons or ()],
        stages=stages or (),
        since=None if since is None else moment(since, "--since", now),
        until=None if until is None else moment(until, "--until", now),
        key=None if key is None else key.encode(errors="surrogateescape"),
        origin=where,
    )


def _check(option: str, given: list[str] | None, choices: tuple[str, ...]) -> None:
    for text in given or ():
        if text not in choices:
            raise Misused(f"{option} {text!r}: expected one of {', '.join(choices)}")


async def _read(settings: "Settings", topics: "Topics", wanted: "Wanted") -> "AsyncIterator[Found]":
    """Yield the wanted letters, with a progress bar."""
    from agents.cli.progress import bar
    from streams.replay.letters import find

    with bar() as progress:
        task = progress.add_task("reading dead letters", total=None, events=0)

        def on_progress(read: int, total: int) -> None:
            progress.update(task, completed=read, total=total, events=read)

        async for found in find(settings, topics, wanted, on_progress):
            yield found


async def chosen(settings: "Settings", topics: "Topics", wanted: "Wanted", limit: int | None) -> "AsyncIterator[Found]":
    """Yield the wanted letters; with a limit, those that failed first, in order."""
    kept: list[tuple[float, int, Found]] = []  # a heap with the latest on top
    number = 0
    async for found in _read(settings, topics, wanted):
        if limit is None:
            yield found
            continue
        number += 1
        heapq.heappush(kept, (-found.failed_at.timestamp(), -number, found))
        if len(kept) > limit:
            heapq.heappop(kept)
    for _, _, found in sorted(kept, reverse=True):
        yield found


async def without_values(settings: "Settings", topics: "Topics", wanted: "Wanted", limit: int | None) -> "list[Found]":
    """Return the wanted letters, oldest first, without their values, which might fill the memory."""
    found = [one.without_value() async for one in chosen(settings, topics, wanted, limit)]
    return sorted(found, key=lambda one: (one.failed_at, one.at.partition, one.at.offset))
