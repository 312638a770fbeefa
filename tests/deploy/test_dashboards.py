"""The dashboards: uniform, explained, independent of one data source, and about existing metrics."""

import itertools
import re
from pathlib import Path

import pytest
import yaml

from agents.enrich.sources import CLASSES
from schemas import Reason
from tests.support.deploy.dashboards import FILES, load, panels, substituted
from tests.support.deploy.promql import FOREIGN, exposed, read_by
from tests.support.paths import ROOT

GRAFANA = ROOT / "deploy" / "grafana"
RULES = yaml.safe_load((ROOT / "deploy" / "prometheus" / "rules" / "newsmill.yaml").read_text())

rules = [rule for group in RULES["groups"] for rule in group["rules"]]
recorded = {rule["record"] for rule in rules if "record" in rule}
shown = list(panels())
every_dashboard = pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
every_panel = pytest.mark.parametrize("panel", shown, ids=[str(panel) for panel in shown])

PUBLIC = "/usr/share/grafana/public"  # what Grafana's own server has at /public
ON_THE_PAGE = frozenset(
    {
        Reason.UNSUPPORTED_CONTENT_TYPE,
        Reason.UNDECODABLE_CONTENT,
        Reason.TOO_LARGE,
        Reason.NO_ARTICLE,
        Reason.INTERSTITIAL,
    }
)
"""The reasons that say something about a page, which the panel `Pages without an article` names."""
ELSEWHERE = frozenset(
    {
        Reason.INVALID_JSON,
        Reason.NOT_AN_OBJECT,
        Reason.INVALID_FIELD,
        Reason.MISSING_CONTENT,
        Reason.UNREADABLE_BATCH,
        Reason.DEADLINE_EXCEEDED,
        Reason.WORKER_CRASHED,
        Reason.FETCH_FAILED,
        Reason.ROBOTS_DISALLOWED,
        Reason.ADDRESS_BLOCKED,
        Reason.UNEXPECTED,
    }
)
"""All others: about an event, a site or newsmill."""

UNUSED: dict[str, str] = {}  # metric: why no panel and no alert reads it
PREFIXED = re.compile(r"((?:newsmill_|job:|stage:|up\b)[\w:]*)(\{[^}]*\})?")


def variables(file):
    return {variable["name"]: variable for variable in load(file)["templating"]["list"]}


def test_the_four_dashboards_exist():
    assert [file.stem for file in FILES] == ["content", "kafka", "overview", "stages"]


@every_dashboard
def test_a_dashboard_can_be_provisioned(file):
    dashboard = load(file)
    assert "id" not in dashboard  # Grafana gives it, in each installation
    assert dashboard["uid"] == f"newsmill-{file.stem}"
    assert dashboard["schemaVersion"] >= 39  # Grafana 11
    assert dashboard["tags"] == ["newsmill"]
    assert dashboard["description"].endswith(".")
    assert (dashboard["refresh"], dashboard["time"]["to"]) == ("30s", "now")
    assert dashboard["links"][0]["includeVars"]


@every_dashboard
def test_a_dashboard_has_variables_for_source_namespace_and_job(file):
    chosen = variables(file)
    assert list(chosen)[:3] == ["datasource", "namespace", "job"]
    assert (chosen["datasource"]["type"], chosen["datasource"]["query"]) == ("datasource", "prometheus")
    for variable in chosen.values():
        if variable["type"] == "query":
            assert variable["datasource"]["uid"] == "${datasource}"
            assert (variable["includeAll"], variable["allValue"]) == (True, ".*")
            metric = re.match(r"label_values\((\w+)", variable["query"]["query"])
            assert metric is not None
            assert metric[1] in exposed()


@every_dashboard
def test_a_dashboard_names_no_data_source(file):
    text = file.read_text()
    assert set(re.findall(r'"uid": "([^"]+)"', text)) == {"${datasource}", "-- Grafana --", f"newsmill-{file.stem}"}


@every_dashboard
def test_every_variable_is_used(file):
    text = file.read_text()
    for name in variables(file):
        assert f"${name}" in text or f"${{{name}}}" in text


@every_dashboard
def test_no_panel_overlaps_another_or_the_edge(file):
    places = [panel["gridPos"] for panel in load(file)["panels"]]
    assert all(place["x"] >= 0 and place["x"] + place["w"] <= 24 for place in places)
    for one, other in itertools.combinations(places, 2):
        apart_x = one["x"] + one["w"] <= other["x"] or other["x"] + other["w"] <= one["x"]
        apart_y = one["y"] + one["h"] <= other["y"] or other["y"] + other["h"] <= one["y"]
        assert apart_x or apart_y


@every_dashboard
def test_panels_have_unique_numbers_and_titles(file):
    found = load(file)["panels"]
    for name in ("id", "title"):
        values = [panel[name] for panel in found]
        assert len(values) == len(set(values))


@every_panel
def test_a_panel_has_a_description_and_a_unit(panel):
    assert panel.json["description"].endswith(".")
    assert panel.json["description"] != panel.json["title"]
    defaults = panel.json["fieldConfig"]["defaults"]
    assert defaults["unit"]
    values = [step["value"] for step in defaults["thresholds"]["steps"]]
    assert values[0] is None
    assert values[1:] == sorted(values[1:])


@every_panel
def test_a_panel_without_a_value_says_why(panel):
    """`No data` may be a fault; `tests/integration/test_observe.py` checks which panels have no value at the start."""
    if panel.no_value is not None:
        assert re.match("No (articles|events|pages|dead letters|transient failures|alert) ", panel.no_value)


@every_panel
def test_a_panel_shows_no_nan(panel):
    """Prometheus answers NaN for a quantile of nothing and for a share of nothing; a comparison drops it."""
    for expression in panel.expressions:
        assert ("histogram_quantile" in expression) == expression.endswith(" >= 0")
        for divisor in expression.split(" / ")[1:]:
            assert re.match(r"(ignoring \(\w+\) group_left \(\) )?\(sum.* > 0\)( or vector\(0\))?$", divisor)


@every_panel
def test_a_stats_line_comes_from_a_query_over_the_chosen_time(panel):
    if panel.json["type"] == "stat":
        assert panel.json["options"]["graphMode"] == "area"
        assert [(target["range"], target["instant"]) for target in panel.json["targets"]] == [(True, False)]


def test_the_panel_on_pages_without_an_article_names_every_reason_that_is_about_the_page():
    assert set(Reason) == ON_THE_PAGE | ELSEWHERE
    assert not ON_THE_PAGE & ELSEWHERE
    (panel,) = (panel for panel in shown if panel.json["title"] == "Pages without an article")
    (expression,) = panel.expressions
    named = re.findall(r'reason=~"([^"]+)"', expression)
    assert [set(one.split("|")) for one in named] == [ON_THE_PAGE]


def test_the_panel_on_sources_has_every_class_in_its_order():
    (panel,) = (panel for panel in shown if panel.json["title"] == "Sources by articles per day")
    assert re.findall(r'articles="(\w+)"', " ".join(panel.expressions)) == list(CLASSES)


@every_panel
def test_a_panel_queries_the_chosen_source_and_has_a_legend(panel):
    assert panel.json["targets"]
    for target in panel.json["targets"]:
        assert target["datasource"] == panel.json["datasource"] == {"type": "prometheus", "uid": "${datasource}"}
        assert target["legendFormat"]
        labels = set(re.findall(r"{{(\w+)}}", target["legendFormat"]))
        grouped = re.findall(r"\bby \(([^)]*)\)", target["expr"])
        assert not grouped or labels <= {label.strip() for label in ",".join(grouped).split(",")}


@every_panel
def test_a_panel_reads_existing_metrics_of_the_chosen_workers(panel):
    for expression in panel.expressions:
        read = read_by(substituted(expression))
        assert read
        assert read <= exposed().keys() | recorded | FOREIGN.keys()
        for name, labels in PREFIXED.findall(expression):
            assert 'namespace=~"$namespace", job=~"$job"' in labels, name


@every_panel
def test_a_panels_rates_use_the_scrape_interval(panel):
    """With a fixed window, a rate shows nothing if the scrape interval is longer; totals over a window are fine."""
    for expression in panel.expressions:
        assert all(window == "$__rate_interval" for window in re.findall(r"\brate\([^[]*\[([^]]*)\]", expression))


def test_prometheus_accepts_every_expression(check_expressions):
    check_expressions(substituted(expression) for panel in shown for expression in panel.expressions)


@every_panel
def test_a_panels_links_lead_to_runbooks(panel):
    for link in panel.json.get("links", []):
        path = re.fullmatch(r"\$\{runbooks\}/(\w+\.md)", link["url"])
        assert path is not None
        assert (ROOT / "deploy" / "runbooks" / path[1]).is_file()


@every_dashboard
def test_the_runbooks_are_where_grafana_of_the_compose_file_serves_them(file):
    """By an absolute path: a relative one leads from the dashboard's own address to nothing."""
    chosen = variables(file)["runbooks"]
    address = chosen["query"]
    assert chosen["current"]["value"] == address == chosen["options"][0]["value"]
    compose = yaml.safe_load((ROOT / "deploy" / "compose.yaml").read_text())
    mounts = compose["services"]["grafana"]["volumes"]
    assert f"./runbooks:{PUBLIC}{address.removeprefix('/public')}:ro" in mounts


def test_every_alert_has_a_panel_that_links_to_its_runbook():
    linked = {link["title"].removeprefix("Runbook: ") for panel in shown for link in panel.json.get("links", [])}
    assert linked == {rule["alert"] for rule in rules if "alert" in rule}


def test_every_metric_is_on_a_dashboard_or_in_an_alert_or_has_a_reason_not_to_be():
    names = exposed()
    asked = [expression for panel in shown for expression in panel.expressions] + [rule["expr"] for rule in rules]
    read = {names[name] for expression in asked for name in read_by(substituted(expression)) if name in names}
    assert read | UNUSED.keys() == set(names.values())
    assert not read & UNUSED.keys()


def test_grafana_is_provisioned_with_the_dashboards_and_prometheus():
    provider = yaml.safe_load((GRAFANA / "provisioning" / "dashboards" / "newsmill.yaml").read_text())
    assert provider["apiVersion"] == 1
    assert provider["providers"][0]["type"] == "file"
    assert Path(provider["providers"][0]["options"]["path"]).is_absolute()
    source = yaml.safe_load((GRAFANA / "provisioning" / "datasources" / "prometheus.yaml").read_text())
    assert source["apiVersion"] == 1
    assert source["datasources"][0]["type"] == "prometheus"
