"""What may go wrong is told in one line with an exit code; a defect keeps its traceback."""

import aiokafka.errors
import pytest

from agents.cli.errors import FAILED, MISUSED, TRIPPED, Failed, Misused, Problem, problem
from agents.sources.inputs import UnusableInput
from streams.delivery.breaker import BreakerTripped
from streams.delivery.pool import PoolFailed
from streams.kafka.cluster import BrokerUnavailable, TopicsMisconfigured
from streams.settings import InvalidSettings


@pytest.mark.parametrize(
    "kind,exit_code",
    [
        (Failed, FAILED),
        (BrokerUnavailable, FAILED),
        (TopicsMisconfigured, FAILED),
        (PoolFailed, FAILED),
        (Misused, MISUSED),
        (UnusableInput, MISUSED),
        (InvalidSettings, MISUSED),
        (BreakerTripped, TRIPPED),
    ],
)
def test_an_expected_error_is_one_line(kind: type[Exception], exit_code: int) -> None:
    assert problem(kind("first line\n  second")) == Problem("first line second", exit_code)


def test_what_the_broker_refuses_is_expected() -> None:
    told = problem(aiokafka.errors.InvalidReplicationFactorError("3 brokers wanted"))
    assert told is not None
    assert told.exit_code == FAILED
    assert "the broker says" in told.line
    assert "3 brokers wanted" in told.line


def test_what_the_broker_forbids_is_told_with_the_settings_that_say_who_asks() -> None:
    told = problem(aiokafka.errors.TopicAuthorizationFailedError("news.raw.v1"))
    assert told is not None
    assert told.exit_code == FAILED
    assert "forbids" in told.line
    assert "NEWSMILL_SASL_USERNAME" in told.line
    assert "news.raw.v1" in told.line


@pytest.mark.parametrize("error", [KeyError("x"), OSError("x"), RuntimeError("x")])
def test_a_defect_is_not_expected(error: Exception) -> None:
    assert problem(error) is None


def test_whoever_restarts_workers_can_tell_the_ends_apart() -> None:
    assert (FAILED, MISUSED, TRIPPED) == (1, 2, 3)
