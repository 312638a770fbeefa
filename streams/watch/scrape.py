"""The state of workers over HTTP: the values of their /metrics that people ask for, and their readiness."""

import asyncio
import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import httpx
import orjson
from prometheus_client.parser import text_string_to_metric_families

PATIENCE = 5.0  # seconds that a worker has to answer
QUANTILES = (0.5, 0.95, 0.99)


@dataclass(frozen=True)
class WorkerStatus:
    """A worker's answer; if it has none, `problem` says why."""

    place: str  # its address without credentials
    problem: str = ""
    ready: bool | None = None
    lacking: tuple[str, ...] = ()  # the conditions for readiness that do not hold
    in_flight: dict[str, float] = field(default_factory=dict)  # events, by stage
    pool_depth: float = 0
    pool_size: float = 0
    breaker_share: dict[str, float] = field(default_factory=dict)  # by stage
    breaker_limit: dict[str, float] = field(default_factory=dict)
    outcomes: dict[str, dict[str, float]] = field(default_factory=dict)  # events so far, by stage and outcome
    age_buckets: dict[str, float] = field(default_factory=dict)  # articles so far, by upper limit of their age


def metrics_address(url: str) -> httpx.URL:
    """Return the address of a worker's metrics, given that or the worker's own address; raises ValueError."""
    try:
        address = httpx.URL(url)
    except httpx.InvalidURL as error:
        raise ValueError(str(error)) from None
    if address.scheme not in ("http", "https") or not address.host:
        raise ValueError("expected http://host:port/metrics")
    return address.copy_with(path="/metrics") if address.path in ("", "/") else address


async def scrape_all(addresses: Iterable[httpx.URL]) -> tuple[WorkerStatus, ...]:
    """Ask all workers at once; returns their answers in the order of the addresses."""
    async with httpx.AsyncClient(timeout=PATIENCE) as client:
        return tuple(await asyncio.gather(*(_scrape(client, address) for address in addresses)))


async def _scrape(client: httpx.AsyncClient, address: httpx.URL) -> WorkerStatus:
    place = address.netloc.decode() + ("" if address.path == "/metrics" else address.path)
    try:
        metrics = await client.get(address)
        metrics.raise_for_status()
        health = await client.get(address.join("health/ready"))  # 503 if it is not ready
        return read_worker(place, metrics.text, health.content)
    except httpx.HTTPStatusError as error:
        return WorkerStatus(place, f"answers {error.response.status_code}")
    except httpx.HTTPError as error:
        return WorkerStatus(place, f"does not answer: {str(error) or type(error).__name__}")
    except (ValueError, LookupError, TypeError, AttributeError):
        return WorkerStatus(place, "does not answer like a newsmill worker")


def read_worker(place: str, metrics: str, health: bytes) -> WorkerStatus:
    """Read a worker's metrics in Prometheus' text format, and its report of readiness.

    Raises ValueError, LookupError, TypeError or AttributeError if they are something else.
    """
    report = orjson.loads(health)
    samples: dict[str, list[tuple[dict[str, str], float]]] = {}
    for family in text_string_to_metric_families(metrics):
        for sample in family.samples:
            samples.setdefault(sample.name, []).append((sample.labels, sample.value))

    def by(label: str, name: str) -> dict[str, float]:
        return {labels[label]: value for labels, value in samples.get(name, ())}

    outcomes: dict[str, dict[str, float]] = {}
    for labels, value in samples.get("newsmill_events_total", ()):
        outcomes.setdefault(labels["stage"], {})[labels["outcome"]] = value
    return WorkerStatus(
        place,
        ready=bool(report["ready"]),
        lacking=tuple(name for name, condition in report["conditions"].items() if not condition["holds"]),
        in_flight=by("stage", "newsmill_in_flight_events"),
        pool_depth=samples["newsmill_pool_depth_tasks"][0][1],
        pool_size=samples["newsmill_pool_size_processes"][0][1],
        breaker_share=by("stage", "newsmill_breaker_share_ratio"),
        breaker_limit=by("stage", "newsmill_breaker_limit_ratio"),
        outcomes=outcomes,
        age_buckets=by("le", "newsmill_article_age_seconds_bucket"),
    )


def ages(workers: Iterable[WorkerStatus]) -> dict[str, float] | None:
    """Return p50, p95 and p99 of the ages, in seconds, of articles since the workers' starts; None without articles."""
    together: Counter[float] = Counter()
    for worker in workers:
        together.update({float(bound): count for bound, count in worker.age_buckets.items()})
    found = {f"p{share * 100:g}": quantile(together, share) for share in QUANTILES}
    return {name: age for name, age in found.items() if age is not None} or None


def quantile(buckets: Mapping[float, float], share: float) -> float | None:
    """Return a quantile of a histogram's cumulative buckets, as Prometheus' histogram_quantile computes it.

    It is interpolated within its bucket, as if the bucket were evenly filled; beyond the last bound, it is that bound.
    """
    total = buckets.get(math.inf, 0)
    if not total:
        return None
    below, lower = 0.0, 0.0
    for bound in sorted(buckets):
        if bound == math.inf:
            return lower
        if buckets[bound] >= share * total:
            inside = buckets[bound] - below
            return lower + (bound - lower) * ((share * total - below) / inside if inside else 1)
        below, lower = buckets[bound], bound
    return lower


def outcome_rates(
    before: Iterable[WorkerStatus], now: Iterable[WorkerStatus], seconds: float
) -> dict[str, dict[str, float]]:
    """Return events a second, by stage and outcome, of the workers that answered both times.

    The counts of a worker that was started again in between began at 0.
    """
    earlier = {worker.place: worker.outcomes for worker in before if not worker.problem}
    rates: dict[str, dict[str, float]] = {}
    for worker in now:
        if worker.problem or worker.place not in earlier:
            continue
        for stage, outcomes in worker.outcomes.items():
            for outcome, count in outcomes.items():
                since = earlier[worker.place].get(stage, {}).get(outcome, 0)
                more = count - since if count >= since else count
                cell = rates.setdefault(stage, {})
                cell[outcome] = cell.get(outcome, 0) + more / seconds
    return rates
