"""The commands against real brokers: each is a process of its own, judged by its output and exit code.

Here are `topics`, `tail`, and the errors that all commands share; the other files are named for their commands.
Covers also cli/__init__.py, cli/__main__.py, commands/tail.py and commands/topics.py.
"""

import json
import signal
import socket

import pytest

from streams.settings import Settings
from streams.topics import Topics
from tests.support.paths import SAMPLES
from tests.support.running.cli import UNREACHABLE, await_line, end, newsmill, running


def test_topics_are_created_once_checked_and_described(broker, topic_prefix: str) -> None:
    place = {"NEWSMILL_BROKER": broker.url, "NEWSMILL_TOPIC_PREFIX": topic_prefix}
    missing = newsmill("topics", "check", **place)
    count = len(Topics(Settings()).all())
    assert (missing.returncode, b"%d of %d topics" % (count, count) in missing.stderr) == (1, True)
    made = newsmill("topics", "create", "--partitions", "3", **place)
    assert (made.returncode, made.stdout.count(b"created " + topic_prefix.encode())) == (0, count)
    assert b"0 created, %d existed" % count in newsmill("topics", "create", "--partitions", "3", **place).stdout
    states = json.loads(newsmill("topics", "check", "--json", **place).stdout)
    assert {(state["partitions"], len(state["problems"])) for state in states} == {(3, 0)}
    described = newsmill("topics", "describe", **place)
    assert described.returncode == 0
    assert b"retention.ms=604800000" in described.stdout


def test_a_refusal_of_the_broker_is_printed(kafka, topic_prefix: str) -> None:
    if kafka.is_embedded:
        pytest.skip("the embedded broker accepts any replication factor")
    place = {"NEWSMILL_BROKER": kafka.url, "NEWSMILL_TOPIC_PREFIX": topic_prefix}
    done = newsmill("topics", "create", "--replication-factor", "3", **place)
    assert (done.returncode, done.stderr.count(b"\n")) == (1, 1)
    assert b"InvalidReplicationFactor" in done.stderr


def test_a_tail_shows_what_comes_after_its_start_and_ends_cleanly(place: dict[str, str]) -> None:
    newsmill("publish", "-", stdin=b'{"id": "before"}', **place)
    with running("tail", "raw", **place) as tail:
        await_line(tail, b"from its end")
        newsmill("publish", "-", stdin=b'{"id": "after", "url": "https://a.example/"}', **place)
        assert tail.stdout is not None
        assert b"  after  https://a.example/  to fetch" in tail.stdout.readline()
        code, output, _ = end(tail, signal.SIGINT)
    assert (code, output) == (0, b"")


@pytest.mark.parametrize(
    "arguments",
    [["worker"], ["tail"], ["publish", str(SAMPLES)], ["topics", "check"], ["topics", "create"], ["status"]],
)
def test_no_broker_is_one_line_with_its_address_and_setting(arguments: list[str]) -> None:
    done = newsmill(*arguments, "--broker", UNREACHABLE)
    assert done.returncode == 1
    assert b"newsmill: no Kafka broker answers at 127.0.0.1:1 (NEWSMILL_BROKER)" in done.stderr.splitlines()[-1]


def test_a_taken_port_for_metrics_is_named_with_its_setting(place: dict[str, str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = newsmill("worker", "--http-port", port, **place)
    assert done.returncode == 1
    assert f"cannot serve metrics at 127.0.0.1:{port} (NEWSMILL_HTTP_HOST, NEWSMILL_HTTP_PORT)".encode() in done.stderr


@pytest.mark.parametrize(
    "arguments,settings,said",
    [
        (
            ["worker"],
            {"NEWSMILL_MAX_IN_FLIGHT_EVENTS": "0"},
            "NEWSMILL_MAX_IN_FLIGHT_EVENTS: Input should be greater than or equal to 1",
        ),
        (["worker", "--stages", "nonsense"], {}, "NEWSMILL_STAGES: "),
        (["tail"], {"NEWSMILL_BROKER": "localhost"}, "NEWSMILL_BROKER: "),
        (["publish", "missing.html"], {}, "missing.html: no such file or folder"),
        (["process", "Makefile"], {}, "Makefile: cannot tell what this is"),
        (["process", str(SAMPLES), "-o", "/nowhere/a.jsonl"], {}, "/nowhere/a.jsonl: cannot write there: No such file"),
        (["process", str(SAMPLES), "--jobs", "0"], {}, "NEWSMILL_POOL_SIZE: "),
        (["status", "--metrics", "worker:8080"], {}, "--metrics: expected addresses like http://host:port/metrics"),
        (["demo", "missing.html"], {}, "missing.html: no such file or folder"),
    ],
)
def test_a_wrong_call_is_one_line_and_exit_code_2(arguments: list[str], settings: dict[str, str], said: str) -> None:
    done = newsmill(*arguments, **settings)
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)
    assert done.stderr.decode().startswith(f"newsmill: {said}")
