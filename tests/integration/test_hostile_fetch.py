"""Injury: a worker is given the URLs of two hundred attacks, among some pages. It loses nothing and does not suffer."""

import asyncio
import logging
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import orjson
import psutil
import pytest

from schemas import DeadLetter, Reason
from streams.kafka.cluster import create_topics
from streams.settings import load
from streams.topics import Topics
from tests.support.brokers.records import TopicReader, publish
from tests.support.running.worker import WorkerProcess
from tests.support.web.http1 import LIES
from tests.support.web.http2 import ABUSES
from tests.support.web.server import Web

log = logging.getLogger(__name__)  # shown with --log-cli-level=INFO

GOOD = 20
LIMIT = 240.0  # seconds for all of it; it takes 35
MIB = 1024 * 1024
GROWTH = 250 * MIB  # of the worker's own process, after its start
SETTINGS = {
    "fetch_networks": "127.0.0.0/8",
    "fetch_ports": "1-65535",
    "fetch_delay": 0.1,
    "fetch_timeout": 8,
    "fetch_user_agent": "newsmill-test (+https://newsmill.example)",
    "attempts": 1,
    "retry_delays": "1",
    "breaker_share": 1,
    "partitions": 4,
    "pool_size": 1,
}
COMMON = [
    "/bomb/brotli", "/bomb/gzip", "/bomb/deflate", "/bomb/bare-deflate", "/bomb/twice", "/bomb/thrice", "/bomb/unknown",
    "/bomb/hidden", "/claims/gzip", "/claims/cut-gzip", "/claims/long-coding", "/claims/picture", "/claims/pdf",
    "/claims/octet-picture", "/endless", "/large/9000000", "/hang", "/loris", "/slow/30", "/status/404", "/status/503",
    "/retry/soon", "/retry/999999999", "/loop", "/redirect/30", "/nowhere", "/far", "/hoard/30",
    "/to?ftp://a.example/", "/to?file:///etc/passwd", "/to?http://10.0.0.1/", "/to?http://[::1]/",
    "/to?http://169.254.169.254/latest/meta-data/",
]  # fmt: skip
PAGES = {"long", "header-escapes", "ten-thousand-headers", "last", "line-breaks", "many-headers"}  # are pages still
INSIDE = [
    "localhost6.invalid", "[::1]", "[::ffff:127.0.0.1]", "10.0.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
    "[fd00::1]", "[fe80::1]", "[64:ff9b::7f00:1]", "224.0.0.1", "0", "3232235777", "0xa000001", "exa\x00mple.org",
    "a" * 70,
]  # fmt: skip


def attacks(web: Web) -> Iterator[str]:
    """Yield the URLs of all attacks, each on a site of its own; the first four are for good pages."""
    paths = [(path, tls) for path in COMMON * 2 for tls in (False, True)]
    paths += [(f"/raw/{name}", False) for name in LIES if name not in PAGES]
    paths += [(f"/frames/{name}", True) for name in ABUSES if name not in PAGES]
    for number, (path, tls) in enumerate(paths):
        yield web.url(path, f"127.0.1.{number + 5}", tls=tls)
    for host in INSIDE:
        yield f"http://{host}/page"


def pages(web: Web) -> Iterator[str]:
    """Yield the URLs of good pages, on four sites, by both protocols."""
    for number in range(GOOD):
        yield web.url(f"/good/{number}", f"127.0.1.{number % 4 + 1}", tls=number // 4 % 2 == 0)


@dataclass
class Watched:
    """What is seen of the worker while it works."""

    worker: WorkerProcess
    most: int = 0  # bytes of its own process
    family: int = 0  # with its children
    health: Counter[int | None] = field(default_factory=Counter)

    async def watch(self) -> None:
        """Look again and again, until cancelled."""
        while True:
            await asyncio.to_thread(self.look)
            await asyncio.sleep(0.25)

    def look(self) -> None:
        """Look at its memory, and whether it says that it is well."""
        sizes = []
        for process in self.worker.family():
            with_memory = psutil.pid_exists(process.pid)
            sizes.append(process.memory_info().rss if with_memory else 0)
        self.most, self.family = max(self.most, sizes[0]), max(self.family, sum(sizes))
        self.health[self.worker.status("/health/ready")] += 1


@dataclass
class Results:
    """What came out, by the id of the raw event."""

    articles: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    letters: dict[str, list[DeadLetter]] = field(default_factory=lambda: defaultdict(list))

    async def collect(self, reader: TopicReader, articles: str, count: int, seconds: float) -> None:
        """Read until there are results of so many events, or the time is over."""
        end = time.monotonic() + seconds
        while len(self.articles) + len(self.letters) < count and time.monotonic() < end:
            for record in await reader.read():
                if record.topic == articles:
                    self.articles[orjson.loads(record.value)["raw_id"]] += 1
                else:
                    letter = DeadLetter.from_record(record.key, record.value, record.headers)
                    self.letters[orjson.loads(letter.value or b"{}")["id"]].append(letter)


@pytest.fixture(scope="module")
def hostile() -> Iterator[Web]:
    with Web(more=254) as started:
        yield started


@pytest.fixture(scope="module")
def harmless() -> Iterator[Web]:
    """The good pages' server, apart, because the hostile one is busy with its floods."""
    with Web(more=4) as started:
        yield started


@pytest.mark.injury
@pytest.mark.timeout(600)
async def test_a_worker_survives_two_hundred_attacks_and_loses_nothing(
    kafka, topic_prefix: str, hostile: Web, harmless: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    trusted = tmp_path / "authorities.pem"
    trusted.write_text(hostile.authority + harmless.authority)
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    bad = {f"bad-{number}": url for number, url in enumerate(attacks(hostile))}
    good = {f"good-{number}": url for number, url in enumerate(pages(harmless))}
    settings = load(broker=kafka.url, topic_prefix=topic_prefix, partitions=4, retry_delays=(1,))
    topics = Topics(settings)
    await create_topics(settings, topics)
    events = [(url.encode(), orjson.dumps({"id": name, "url": url})) for name, url in (bad | good).items()]

    results = Results()
    with WorkerProcess(kafka.url, topic_prefix, tmp_path / "worker.log", **SETTINGS) as worker:
        await worker.await_ready()
        watched = Watched(worker)
        watched.look()
        before = watched.most
        watching = asyncio.create_task(watched.watch())
        started = time.monotonic()
        await publish(settings.bootstrap, topics.raw.name, events)
        async with TopicReader(kafka.bootstrap, topics.articles.name, topics.dead_letters.name) as reader:
            await results.collect(reader, topics.articles.name, len(events), LIMIT)
            seconds = time.monotonic() - started
            await results.collect(reader, topics.articles.name, len(events) + 1, 3.0)  # surplus ones would come now
        watching.cancel()
        await asyncio.wait([watching])
        assert worker.running, worker.log[-3000:]
        assert worker.status("/health/ready") == 200
        await worker.terminate()

    sizes = [size // MIB for size in (before, watched.most, watched.family)]
    what = "%d attacks, %.0f s; MiB before, at most, with children: %s; health: %s"
    log.info(what, len(bad), seconds, sizes, watched.health)
    missing = set(bad | good) - set(results.articles) - set(results.letters)
    assert {name: (bad | good)[name] for name in missing} == {}
    assert {name: results.letters[name][0].error for name in good if name in results.letters} == {}
    assert {name: results.articles.get(name) for name in good} == dict.fromkeys(good, 1)
    assert {bad[name]: results.articles[name] for name in bad if name in results.articles} == {}
    assert {name: len(letters) for name, letters in results.letters.items()} == dict.fromkeys(bad, 1)
    reasons = {bad[name]: letters[0].reason for name, letters in results.letters.items()}
    assert [url for url, reason in reasons.items() if reason is Reason.UNEXPECTED] == []
    assert all(letter.error.isprintable() for letters in results.letters.values() for letter in letters)
    assert watched.most - before < GROWTH
    assert watched.health[None] == 0, "it did not answer"
