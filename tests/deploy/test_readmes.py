"""The READMEs for operators: their links, commands, settings, metrics and paths exist."""

import re
from pathlib import Path

import pytest

from streams.security import PREFIX, variable
from streams.settings import Settings
from tests.support.articles.documents import broken_links, calls, takes
from tests.support.deploy.promql import exposed
from tests.support.paths import ROOT

DEPLOY = ROOT / "deploy"
READMES = sorted(DEPLOY.rglob("README.md"))
OPERATE = (DEPLOY / "README.md").read_text()
every_readme = pytest.mark.parametrize("readme", READMES, ids=[str(path.relative_to(DEPLOY)) for path in READMES])


@every_readme
def test_a_readmes_links_lead_somewhere(readme: Path) -> None:
    assert broken_links(readme) == []


@every_readme
def test_newsmill_takes_the_commands_of_a_readme(readme: Path) -> None:
    assert [call for call in calls(readme.read_text()) if not takes(call)] == []


@every_readme
def test_a_readmes_settings_are_newsmills(readme: Path) -> None:
    known = {variable(name) for name in Settings.model_fields}
    assert set(re.findall(rf"{PREFIX}[A-Z_]+", readme.read_text())) <= known


def test_the_metrics_in_the_readme_exist() -> None:
    assert set(re.findall(r"`(newsmill_[a-z_]+)`", OPERATE)) <= exposed().keys()


def test_the_readme_names_every_dashboard() -> None:
    boards = {path.stem.capitalize() for path in (DEPLOY / "grafana" / "dashboards").glob("*.json")}
    listed = re.findall(r"^\| (\w+) \|", OPERATE[OPERATE.index("### Dashboards") :], re.MULTILINE)
    assert set(listed[1:]) == boards


def test_a_missing_file_and_a_missing_heading_are_noticed(tmp_path: Path) -> None:
    document = tmp_path / "README.md"
    document.write_text("# One: two\n\n[a](#one-two) [b](#two) [c](other.md) [d](https://example.org/x)\n")
    assert broken_links(document) == ["#two", "other.md"]
