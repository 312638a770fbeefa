"""Metrics: named by one rule, explained, and labelled from closed lists only."""

import re

import pytest
from prometheus_client import Counter, Gauge, Histogram, generate_latest
from prometheus_client.metrics import MetricWrapperBase

from schemas import Reason
from streams.metrics import FAILED, OUTCOMES, Metrics, Outcome
from streams.stages import Stage

CLOSED = {"stage", "outcome", "reason", "cause", "delay", "answer"}  # delay: those of the settings
CLOSED |= {"language", "method", "partial", "sentiment", "type", "articles"}  # see agents/enrich/traits.py, sources.py
UNITS = (
    "_sites",
    "_events",
    "_bytes",
    "_tasks",
    "_processes",
    "_partitions",
    "_articles",
    "_seconds",
    "_ratio",
    "_sources",
)
BOUNDED_BY_THE_CLUSTER = {"topic", "partition"}

metrics = Metrics()
every_metric = pytest.mark.parametrize("field", [name for name in vars(metrics) if name != "registry"])


@every_metric
def test_a_metric_has_newsmills_prefix_and_a_meaning(field: str) -> None:
    metric: MetricWrapperBase = getattr(metrics, field)
    described = next(iter(metric.describe()))
    assert described.name.startswith("newsmill_")
    assert re.fullmatch(r"[A-Z].+\.", described.documentation)


@every_metric
def test_a_metrics_labels_are_bounded(field: str) -> None:
    metric: MetricWrapperBase = getattr(metrics, field)
    assert set(metric._labelnames) <= CLOSED | BOUNDED_BY_THE_CLUSTER


@every_metric
def test_a_metrics_unit_is_in_its_name(field: str) -> None:
    metric: MetricWrapperBase = getattr(metrics, field)
    name = next(iter(metric.describe())).name
    if isinstance(metric, Histogram):
        assert name.endswith(("_seconds", "_words"))
    elif isinstance(metric, Gauge):
        assert name.endswith(UNITS)
    else:
        assert isinstance(metric, Counter)


def test_the_registry_has_every_metric_and_no_other() -> None:
    fields = [metric for name, metric in vars(metrics).items() if name != "registry"]
    declared = {next(iter(metric.describe())).name for metric in fields}
    assert {family.name for family in metrics.registry.collect()} == declared


def test_two_sets_of_metrics_count_separately() -> None:
    one, other = Metrics(), Metrics()
    one.publish_failures.inc()
    assert b"newsmill_publish_failures_total 1.0" in generate_latest(one.registry)
    assert b"newsmill_publish_failures_total 0.0" in generate_latest(other.registry)


@pytest.mark.parametrize("values", [Outcome, Reason, Stage])
def test_label_values_are_plain_words(values) -> None:
    assert all(re.fullmatch("[a-z_]+", value) for value in values)


def test_a_label_from_a_closed_list_is_written_as_its_value() -> None:
    one = Metrics()
    one.dead_letters.labels(stage=Stage.EXTRACT, reason=Reason.NO_ARTICLE).inc()
    one.events.labels(stage=Stage.EXTRACT, outcome=Outcome.DEAD_LETTER).inc()
    written = generate_latest(one.registry).decode()
    assert 'newsmill_dead_letters_total{reason="no_article",stage="extract"} 1.0' in written
    assert 'newsmill_events_total{outcome="dead_letter",stage="extract"} 1.0' in written


@pytest.mark.parametrize("stage", Stage)
def test_what_a_stage_counts_by_outcome_or_reason_is_exposed_at_0_from_the_start(stage) -> None:
    one = Metrics()
    one.expose(stage)
    written = generate_latest(one.registry).decode()
    for outcome in (*OUTCOMES[stage], *FAILED):
        assert f'newsmill_events_total{{outcome="{outcome}",stage="{stage}"}} 0.0' in written
    for reason in Reason:
        assert f'newsmill_retries_total{{reason="{reason}",stage="{stage}"}} 0.0' in written
        assert f'newsmill_dead_letters_total{{reason="{reason}",stage="{stage}"}} 0.0' in written
    assert f'newsmill_rebalances_total{{stage="{stage}"}} 0.0' in written
    assert not any(f'stage="{other}"' in written for other in Stage if other is not stage)


def test_every_outcome_is_one_of_some_stage() -> None:
    assert {*FAILED, *(outcome for outcomes in OUTCOMES.values() for outcome in outcomes)} == set(Outcome)
