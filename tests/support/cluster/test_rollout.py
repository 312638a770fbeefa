"""The ages of articles by when their raw events came, and the fewest available pods."""

import time
from typing import Any

import pytest

from tests.support.cluster.rollout import PERIOD, Availability, Published, ages


def test_ages_are_those_of_the_articles_whose_raw_events_came_in_the_span() -> None:
    articles = [Published(begun, begun + age) for begun, age in [(1, 50.0), (2, 1.0), (3, 2.0), (3.5, 3.0), (4, 90.0)]]
    found = ages(articles, 2, 4)
    assert found == {"articles": 3, "p50": 2.0, "p95": pytest.approx(2.9), "max": 3.0}


def test_the_fewest_available_pods_of_each_deployment_are_remembered() -> None:
    seen = iter([2, 1, 2])

    class Server:
        def objects(self, kind: str, namespace: str) -> list[dict[str, Any]]:
            assert (kind, namespace) == ("Deployment", "press")
            status = {"availableReplicas": next(seen, 2)}
            return [{"metadata": {"name": "enrich"}, "spec": {"replicas": 2}, "status": status}]

    with Availability(Server(), "press") as availability:  # type: ignore[arg-type]
        time.sleep(PERIOD * 4)
    assert availability.fewest == {"enrich": 1}
    assert availability.wanted == {"enrich": 2}
