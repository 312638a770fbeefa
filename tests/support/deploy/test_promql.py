"""The metrics of PromQL expressions, and the ones that the code exposes."""

import pytest

from tests.support.deploy.promql import exposed, read_by


@pytest.mark.parametrize(
    "expression, names",
    [
        ("up", {"up"}),
        ('sum by (stage, le) (rate(a_bucket{le="60.0", b="c d"}[5m])) / on (x) group_left (y) d:e:f > 1.5e3', None),
        ("absent(up{job=~'.*'} == 1) or a_total offset 5m unless b", {"up", "a_total", "b"}),
        ("histogram_quantile(0.95, sum (rate(a_seconds_bucket[$__rate_interval])) by (le))", {"a_seconds_bucket"}),
        ("1 - (a > bool 0)", {"a"}),
    ],
)
def test_exactly_the_metrics_of_an_expression_are_found(expression: str, names: set[str] | None) -> None:
    assert read_by(expression) == (names or {"a_bucket", "d:e:f"})


def test_a_histogram_is_exposed_as_three_series_and_a_counter_as_its_total() -> None:
    names = exposed()
    assert names["newsmill_stage_seconds_bucket"] == names["newsmill_stage_seconds_sum"] == "newsmill_stage_seconds"
    assert names["newsmill_events_total"] == "newsmill_events_total"
    assert "newsmill_stage_seconds" not in names
