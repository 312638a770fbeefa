"""The pods of the chart run: Kubernetes' controllers make them, podman runs their manifests, on real Apache Kafka.

One release serves all tests of the file, in their order; the last one removes it.
"""

import asyncio
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import orjson
import pytest
from aiokafka import ConsumerRecord

from streams.settings import load
from streams.topics import Topics
from tests.support.brokers.records import TopicReader, publish
from tests.support.cluster.cluster import Cluster, values_file
from tests.support.cluster.kafka import PodsKafka
from tests.support.cluster.node import Ended, Node
from tests.support.cluster.pods import GATEWAY, SUBNET, Podman
from tests.support.cluster.rollout import Availability, Published, ages, feed, published
from tests.support.cluster.site import TITLE, one_page
from tests.support.deploy.chart import Object, merged
from tests.support.deploy.chart_files import CHART
from tests.support.paths import SAMPLES
from tests.support.running.cli import newsmill
from tests.support.running.load import Load, Outcomes

pytestmark = [pytest.mark.cluster, pytest.mark.timeout(600)]

SPACE = "running"
STAGES = ("extract", "fetch", "deduplicate", "enrich")
REPLICAS = 2
PARTITIONS = 4
SAMPLES_COME_OUT_AS = (11 + 1, 3, 7)  # articles with the fetched page, duplicates, dead letters
LIMIT = 120.0  # seconds for all samples
RATE = 4.0  # events a second
BEFORE = 20.0  # seconds of the load before the pods are replaced
LOAD = Load.of(stories=560, updates=60, copies=60, bad=40)  # of three minutes
UPDATED = {"podAnnotations": {"example.org/version": "2"}}  # another template, so that all pods are replaced


@dataclass(frozen=True)
class Place:
    """Where the release runs."""

    cluster: Cluster
    kafka: PodsKafka
    node: Node
    folder: Path
    given: Object
    page: str  # the URL of a page to fetch

    def helm(self, verb: str, given: Object) -> float:
        """Run Helm on the release and wait until its pods are ready; return the seconds that it took."""
        begun = time.monotonic()
        file = values_file(self.folder, verb, given)
        flags = (f"--namespace={SPACE}", f"--values={file}", "--wait", "--timeout=4m")
        try:
            self.cluster.helm(verb, "news", CHART, *flags)
        except AssertionError as error:
            raise AssertionError(f"{error}\nthe node: {self.node.problems}") from None
        return time.monotonic() - begun

    @property
    def ended(self) -> list[Ended]:
        """The workers' pods that have ended."""
        return [one for one in self.node.ended if one.component in STAGES]


@pytest.fixture(scope="module")
def podman(image: str) -> Iterator[Podman]:
    with Podman(image, "newsmill-tests") as made:
        yield made


@pytest.fixture(scope="module")
def place(cluster: Cluster, podman: Podman, image: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    cluster.namespace(SPACE)
    repository, _, tag = image.rpartition(":")
    with PodsKafka(GATEWAY) as kafka, one_page(GATEWAY) as page, Node(cluster.api, podman, SPACE) as node:
        given = {
            "image": {"repository": repository, "tag": tag},
            "settings": {
                "NEWSMILL_BROKER": kafka.pods_url,
                "NEWSMILL_PARTITIONS": PARTITIONS,
                "NEWSMILL_FETCH_NETWORKS": SUBNET,
                "NEWSMILL_FETCH_PORTS": str(page.port),
            },
            "worker": {"replicas": REPLICAS},
            "topicsJob": {"enabled": True},
        }
        yield Place(cluster, kafka, node, tmp_path_factory.mktemp("values"), given, page.url)


def test_helm_installs_the_release_and_waits_for_topics_and_workers(place: Place) -> None:
    """The Job runs `newsmill topics create` on Kafka, and every worker becomes ready."""
    print(f"installed in {place.helm('install', place.given):.0f} s")  # noqa: T201 - the figures, with pytest -s
    until(lambda: len(place.node.ended) == 1)
    assert [(one.component, one.code) for one in place.node.ended] == [("topics", 0)]
    counts = {stage: len(place.node.running(stage)) for stage in STAGES}
    assert counts == dict.fromkeys(STAGES, REPLICAS)
    assert place.node.problems == []


def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds."""
    end = time.monotonic() + LIMIT
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.5)


async def test_the_pods_process_the_samples_and_a_page_that_they_fetch(place: Place) -> None:
    done = await asyncio.to_thread(newsmill, "publish", SAMPLES, NEWSMILL_BROKER=place.kafka.url)
    assert done.returncode == 0, done.stderr
    topics = topics_of(place)
    await publish(place.kafka.bootstrap, topics.raw.name, [(b"page", orjson.dumps({"url": place.page}))])
    names = (topics.articles.name, topics.duplicates.name, topics.dead_letters.name)
    found: dict[str, list[ConsumerRecord]] = {name: [] for name in names}
    end = time.monotonic() + LIMIT
    async with TopicReader(place.kafka.bootstrap, *names) as reader:
        while sum(map(len, found.values())) < sum(SAMPLES_COME_OUT_AS) and time.monotonic() < end:
            for record in await reader.read():
                found[record.topic].append(record)
    assert tuple(map(len, found.values())) == SAMPLES_COME_OUT_AS
    articles = [orjson.loads(record.value) for record in found[topics.articles.name]]
    assert [one["title"] for one in articles if one.get("url") == place.page] == [TITLE]
    assert place.node.problems == []


def topics_of(place: Place, prefix: str = "") -> Topics:
    return Topics(load(broker=place.kafka.url, topic_prefix=prefix, partitions=PARTITIONS))


async def test_a_rolling_update_under_load_loses_nothing_and_articles_stay_young(place: Place) -> None:
    """First the release moves to topics of the test's own, without a load; then its pods are replaced under one."""
    own = merged(place.given, {"settings": {"NEWSMILL_TOPIC_PREFIX": "load-"}})
    await asyncio.to_thread(place.helm, "upgrade", own)
    moved = len(STAGES) * REPLICAS
    await asyncio.to_thread(until, lambda: len(place.ended) == moved)

    topics = topics_of(place, "load-")
    async with Outcomes(place.kafka.bootstrap, topics) as outcomes:
        feeding = asyncio.create_task(feed(place.kafka.bootstrap, topics.raw.name, LOAD.events, RATE))
        await asyncio.sleep(BEFORE)
        begin = time.time()
        with Availability(place.cluster.api, SPACE) as availability:
            await asyncio.to_thread(place.helm, "upgrade", merged(own, UPDATED))
            await asyncio.to_thread(until, lambda: len(place.ended) == 2 * moved)
        end = time.time()
        assert not feeding.done(), "the load ended before the update"
        await feeding
        await outcomes.until(lambda: outcomes.events == len(LOAD.events))
        await outcomes.settle()

    outcomes.check(LOAD)
    assert outcomes.republished() == 0, "each worker commits what it has published before it leaves"
    replaced = place.ended[moved:]
    assert sorted(one.component for one in replaced) == sorted(STAGES * REPLICAS)
    assert {one.code for one in replaced} == {0}
    assert availability.fewest == availability.wanted, "each pod ends only when another is available"
    assert place.node.problems == []
    report(await published(place.kafka.bootstrap, topics), begin, end, replaced)


def report(articles: list[Published], begin: float, end: float, replaced: list[Ended]) -> None:
    """Print the figures, for pytest -s."""
    spans = {"before": (begin - BEFORE / 2, begin), "during": (begin, end), "after": (end + 10, float("inf"))}
    lines = [f"{len(replaced)} pods replaced in {end - begin:.0f} s at {RATE:g} events a second"]
    lines += [f"age of articles {name}: {figures(ages(articles, *span))}" for name, span in spans.items()]
    lines.append(f"a pod took {max(one.seconds for one in replaced):.1f} s at most from SIGTERM to its end")
    print("", *lines, sep="\n")  # noqa: T201


def figures(found: dict[str, float]) -> str:
    return f"{found['articles']:.0f} articles, " + ", ".join(
        f"{name} {found[name]:.2f} s" for name in ("p50", "p95", "max")
    )


def test_the_removal_of_the_release_drains_every_pod(place: Place) -> None:
    before = len(place.ended)
    place.cluster.helm("uninstall", "news", f"--namespace={SPACE}", "--wait")
    until(lambda: not place.cluster.api.objects("Pod", SPACE))
    gone = place.ended[before:]
    assert len(gone) == len(STAGES) * REPLICAS
    assert {one.code for one in gone} == {0}
    assert all('"clean": true' in one.log for one in gone)
    assert place.node.problems == []
