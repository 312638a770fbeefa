"""The commands against real brokers: each is a process of its own, judged by its output and exit code.

Covers also cli/harvest.py, cli/progress.py, cli/send.py and, of cli/commands, demo.py, process.py, publish.py, run.py,
status.py, topics.py and worker.py.
"""

import asyncio
import gzip
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from agents.cli.send import sending
from agents.sources.background import in_background
from agents.sources.inputs import read
from schemas import Article, DeadLetter, Duplicate, Event, RawArticle
from streams.kafka.cluster import create_topics
from streams.kafka.embedded import EmbeddedBroker, free_port
from streams.settings import Settings
from streams.topics import Topics
from tests.support.paths import ROOT

SAMPLES = ROOT / "deploy" / "demo" / "samples"
LIMIT = 120  # seconds until a command counts as hanging
UNREACHABLE = "kafka://127.0.0.1:1"


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "agents.cli", *map(str, arguments)]


def environment(given: Mapping[str, str]) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("NEWSMILL_")}
    return {**inherited, "NEWSMILL_POOL_SIZE": "1", "NEWSMILL_HTTP_PORT": "0", **given}


def newsmill(*arguments: str | Path, stdin: bytes = b"", **settings: str) -> subprocess.CompletedProcess[bytes]:
    done = subprocess.run(
        command(*arguments),
        check=False,
        capture_output=True,
        input=stdin,
        timeout=LIMIT,
        cwd=ROOT,
        env=environment(settings),
    )
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    return done


@contextmanager
def running(*arguments: str | Path, **settings: str) -> Iterator[subprocess.Popen[bytes]]:
    """Start a command; at the end it is killed where it has not ended."""
    with subprocess.Popen(
        command(*arguments), stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT, env=environment(settings)
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def await_line(process: subprocess.Popen[bytes], text: bytes) -> bytes:
    assert process.stderr is not None
    seen = b""
    for line in process.stderr:
        seen += line
        if text in line:
            return seen
    raise AssertionError(f"{text!r} was never printed: {seen.decode()}")


def end(process: subprocess.Popen[bytes], how: signal.Signals = signal.SIGTERM) -> tuple[int, bytes, bytes]:
    process.send_signal(how)
    output, errors = process.communicate(timeout=LIMIT)
    assert b"Traceback" not in errors, errors.decode()
    return process.returncode, output, errors


@pytest.fixture
def place(broker, topic_prefix: str) -> dict[str, str]:
    """The settings of a fresh set of topics."""
    place = {"NEWSMILL_BROKER": broker.url, "NEWSMILL_TOPIC_PREFIX": topic_prefix, "NEWSMILL_PARTITIONS": "2"}
    assert newsmill("topics", "create", **place).returncode == 0
    return place


def events(place: Mapping[str, str], topic: str, count: int) -> list[dict[str, Any]]:
    done = newsmill("tail", topic, "--from-beginning", "--json", "--max", str(count), **place)
    assert done.returncode == 0
    return [json.loads(line) for line in done.stdout.splitlines()]


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


def test_inputs_of_every_kind_are_published(place: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"<p>page</p>")
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(b'{"id": "gz"}\n{broken\n'))
    url = "https://a.example/story"
    done = newsmill("publish", tmp_path, url, "-", stdin=b'{"id": "stdin"}\n', **place)
    assert (done.returncode, done.stderr) == (0, b"5 of 5 events published and confirmed\n")
    found = events(place, "raw", 5)
    assert "{broken" in found
    assert {"url": url} in found
    (page,) = [event for event in found if isinstance(event, dict) and "content_base64" in event]
    assert RawArticle.from_object(page).page() == b"<p>page</p>"
    assert {event["id"] for event in found if isinstance(event, dict) and "id" in event} == {"gz", "stdin", page["id"]}


def test_more_events_than_are_unconfirmed_at_once_all_arrive(place: dict[str, str]) -> None:
    lines = b"".join(b'{"id": "%d"}\n' % number for number in range(1000))
    assert b"1000 of 1000 events published" in newsmill("publish", "-", stdin=lines, **place).stderr
    assert {event["id"] for event in events(place, "raw", 1000)} == {str(number) for number in range(1000)}


def test_an_event_too_large_for_the_topic_is_named_and_the_others_are_published(
    kafka, topic_prefix: str, tmp_path: Path
) -> None:
    if kafka.is_embedded:
        pytest.skip("the embedded broker's topics have no limit")
    place = {"NEWSMILL_BROKER": kafka.url, "NEWSMILL_TOPIC_PREFIX": topic_prefix, "NEWSMILL_COMPRESSION": "none"}
    assert newsmill("topics", "create", **place).returncode == 0
    (tmp_path / "1.html").write_bytes(b"small")
    (tmp_path / "2.html").write_bytes(b"x" * 9_000_000)  # above the topic's 8 MiB
    (tmp_path / "3.html").write_bytes(b"x" * 40_000_000)  # above what the producer sends
    (tmp_path / "4.html").write_bytes(b"small too")
    done = newsmill("publish", tmp_path, **place)
    assert done.returncode == 1
    assert b"2 of 4 events published" in done.stderr
    assert done.stderr.count(b"takes no record of") == 2
    assert b"2.html: " in done.stderr
    assert b"3.html: " in done.stderr
    assert {Path(event["id"]).name for event in events(place, "raw", 2)} == {"1.html", "4.html"}


def test_publishing_without_topics_says_how_to_create_them(broker, topic_prefix: str) -> None:
    place = {"NEWSMILL_BROKER": broker.url, "NEWSMILL_TOPIC_PREFIX": topic_prefix}
    done = newsmill("publish", SAMPLES, **place)
    assert done.returncode == 1
    assert f"{topic_prefix}news.raw.v1 is missing".encode() in done.stderr
    assert b"newsmill topics create" in done.stderr


def test_a_tail_shows_what_comes_after_its_start_and_ends_cleanly(place: dict[str, str]) -> None:
    newsmill("publish", "-", stdin=b'{"id": "before"}', **place)
    with running("tail", "raw", **place) as tail:
        await_line(tail, b"from its end")
        newsmill("publish", "-", stdin=b'{"id": "after", "url": "https://a.example/"}', **place)
        assert tail.stdout is not None
        assert b"  after  https://a.example/  to fetch" in tail.stdout.readline()
        code, output, _ = end(tail, signal.SIGINT)
    assert (code, output) == (0, b"")


async def test_events_are_published_at_a_rate(embedded: EmbeddedBroker, topic_prefix: str, tmp_path: Path) -> None:
    settings = Settings(broker=embedded.url, topic_prefix=topic_prefix, partitions=1)
    topics = Topics(settings)
    await create_topics(settings, topics)
    (tmp_path / "a.jsonl").write_bytes(b"{}\n" * 11)
    started = time.monotonic()
    async with asyncio.timeout(60), sending(settings, topics.raw.name, rate=20) as sender:
        await sender.send(in_background(read([str(tmp_path / "a.jsonl")])))
    assert (sender.sent.confirmed, time.monotonic() - started >= 0.5) == (11, True)


def test_the_same_command_with_a_checkpoint_continues_after_the_last_confirmed_event(
    embedded: EmbeddedBroker, topic_prefix: str, tmp_path: Path
) -> None:
    place = {"NEWSMILL_BROKER": embedded.url, "NEWSMILL_TOPIC_PREFIX": topic_prefix}
    newsmill("topics", "create", "--partitions", "1", **place)
    lines = b"".join(b'{"id": "%d"}\n' % number for number in range(100))
    (tmp_path / "a.jsonl").write_bytes(lines)
    asked = ["publish", tmp_path / "a.jsonl", "--checkpoint", tmp_path / "done.json"]
    with running(*asked, "--rate", "20", **place) as publish:
        assert len(events(place, "raw", 10)) == 10
        code, _, _ = end(publish, signal.SIGINT)
    assert code == 130
    again = newsmill(*asked, **place)
    assert again.returncode == 0
    assert b"published before" in again.stderr
    ids = [event["id"] for event in events(place, "raw", 100)]
    assert set(ids) >= {str(number) for number in range(95)}  # all; the first ones maybe twice
    (tmp_path / "a.jsonl").write_bytes(lines[:500])
    changed = newsmill(*asked, **place)
    assert (changed.returncode, b"has changed at :100" in changed.stderr) == (1, True)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve the files of a folder, with Last-Modified and 304; yields the address."""
    handler = partial(SimpleHTTPRequestHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def rss(*paths: str) -> str:
    items = "".join(f"<item><title>{path}</title><link>https://a.example/{path}</link></item>" for path in paths)
    return f'<rss version="2.0"><channel><title>The Outlet</title>{items}</channel></rss>'


def test_a_feed_that_is_followed_gives_each_page_once_even_after_a_restart(
    embedded: EmbeddedBroker, topic_prefix: str, tmp_path: Path
) -> None:
    place = {"NEWSMILL_BROKER": embedded.url, "NEWSMILL_TOPIC_PREFIX": topic_prefix}
    newsmill("topics", "create", "--partitions", "1", **place)
    (tmp_path / "feed.xml").write_text(rss("1"))
    checkpoint = tmp_path / "seen.json"
    with served(tmp_path) as address:
        asked = ["publish", "--feed", f"{address}/feed.xml", "--feed", f"{address}/no.xml", "--checkpoint", checkpoint]
        with running(*asked, "--follow", "1", **place) as follow:
            said = await_line(follow, b"File not found")
            assert b"1 of 1 events published" in said
            (tmp_path / "feed.xml").write_text(rss("2", "1"))
            os.utime(tmp_path / "feed.xml", (4e9, 4e9))  # Last-Modified is in whole seconds
            await_line(follow, b"1 of 1 events published")
            await_line(follow, b"File not found")  # tried again, with nothing else to tell
            code, _, _ = end(follow, signal.SIGINT)
        assert code in (0, 130)  # 130 in the middle of a round
        (tmp_path / "feed.xml").write_text(rss("3", "2", "1"))
        os.utime(tmp_path / "feed.xml", (4.1e9, 4.1e9))
        once = newsmill(*asked, **place)
    assert (once.returncode, b"1 of 1 events published" in once.stderr) == (1, True)
    assert b"no.xml: HTTP 404 File not found" in once.stderr
    found = events(place, "raw", 3)
    assert [event["url"][-1] for event in found] == ["1", "2", "3"]
    assert found[0]["source"] == "The Outlet"


@pytest.mark.parametrize(
    "arguments,message", [((), b"nothing to publish"), (("--follow", "5", "-"), b"--follow needs")]
)
def test_a_wrong_call_of_publish_is_reported_before_a_broker_is_asked(
    arguments: tuple[str, ...], message: bytes
) -> None:  # fmt: skip
    done = newsmill("publish", *arguments, NEWSMILL_BROKER=UNREACHABLE)
    assert (done.returncode, message in done.stderr) == (2, True)


def test_publishing_from_a_pipe_that_is_still_open_can_be_interrupted(place: dict[str, str]) -> None:
    reading, writing = os.pipe()
    with subprocess.Popen(command("publish", "-"), stdin=reading, stderr=subprocess.PIPE, cwd=ROOT,
                          env=environment(place)) as publish:  # fmt: skip
        os.write(writing, b'{"id": "1"}\n')
        assert len(events(place, "raw", 1)) == 1
        code, _, _ = end(publish, signal.SIGINT)
    os.close(reading)
    os.close(writing)
    assert code == 130


def test_the_status_of_events_that_no_worker_reads_is_lag(place: dict[str, str]) -> None:
    newsmill("publish", "-", stdin=b'{"id": "a"}\n{"id": "b"}\n', **place)
    done = newsmill("status", "--json", "--metrics", "http://127.0.0.1:1", **place)
    assert (done.returncode, done.stdout.count(b"\n")) == (0, 1)
    status = json.loads(done.stdout)
    lags = {stage["stage"]: (stage["lag"], len(stage["members"])) for stage in status["stages"]}
    assert lags == {"extract": (2, 0), "fetch": (0, 0), "deduplicate": (0, 0), "enrich": (0, 0), "retry": (0, 0)}
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
        place = {"NEWSMILL_BROKER": broker.url, "NEWSMILL_TOPIC_PREFIX": topic_prefix, "NEWSMILL_PARTITIONS": "1"}
        assert newsmill("topics", "create", **place).returncode == 0
        with running("status", "--watch", "--every", "0.5", **place) as watch:
            assert watch.stdout is not None
            assert watch.stdout.readline().startswith(broker.url.encode())
            broker.stop()
            await_line(watch, b"newsmill: no Kafka broker answers")
            code, _, _ = end(watch, signal.SIGINT)
    assert code == 0


def test_the_status_of_missing_topics_is_one_line(embedded: EmbeddedBroker, topic_prefix: str) -> None:
    done = newsmill("status", "--broker", embedded.url, NEWSMILL_TOPIC_PREFIX=topic_prefix)
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (1, b"", 1)
    assert b"are missing" in done.stderr


def test_a_worker_takes_the_samples_through_and_ends_cleanly(place: dict[str, str]) -> None:
    with running("worker", **place) as worker:
        sent = newsmill("publish", SAMPLES, **place)
        assert sent.returncode == 0
        total = int(sent.stderr.split()[0])
        articles = events(place, "articles", 11)
        duplicates = events(place, "duplicates", 3)
        dead = events(place, "dead-letters", 6)
        code, _, _ = end(worker)
    assert code == 0
    assert total == 21
    assert all(Article.from_object(article).provenance.origin for article in articles)
    ids = {article["id"] for article in articles}
    assert all(Duplicate.from_object(copy).duplicate_of.id in ids for copy in duplicates)
    assert all(DeadLetter.from_object(letter).origin for letter in dead)


def test_a_worker_whose_breaker_trips_says_so_with_an_exit_code_of_its_own(place: dict[str, str]) -> None:
    newsmill("publish", "-", stdin=b"{broken\n" * 40, **place)
    done = newsmill("worker", "--stages", "extract", NEWSMILL_BREAKER_WINDOW="10", NEWSMILL_WINDOW="4", **place)
    assert done.returncode == 3
    last = done.stderr.decode().splitlines()[-1]
    assert last.startswith("newsmill: extract dead-lettered 10 of its last 10 events")
    assert "NEWSMILL_BREAKER_SHARE" in last


def test_run_starts_everything_and_prints_the_next_commands() -> None:
    port = str(free_port())
    with running("run", "--port", port) as run:
        said = await_line(run, b"Ctrl-C ends it")
        assert f"newsmill publish page.html folder/ feed.jsonl --broker kafka://127.0.0.1:{port}".encode() in said
        place = {"NEWSMILL_BROKER": f"kafka://127.0.0.1:{port}"}
        second = newsmill("run", "--port", port)
        assert (second.returncode, f"port {port} is taken".encode() in second.stderr) == (1, True)
        newsmill("publish", SAMPLES / "09-pulsar.txt", **place)
        (article,) = events(place, "articles", 1)
        code, _, _ = end(run, signal.SIGINT)
    assert code == 0
    assert article["raw_id"] == str(SAMPLES / "09-pulsar.txt")


def test_the_demo_ends_by_itself_with_an_account_that_closes() -> None:
    done = newsmill("demo", COLUMNS="160")
    text = done.stdout.decode()
    assert done.returncode == 0, text + done.stderr.decode()
    assert "│ raw events     │     21 │" in text
    assert "│ missing        │      0 │" in text
    assert "revision 2" in text
    article = json.loads(text[text.index("{") : text.index("\n}\n") + 3])
    assert Article.from_object(article).entities


def test_a_demo_with_only_failures_closes_and_says_that_no_article_came_out(tmp_path: Path) -> None:
    (tmp_path / "broken.jsonl").write_text("{broken\n")
    done = newsmill("demo", tmp_path)
    assert done.returncode == 0
    assert b"No article came out" in done.stderr
    assert b"invalid_json" in done.stdout


def test_processing_without_kafka_writes_every_kind_and_closes(tmp_path: Path) -> None:
    articles, duplicates, dead = tmp_path / "a.jsonl.gz", tmp_path / "d.jsonl", tmp_path / "x.jsonl"
    done = newsmill("process", SAMPLES, "-o", articles, "--duplicates", duplicates, "--dead-letters", dead)
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout == b""

    def read(kind: type[Event], lines: bytes) -> list[Any]:
        return [kind.decode(line) for line in lines.splitlines()]

    written = read(Article, gzip.decompress(articles.read_bytes()))
    counts = [len(written), len(read(Duplicate, duplicates.read_bytes())), len(read(DeadLetter, dead.read_bytes()))]
    assert sum(counts) == 21
    assert counts[1] == 3
    assert written[0].raw_id == str(SAMPLES / "01-ferry-strike.html")
    assert [article.revision for article in written].count(2) == 1
    assert b"1 updated" in done.stderr


def test_a_page_processed_twice_is_one_article_and_one_unchanged() -> None:
    page = SAMPLES / "08-paper-mill.md"
    done = newsmill("process", page, page, "--until", "deduplicate")
    assert (done.returncode, done.stdout.count(b"\n")) == (0, 1)
    assert "│ + unchanged    │      1 │" in done.stderr.decode()


def test_a_demo_counts_what_is_unchanged() -> None:
    page = SAMPLES / "08-paper-mill.md"
    done = newsmill("demo", page, page)
    assert done.returncode == 0, done.stderr.decode()
    assert "│ + unchanged    │      1 │" in done.stdout.decode()


def test_processing_names_what_it_could_not_read_and_writes_the_rest(tmp_path: Path) -> None:
    (tmp_path / "broken.jsonl.gz").write_bytes(b"not gzip")
    page = SAMPLES / "08-paper-mill.md"
    done = newsmill("process", tmp_path, page, "--until", "deduplicate")
    assert done.returncode == 1
    assert b"broken.jsonl.gz: Not a gzipped file" in done.stderr
    (article,) = [Article.decode(line) for line in done.stdout.splitlines()]
    assert (article.raw_id, article.entities) == (str(page), ())


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
        (["worker"], {"NEWSMILL_WINDOW": "0"}, "NEWSMILL_WINDOW: Input should be greater than or equal to 1"),
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


def test_an_input_is_never_overwritten(tmp_path: Path) -> None:
    feed = tmp_path / "feed.jsonl"
    feed.write_text("{}\n")
    done = newsmill("process", feed, "-o", tmp_path / "." / "feed.jsonl")
    assert (done.returncode, b"is also an input" in done.stderr) == (2, True)
    assert feed.read_text() == "{}\n"


async def test_events_are_confirmed_one_by_one(embedded: EmbeddedBroker, topic_prefix: str, tmp_path: Path) -> None:
    settings = Settings(broker=embedded.url, topic_prefix=topic_prefix, partitions=1)
    topics = Topics(settings)
    await create_topics(settings, topics)
    (tmp_path / "a.jsonl").write_bytes(b"{}\n" * 300)
    seen: list[int] = []
    async with asyncio.timeout(60):
        async with sending(settings, topics.raw.name, show=lambda sent, _: seen.append(sent.events)) as sender:
            await sender.send(in_background(read([str(tmp_path / "a.jsonl")])))
    sent = sender.sent
    assert (sent.events, sent.confirmed, sent.problems) == (300, 300, [])
    assert seen == list(range(1, 301))
