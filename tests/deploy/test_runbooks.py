"""The runbooks: one an alert, and what they tell people to type, set and look at is there."""

import re
import shlex

import pytest
import yaml
from typer.testing import CliRunner

from agents.cli.app import app
from schemas import Reason
from streams.settings import PREFIX, Settings
from tests.support.paths import ROOT
from tests.support.promql import FOREIGN, exposed, read_by

RULES = yaml.safe_load((ROOT / "deploy" / "prometheus" / "rules" / "newsmill.yaml").read_text())
RUNBOOKS = sorted((ROOT / "deploy" / "runbooks").glob("*.md"))

rules = [rule for group in RULES["groups"] for rule in group["rules"]]
recorded = {rule["record"] for rule in rules if "record" in rule}
every_runbook = pytest.mark.parametrize("runbook", RUNBOOKS, ids=[path.stem for path in RUNBOOKS])


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def calls(text: str) -> list[str]:
    """Every call of newsmill in a runbook, from its consoles and from its sentences."""
    lines = [line.partition("#")[0] for block in blocks(text, "console") for line in block.splitlines()]
    typed = [line.removeprefix("$ ") for line in lines if line.startswith("$ newsmill ")]
    sentences = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    return typed + re.findall(r"`(newsmill [^`]+)`", sentences)


def takes(call: str) -> bool:
    """Tell whether newsmill has such a command with such options; with --help last it is parsed and not run."""
    return CliRunner().invoke(app, [*shlex.split(call)[1:], "--help"]).exit_code == 0


def test_every_alert_has_a_runbook_and_every_runbook_an_alert():
    links = {rule["annotations"]["runbook_url"] for rule in rules if "alert" in rule}
    assert {str(path.relative_to(ROOT)) for path in RUNBOOKS} == links


@every_runbook
def test_a_runbook_says_what_it_means_what_it_does_where_to_look_and_what_to_do(runbook):
    headings = re.findall(r"^#+ .*", runbook.read_text(), re.MULTILINE)
    assert headings == [f"# {runbook.stem}", "## Meaning", "## Impact", "## Look here", "## Do this"]


@every_runbook
def test_a_runbooks_links_lead_somewhere(runbook):
    for link in re.findall(r"\]\(([^)]+)\)", runbook.read_text()):
        assert (runbook.parent / link).is_file()


@every_runbook
def test_a_runbooks_calls_of_newsmill_are_ones_it_takes(runbook):
    asked = calls(runbook.read_text())
    assert [call for call in asked if not takes(call)] == []
    assert {reason for call in asked for reason in re.findall(r"--reason (\S+)", call)} <= set(Reason)


@every_runbook
def test_a_runbooks_settings_are_newsmills(runbook):
    settings = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
    assert set(re.findall(rf"{PREFIX}[A-Z_]+", runbook.read_text())) <= settings


@every_runbook
def test_a_runbooks_metrics_are_ones_that_there_are(runbook):
    text = runbook.read_text()
    known = exposed()
    queried = {name for block in blocks(text, "promql") for line in block.splitlines() for name in read_by(line)}
    assert queried
    assert queried <= known.keys() | recorded | FOREIGN.keys()
    assert set(re.findall(r"(?<!:)newsmill_[a-z_]+", text)) <= known.keys() | {"newsmill_late_articles"}


@every_runbook
def test_a_runbooks_queries_are_promql(runbook, check_expressions):
    queries = [line for block in blocks(runbook.read_text(), "promql") for line in block.splitlines()]
    check_expressions(queries)


@every_runbook
def test_a_runbook_asks_only_paths_that_are_served(runbook):
    paths = set(re.findall(r"WORKER:8080(/\S*)", runbook.read_text()))
    assert paths <= {"/health/live", "/health/ready", "/metrics"}


@pytest.mark.parametrize("call", ["newsmill topic check", "newsmill topics check --deep", "newsmill dead-letters lst"])
def test_a_call_that_newsmill_does_not_take_is_noticed(call):
    assert not takes(call)
