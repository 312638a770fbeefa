"""A plan in words and numbers for people: the rows of its tables, by the names of their columns."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from agents.plan.capacity import Plan
from agents.plan.figures import REST, Figures
from agents.plan.stages import StagePlan

Row: TypeAlias = Mapping[str, str]

MINUTE, HOUR = 60, 3_600
UNITS = ((1e12, "TB"), (1e9, "GB"), (1e6, "MB"), (1e3, "kB"))


def size(value: float) -> str:
    """Write a number of bytes with two digits or all before the point: `1.5 GB`, `150 MB`."""
    for least, unit in UNITS:
        if value >= least:
            return f"{number(value / least)} {unit}"
    return f"{value:.0f} B"


def number(value: float) -> str:
    """Write a number with two digits below 1, one decimal below 10, and none above."""
    if value < 1:
        return f"{value:.2g}"
    return f"{value:.1f}".removesuffix(".0") if value < 10 else f"{value:,.0f}"


def span(seconds: float) -> str:
    """Write a duration in seconds, minutes or hours."""
    if seconds < MINUTE * 2:
        return f"{number(seconds)} s"
    return f"{number(seconds / MINUTE)} min" if seconds < HOUR * 2 else f"{number(seconds / HOUR)} h"


def total_rows(made: Plan) -> list[Row]:
    """Return what the whole installation needs, one figure a row."""
    figures = {
        "articles/s from the feed": number(made.demand.rate),
        "cores of all workers": str(made.cores),
        "memory of all workers": size(made.memory),
        "partitions of each topic": str(made.partitions),
        "cores of the brokers": number(made.broker_cores),
        "published to the brokers": f"{size(sum(topic.produced for topic in made.topics))}/s",
        "fetched from the brokers": f"{size(sum(topic.fetched for topic in made.topics))}/s",
        "requests to the brokers, at most": f"{number(sum(topic.requests for topic in made.topics))}/s",
        "disk of the brokers": f"{size(made.disk)}, in {made.demand.replication} replicas",
    }
    return [{"": name, "needs": value} for name, value in figures.items()]


def stage_rows(made: Plan) -> list[Row]:
    """Return the workers of each stage, one stage a row."""
    return [
        {
            "stage": stage.stage,
            "events/s": number(stage.rate),
            "busy cores": number(stage.busy_cores),
            "workers": workers(stage),
            "memory of each": size(stage.memory),
            "event loop": loop(stage),
            "limit": stage.limit,
            "how to lift it": stage.remedy,
        }
        for stage in made.stages
    ]


def workers(stage: StagePlan) -> str:
    """Write the number of a stage's workers and their cores: `2 x 4 cores`."""
    return f"{stage.workers} x {stage.cores} core{'s' if stage.cores > 1 else ''}"


def loop(stage: StagePlan) -> str:
    """Write how busy the busiest event loop of a stage is."""
    return f"{stage.event_loop:.0%}{'' if stage.is_feasible else ', too busy'}"


def topic_rows(made: Plan) -> list[Row]:
    """Return the load of each topic, one topic a row."""
    return [
        {
            "topic": topic.topic,
            "records/s": number(topic.rate),
            "published/s": size(topic.produced),
            "fetched/s": size(topic.fetched),
            "requests/s, at most": number(topic.requests),
            "kept": f"{number(topic.days)} days",
            "disk": size(topic.disk),
        }
        for topic in made.topics
    ]


def compared_rows(plans: Sequence[Plan]) -> list[Row]:
    """Return what plans for several rates need side by side, one figure a row."""
    columns = [number(made.demand.rate) for made in plans]
    found = [_compared(made) for made in plans]
    return [{"articles/s": name, **dict(zip(columns, (one[name] for one in found), strict=True))} for name in found[0]]


def _compared(made: Plan) -> Row:
    totals = {row[""]: row["needs"] for row in total_rows(made)}
    del totals["articles/s from the feed"]
    of = {stage.stage: stage for stage in made.stages}
    decided = of["deduplicate"]
    return {
        "one worker with all stages is enough": "yes" if made.one_worker_does else "no",
        **{f"{one.stage}: workers, memory of each": f"{workers(one)}, {size(one.memory)}" for one in made.stages},
        **{f"{one.stage}: event loop of the busiest": loop(one) for one in made.stages},
        "deduplicate: state of all workers": size(decided.state),
        "deduplicate: the largest is read back in": span(decided.recovery),
        "deduplicate: the limit": decided.limit,
        **totals,
    }


def figure_rows(figures: Figures) -> list[Row]:
    """Return the measured figures, one figure a row."""
    return [
        {"figure": one.meaning, "value": _value(one.value, one.unit), "command": one.command}
        for one in figures.sources()
    ]


def _value(value: float | Mapping[str, float], unit: str) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{language if language != REST else 'others'} {one:g}" for language, one in value.items())
    return f"{value:,.10g} {unit}".strip()
