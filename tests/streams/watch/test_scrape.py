"""Workers over HTTP: their metrics are read from their own server, and ages and rates computed as Prometheus does."""

import math
from collections.abc import AsyncIterator

import pytest

from streams.health import Condition, Health, HealthServer
from streams.metrics import Metrics
from streams.settings import Settings
from streams.watch.scrape import WorkerStatus, ages, metrics_address, outcome_rates, quantile, scrape_all


@pytest.fixture
def metrics() -> Metrics:
    return Metrics()


@pytest.fixture
async def server(metrics: Metrics) -> AsyncIterator[HealthServer]:
    health = Health(ready={"pool": lambda: Condition(True, "warm"), "broker": lambda: Condition(False, "gone")})
    server = HealthServer(Settings(http_port=0), metrics, health)
    await server.start()
    yield server
    await server.stop()


async def test_a_workers_metrics_and_missing_conditions_are_read(server: HealthServer, metrics: Metrics) -> None:
    metrics.in_flight.labels("extract").set(3)
    metrics.events.labels("extract", "extracted").inc(7)
    metrics.breaker_share.labels("extract").set(0.2)
    metrics.breaker_limit.labels("extract").set(0.5)
    metrics.pool_size.set(2)
    metrics.pool_depth.set(5)
    metrics.age_seconds.observe(0.3)
    (worker,) = await scrape_all([metrics_address(server.url)])
    assert (worker.problem, worker.ready, worker.lacking) == ("", False, ("broker",))
    assert worker.place == server.url.removeprefix("http://")
    assert (worker.in_flight, worker.outcomes) == ({"extract": 3}, {"extract": {"extracted": 7}})
    assert (worker.breaker_share, worker.breaker_limit) == ({"extract": 0.2}, {"extract": 0.5})
    assert (worker.pool_size, worker.pool_depth) == (2, 5)
    assert ages([worker]) == {"p50": 0.375, "p95": pytest.approx(0.4875), "p99": pytest.approx(0.4975)}


async def test_an_address_without_a_worker_is_a_problem_and_the_others_are_read(server: HealthServer) -> None:
    addresses = ["http://user:secret@127.0.0.1:1/metrics", f"{server.url}/health/live", server.url, f"{server.url}/no"]
    gone, other, worker, missing = await scrape_all([metrics_address(address) for address in addresses])
    assert gone.problem.startswith("does not answer: ")
    assert gone.place == "127.0.0.1:1"
    assert other.problem == "does not answer like a newsmill worker"
    assert missing.problem == "answers 404"
    assert (worker.problem, worker.ready) == ("", False)


@pytest.mark.parametrize("address", ["worker:8080", "ftp://worker/metrics", "/metrics", "", "http://"])
def test_an_invalid_address_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="expected http"):
        metrics_address(address)


def test_an_address_keeps_its_path() -> None:
    assert str(metrics_address("http://a:1")) == "http://a:1/metrics"
    assert str(metrics_address("http://a/one/metrics").join("health/ready")) == "http://a/one/health/ready"


@pytest.mark.parametrize(
    "share,age",
    [(0.25, 0.5), (0.5, 1.0), (0.625, 1.5), (0.99, 2.0)],  # half up to 1 s, a quarter up to 2 s, a quarter beyond
)
def test_a_quantile_is_that_of_prometheus(share: float, age: float) -> None:
    assert quantile({1.0: 50, 2.0: 75, math.inf: 100}, share) == pytest.approx(age)


def test_without_articles_there_are_no_ages() -> None:
    assert quantile({1.0: 0, math.inf: 0}, 0.5) is None
    assert ages([WorkerStatus("a"), WorkerStatus("b", age_buckets={"1.0": 0, "+Inf": 0})]) is None


def test_ages_are_of_all_workers_together() -> None:
    workers = [WorkerStatus(name, age_buckets={"1.0": count, "+Inf": 50}) for name, count in (("a", 50), ("b", 0))]
    assert ages(workers) == {"p50": 1.0, "p95": 1.0, "p99": 1.0}


def test_rates_are_of_all_workers_that_answered_twice_and_a_restarted_one_begins_at_0() -> None:
    def worker(place: str, count: float, problem: str = "") -> WorkerStatus:
        return WorkerStatus(place, problem, outcomes={"extract": {"extracted": count}})

    before = [worker("a", 10), worker("b", 100), worker("c", 0, "gone")]
    now = [worker("a", 30), worker("b", 6), worker("c", 50), worker("d", 50)]
    assert outcome_rates(before, now, 2.0) == {"extract": {"extracted": 13.0}}
