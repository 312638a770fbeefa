"""`newsmill publish` on real brokers: every kind of input, a rate, a checkpoint, and its refusals.

Covers also cli/send.py and commands/publish.py.
"""

import asyncio
import gzip
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from agents.cli.send import sending
from agents.sources.background import in_background
from agents.sources.inputs import read
from schemas import RawArticle
from streams.kafka.cluster import create_topics
from streams.settings import Settings
from streams.topics import Topics
from tests.support.brokers.shared import Broker
from tests.support.paths import ROOT, SAMPLES
from tests.support.running.cli import (
    UNREACHABLE,
    await_line,
    command,
    end,
    environment,
    events,
    fresh,
    newsmill,
    running,
    said,
)


def test_inputs_of_every_kind_are_published(place: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"<p>page</p>")
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(b'{"id": "gz"}\n{broken\n'))
    url = "https://a.example/story"
    done = newsmill("publish", tmp_path, url, "-", stdin=b'{"id": "stdin"}\n', **place)
    assert (done.returncode, said(done)) == (0, ["5 of 5 events published and confirmed"])
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
    place = fresh(kafka, topic_prefix, compression="none")
    (tmp_path / "1.html").write_bytes(b"small")
    (tmp_path / "2.html").write_bytes(b"x" * 9_000_000)  # above the topic's 8 MiB
    (tmp_path / "3.html").write_bytes(b"x" * 40_000_000)  # above what the producer sends
    (tmp_path / "4.html").write_bytes(b"small too")
    done = newsmill("publish", tmp_path, **place)
    assert done.returncode == 1
    assert b"2 of 4 events published" in done.stderr
    assert done.stderr.count(b"does not accept a record of") == 2
    assert b"2.html: " in done.stderr
    assert b"3.html: " in done.stderr
    assert {Path(event["id"]).name for event in events(place, "raw", 2)} == {"1.html", "4.html"}


def test_publishing_without_topics_says_how_to_create_them(broker, topic_prefix: str) -> None:
    place = {"NEWSMILL_BROKER": broker.url, "NEWSMILL_TOPIC_PREFIX": topic_prefix}
    done = newsmill("publish", SAMPLES, **place)
    assert done.returncode == 1
    assert f"{topic_prefix}news.raw.v1 is missing".encode() in done.stderr
    assert b"newsmill topics create" in done.stderr


async def test_events_are_published_at_a_rate(embedded: Broker, topic_prefix: str, tmp_path: Path) -> None:
    settings = Settings(broker=embedded.url, topic_prefix=topic_prefix, partitions=1)
    topics = Topics(settings)
    await create_topics(settings, topics)
    (tmp_path / "a.jsonl").write_bytes(b"{}\n" * 11)
    started = time.monotonic()
    async with asyncio.timeout(60), sending(settings, topics.raw.name, rate=20) as sender:
        await sender.send(in_background(read([str(tmp_path / "a.jsonl")])))
    assert (sender.sent.confirmed, time.monotonic() - started >= 0.5) == (11, True)


async def test_events_are_confirmed_one_by_one(embedded: Broker, topic_prefix: str, tmp_path: Path) -> None:
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


def test_the_same_command_with_a_checkpoint_continues_after_the_last_confirmed_event(
    embedded: Broker, topic_prefix: str, tmp_path: Path
) -> None:
    place = fresh(embedded, topic_prefix, partitions=1)
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
    embedded: Broker, topic_prefix: str, tmp_path: Path
) -> None:
    place = fresh(embedded, topic_prefix, partitions=1)
    place |= {"NEWSMILL_FETCH_NETWORKS": "127.0.0.0/8", "NEWSMILL_FETCH_PORTS": "1-65535"}
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


def test_hostile_inputs_end_nothing_but_themselves(embedded: Broker, topic_prefix: str, tmp_path: Path) -> None:
    place = fresh(embedded, topic_prefix, partitions=1)
    (tmp_path / "bomb.jsonl.gz").write_bytes(gzip.compress(bytes(200_000_000)))
    (tmp_path / "broken.warc").write_bytes(b"WARC/1.0\r\nWARC-Type: response\r\n\r\n" * 9)
    (tmp_path / "endless.html").symlink_to("/dev/zero")
    (tmp_path / "keys.jsonl").write_bytes(
        b'{"url": "http://["}\n{"url": "http://a.example:99999/"}\n{"id": "' + b"i" * 100_000 + b'"}\n' + b"[" * 5000
    )
    entries = "".join(f"<item><link>https://a.example/{number}</link></item>" for number in range(300_000))
    (tmp_path / "feed.xml").write_text(f'<rss version="2.0"><channel>{entries}</channel></rss>')
    (tmp_path / "z.jsonl").write_bytes(b'{"id": "last"}\n')
    names = ["bomb.jsonl.gz", "broken.warc", "endless.html", "keys.jsonl", "z.jsonl"]
    done = newsmill("publish", *(tmp_path / name for name in names), "--feed", tmp_path / "feed.xml", **place)
    assert done.returncode == 1
    for word in (b"more than 200 times", b"broken.warc@0:", b"too many for one page", b"295000 beyond the first 5000"):
        assert word in done.stderr
    assert b"Traceback" not in done.stderr
    assert b"5005 of 5005 events published" in done.stderr
