"""The screen of `newsmill status`: stages, workers, dead letters and topics, the most important first."""

import math
from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from agents.cli.show import NOTHING, one_line
from schemas.base import format_time
from streams.topics import Topics
from streams.watch.scrape import WorkerStatus
from streams.watch.status import Installation, MemberStatus, StageStatus

HOSTS_WIDTH = 60  # characters for the hosts of a stage's workers
BAD, ODD, GOOD = "red", "yellow", "green"


def picture(status: Installation, topics: Topics, trouble: str = "") -> RenderableType:
    """Draw a look; `trouble` is the error of a later look that failed."""
    return Group(*_parts(status, topics, trouble))


def _parts(status: Installation, topics: Topics, trouble: str) -> Iterator[RenderableType]:
    over = "" if status.seconds is None else f", rates over {status.seconds:.1f} s"
    yield Text(one_line(f"{status.broker} at {format_time(status.at.replace(microsecond=0))}{over}", 200), style="bold")
    if trouble:
        yield Text(one_line(f"not updated since: {trouble}", 200), style=BAD)
    yield Text()
    yield _stages(status.stages)
    for stage in status.stages:
        yield from (Text(one_line(f"{stage.stage}: {problem}", 200), style=BAD) for problem in stage.problems)
    if status.workers:
        yield from _workers(status)
    yield from _dead_letters(status)
    yield Text()
    yield _topics(status, topics)


def _table(*titles: str, right: Sequence[str] = ()) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for title in titles:
        table.add_column(title, justify="right" if title in right else "left", no_wrap=True)
    return table


def _stages(stages: Sequence[StageStatus]) -> Table:
    table = _table("stage", "group", "partitions", "lag", "done/s", "workers", "partitions of each",
                   right=("partitions", "lag", "done/s", "workers"))  # fmt: skip
    for stage in stages:
        idle = stage.lag and not stage.members  # events, and no worker to process them
        state = Text(one_line(stage.state, 20), style=GOOD if stage.state == "Stable" else ODD)
        lag = Text(f"{stage.lag:,}", style=BAD if idle else ODD if stage.lag else "")
        workers = Text(str(len(stage.members)), style=BAD if idle else "")
        table.add_row(stage.stage, state, str(stage.partitions), lag, rate(stage.rate), workers, hosts(stage.members))
    return table


def hosts(members: Sequence[MemberStatus]) -> str:
    """Name members' hosts with their partitions: `10.0.0.4: 4, 10.0.0.5: 4`; the embedded broker reports no hosts."""
    named = [f"{member.host}: {member.partitions or 0}" for member in members if member.host]
    return one_line(", ".join(named), HOSTS_WIDTH)


def _workers(status: Installation) -> Iterator[RenderableType]:
    yield Text()
    table = _table("worker", "state", "in flight", "pool", "dead-letter share", right=("in flight", "pool"))
    for worker in status.workers:
        table.add_row(one_line(worker.place, 40), *_worker(worker))
    yield table
    yield Text()
    ages = status.age_seconds
    shown = ", ".join(f"{name} {seconds(age)}" for name, age in ages.items()) if ages else "no article yet"
    yield Text(f"age of articles since the workers' starts: {shown}")
    for stage, outcomes in status.outcomes.items():
        moving = [f"{name} {rate(speed)}" for name, speed in sorted(outcomes.items()) if speed]
        yield Text(one_line(f"{stage}/s: {', '.join(moving) or 'nothing'}", 150))


def _worker(worker: WorkerStatus) -> tuple[RenderableType, ...]:
    if worker.problem:
        return Text(one_line(worker.problem, 80), style=BAD), "", "", ""
    lacking = f"not ready: {one_line(', '.join(worker.lacking), 60)}"
    state = Text("ready", style=GOOD) if worker.ready else Text(lacking, style=ODD)
    pool = f"{worker.pool_depth:.0f} on {worker.pool_size:.0f}"
    shares = [
        f"{stage} {share:.0%} of {worker.breaker_limit.get(stage, math.nan):.0%}"
        for stage, share in worker.breaker_share.items()
        if share
    ]
    return state, f"{sum(worker.in_flight.values()):.0f}", pool, one_line(", ".join(shares), 80)


def _dead_letters(status: Installation) -> Iterator[RenderableType]:
    letters = status.dead_letters
    yield Text()
    since = "in the last hour"
    if letters.cut:
        since = f"since {format_time(letters.since.replace(microsecond=0))}; older ones were not read"
    total = sum(letters.by_reason.values())
    yield Text(f"{total:,} dead letters {since}", style=ODD if total else "")
    if total:
        table = _table("reason", "letters", right=("letters",))
        for reason, count in letters.by_reason.items():
            table.add_row(one_line(reason), f"{count:,}")
        yield table


def _topics(status: Installation, topics: Topics) -> Table:
    titles = ("partitions", "records", "new/s", "newest")
    table = _table("topic", *titles, right=titles)
    for topic in status.topics:
        age = NOTHING
        if topic.newest is not None:
            age = f"{seconds(max(0.0, (status.at - topic.newest).total_seconds()))} ago"
        name = topics.short(topic.topic)
        table.add_row(name, str(topic.partitions), f"{topic.records:,}", rate(topic.rate), age)
    return table


def rate(speed: float | None) -> str:
    """Write a rate; the larger it is, the fewer decimals."""
    return NOTHING if speed is None else "0" if not speed else f"{speed:.2f}" if speed < 10 else f"{speed:,.0f}"


def seconds(duration: float) -> str:
    """Write a duration in seconds, or in minutes or hours if it is long."""
    if duration < 100:
        return f"{duration:.2g} s" if duration < 10 else f"{duration:.0f} s"
    return f"{duration / 60:.0f} min" if duration < 6000 else f"{duration / 3600:.1f} h"
