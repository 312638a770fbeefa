"""The recording and alert rules: valid, tested firing and silent by promtool, and about existing metrics."""

import re
import subprocess

import pytest
import yaml

from streams.metrics import AGE_SECONDS
from tests.support.deploy.promql import FOREIGN, exposed, read_by
from tests.support.paths import ROOT

PROMETHEUS = ROOT / "deploy" / "prometheus"
RULES = PROMETHEUS / "rules" / "newsmill.yaml"
CASES = sorted((PROMETHEUS / "tests").glob("*.yaml"))

rules = [rule for group in yaml.safe_load(RULES.read_text())["groups"] for rule in group["rules"]]
alerts = {rule["alert"]: rule for rule in rules if "alert" in rule}
recorded = {rule["record"] for rule in rules if "record" in rule}
every_alert = pytest.mark.parametrize("alert", alerts)


def run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_rules_are_valid(promtool):
    run(promtool, "check", "rules", "--lint-fatal", str(RULES))


@pytest.mark.parametrize("case", CASES, ids=[case.stem for case in CASES])
def test_alerts_fire_when_they_should_and_only_then(promtool, case):
    run(promtool, "test", "rules", str(case))


@every_alert
def test_an_alert_is_tested_both_firing_and_silent(alert):
    groups = [group for case in CASES for group in yaml.safe_load(case.read_text())["tests"]]
    tests = [test for group in groups for test in group["alert_rule_test"] if test["alertname"] == alert]
    assert {bool(test.get("exp_alerts")) for test in tests} == {True, False}


@every_alert
def test_an_alert_has_a_severity_a_summary_a_description_and_a_runbook(alert):
    rule = alerts[alert]
    assert rule["labels"]["severity"] in {"critical", "warning"}
    assert "for" in rule
    assert set(rule["annotations"]) == {"summary", "description", "runbook_url"}
    assert rule["annotations"]["runbook_url"] == f"deploy/runbooks/{alert}.md"
    assert all(rule["annotations"][name].endswith(".") for name in ("summary", "description"))


@pytest.mark.parametrize("rule", rules, ids=[rule.get("alert") or rule["record"] for rule in rules])
def test_a_rule_reads_existing_metrics(rule):
    read = read_by(rule["expr"])
    assert read
    assert read <= exposed().keys() | recorded | FOREIGN.keys()


def test_every_recorded_series_is_read_by_an_alert():
    assert recorded <= set().union(*(read_by(rule["expr"]) for rule in alerts.values()))


def test_the_objectives_limit_is_a_bucket_of_the_age():
    limits = {float(limit) for limit in re.findall(r'age_seconds_bucket\{le="([^"]+)"', RULES.read_text())}
    assert len(limits) == 1
    assert limits <= set(AGE_SECONDS)
