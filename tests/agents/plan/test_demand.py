"""What a plan is asked for: what is invalid is refused by its name."""

from typing import Any

import pytest

from agents.plan.demand import Demand


@pytest.mark.parametrize(
    "given, named",
    [
        ({"rate": 0.0}, "rate"),
        ({"rate": float("nan")}, "rate"),
        ({"page_bytes": -1}, "page-bytes"),
        ({"remembered_days": 0}, "days"),
        ({"duplicates": 1.0}, "duplicates"),
        ({"use": 1.1}, "use"),
        ({"use": 0.05}, "use"),
        ({"worker_cores": 0}, "cores"),
        ({"partitions": 0}, "partitions"),
        ({"replication": 0}, "replication"),
        ({"subscribers": -1}, "subscribers"),
        ({"languages": {"en": 0.6, "de": 0.3}}, "add up to 0.9"),
        ({"languages": {"en": 1.5, "de": -0.5}}, "a share"),
        ({"languages": {}}, "languages"),
    ],
)
def test_an_invalid_demand_is_refused_by_the_name_of_its_value(given: dict[str, Any], named: str) -> None:
    with pytest.raises(ValueError, match=named):
        Demand(**{"rate": 1.0} | given)


def test_shares_may_be_rounded() -> None:
    assert Demand(1, languages={"en": 0.333, "de": 0.333, "fr": 0.333}).languages["de"] == 0.333


def test_copies_are_remembered_but_not_enriched() -> None:
    demand = Demand(10, duplicates=0.2, remembered_days=2)
    assert demand.unique_rate == 8
    assert demand.remembered == 10 * 86_400 * 2
