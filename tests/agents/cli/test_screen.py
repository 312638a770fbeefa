"""The screen of `newsmill status`: everything on it, aligned, and safe for a terminal."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from rich.console import Console

from agents.cli.screen import hosts, picture, rate, seconds
from streams.settings import Settings
from streams.topics import Topics
from streams.watch.scrape import WorkerStatus
from streams.watch.status import Installation, MemberStatus, StageStatus, TopicStatus
from streams.watch.tally import Letters

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
TOPICS = Topics(Settings())
MEMBERS = (MemberStatus("faust-1", "faust", "10.0.0.4", 10), MemberStatus("faust-2", "faust", "10.0.0.5", 6))
STATUS = Installation(
    at=NOW,
    broker="kafka://kafka:9092",
    seconds=2.0,
    stages=(
        StageStatus("extract", "newsmill-extract", "Stable", 16, 1234, {}, 41.5, MEMBERS),
        StageStatus("enrich", "newsmill-enrich", "Absent", 8, 5, {}, 0.0, ()),
    ),
    topics=(
        TopicStatus("news.raw.v1", 8, 1_000_000, 3.25, NOW - timedelta(seconds=59.9)),
        TopicStatus("newsmill.unique.v1", 8, 0, 0.0, None),
    ),
    dead_letters=Letters(datetime(2026, 11, 24, 11, tzinfo=UTC), False, {"no_article": 12, "fetch_failed": 3}),
    workers=(
        WorkerStatus("a:8080", ready=True, in_flight={"extract": 3, "enrich": 4}, pool_depth=2, pool_size=8,
                     breaker_share={"extract": 0.25, "enrich": 0}, breaker_limit={"extract": 0.5}),
        WorkerStatus("b:8080", ready=False, lacking=("pool", "broker")),
        WorkerStatus("c:8080", "does not answer: gone"),
    ),
    outcomes={"extract": {"extracted": 40.0, "to_fetch": 1.5, "dead_letter": 0.0}, "fetch": {"fetched": 0.0}},
    age_seconds={"p50": 0.123, "p95": 42.4, "p99": 3700.0},
)  # fmt: skip


def drawn(status: Installation, trouble: str = "", *, terminal: bool = False) -> str:
    output = StringIO()
    console = Console(file=output, width=160, markup=False, highlight=False, force_terminal=terminal,
                      color_system="standard" if terminal else None)  # fmt: skip
    console.print(picture(status, TOPICS, trouble))
    return output.getvalue()


def line(text: str, start: str) -> list[str]:
    (found,) = [row.split() for row in text.splitlines() if row.startswith(start)]
    return found


def test_a_stage_has_its_state_lag_rate_and_workers() -> None:
    text = drawn(STATUS)
    assert line(text, "extract ") == "extract Stable 16 1,234 42 2 10.0.0.4: 10, 10.0.0.5: 6".split()
    assert line(text, "enrich ") == "enrich Absent 8 5 0 0 -".split()


def test_what_keeps_events_from_being_read_is_said_below_the_stages() -> None:
    stuck = replace(STATUS.stages[0], problems=("2 of 16 partitions are assigned to no worker",))
    assert "extract: 2 of 16 partitions are assigned to no worker" in drawn(replace(STATUS, stages=(stuck,)))


def test_topics_have_short_names_and_dead_letters_their_reasons() -> None:
    text = drawn(STATUS)
    assert line(text, "raw") == "raw 8 1,000,000 3.25 60 s ago".split()
    assert line(text, "unique") == "unique 8 0 0 -".split()
    assert "15 dead letters in the last hour" in text
    assert line(text, "no_article") == ["no_article", "12"]


def test_a_count_that_does_not_cover_the_hour_says_so() -> None:
    cut = replace(STATUS, dead_letters=Letters(NOW, True, {"no_article": 1000}))
    assert "1,000 dead letters since 2026-11-24T12:00:00Z; older ones were not read" in drawn(cut)


def test_workers_are_shown_with_what_they_lack_and_the_age_of_articles() -> None:
    text = drawn(STATUS)
    assert line(text, "a:8080") == "a:8080 ready 7 2 on 8 extract 25% of 50%".split()
    assert "b:8080  not ready: pool, broker" in text
    assert "c:8080  does not answer: gone" in text
    assert "age of articles since the workers' starts: p50 0.12 s, p95 42 s, p99 62 min" in text
    assert "extract/s: extracted 40, to_fetch 1.50\n" in text
    assert "fetch/s: nothing" in text


def test_without_metrics_no_worker_is_shown() -> None:
    text = drawn(replace(STATUS, workers=(), outcomes={}, age_seconds=None))
    assert "age of articles" not in text
    assert "in flight" not in text


def test_colours_are_for_terminals_and_text_from_outside_has_no_control_characters() -> None:
    evil = replace(STATUS, workers=(WorkerStatus("a", "\x1b[2Jgone [red]\r\n"),))
    assert "\x1b" not in drawn(evil, "trouble \x1b]0;title\x07")
    assert "\x1b[31m" in drawn(evil, terminal=True)
    assert "\x1b[2J" not in drawn(evil, "\x1b[2J", terminal=True)
    assert "[red]" in drawn(evil)


def test_columns_are_aligned() -> None:
    rows = drawn(STATUS).splitlines()
    start = next(number for number, row in enumerate(rows) if row.startswith("stage"))
    assert {row.index(word) for row, word in zip(rows[start:], ("group", "Stable", "Absent"), strict=False)} == {9}


def test_an_old_look_is_shown_with_the_error_of_the_later_one() -> None:
    assert "not updated since: no Kafka broker answers" in drawn(STATUS, "no Kafka broker answers")


def test_hosts_are_cut_and_a_member_without_a_host_is_skipped() -> None:
    assert hosts([MemberStatus("faust-1", "", "", None)]) == "-"
    assert len(hosts([MemberStatus("m", "", f"10.0.0.{number}", 1) for number in range(99)])) <= 60


@pytest.mark.parametrize("speed,text", [(None, "-"), (0.0, "0"), (0.125, "0.12"), (9.5, "9.50"), (1234.5, "1,234")])
def test_rates_are_coarser_the_larger_they_are(speed: float | None, text: str) -> None:
    assert rate(speed) == text


@pytest.mark.parametrize("duration,text", [(0.05, "0.05 s"), (59.9, "60 s"), (600, "10 min"), (7200, "2.0 h")])
def test_durations_have_the_unit_that_fits(duration: float, text: str) -> None:
    assert seconds(duration) == text
