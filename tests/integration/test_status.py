"""`newsmill status` on real brokers: once, watched, and without topics or a broker. Covers also commands/status.py."""

import json
import os
import signal
import subprocess
from contextlib import suppress

from streams.kafka.embedded import EmbeddedBroker
from streams.stages import RETRY, Stage
from tests.support.brokers.shared import Broker
from tests.support.paths import ROOT
from tests.support.running.cli import LIMIT, await_line, command, end, environment, fresh, newsmill, running


def test_the_status_of_events_that_no_worker_reads_is_lag(place: dict[str, str]) -> None:
    newsmill("publish", "-", stdin=b'{"id": "a"}\n{"id": "b"}\n', **place)
    done = newsmill("status", "--json", "--metrics", "http://127.0.0.1:1", **place)
    assert (done.returncode, done.stdout.count(b"\n")) == (0, 1)
    status = json.loads(done.stdout)
    lags = {stage["stage"]: (stage["lag"], len(stage["members"])) for stage in status["stages"]}
    assert lags == dict.fromkeys((*Stage, RETRY), (0, 0)) | {"extract": (2, 0)}
    assert next((topic["records"], topic["rate"]) for topic in status["topics"]) == (2, 0)
    assert status["workers"][0]["problem"].startswith("does not answer")
    shown = newsmill("status", **place)
    assert (shown.returncode, shown.stderr) == (0, b"")
    assert b"\x1b" not in shown.stdout
    assert [line.split()[3] for line in shown.stdout.decode().splitlines() if line.startswith("extract ")] == ["2"]


def test_a_watched_status_is_a_line_a_look_until_it_is_interrupted(place: dict[str, str]) -> None:
    with running("status", "--watch", "--every", "0.5", "--json", **place) as watch:
        assert watch.stdout is not None
        looks = [json.loads(watch.stdout.readline()) for _ in range(3)]
        code, _, errors = end(watch, signal.SIGINT)
    assert (code, errors) == (0, b"")
    assert looks[0]["seconds"] is None
    assert 0.5 <= looks[2]["seconds"] < 10


def test_a_watched_status_is_redrawn_in_its_place_on_a_terminal(place: dict[str, str]) -> None:
    ours, theirs = os.openpty()
    terminal = environment(place) | {"TERM": "xterm", "COLUMNS": "120", "LINES": "50"}
    with subprocess.Popen(command("status", "-w", "--every", "0.5"), stdout=theirs, cwd=ROOT, env=terminal) as watch:
        os.close(theirs)
        seen = b""
        try:
            while seen.count(b"rates over") < 2:  # the first look has none
                seen += os.read(ours, 65_536)
            watch.send_signal(signal.SIGINT)
            with suppress(OSError):  # as a terminal ends
                while os.read(ours, 65_536):
                    pass
            assert watch.wait(LIMIT) == 0
        finally:
            watch.kill()
    os.close(ours)
    first, *_, last = seen.split(b"kafka://")
    assert first.endswith(b"\x1b[1m")
    assert b"\x1b[1A\x1b[2K" in seen
    assert b"extract" in last


def test_a_watched_status_outlives_the_broker_and_says_that_it_is_gone(topic_prefix: str) -> None:
    with EmbeddedBroker() as broker:
        place = fresh(broker, topic_prefix, partitions=1)
        with running("status", "--watch", "--every", "0.5", **place) as watch:
            assert watch.stdout is not None
            assert watch.stdout.readline().startswith(broker.url.encode())
            broker.stop()
            await_line(watch, b"newsmill: no Kafka broker answers")
            code, _, _ = end(watch, signal.SIGINT)
    assert code == 0


def test_the_status_of_missing_topics_is_one_line(embedded: Broker, topic_prefix: str) -> None:
    done = newsmill("status", "--broker", embedded.url, NEWSMILL_TOPIC_PREFIX=topic_prefix)
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (1, b"", 1)
    assert b"are missing" in done.stderr
