"""The brokers that tests run on: real Apache Kafka if it is available, and the embedded broker.

    kafka        Apache Kafka; if it is not available, the embedded broker, and the run's header and summary say so
    embedded     the embedded broker
    broker       both in turn: the test runs once with each
    secure       Apache Kafka with TLS and SASL; if it is not available, the test is skipped
    topic_prefix a prefix for topics and consumer groups that no other test has
    promtool     the path of Prometheus's promtool; if it is missing, the test is skipped
    prometheus   the same of Prometheus itself

Each broker has `bootstrap` (`127.0.0.1:port`), `url` (`kafka://127.0.0.1:port`) and `is_embedded`. It serves the whole
run, all processes of `make test` included: a test that stops or kills a broker starts its own
`tests.support.brokers.kafka.Kafka` or `EmbeddedBroker`.
With NEWSMILL_REQUIRE_KAFKA=1, as in CI, the run fails at once if Apache Kafka is not available, and a test fails
if it would be skipped because promtool or Prometheus is missing.
"""

import os
import shutil
import signal
import uuid
from collections.abc import Generator, Iterator
from typing import Any

import pytest

from tests.support.brokers.forgotten import collect_forgotten, note_connections
from tests.support.brokers.jars import VERSION
from tests.support.brokers.secure import SecureKafka
from tests.support.brokers.shared import Broker, SharedBrokers, why_no_kafka

BROKER_FIXTURES = {"kafka", "embedded", "broker", "secure"}
REQUIRED = os.environ.get("NEWSMILL_REQUIRE_KAFKA") == "1"

shared = SharedBrokers()


def pytest_configure(config: pytest.Config) -> None:
    """End the run if Apache Kafka is required and not available; let the processes it starts be interrupted.

    A shell has what it runs in the background ignore Ctrl-C's signal, and every process below it.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    note_connections()
    if REQUIRED and not hasattr(config, "workerinput") and (reason := why_no_kafka()):
        pytest.exit(f"NEWSMILL_REQUIRE_KAFKA is 1, but Apache Kafka is not available: {reason}", returncode=1)


def pytest_unconfigure() -> None:
    """Stop the brokers that this process started."""
    shared.stop()


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Start the brokers for all processes that share the tests, and tell each process where they are."""
    node.workerinput["brokers"] = {"kafka": shared.kafka().port, "embedded": shared.embedded().port}


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Share the tests between the processes one by one, but keep those together that share something costly."""
    from tests.support.scheduler import Scheduler

    return Scheduler(config, log)


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark a test that uses a broker, so that `-m 'not kafka'` leaves it out."""
    if BROKER_FIXTURES & set(getattr(item, "fixturenames", ())):
        item.add_marker(pytest.mark.kafka)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown() -> Generator[None, object, object]:
    """Collect the connections to brokers that a test's clients have forgotten, when its event loop is closed."""
    result = yield
    collect_forgotten()
    return result


def pytest_report_header(config: pytest.Config) -> str | None:
    """Say which broker the tests get, if several processes share them."""
    return _broker_line() if config.getoption("numprocesses", None) else None


def pytest_report_collectionfinish(items: list[pytest.Item]) -> str | None:
    """Say it in the only process, if a test needs a broker."""
    return _broker_line() if any(item.get_closest_marker("kafka") for item in items) else None


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Repeat at the end that the tests of delivery did not run on Apache Kafka."""
    reports = (report for reports in terminalreporter.stats.values() for report in reports)
    if any("kafka" in getattr(report, "keywords", ()) for report in reports) and (reason := why_no_kafka()):
        terminalreporter.section("no Apache Kafka")
        terminalreporter.line(f"Tests of Apache Kafka ran on the embedded broker instead: {reason}.")


def _broker_line() -> str:
    """Say which broker the tests get."""
    reason = why_no_kafka()
    if reason is None:
        return f"broker: Apache Kafka {VERSION} and the embedded one"
    return f"broker: the embedded one instead of Apache Kafka: {reason}"


@pytest.fixture(scope="session")
def embedded(request: pytest.FixtureRequest) -> Broker:
    """The embedded broker."""
    return _shared(request.config, "embedded")


@pytest.fixture(scope="session")
def kafka(request: pytest.FixtureRequest) -> Broker:
    """Apache Kafka, or the embedded broker if it is not available."""
    return _shared(request.config, "kafka")


def _shared(config: pytest.Config, name: str) -> Broker:
    """Return a broker of the run when it is ready; the only process starts it, one of several is given its port."""
    ports = getattr(config, "workerinput", {}).get("brokers", {})
    if name in ports:
        broker = Broker(ports[name], is_embedded=ports[name] == ports["embedded"])
    else:
        broker = shared.kafka() if name == "kafka" else shared.embedded()
    broker.await_ready()
    return broker


@pytest.fixture(scope="session", params=["kafka", "embedded"])
def broker(request: pytest.FixtureRequest) -> Broker:
    """Apache Kafka, then the embedded broker."""
    chosen: Broker = request.getfixturevalue(request.param)
    if request.param == "kafka" and chosen.is_embedded:
        pytest.skip("Apache Kafka is not available, and the embedded broker has a run of its own")
    return chosen


@pytest.fixture(scope="session")
def secure(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SecureKafka]:
    """Apache Kafka with TLS and SASL."""
    reason = why_no_kafka()
    if reason is not None:
        pytest.skip(f"the embedded broker has neither TLS nor SASL, and Apache Kafka is not available: {reason}")
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
