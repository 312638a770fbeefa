"""The dashboards, compiled with the types of Grafana's schema, of its panels and of its Prometheus data source."""

import copy
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.support.deploy.dashboards import FILES, load
from tests.support.deploy.npm import NpmUnavailable
from tests.support.deploy.typed import errors

pytestmark = pytest.mark.deploy

Dashboard = dict[str, Any]


def first(dashboard: Dashboard, kind: str) -> dict[str, Any]:
    """Return the first panel of a plugin."""
    found: dict[str, Any] = next(panel for panel in dashboard["panels"] if panel["type"] == kind)
    return found


def misspell_a_value(dashboard: Dashboard) -> None:
    first(dashboard, "timeseries")["options"]["legend"]["displayMode"] = "tabel"


def misspell_a_field(dashboard: Dashboard) -> None:
    panel = first(dashboard, "timeseries")
    panel["gridpos"] = panel.pop("gridPos")


def give_an_option_of_another_plugin(dashboard: Dashboard) -> None:
    first(dashboard, "timeseries")["options"]["graphMode"] = "area"


def leave_out_an_option(dashboard: Dashboard) -> None:
    del first(dashboard, "stat")["options"]["textMode"]


def misspell_a_field_of_a_query(dashboard: Dashboard) -> None:
    query = first(dashboard, "stat")["targets"][0]
    query["legendformat"] = query.pop("legendFormat")


def invent_a_unit(dashboard: Dashboard) -> None:
    first(dashboard, "stat")["fieldConfig"]["defaults"]["unit"] = "seconds"


def give_a_limit_as_text(dashboard: Dashboard) -> None:
    first(dashboard, "stat")["fieldConfig"]["defaults"]["thresholds"]["steps"][0]["value"] = "0"


def take_a_number_that_has_no_meaning(dashboard: Dashboard) -> None:
    dashboard["templating"]["list"][1]["refresh"] = 7


FAULTS: list[Callable[[Dashboard], None]] = [
    misspell_a_value,
    misspell_a_field,
    give_an_option_of_another_plugin,
    leave_out_an_option,
    misspell_a_field_of_a_query,
    invent_a_unit,
    give_a_limit_as_text,
    take_a_number_that_has_no_meaning,
]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The errors of all dashboards and of the overview with each fault, from one run of tsc."""
    dashboards = {file.stem: load(file) for file in FILES}
    for fault in FAULTS:
        dashboards[fault.__name__] = copy.deepcopy(dashboards["overview"])
        fault(dashboards[fault.__name__])
    folder: Path = tmp_path_factory.mktemp("types")
    try:
        return errors(folder, dashboards)
    except NpmUnavailable as error:
        give_up = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        give_up(f"Grafana's types and tsc are installed by npm: {error}")


@pytest.mark.parametrize("name", [file.stem for file in FILES])
def test_a_dashboard_is_of_grafanas_types(found, name):
    assert found.get(name, []) == []


@pytest.mark.parametrize("fault", FAULTS, ids=[fault.__name__ for fault in FAULTS])
def test_a_fault_is_not_of_grafanas_types(found, fault):
    assert found.get(fault.__name__, []) != []
