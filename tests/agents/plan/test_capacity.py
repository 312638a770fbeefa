"""The plan as a whole: it grows with the rate, keeps every process below its limit, and says where it cannot.

Covers also plan/stages.py.
"""

from dataclasses import replace
from itertools import pairwise

import pytest

from agents.plan import MEASURED, Demand, Plan, make_plan
from agents.plan.partitions import busiest

ROUND = replace(
    MEASURED,
    extract_hop_ms=1.0, extract_page_ms=3.0, extract_kilobyte_ms=0.1, enrich_hop_ms=1.0,
    accurate_ms={"en": 30.0, "": 50.0}, fast_ms={"en": 10.0, "": 20.0}, deduplicate_hop_ms=0.5, decision_ms=0.5,
    entry_bytes=1000.0, main_mib=100.0, extract_child_mib=100.0, enrich_child_mib=200.0, shared_mib=50.0,
    restored_per_second=10_000.0, broker_ms=3.0, idle_ms=0.0, idle_child_mib=20.0, measured_entries=5_000_000.0,
)  # fmt: skip
ENGLISH = {"en": 1.0}
MIB = 1024 * 1024


def by_stage(made: Plan) -> dict[str, float]:
    return {stage.stage: stage.busy_cores for stage in made.stages}


def test_the_busy_cores_are_the_rate_times_what_an_event_takes() -> None:
    made = make_plan(Demand(100, page_bytes=60_000, languages=ENGLISH, duplicates=0.2), ROUND)
    assert by_stage(made) == pytest.approx({"extract": 1.0, "deduplicate": 0.1, "enrich": 2.48})
    assert made.broker_cores == pytest.approx(0.3 / 0.6)


def test_every_worker_takes_what_an_idle_one_takes() -> None:
    figures = replace(ROUND, idle_ms=20.0)
    made, without = (make_plan(Demand(400, languages=ENGLISH), one) for one in (figures, ROUND))
    for stage, before in zip(made.stages, without.stages, strict=True):
        assert stage.busy_cores == pytest.approx(before.busy_cores + 0.02 * stage.workers)
        assert stage.event_loop == pytest.approx(before.event_loop * before.workers / stage.workers + 0.02)
    assert made.stages[1].limit == "en (100%) on one event loop: at most 580 articles/s in all"


def test_half_of_the_articles_in_a_language_take_half_of_its_time() -> None:
    made = make_plan(Demand(100, languages={"en": 0.5, "de": 0.5}, duplicates=0), ROUND)
    assert by_stage(made)["enrich"] == pytest.approx(100 * (1 + 0.5 * 30 + 0.5 * 50) / 1000)


def test_fast_enrichment_takes_its_own_figures() -> None:
    made = make_plan(Demand(100, languages=ENGLISH, duplicates=0, is_fast=True), ROUND)
    assert by_stage(made)["enrich"] == pytest.approx(100 * (1 + 10) / 1000)


@pytest.mark.parametrize("rate", [0.1, 1, 10, 100, 400, 1000, 3000])
@pytest.mark.parametrize("use", [0.3, 0.6, 1.0])
def test_workers_have_the_cores_for_their_share_of_the_rate(rate: float, use: float) -> None:
    demand = Demand(rate, use=use)
    for stage in make_plan(demand, ROUND).stages:
        if stage.is_feasible:
            assert stage.event_loop <= use + 1e-6
        if stage.stage != "deduplicate":
            assert stage.busy_cores <= use * stage.workers * stage.cores + 1e-6
            assert stage.cores <= demand.worker_cores


@pytest.mark.parametrize("rate", [10, 100, 1000])
def test_a_worker_less_would_be_too_busy(rate: float) -> None:
    demand = Demand(rate)
    for stage in make_plan(demand, ROUND).stages:
        if stage.workers > 1 and stage.stage != "deduplicate":
            fewer = stage.workers - 1
            cores = stage.busy_cores > demand.use * fewer * demand.worker_cores
            assert cores or stage.main_cores > demand.use * fewer


def test_twice_the_rate_never_needs_less() -> None:
    plans = [make_plan(Demand(10 * 2**step), ROUND) for step in range(8)]
    for made, twice in pairwise(plans):
        assert twice.cores >= made.cores
        assert twice.memory > made.memory
        assert twice.partitions >= made.partitions
        assert twice.disk == pytest.approx(2 * made.disk)


def test_a_stage_whose_children_are_quick_is_limited_by_its_event_loop() -> None:
    quick = replace(ROUND, extract_page_ms=0.1, extract_kilobyte_ms=0.0001)
    stage = make_plan(Demand(2000), quick).stages[0]
    assert stage.workers == 4  # 2000/s x 1 ms / 60 %
    assert stage.limit.startswith("the event loop: a worker takes 600 events/s")
    assert make_plan(Demand(2000), ROUND).stages[0].limit.startswith("the pool")


def test_one_worker_does_for_a_small_feed_only() -> None:
    assert make_plan(Demand(10), ROUND).one_worker_does
    assert not make_plan(Demand(200), ROUND).one_worker_does


def test_one_event_loop_decides_the_largest_language_and_more_workers_do_not_help() -> None:
    made = make_plan(Demand(700, languages=ENGLISH), ROUND)
    stage = made.stages[1]
    assert (stage.workers, stage.is_feasible, made.is_feasible) == (1, False, False)
    assert stage.event_loop == pytest.approx(0.7)
    assert stage.limit == "en (100%) on one event loop: at most 600 articles/s in all"
    assert make_plan(Demand(600, languages=ENGLISH), ROUND).is_feasible


def test_workers_of_deduplication_are_added_until_the_largest_language_is_alone() -> None:
    languages = {"en": 0.5, "de": 0.3, "fr": 0.2}
    made = make_plan(Demand(1100, languages=languages), ROUND)
    stage = made.stages[1]
    assert busiest(languages, made.partitions, stage.workers) == {"en": 0.5}
    assert stage.event_loop == pytest.approx(0.55)
    assert made.is_feasible


def test_the_memory_of_a_worker_is_that_of_its_processes_its_events_and_its_state() -> None:
    made = make_plan(Demand(50, languages=ENGLISH, remembered_days=1), ROUND)
    extract, deduplicate, enrich = made.stages
    in_hand = 128 * MIB
    assert extract.memory == (100 + 50 + extract.pool_size * 100) * MIB + in_hand
    assert enrich.memory == (100 + 50 + enrich.pool_size * 200) * MIB + in_hand
    assert deduplicate.memory == (100 + 20) * MIB + in_hand + 50 * 86_400 * 1000
    assert deduplicate.state == 50 * 86_400 * 1000
    assert deduplicate.recovery == 50 * 86_400 / 10_000
    assert made.memory == sum(stage.memory * stage.workers for stage in made.stages)


def test_a_stage_has_no_more_workers_than_existing_topics_have_partitions() -> None:
    made = make_plan(Demand(1000, partitions=4), ROUND)
    enrich = made.stages[2]
    assert (made.partitions, enrich.workers, enrich.is_feasible) == (4, 4, False)
    assert "each needs a partition" in enrich.limit
    assert not made.is_feasible


def test_a_new_installation_has_two_partitions_for_each_worker_and_eight_at_least() -> None:
    assert make_plan(Demand(1), ROUND).partitions >= 8
    large = make_plan(Demand(1000), ROUND)
    assert large.partitions >= 2 * max(stage.workers for stage in large.stages)


def test_what_a_worker_was_never_measured_with_is_said() -> None:
    assert make_plan(Demand(10, languages=ENGLISH, remembered_days=1), ROUND).notes == (
        "One worker with all stages is enough: `newsmill worker` with NEWSMILL_POOL_SIZE=1.",
    )
    back, known = make_plan(Demand(100, languages={"en": 0.7, "de": 0.3}), ROUND).notes
    assert back.startswith("A worker of deduplicate that starts reads its state back for 43 minutes")
    assert known == (
        "A state of 25,920,000 articles and copies is an extrapolation: measured up to 5,000,000 in one worker."
    )


def test_a_stage_that_is_too_busy_is_named_with_what_limits_it() -> None:
    first, *_ = make_plan(Demand(900, languages=ENGLISH), ROUND).notes
    assert first.startswith("deduplicate is too busy: 90% of an event loop. en (100%) on one event loop: at most 600 ")
