"""The samples through whole commands: `worker`, `run`, `demo` and `process`.

Covers also cli/harvest.py, cli/progress.py, commands/demo.py, commands/process.py, commands/run.py and
commands/worker.py.
"""

import gzip
import json
import signal
from pathlib import Path
from typing import Any

from schemas import Article, DeadLetter, Duplicate, Event
from streams.kafka.embedded import free_port
from tests.support.paths import SAMPLES
from tests.support.running.cli import await_line, end, events, newsmill, running, said


def tailed(place: dict[str, str], topic: str, count: int) -> list[dict[str, Any]]:
    """Return a topic's first events as `newsmill tail` prints them."""
    done = newsmill("tail", topic, "--from-beginning", "--json", "--max", str(count), **place)
    assert done.returncode == 0
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_worker_takes_the_samples_through_and_ends_cleanly(place: dict[str, str]) -> None:
    with running("worker", **place) as worker:
        sent = newsmill("publish", SAMPLES, **place)
        assert sent.returncode == 0
        total = int(said(sent)[0].split()[0])
        articles = tailed(place, "articles", 11)
        duplicates = tailed(place, "duplicates", 3)
        dead = tailed(place, "dead-letters", 6)
        code, _, _ = end(worker)
    assert code == 0
    assert total == 21
    assert all(Article.from_object(article).provenance.origin for article in articles)
    ids = {article["id"] for article in articles}
    assert all(Duplicate.from_object(copy).duplicate_of.id in ids for copy in duplicates)
    assert all(DeadLetter.from_object(letter).origin for letter in dead)


def test_a_worker_whose_breaker_trips_says_so_with_an_exit_code_of_its_own(place: dict[str, str]) -> None:
    newsmill("publish", "-", stdin=b"{broken\n" * 40, **place)
    done = newsmill(
        "worker", "--stages", "extract", NEWSMILL_BREAKER_WINDOW="10", NEWSMILL_MAX_IN_FLIGHT_EVENTS="4", **place
    )
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


def test_an_input_is_never_overwritten(tmp_path: Path) -> None:
    feed = tmp_path / "feed.jsonl"
    feed.write_text("{}\n")
    done = newsmill("process", feed, "-o", tmp_path / "." / "feed.jsonl")
    assert (done.returncode, b"is also an input" in done.stderr) == (2, True)
    assert feed.read_text() == "{}\n"
