"""The Helm chart agrees with newsmill's code on settings: names, limits, defaults, and what each pod gets."""

import json
import math
from functools import cache

import jsonschema
import pytest
from pydantic import SecretStr

from agents.stages import use_the_pool
from streams.security import PREFIX, variable
from streams.settings import Settings, load
from streams.stages import Stage
from tests.support.deploy.chart import (
    Scenario,
    SettingsOf,
    container,
    enabled,
    environment,
    of_kind,
    pods,
    render,
    values,
    workers,
)
from tests.support.deploy.chart_files import BY_THE_CHART, CHART
from tests.support.generate import defaults

SCHEMA = json.loads((CHART / "values.schema.json").read_text())["properties"]["settings"]
POOL_SIZE = "NEWSMILL_POOL_SIZE"  # from the CPU request, unless it is given
# Which of the chart's defaults differ from newsmill's, and why.
DIFFERENT = {"NEWSMILL_BROKER": "in a cluster Kafka is a Service; newsmill's default is for a developer's machine"}


@cache
def templates() -> str:
    """The text of all templates."""
    return "\n".join(path.read_text() for path in sorted((CHART / "templates").iterdir()))


def test_every_variable_is_a_setting_of_newsmill(scenario: Scenario) -> None:
    given, objects = scenario
    known = {variable(name) for name in Settings.model_fields}
    other = {"HOME", *(each["name"] for each in given["extraEnv"])}
    for _, template in pods(objects):
        assert environment(objects, template).keys() - other <= known


def test_newsmill_accepts_the_settings_of_every_pod(scenario: Scenario, settings_of: SettingsOf) -> None:
    given, objects = scenario
    for owner, template in pods(objects):
        settings = settings_of(objects, template)
        assert settings.http_host == "0.0.0.0"  # noqa: S104 - a container is reached from outside
        assert settings.http_port == given["httpPort"]
        assert settings.partitions == given["settings"]["NEWSMILL_PARTITIONS"]
        assert settings.deduplication_window == given["settings"]["NEWSMILL_DEDUPLICATION_WINDOW"]
        assert bool(settings.sasl_password.get_secret_value()) == settings.sasl_mechanism.startswith(("PLAIN", "SCRAM"))
        if owner["kind"] == "Deployment":
            component = owner["metadata"]["labels"]["app.kubernetes.io/component"]
            assert list(settings.stages) == (enabled(given) if component == "worker" else [Stage(component)])


def test_each_given_setting_reaches_every_worker_and_a_stages_own_comes_first(scenario: Scenario) -> None:
    given, objects = scenario
    for deployment in of_kind(objects, "Deployment"):
        stage = deployment["metadata"]["labels"]["app.kubernetes.io/component"]
        own = given["stages"].get(stage, {}) if given["mode"] == "stages" else {}
        expected = given["settings"] | given["worker"]["settings"] | own.get("settings", {})
        found = environment(objects, deployment["spec"]["template"])
        assert {name: found[name] for name in expected} == {name: str(value) for name, value in expected.items()}


@pytest.mark.parametrize("name", ["values.yaml", "values-dev.yaml", "values-prod.yaml"])
def test_the_memory_limit_holds_the_worker_and_all_processes_of_the_pool_at_their_limit(name: str) -> None:
    """As `deploy/runbooks/NewsmillPoolChildDeaths.md` has it."""
    for template in workers(render(values(name))):
        worker = container(template)
        stages = next(one["value"] for one in worker["env"] if one["name"] == "NEWSMILL_STAGES").split(",")
        if use_the_pool(map(Stage, stages)):
            processes = math.ceil(cores(worker["resources"]["requests"]["cpu"]))
            needed = WORKER_MEMORY + processes * defaults().pool_child_memory
            assert mebibytes(worker["resources"]["limits"]["memory"]) >= needed


WORKER_MEMORY = 400  # MiB, of the worker itself


def cores(quantity: str) -> float:
    return int(quantity[:-1]) / 1000 if quantity.endswith("m") else float(quantity)


def mebibytes(quantity: str) -> int:
    return int(quantity[:-2]) * {"Mi": 1, "Gi": 1024}[quantity[-2:]]


def test_other_variables_reach_every_worker(scenario: Scenario) -> None:
    given, objects = scenario
    for deployment in of_kind(objects, "Deployment"):
        found = environment(objects, deployment["spec"]["template"])
        assert all(found[each["name"]] == each["value"] for each in given["extraEnv"])


def test_every_enabled_stage_runs_in_one_deployment(scenario: Scenario, settings_of: SettingsOf) -> None:
    given, objects = scenario
    running = [
        stage
        for owner, template in pods(objects)
        if owner["kind"] == "Deployment"
        for stage in settings_of(objects, template).stages
    ]
    assert sorted(running) == sorted(enabled(given))


def test_no_secret_is_rendered(scenario: Scenario) -> None:
    _, objects = scenario
    assert not of_kind(objects, "Secret")
    secret = {variable(name) for name, field in Settings.model_fields.items() if field.annotation is SecretStr}
    for _, template in pods(objects):
        found = environment(objects, template)
        for name in secret & found.keys():
            assert set(found[name]) == {"secretKeyRef"}


def test_a_setting_that_the_schema_refuses_is_set_by_the_templates() -> None:
    refused = {variable(name) for name in Settings.model_fields} - SCHEMA["properties"].keys()
    assert refused == {variable(name) for name in BY_THE_CHART}
    assert {name for name in refused if name not in templates()} == set()


def test_the_templates_set_no_setting_that_the_schema_accepts(scenario: Scenario) -> None:
    given, objects = scenario
    own = [given["worker"], *given["stages"].values()]
    accepted = {*given["settings"], *(name for layer in own for name in layer.get("settings", ()))}
    for _, template in pods(objects):
        set_here = environment(objects, template).keys() - accepted
        assert set_here & SCHEMA["properties"].keys() <= {POOL_SIZE}


def test_the_schema_limits_settings_as_newsmill_does() -> None:
    fields = Settings.model_json_schema()["properties"]
    for name, ours in SCHEMA["properties"].items():
        field = fields[name.removeprefix(PREFIX).lower()]
        assert ours["description"] == field["description"]
        for keyword in ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"):
            assert ours.get(keyword) == field.get(keyword), name


def test_the_schema_accepts_newsmills_defaults() -> None:
    for name, value in defaults().model_dump(mode="json").items():
        if name not in BY_THE_CHART:
            written = ",".join(map(str, value)) if isinstance(value, list) else value
            jsonschema.validate(written, SCHEMA["properties"][variable(name)])


def test_the_charts_defaults_are_newsmills_own(monkeypatch: pytest.MonkeyPatch) -> None:
    chart = values("values.yaml")
    assert list(chart["settings"]) == SCHEMA["required"]
    for name, value in chart["settings"].items():
        monkeypatch.setenv(name, str(value))
    given, expected = load(), defaults()
    differing = {variable(name) for name in Settings.model_fields if getattr(given, name) != getattr(expected, name)}
    assert differing == DIFFERENT.keys()
    assert chart["httpPort"] == expected.http_port


@pytest.mark.parametrize("name", ["values-dev.yaml", "values-prod.yaml"])
def test_the_example_values_repeat_no_default(name: str) -> None:
    own = values("values.yaml")["settings"] | defaults().model_dump(mode="json")
    for setting, value in values(name)["settings"].items():
        assert value != own.get(setting, own[setting.removeprefix(PREFIX).lower()])
