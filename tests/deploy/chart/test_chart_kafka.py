"""The Helm chart agrees with newsmill's code on topics, consumer groups, lag and rights on Kafka."""

import re
from typing import Any

from streams.settings import Settings
from streams.stages import RETRY, Stage
from streams.topics import Topics, consumer_group, consumer_groups
from tests.support.deploy.chart import Scenario, SettingsOf, environment, of_kind, pods
from tests.support.paths import ROOT


def test_there_are_at_most_as_many_workers_as_partitions(scenario: Scenario) -> None:
    given, objects = scenario
    partitions = given["settings"]["NEWSMILL_PARTITIONS"]
    scaled = {each["spec"]["scaleTargetRef"]["name"]: each["spec"] for each in of_kind(objects, "ScaledObject")}
    for each in of_kind(objects, "Deployment"):
        if (spec := scaled.get(each["metadata"]["name"])) is not None:
            assert each["spec"]["replicas"] == spec["minReplicaCount"]  # of a new release
            assert 1 <= spec["minReplicaCount"] <= spec["maxReplicaCount"] <= partitions
        else:
            assert each["spec"]["replicas"] <= partitions


def test_scaling_follows_the_lag_of_the_deployments_stages(scenario: Scenario, settings_of: SettingsOf) -> None:
    _, objects = scenario
    scaled = {each["metadata"]["name"]: each for each in of_kind(objects, "ScaledObject")}
    for owner, template in pods(objects):
        if owner["metadata"]["name"] not in scaled:
            continue
        settings = settings_of(objects, template)
        watched = {
            (one["metadata"]["consumerGroup"], one["metadata"]["topic"])
            for one in scaled[owner["metadata"]["name"]]["spec"]["triggers"]
        }
        assert watched == {
            (consumer_group(settings, stage), topic.name)
            for stage in settings.stages
            for topic in Topics(settings).sources(stage)
        }


def test_keda_connects_to_kafka_as_the_worker_does(scenario: Scenario, settings_of: SettingsOf) -> None:
    _, objects = scenario
    logins = {each["metadata"]["name"]: each["spec"] for each in of_kind(objects, "TriggerAuthentication")}
    deployments = {owner["metadata"]["name"]: template for owner, template in pods(objects)}
    for each in of_kind(objects, "ScaledObject"):
        template = deployments[each["spec"]["scaleTargetRef"]["name"]]
        settings = settings_of(objects, template)
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


def test_strimzis_topics_are_newsmills_own(scenario: Scenario, settings_of: SettingsOf) -> None:
    given, objects = scenario
    _, template = next(pods(objects))
    topics = Topics(settings_of(objects, template))
    made = {each["spec"]["topicName"]: each["spec"] for each in of_kind(objects, "KafkaTopic")}
    if not given["strimzi"]["topics"]["enabled"]:
        assert not made
        return
    assert {name: spec["config"] for name, spec in made.items()} == {topic.name: topic.config for topic in topics.all()}
    assert {spec["partitions"] for spec in made.values()} == {topics.partitions}
    assert {spec["replicas"] for spec in made.values()} == {topics.replication_factor}


def rights(settings: Settings) -> dict[tuple[str, str], set[str]]:
    """Return what a worker does with topics and groups by its code: a stage's agent names the topics it writes."""
    topics = Topics(settings)
    found: dict[tuple[str, str], set[str]] = {
        ("topic", topic.name): {"Describe", "DescribeConfigs"} for topic in topics.all()
    }
    for stage in settings.stages:
        code = (ROOT / "agents" / stage / "agent.py").read_text()
        for attribute in set(re.findall(r"topics\.(\w+)\.name", code)):
            found["topic", getattr(topics, attribute).name].add("Write")
        for topic in (*topics.sources(stage), *([topics.of(stage.state)] if stage.state else ())):
            found["topic", topic.name].add("Read")
    for retry in topics.retries:
        found["topic", retry.name] |= {"Read", "Write"}
    for stage in Stage if topics.retries else ():
        found["topic", topics.again(stage).name].add("Write")  # a worker republishes the events of all stages
    found["topic", topics.dead_letters.name].add("Write")
    return found | {("group", group): {"Read"} for group in consumer_groups(settings)}


def test_strimzis_users_have_exactly_the_rights_their_stages_need(scenario: Scenario, settings_of: SettingsOf) -> None:
    given, objects = scenario
    users = {each["metadata"]["name"]: each["spec"] for each in of_kind(objects, "KafkaUser")}
    assert bool(users) == given["strimzi"]["users"]["enabled"]
    for owner, template in pods(objects):
        if not users:
            return
        settings = settings_of(objects, template)
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


def test_only_enrich_publishes_articles_and_only_deduplicate_writes_its_state() -> None:
    for stage in Stage:
        may = rights(Settings(stages=(stage,)))
        assert ("Write" in may["topic", "news.articles.v1"]) == (stage is Stage.ENRICH)
        assert ("Write" in may["topic", "newsmill.deduplicate-state.v1"]) == (stage is Stage.DEDUPLICATE)
        assert ("group", f"newsmill-{RETRY}") in may
