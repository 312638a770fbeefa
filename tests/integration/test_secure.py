"""The commands on a Kafka with TLS and SASL: each connects, or says in one line what is wrong."""

import asyncio
import signal
import subprocess
from pathlib import Path

import pytest

from agents.cli.send import send
from schemas import Article
from streams.kafka.cluster import create_topics
from streams.kafka.embedded import free_port
from streams.kafka.reader import Reader
from streams.settings import Settings
from streams.topics import Topics
from tests.support.brokers.secure import (
    DESCRIBE,
    GROUP,
    GUEST,
    GUEST_PASSWORD,
    PASSWORD,
    READ,
    SECRETS,
    TOPIC,
    WAYS,
    WRITE,
    SecureKafka,
    grant,
)
from tests.support.paths import SAMPLES
from tests.support.running import cli
from tests.support.running.stage import LIMIT, until
from tests.support.running.worker import WorkerProcess

PAGE = SAMPLES / "09-pulsar.txt"


def newsmill(*arguments: str | Path, **settings: object) -> subprocess.CompletedProcess[str]:
    """Run a command, which must print no secret."""
    given = {f"NEWSMILL_{name.upper()}": str(value) for name, value in settings.items()}
    done = cli.newsmill(*arguments, **given)
    output, errors = done.stdout.decode(), done.stderr.decode()
    assert not any(secret in output + errors for secret in SECRETS)
    return subprocess.CompletedProcess(done.args, done.returncode, output, errors)


def said(done: subprocess.CompletedProcess[str]) -> str:
    """Return the one line that a failed command printed."""
    assert done.returncode == 1
    (line,) = [line for line in done.stderr.splitlines() if line]
    assert line.startswith("newsmill: ")
    return line


def is_ready(worker: WorkerProcess) -> bool:
    answer = worker.get("/health/ready")
    return answer is not None and answer.status_code == 200


async def test_a_worker_over_tls_with_a_password_processes_an_event_and_never_prints_the_password(
    secure: SecureKafka, topic_prefix: str, tmp_path: Path
) -> None:
    given = secure.settings("PLAIN")
    settings = Settings(topic_prefix=topic_prefix, partitions=1, **given)  # type: ignore[arg-type]
    topics = Topics(settings)
    await create_topics(settings, topics)
    more = {name: value for name, value in given.items() if name != "broker"} | {"log_level": "DEBUG", "pool_size": 1}
    with WorkerProcess(given["broker"], topic_prefix, tmp_path / "log", **more) as worker:
        await until(lambda: not worker.running or is_ready(worker))
        assert worker.running, worker.log[-3000:]
        assert (await send(settings, [str(PAGE)], topics.raw.name)).confirmed == 1
        async with Reader(settings, topics.articles.name, from_beginning=True) as reader:
            record = await asyncio.wait_for(anext(aiter(reader)), LIMIT)
        assert Article.decode(record.value).raw_id == str(PAGE)
        worker.signal(signal.SIGTERM)
        assert worker.wait() == 0
    assert "worker starting" in worker.log
    assert PASSWORD not in worker.log


@pytest.mark.parametrize("arguments", [["worker"], ["tail"], ["publish", PAGE], ["topics", "check"]])
@pytest.mark.parametrize(
    "wrong, setting",
    [
        ({"sasl_password": "wrong"}, "NEWSMILL_SASL_PASSWORD"),
        ({"ssl_ca_file": None, "security_protocol": "SASL_PLAINTEXT"}, "NEWSMILL_SECURITY_PROTOCOL=SASL_PLAINTEXT"),
    ],
)
def test_every_command_names_the_setting_that_keeps_it_from_connecting(
    secure: SecureKafka, arguments: list[str], wrong: dict[str, object], setting: str
) -> None:
    assert setting in said(newsmill(*arguments, **secure.settings(**wrong)))


@pytest.mark.parametrize("way", WAYS)
def test_no_secret_is_printed_at_log_level_debug(secure: SecureKafka, topic_prefix: str, way: str) -> None:
    place = secure.settings(way, topic_prefix=topic_prefix, log_level="DEBUG")
    assert newsmill("topics", "create", **place).returncode == 0
    assert newsmill("publish", PAGE, **place).returncode == 0
    listed = newsmill("settings", COLUMNS="160", **place)
    assert "NEWSMILL_SASL_PASSWORD" in listed.stdout


def test_an_error_names_the_denied_right_and_the_user(secure: SecureKafka, topic_prefix: str) -> None:
    assert newsmill("topics", "create", **secure.settings(topic_prefix=topic_prefix)).returncode == 0
    guest = secure.settings(topic_prefix=topic_prefix, sasl_username=GUEST, sasl_password=GUEST_PASSWORD)
    unseen = newsmill("topics", "check", **guest)
    assert "topics that NEWSMILL_SASL_USERNAME may not describe look missing too" in said(unseen)
    assert "may not describe" in said(newsmill("tail", **guest))
    assert "may not describe" in said(newsmill("publish", PAGE, **guest))


async def test_a_user_without_a_right_gets_an_error_until_all_are_granted(
    secure: SecureKafka, topic_prefix: str, tmp_path: Path
) -> None:
    settings = Settings(topic_prefix=topic_prefix, **secure.settings())  # type: ignore[arg-type]
    await create_topics(settings, Topics(settings))
    guest = secure.settings(topic_prefix=topic_prefix, sasl_username=GUEST, sasl_password=GUEST_PASSWORD, pool_size=1)

    def refused(*command: str | Path) -> str:
        done = newsmill(*command, **guest)
        assert done.returncode == 1
        assert "Unclosed" not in done.stderr
        return done.stderr

    denied = "newsmill: the broker denied access to the user newsmill connects as (NEWSMILL_SASL_USERNAME"
    await grant(settings, TOPIC, DESCRIBE)
    assert denied in refused("tail")
    assert denied in refused("publish", PAGE)
    await grant(settings, TOPIC, WRITE)
    assert newsmill("publish", PAGE, **guest).returncode == 0
    line = said(newsmill("worker", **guest))
    assert line.startswith(denied)
    assert f"{topic_prefix}newsmill-extract" in line
    await grant(settings, GROUP, READ)
    assert "TopicAuthorizationFailedError: " in refused("worker")
    await grant(settings, TOPIC, READ)
    place = guest.pop("broker")
    del guest["topic_prefix"]
    with WorkerProcess(place, topic_prefix, tmp_path / "log", **guest):
        async with Reader(settings, Topics(settings).articles.name, from_beginning=True) as reader:
            article = Article.decode((await asyncio.wait_for(anext(aiter(reader)), LIMIT)).value)
    assert article.raw_id == str(PAGE)


def test_an_embedded_run_ignores_the_security_settings_of_another_kafka(secure: SecureKafka) -> None:
    given = {name: value for name, value in secure.settings().items() if name != "broker"} | {"ssl_ca_file": "/no/ca"}
    variables = {f"NEWSMILL_{name.upper()}": value for name, value in given.items()}
    with cli.running("run", "--port", str(free_port()), **variables) as run:
        cli.await_line(run, b"newsmill is running")
        code, _, _ = cli.end(run)
    assert code == 0
    assert newsmill("demo", PAGE, **given).returncode == 0
