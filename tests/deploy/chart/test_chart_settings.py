"""What the Helm chart says of settings, topics, groups and rights is what newsmill's own code says."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from streams.settings import PREFIX, Settings, load
from streams.stages import RETRY, Stage
from streams.topics import Topics, consumer_group, consumer_groups
from tests.support.chart import CHART, ROOT, Object, environment, of_kind, pods, values

SCHEMA = json.loads((CHART / "values.schema.json").read_text())["properties"]["settings"]["properties"]
# What the chart sets by other means than `settings`: addresses, stages, the paths of mounted files, and secrets.
OWN = {"stages", "http_host", "http_port", "sasl_username", "sasl_client_id", "sasl_token_file"} | {
    name for name in Settings.model_fields if name.startswith("ssl_")
}

Scenario = tuple[Object, list[Object]]


def settings_of(objects: list[Object], template: Object, monkeypatch: pytest.MonkeyPatch, folder: Path) -> Settings:
    """The settings that newsmill reads in a pod, with a file wherever one is mounted."""
    for name in Settings.model_fields:
        monkeypatch.delenv(f"{PREFIX}{name.upper()}", raising=False)
    files = _mounted(template)
    for name, value in environment(objects, template).items():
        if not isinstance(value, str):
            monkeypatch.setenv(name, "2" if "resourceFieldRef" in value else "from-a-secret")
        elif value in files:
            (folder / Path(value).name).touch()
            monkeypatch.setenv(name, str(folder / Path(value).name))
        elif name.startswith(PREFIX):
            monkeypatch.setenv(name, value)
    return load()


def _mounted(template: Object) -> set[str]:
    spec = template["spec"]
    volumes = {volume["name"]: volume for volume in spec["volumes"]}
    found = set()
    for mount in spec["containers"][0]["volumeMounts"]:
        volume = volumes[mount["name"]]
        items = volume.get("secret", {}).get("items", ())
        tokens = [source["serviceAccountToken"] for source in volume.get("projected", {}).get("sources", ())]
        found |= {f"{mount['mountPath']}/{one['path']}" for one in (*items, *tokens)}
    return found


def names_of(objects: list[Object], template: Object) -> set[str]:
    return {name for name in environment(objects, template) if name != "HOME" and not name.startswith("OTEL_")}


def test_every_variable_is_a_setting_of_newsmills(scenario: Scenario) -> None:
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    for _, template in pods(scenario[1]):
        assert names_of(scenario[1], template) <= known


def test_newsmill_takes_the_settings_of_every_pod(
    scenario: Scenario, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    given, objects = scenario
    for owner, template in pods(objects):
        settings = settings_of(objects, template, monkeypatch, tmp_path)
        assert settings.http_host == "0.0.0.0"
        assert settings.http_port == given["httpPort"]
        assert settings.partitions == given["settings"]["NEWSMILL_PARTITIONS"]
        assert settings.deduplication_window == given["settings"]["NEWSMILL_DEDUPLICATION_WINDOW"]
        assert bool(settings.sasl_password.get_secret_value()) == settings.sasl_mechanism.startswith(("PLAIN", "SCRAM"))
        if owner["kind"] == "Deployment":
            component = owner["metadata"]["labels"]["app.kubernetes.io/component"]
            enabled = [stage for stage in Stage if given["stages"][stage]["enabled"]]
            assert list(settings.stages) == (enabled if component == "worker" else [Stage(component)])


def test_variables_that_are_not_newsmills_reach_every_worker(scenario: Scenario) -> None:
    given, objects = scenario
    for deployment in of_kind(objects, "Deployment"):
        found = environment(objects, deployment["spec"]["template"])
        assert all(found[each["name"]] == each["value"] for each in given["extraEnv"])


def test_every_enabled_stage_runs_in_one_deployment(
    scenario: Scenario, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    given, objects = scenario
    running = [
        stage
        for owner, template in pods(objects)
        if owner["kind"] == "Deployment"
        for stage in settings_of(objects, template, monkeypatch, tmp_path).stages
    ]
    assert running == [stage for stage in Stage if given["stages"][stage]["enabled"]]


def test_no_secret_is_rendered(scenario: Scenario) -> None:
    _, objects = scenario
    assert not of_kind(objects, "Secret")
    secret = {name for name, field in Settings.model_fields.items() if field.annotation is SecretStr}
    for _, template in pods(objects):
        found = environment(objects, template)
        for name in secret & {name.removeprefix(PREFIX).lower() for name in found}:
            assert set(found[f"{PREFIX}{name.upper()}"]) == {"secretKeyRef"}


def test_the_schema_knows_every_setting_that_is_not_the_charts_own() -> None:
    secret = {name for name, field in Settings.model_fields.items() if field.annotation is SecretStr}
    assert set(SCHEMA) == {PREFIX + name.upper() for name in set(Settings.model_fields) - OWN - secret}


def test_the_schema_limits_settings_as_newsmill_does() -> None:
    fields = Settings.model_json_schema()["properties"]
    for variable, ours in SCHEMA.items():
        field = fields[variable.removeprefix(PREFIX).lower()]
        assert ours["description"] == field["description"]
        for keyword in ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"):
            assert ours.get(keyword) == field.get(keyword), variable


def test_the_charts_defaults_are_newsmills_own(monkeypatch: pytest.MonkeyPatch) -> None:
    fresh = Settings()
    for variable, value in values("values.yaml")["settings"].items():
        if variable != "NEWSMILL_BROKER":
            monkeypatch.setenv(variable, str(value))
    assert Settings() == fresh


def test_there_are_never_more_workers_than_partitions(scenario: Scenario) -> None:
    given, objects = scenario
    partitions = given["settings"]["NEWSMILL_PARTITIONS"]
    scaled = {each["spec"]["scaleTargetRef"]["name"]: each["spec"] for each in of_kind(objects, "ScaledObject")}
    for each in of_kind(objects, "Deployment"):
        if (spec := scaled.get(each["metadata"]["name"])) is not None:
            assert "replicas" not in each["spec"]  # two masters would pull at it
            assert 1 <= spec["minReplicaCount"] <= spec["maxReplicaCount"] <= partitions
        else:
            assert each["spec"]["replicas"] <= partitions


def test_scaling_watches_the_groups_and_topics_of_the_deployments_stages(
    scenario: Scenario, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _, objects = scenario
    scaled = {each["metadata"]["name"]: each for each in of_kind(objects, "ScaledObject")}
    for owner, template in pods(objects):
        if owner["metadata"]["name"] not in scaled:
            continue
        settings = settings_of(objects, template, monkeypatch, tmp_path)
        watched = {
            (one["metadata"]["consumerGroup"], one["metadata"]["topic"])
            for one in scaled[owner["metadata"]["name"]]["spec"]["triggers"]
        }
        assert watched == {
            (consumer_group(settings, stage), topic.name)
            for stage in settings.stages
            for topic in Topics(settings).sources(stage)
        }


def test_keda_reaches_kafka_as_the_worker_does(
    scenario: Scenario, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _, objects = scenario
    logins = {each["metadata"]["name"]: each["spec"] for each in of_kind(objects, "TriggerAuthentication")}
    deployments = {owner["metadata"]["name"]: template for owner, template in pods(objects)}
    for each in of_kind(objects, "ScaledObject"):
        template = deployments[each["spec"]["scaleTargetRef"]["name"]]
        settings = settings_of(objects, template, monkeypatch, tmp_path)
        variables = environment(objects, template)
        for trigger in each["spec"]["triggers"]:
            metadata = trigger["metadata"]
            assert metadata["bootstrapServers"] == settings.bootstrap
            assert ("tls" in metadata) == settings.uses_tls
            assert ("sasl" in metadata) == settings.uses_sasl
            login = logins[trigger["authenticationRef"]["name"]] if "authenticationRef" in trigger else {}
            given = {one["parameter"]: one for kind in ("secretTargetRef", "env") for one in login.get(kind, ())}
            assert ({"username", "password"} <= set(given)) == settings.uses_sasl
            assert ("oauthTokenEndpointUri" in given) == settings.uses_tokens
            assert ({"cert", "key"} <= set(given)) == bool(settings.ssl_certificate_file)
            assert ("ca" in given) == bool(settings.ssl_ca_file)
            assert all(one["name"] in variables for one in login.get("env", ()))


def test_strimzis_topics_are_those_of_newsmill(
    scenario: Scenario, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    given, objects = scenario
    _, template = next(pods(objects))
    topics = Topics(settings_of(objects, template, monkeypatch, tmp_path))
    made = {each["spec"]["topicName"]: each["spec"] for each in of_kind(objects, "KafkaTopic")}
    if not given["strimzi"]["topics"]["enabled"]:
        assert not made
        return
    assert {name: spec["config"] for name, spec in made.items()} == {topic.name: topic.config for topic in topics.all()}
    assert {spec["partitions"] for spec in made.values()} == {topics.partitions}
    assert {spec["replicas"] for spec in made.values()} == {topics.replication_factor}


def rights(settings: Settings) -> dict[tuple[str, str], set[str]]:
    """What a worker does with topics and groups, as its code says: every stage's agent names what it publishes to."""
    topics = Topics(settings)
    found: dict[tuple[str, str], set[str]] = {
        ("topic", topic.name): {"Describe", "DescribeConfigs"} for topic in topics.all()
    }
    for stage in settings.stages:
        code = (ROOT / "agents" / stage / "agent.py").read_text()
        for attribute in set(re.findall(r"topics\.(\w+)\.name", code)):
            found["topic", getattr(topics, attribute).name].add("Write")
        for topic in topics.sources(stage):
            found["topic", topic.name].add("Read")
    if Stage.DEDUPLICATE in settings.stages:
        found["topic", topics.state.name].add("Read")
    for retry in topics.retries:
        found["topic", retry.name] |= {"Read", "Write"}
    for stage in Stage if topics.retries else ():
        found["topic", topics.again(stage).name].add("Write")  # the forwarder gives back events of any stage
    found["topic", topics.dead_letters.name].add("Write")
    return found | {("group", group): {"Read"} for group in consumer_groups(settings)}


def test_strimzis_users_may_do_what_their_stages_do_and_no_more(
    scenario: Scenario, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    given, objects = scenario
    users = {each["metadata"]["name"]: each["spec"] for each in of_kind(objects, "KafkaUser")}
    assert bool(users) == given["strimzi"]["users"]["enabled"]
    for owner, template in pods(objects):
        if not users:
            return
        settings = settings_of(objects, template, monkeypatch, tmp_path)
        user = users.pop(owner["metadata"]["name"])
        granted: dict[tuple[str, str], set[Any]] = {
            (acl["resource"]["type"], acl["resource"]["name"]): set(acl["operations"])
            for acl in user["authorization"]["acls"]
        }
        assert len(granted) == len(user["authorization"]["acls"])
        assert granted == rights(settings)
        assert (user["authentication"]["type"] == "scram-sha-512") == settings.uses_sasl
        if settings.uses_sasl:
            assert settings.sasl_username == owner["metadata"]["name"]
    assert not users


def test_only_enrich_publishes_articles_and_only_deduplicate_changes_its_memory() -> None:
    for stage in Stage:
        may = rights(Settings(stages=(stage,)))
        assert ("Write" in may["topic", "news.articles.v1"]) == (stage is Stage.ENRICH)
        assert ("Write" in may["topic", "newsmill.deduplicate-state.v1"]) == (stage is Stage.DEDUPLICATE)
        assert ("group", f"newsmill-{RETRY}") in may
