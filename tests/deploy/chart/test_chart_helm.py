"""Helm itself takes the chart: it lints and packages it, and renders each file of values and each scenario."""

import json
import tarfile
from pathlib import Path

import pytest

from tests.support.deploy.chart import Object, Refused, objects_in, render, run_helm, values
from tests.support.deploy.chart_files import CHART
from tests.support.deploy.chart_scenarios import SCENARIOS

pytestmark = pytest.mark.deploy
FILES = sorted(path.name for path in CHART.glob("values*.yaml"))


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The chart as `helm package` packs it."""
    folder = tmp_path_factory.mktemp("package")
    run_helm("package", CHART, "--destination", folder)
    (packed,) = folder.glob("newsmill-*.tgz")
    return packed


@pytest.mark.parametrize("name", FILES)
def test_lint_finds_nothing_with_a_file_of_values(name: str) -> None:
    said = run_helm("lint", CHART, "--strict", "--values", CHART / name)
    assert "1 chart(s) linted, 0 chart(s) failed" in said
    assert [line for line in said.splitlines() if line.startswith("[")] == ["[INFO] Chart.yaml: icon is recommended"]


@pytest.mark.parametrize("given", SCENARIOS.values(), ids=SCENARIOS)
def test_lint_finds_nothing_with_the_values_of_a_scenario(given: Object, tmp_path: Path) -> None:
    (tmp_path / "values.yaml").write_text(json.dumps(given))
    said = run_helm("lint", CHART, "--strict", "--values", tmp_path / "values.yaml")
    assert [line for line in said.splitlines() if line.startswith("[")] == ["[INFO] Chart.yaml: icon is recommended"]


def test_lint_finds_a_misspelt_value(tmp_path: Path) -> None:
    (tmp_path / "values.yaml").write_text("worker: { replica: 2 }")
    with pytest.raises(Refused, match=r"1 chart\(s\) failed"):
        run_helm("lint", CHART, "--strict", "--values", tmp_path / "values.yaml")


@pytest.mark.parametrize("name", FILES)
def test_the_packed_chart_renders_each_file_of_values_as_the_folder_does(name: str, package: Path) -> None:
    layer = ("--values", CHART / name)
    assert objects_in(run_helm("template", "news", package, "--namespace", "press", *layer)) == render(values(name))


def test_the_package_has_the_rules_and_dashboards_as_files_and_no_link(package: Path) -> None:
    """In the folder they are links to deploy/."""
    with tarfile.open(package) as archive:
        members = archive.getmembers()
    assert all(member.isfile() for member in members)
    assert {"newsmill/files/rules/newsmill.yaml", "newsmill/files/dashboards/overview.json"} <= {
        member.name for member in members
    }


def test_helm_shows_the_charts_readme_and_values(package: Path) -> None:
    assert run_helm("show", "readme", package).strip() == (CHART / "README.md").read_text().strip()
    assert run_helm("show", "values", package).strip() == (CHART / "values.yaml").read_text().strip()
