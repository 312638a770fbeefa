"""The breaker: it trips only if most of the last events are dead letters."""

import pytest

from streams.delivery.breaker import Breaker, BreakerTripped
from streams.metrics import Metrics
from streams.settings import Settings
from streams.stages import Stage


def breaker(window: int, share: float, metrics: Metrics | None = None) -> Breaker:
    return Breaker(Stage.EXTRACT, Settings(breaker_window=window, breaker_share=share), metrics or Metrics())


def note(breaker: Breaker, outcomes: str) -> None:
    """Note one event a letter: `d` is a dead letter."""
    for outcome in outcomes:
        breaker.note(is_dead_letter=outcome == "d")


def test_before_its_window_is_full_it_does_not_judge() -> None:
    judge = breaker(10, 0.5)
    note(judge, "d" * 9)
    assert (judge.dead_letters, judge.share) == (9, 0.0)
    with pytest.raises(BreakerTripped):
        note(judge, ".")


def test_it_trips_only_above_its_share() -> None:
    judge = breaker(4, 0.5)
    note(judge, "d.d." * 10)
    assert judge.share == 0.5
    with pytest.raises(BreakerTripped):
        note(judge, "dd")


def test_an_event_that_has_left_the_window_is_not_counted() -> None:
    judge = breaker(4, 0.5)
    note(judge, "dd..")
    note(judge, "..dd")
    assert judge.dead_letters == 2
    note(judge, "....")
    assert (judge.dead_letters, judge.share) == (0, 0.0)


def test_a_share_of_one_never_trips_and_of_zero_at_the_first_dead_letter_of_a_full_window() -> None:
    note(breaker(3, 1), "d" * 30)
    judge = breaker(3, 0)
    note(judge, "...")
    with pytest.raises(BreakerTripped):
        note(judge, "d")


def test_its_message_is_for_an_operator() -> None:
    judge = breaker(4, 0.25)
    with pytest.raises(BreakerTripped) as caught:
        note(judge, "..dd")
    message = str(caught.value)
    assert "extract dead-lettered 2 of its last 4 events, a share above 0.25" in message
    for advice in ("NEWSMILL_BREAKER_SHARE", "NEWSMILL_BREAKER_WINDOW", "newsmill dead-letters list"):
        assert advice in message


def test_its_share_is_a_metric_before_and_after_it_has_tripped() -> None:
    metrics = Metrics()

    def shown(name: str) -> float | None:
        return metrics.registry.get_sample_value(f"newsmill_breaker_{name}_ratio", {"stage": "extract"})

    judge = breaker(4, 0.5, metrics)
    assert (shown("share"), shown("limit")) == (0, 0.5)
    note(judge, "d..d")
    assert shown("share") == 0.5
    with pytest.raises(BreakerTripped):
        note(judge, ".dd")
    assert shown("share") == 0.75
