"""The runbooks: one for each alert, whose commands, settings, metrics and links exist."""

import re

import pytest
import yaml

from schemas import Reason
from streams.settings import PREFIX, Settings
from tests.support.articles.documents import blocks, broken_links, calls, takes
from tests.support.deploy.promql import FOREIGN, exposed, read_by
from tests.support.paths import ROOT

RULES = yaml.safe_load((ROOT / "deploy" / "prometheus" / "rules" / "newsmill.yaml").read_text())
RUNBOOKS = sorted((ROOT / "deploy" / "runbooks").glob("*.md"))

rules = [rule for group in RULES["groups"] for rule in group["rules"]]
recorded = {rule["record"] for rule in rules if "record" in rule}
every_runbook = pytest.mark.parametrize("runbook", RUNBOOKS, ids=[path.stem for path in RUNBOOKS])


def test_every_alert_has_a_runbook_and_every_runbook_an_alert():
    links = {rule["annotations"]["runbook_url"] for rule in rules if "alert" in rule}
    assert {str(path.relative_to(ROOT)) for path in RUNBOOKS} == links


@every_runbook
def test_a_runbook_has_the_four_sections(runbook):
    headings = re.findall(r"^#+ .*", runbook.read_text(), re.MULTILINE)
    assert headings == [f"# {runbook.stem}", "## Meaning", "## Impact", "## Look here", "## Do this"]


@every_runbook
def test_a_runbooks_links_lead_somewhere(runbook):
    assert broken_links(runbook) == []


@every_runbook
def test_newsmill_takes_the_commands_of_a_runbook(runbook):
    asked = calls(runbook.read_text())
    assert [call for call in asked if not takes(call)] == []
    assert {reason for call in asked for reason in re.findall(r"--reason (\S+)", call)} <= set(Reason)


@every_runbook
def test_a_runbooks_settings_are_newsmills(runbook):
    settings = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
    assert set(re.findall(rf"{PREFIX}[A-Z_]+", runbook.read_text())) <= settings


@every_runbook
def test_a_runbooks_metrics_exist(runbook):
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
def test_a_runbook_requests_only_served_paths(runbook):
    paths = set(re.findall(r"WORKER:8080(/\S*)", runbook.read_text()))
    assert paths <= {"/health/live", "/health/ready", "/metrics"}


@pytest.mark.parametrize("call", ["newsmill topic check", "newsmill topics check --deep", "newsmill dead-letters lst"])
def test_a_command_that_newsmill_does_not_take_is_noticed(call):
    assert not takes(call)
