"""The Helm chart refuses misspelt, impossible and contradictory values; the READMEs' commands install it."""

import re
import shlex
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from streams.stages import Stage
from tests.support.deploy.chart import Object, Refused, merged, objects_in, render, run_helm, workers
from tests.support.deploy.chart_files import CHART
from tests.support.paths import ROOT


@pytest.mark.parametrize("readme", [ROOT / "deploy" / "README.md", CHART / "README.md"], ids=["deploy", "chart"])
def test_the_install_commands_of_the_readmes_render(readme: Path, tmp_path: Path) -> None:
    (tmp_path / "deploy").symlink_to(ROOT / "deploy")
    (tmp_path / "yours.yaml").write_text("{}")
    commands = re.findall(r"^\$ helm install (newsmill deploy/helm/newsmill .*)$", readme.read_text(), re.MULTILINE)
    assert len(commands) == 2
    for command in commands:
        assert workers(objects_in(run_helm("template", *shlex.split(command), cwd=tmp_path)))


def test_the_chart_has_newsmills_version() -> None:
    chart = yaml.safe_load((CHART / "Chart.yaml").read_text())
    assert chart["appVersion"] == tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]


@pytest.mark.parametrize(
    "wrong,said",
    [
        ({"replicas": 3}, "replicas"),
        ({"mode": "all"}, "mode"),
        ({"settings": {"NEWSMILL_MAX_IN_FLIGHT_EVENT": 8}}, "NEWSMILL_MAX_IN_FLIGHT_EVENT"),
        ({"settings": {"NEWSMILL_MAX_IN_FLIGHT_EVENTS": 0}}, "NEWSMILL_MAX_IN_FLIGHT_EVENTS"),
        ({"settings": {"NEWSMILL_BROKER": "http://kafka"}}, "NEWSMILL_BROKER"),
        ({"settings": {"NEWSMILL_SASL_PASSWORD": "secret"}}, "NEWSMILL_SASL_PASSWORD"),
        ({"worker": {"resources": {"requests": {"cpu": None}}}}, "cpu"),
        ({"worker": {"autoscaling": {"minReplicas": 0}}}, "minReplicas"),
        ({"stages": {"extrakt": {"enabled": True}}}, "extrakt"),
        ({"stages": {"fetch": {"settings": {"NEWSMILL_PARTITIONS": 3}}}}, "NEWSMILL_PARTITIONS"),
        ({"httpPort": 80}, "httpPort"),
        ({"image": {"digest": "latest"}}, "digest"),
        ({"terminationMarginSeconds": 0}, "terminationMarginSeconds"),
        ({"extraEnv": [{"name": "NEWSMILL_TRACES", "value": "otlp"}]}, "extraEnv"),
    ],
    ids=str,
)
def test_a_misspelt_or_impossible_value_is_refused_and_named(wrong: Object, said: str) -> None:
    with pytest.raises(Refused, match=rf"(?s)don't meet the specifications of the schema.*{said}"):
        render(wrong)


SSL: Object = {"settings": {"NEWSMILL_SECURITY_PROTOCOL": "SSL"}}
SASL: Object = {"settings": {"NEWSMILL_SECURITY_PROTOCOL": "SASL_SSL"}}
PLAIN = merged(SASL, {"settings": {"NEWSMILL_SASL_MECHANISM": "PLAIN"}})
OAUTH = merged(SASL, {"settings": {"NEWSMILL_SASL_MECHANISM": "OAUTHBEARER"}})
TOKEN: Object = {"sasl": {"serviceAccountToken": {"enabled": True}}}
URL: Object = {"settings": {"NEWSMILL_SASL_TOKEN_URL": "https://id.example/token"}}
USER: Object = {"sasl": {"passwordSecret": {"name": "user"}}}
CLIENT: Object = {"sasl": {"clientSecret": {"name": "client"}}}
USERS: Object = {"strimzi": {"cluster": "kafka", "users": {"enabled": True}}}
KEDA: Object = {"worker": {"autoscaling": {"enabled": True}}}


@pytest.mark.parametrize(
    "layers,said",
    [
        (
            [{"worker": {"replicas": 9}}],
            "stages.extract.replicas: 9 is more than the 8 of settings.NEWSMILL_PARTITIONS",
        ),
        ([{"mode": "single", "worker": {"replicas": 9}}], "worker.replicas: 9 is more than the 8"),
        (
            [KEDA, {"stages": {"enrich": {"autoscaling": {"maxReplicas": 9}}}}],
            "stages.enrich.autoscaling.maxReplicas: 9",
        ),
        ([KEDA, {"worker": {"autoscaling": {"minReplicas": 9}}}], "minReplicas: 9 is more than its maxReplicas"),
        (
            [{"stages": {stage.value: {"enabled": False} for stage in Stage}}],
            "stages: enable at least",
        ),
        ([SASL], "settings.NEWSMILL_SASL_MECHANISM: NEWSMILL_SECURITY_PROTOCOL=SASL_SSL needs one of"),
        ([PLAIN, SSL, USER], "settings.NEWSMILL_SASL_MECHANISM: NEWSMILL_SECURITY_PROTOCOL=SSL does not use it"),
        ([PLAIN], "sasl.passwordSecret.name: PLAIN needs a Secret"),
        ([USER], "sasl.passwordSecret: only PLAIN and SCRAM"),
        ([OAUTH, TOKEN, USER], "sasl.passwordSecret: only PLAIN and SCRAM"),
        ([PLAIN, USER, CLIENT], "sasl: only settings.NEWSMILL_SASL_MECHANISM=OAUTHBEARER uses"),
        ([PLAIN, USER, URL], "settings.NEWSMILL_SASL_TOKEN_URL: only"),
        ([OAUTH], "sasl: OAUTHBEARER needs either"),
        ([OAUTH, TOKEN, URL, CLIENT], "sasl: OAUTHBEARER needs either"),
        ([OAUTH, URL], "sasl.clientSecret: set both it and settings.NEWSMILL_SASL_TOKEN_URL"),
        ([OAUTH, URL, CLIENT], "networkPolicy.tokenTo: name the peers"),
        ([{"settings": {"NEWSMILL_BROKER": "kafka://k:443"}}], "networkPolicy.kafkaTo: name the peers"),
        ([{"networkPolicy": {"kafkaPorts": [9092, 80]}}], "networkPolicy.kafkaTo: name the peers"),
        ([{"settings": {"NEWSMILL_FETCH_PROXY": "http://p"}}], "networkPolicy.proxyTo: name the peers"),
        (
            [{"stages": {"fetch": {"settings": {"NEWSMILL_FETCH_PROXY": "https://p"}}}}],
            "networkPolicy.proxyTo: name the peers",
        ),
        ([OAUTH, TOKEN, CLIENT], "sasl.clientSecret: set both it and settings.NEWSMILL_SASL_TOKEN_URL"),
        ([OAUTH, TOKEN, KEDA], "KEDA cannot use the workers' own tokens"),
        ([{"tls": {"caSecret": {"name": "ca"}}}], "tls: settings.NEWSMILL_SECURITY_PROTOCOL=PLAINTEXT does not use it"),
        ([USERS], "strimzi.users: set settings.NEWSMILL_SASL_MECHANISM=SCRAM-SHA-512"),
        ([USERS, SSL, {"tls": {"certificateSecret": {"name": "own"}}}], "strimzi.users: Strimzi creates the password"),
        ([USERS, SSL, {"strimzi": {"cluster": ""}}], "strimzi.cluster: name the Kafka resource"),
        ([USERS, SSL, {"topicsJob": {"enabled": True}}], "topicsJob: disable it with strimzi"),
        (
            [{"monitoring": {kind: {"enabled": True} for kind in ("podMonitor", "serviceMonitor")}}],
            "monitoring: podMonitor and serviceMonitor",
        ),
    ],
    ids=lambda given: given if isinstance(given, str) else "",
)
def test_contradictory_values_are_refused_and_named(layers: list[Any], said: str) -> None:
    with pytest.raises(Refused, match=re.escape(said)):
        render(merged(*layers))
