"""A plan in words: sizes, durations, and tables that have every stage and topic."""

import pytest

from agents.plan import MEASURED, Demand, make_plan
from agents.plan.tables import (
    compared_rows,
    figure_rows,
    number,
    size,
    span,
    stage_rows,
    topic_rows,
    total_rows,
    workers,
)

MADE = make_plan(Demand(100))


@pytest.mark.parametrize(
    "value, text",
    [(0, "0 B"), (999, "999 B"), (1500, "1.5 kB"), (2_000_000, "2 MB"), (15.4e9, "15 GB"), (3.21e12, "3.2 TB")],
)
def test_a_size_is_written_in_its_unit(value: float, text: str) -> None:
    assert size(value) == text


@pytest.mark.parametrize(
    "value, text",
    [(0, "0"), (0.043, "0.043"), (0.84, "0.84"), (3.0, "3"), (9.96, "10"), (12.4, "12"), (1234.5, "1,234")],
)
def test_a_number_is_short(value: float, text: str) -> None:
    assert number(value) == text


def test_a_long_time_is_in_minutes_or_hours() -> None:
    assert (span(43.2), span(600), span(8000)) == ("43 s", "10 min", "2.2 h")


def test_every_stage_has_a_row_with_its_workers() -> None:
    rows = stage_rows(MADE)
    assert [row["stage"] for row in rows] == ["extract", "deduplicate", "enrich"]
    assert [row["workers"] for row in rows] == [workers(stage) for stage in MADE.stages]


def test_one_core_is_not_several() -> None:
    assert workers(MADE.stages[1]).endswith(" x 1 core")


def test_every_topic_has_a_row() -> None:
    assert [row["topic"] for row in topic_rows(MADE)] == [topic.topic for topic in MADE.topics]


def test_the_totals_are_those_of_the_plan() -> None:
    needs = {row[""]: row["needs"] for row in total_rows(MADE)}
    assert needs["cores of all workers"] == str(MADE.cores)
    assert needs["disk of the brokers"] == f"{size(MADE.disk)}, in 3 replicas"


def test_plans_are_compared_figure_by_figure() -> None:
    larger = make_plan(Demand(1000))
    rows = {row["articles/s"]: (row["100"], row["1,000"]) for row in compared_rows([MADE, larger])}
    assert rows["cores of all workers"] == (str(MADE.cores), str(larger.cores))
    assert rows["deduplicate: state of all workers"] == (size(MADE.stages[1].state), size(larger.stages[1].state))
    assert rows["enrich: workers, memory of each"][1].startswith(workers(larger.stages[2]))
    assert rows["deduplicate: the limit"] == (MADE.stages[1].limit, larger.stages[1].limit)


def test_every_figure_has_a_row_with_its_command() -> None:
    rows = figure_rows(MEASURED)
    assert len(rows) == len(list(MEASURED.sources()))
    assert all(row["command"].startswith("make ") for row in rows)
    assert any(row["value"].endswith(f"others {MEASURED.fast_ms['']:g}") for row in rows)
