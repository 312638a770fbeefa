"""The brokers tests run on: real Apache Kafka where it can be had, and the embedded broker.

    kafka        Apache Kafka; where it cannot be had, the embedded broker, and the run's header and summary say so
    embedded     the embedded broker
    broker       both in turn: the test runs once with each
    secure       Apache Kafka with TLS and SASL; where it cannot be had, the test is skipped
    topic_prefix a prefix for topics and consumer groups that no other test has
    promtool     the path of Prometheus's promtool; where it is missing, the test is skipped
    prometheus   the same of Prometheus itself

Each broker has `bootstrap` (`127.0.0.1:port`), `url` (`kafka://127.0.0.1:port`) and `is_embedded`, and serves the whole
session: a test that stops or kills one takes a `tests.support.kafka.Kafka` or an `EmbeddedBroker` of its own.
With NEWSMILL_REQUIRE_KAFKA=1, as in CI, the session fails at once where Apache Kafka cannot be had, and a test fails
where it would be skipped for want of promtool or Prometheus.
"""

import os
import shutil
import uuid
from collections.abc import Iterator
from typing import TypeAlias

import pytest

from streams.kafka.embedded import EmbeddedBroker
from tests.support.kafka import Kafka
from tests.support.kafka_jars import VERSION, KafkaUnavailable, jars
from tests.support.secure import SecureKafka

Broker: TypeAlias = Kafka | EmbeddedBroker

BROKER_FIXTURES = {"kafka", "embedded", "broker", "secure"}
REQUIRED = os.environ.get("NEWSMILL_REQUIRE_KAFKA") == "1"


def _why_embedded() -> str | None:
    """Return why the embedded broker stands in for Apache Kafka; None where Apache Kafka can be had."""
    try:
        jars()
    except KafkaUnavailable as error:
        return str(error)
    return None


def pytest_configure() -> None:
    """End the run where Apache Kafka must be had and cannot be."""
    if REQUIRED and (reason := _why_embedded()):
        pytest.exit(f"NEWSMILL_REQUIRE_KAFKA is 1, but Apache Kafka cannot be had: {reason}", returncode=1)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test that uses a broker, so that `-m 'not kafka'` leaves it out."""
    for item in items:
        if BROKER_FIXTURES & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.kafka)


def pytest_report_header(config: pytest.Config) -> str | None:
    """Say which broker the tests get, where several processes share them."""
    return _broker_line() if config.getoption("numprocesses", None) else None


def pytest_report_collectionfinish(items: list[pytest.Item]) -> str | None:
    """Say it in the only process, where a test wants one."""
    return _broker_line() if any(item.get_closest_marker("kafka") for item in items) else None


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Repeat at the end what the tests of delivery did not run on."""
    reports = (report for reports in terminalreporter.stats.values() for report in reports)
    if any("kafka" in getattr(report, "keywords", ()) for report in reports) and (reason := _why_embedded()):
        terminalreporter.section("no Apache Kafka")
        terminalreporter.line(f"Tests that want it ran on the embedded broker instead: {reason}.")


def _broker_line() -> str:
    """Say which broker the tests get."""
    reason = _why_embedded()
    if reason is None:
        return f"broker: Apache Kafka {VERSION} and the embedded one"
    return f"broker: the embedded one, in the place of Apache Kafka: {reason}"


@pytest.fixture(scope="session")
def embedded() -> Iterator[EmbeddedBroker]:
    """The embedded broker."""
    with EmbeddedBroker() as broker:
        yield broker


@pytest.fixture(scope="session")
def kafka(request: pytest.FixtureRequest) -> Iterator[Broker]:
    """Apache Kafka, or the embedded broker where it cannot be had."""
    if _why_embedded() is not None:
        yield request.getfixturevalue("embedded")
        return
    with Kafka() as cluster:
        yield cluster


@pytest.fixture(scope="session", params=["kafka", "embedded"])
def broker(request: pytest.FixtureRequest) -> Broker:
    """Apache Kafka, then the embedded broker."""
    chosen: Broker = request.getfixturevalue(request.param)
    if request.param == "kafka" and chosen.is_embedded:
        pytest.skip("Apache Kafka cannot be had, and the embedded broker has a turn of its own")
    return chosen


@pytest.fixture(scope="session")
def secure(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SecureKafka]:
    """Apache Kafka with TLS and SASL."""
    reason = _why_embedded()
    if reason is not None:
        pytest.skip(f"the embedded broker has neither TLS nor SASL, and Apache Kafka cannot be had: {reason}")
    with SecureKafka(tmp_path_factory.mktemp("secure")) as cluster:
        yield cluster


@pytest.fixture
def topic_prefix() -> str:
    """A prefix for topics and consumer groups that no other test has."""
    return f"test-{uuid.uuid4().hex[:8]}-"


def _command(name: str) -> str:
    """Return the path of a command of Prometheus's."""
    path = shutil.which(name)
    if path is None:
        give_up = pytest.fail if REQUIRED else pytest.skip
        give_up(f"{name} is missing; Debian has it in the package prometheus")
    return path


@pytest.fixture(scope="session")
def promtool() -> str:
    """The path of promtool."""
    return _command("promtool")


@pytest.fixture(scope="session")
def prometheus() -> str:
    """The path of Prometheus."""
    return _command("prometheus")
