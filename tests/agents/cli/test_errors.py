"""An expected error is one line with an exit code; a defect keeps its traceback."""

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


def test_an_error_of_the_broker_is_expected() -> None:
    shown = problem(aiokafka.errors.InvalidReplicationFactorError("3 brokers wanted"))
    assert shown is not None
    assert shown.exit_code == FAILED
    assert "Kafka error" in shown.line
    assert "3 brokers wanted" in shown.line


def test_denied_access_names_the_setting_that_identifies_newsmill() -> None:
    shown = problem(aiokafka.errors.TopicAuthorizationFailedError("news.raw.v1"))
    assert shown is not None
    assert shown.exit_code == FAILED
    assert "the broker denied access" in shown.line
    assert "NEWSMILL_SASL_USERNAME" in shown.line
    assert "news.raw.v1" in shown.line


@pytest.mark.parametrize("error", [KeyError("x"), OSError("x"), RuntimeError("x")])
def test_a_defect_is_not_expected(error: Exception) -> None:
    assert problem(error) is None


def test_the_exit_codes_are_distinct() -> None:
    assert (FAILED, MISUSED, TRIPPED) == (1, 2, 3)
