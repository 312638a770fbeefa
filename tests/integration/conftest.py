"""Fixtures of the commands' tests."""

import pytest

from tests.support.running.cli import fresh


@pytest.fixture
def place(broker, topic_prefix: str) -> dict[str, str]:
    """The variables that set newsmill to topics of the test's own."""
    return fresh(broker, topic_prefix, partitions=2)
