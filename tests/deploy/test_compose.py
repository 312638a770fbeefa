"""The compose file: its services, the files they mount and newsmill's settings fit together."""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from agents.cli.app import app
from streams.settings import PREFIX, Settings, load
from tests.support.brokers import jars
from tests.support.brokers.kafka import START_LIMIT, Kafka
from tests.support.deploy.tools import needed
from tests.support.generate import defaults
from tests.support.paths import ROOT

DEPLOY = ROOT / "deploy"
FILE = DEPLOY / "compose.yaml"
COMPOSE = yaml.safe_load(FILE.read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
PROMETHEUS = yaml.safe_load((DEPLOY / "prometheus" / "prometheus.yml").read_text())
OURS = [name for name, service in SERVICES.items() if service["image"] == "newsmill"]


def mounts(service: str) -> dict[str, str]:
    """Map the paths in a service to the files of this repository that are mounted there."""
    parts = (volume.split(":") for volume in SERVICES[service]["volumes"])
    return {target: source for source, target, *_ in parts if source.startswith(".")}


def inside(service: str, path: str) -> Path:
    """Return the file of this repository that a service has at a path."""
    for target, source in mounts(service).items():
        if Path(path).is_relative_to(target):
            return DEPLOY / source / Path(path).relative_to(target)
    raise AssertionError(f"{service} has no file at {path}")


@pytest.mark.deploy
def test_docker_compose_reads_the_file_as_it_is_meant() -> None:
    services = resolved(FILE)["services"]
    assert services.keys() == SERVICES.keys()
    for name in OURS:
        assert Path(services[name]["build"]["context"], services[name]["build"]["dockerfile"]).is_file()
        assert services[name]["environment"] == COMPOSE["x-newsmill"]["environment"]
        assert services[name]["read_only"]
    for service in services.values():
        assert all(port["host_ip"] == "127.0.0.1" for port in service.get("ports", ()))
        bound = [volume for volume in service.get("volumes", ()) if volume["type"] == "bind"]
        assert all(Path(volume["source"]).exists() and volume["read_only"] for volume in bound)
        assert all(wish["required"] for wish in service.get("depends_on", {}).values())


@pytest.mark.deploy
def test_docker_compose_refuses_a_misspelt_key_and_a_missing_service(tmp_path: Path) -> None:
    file = tmp_path / "compose.yaml"
    for right, wrong, said in (
        ("read_only:", "readonly:", "additional property readonly is not allowed"),
        ("topics: { condition", "topic: { condition", 'depends on undefined service "topic"'),
    ):
        file.write_text(FILE.read_text().replace(right, wrong))
        with pytest.raises(subprocess.CalledProcessError) as refused:
            resolved(file)
        assert said in refused.value.stderr.lower()


def resolved(file: Path) -> dict[str, Any]:
    """Return a compose file as Docker Compose resolves it; raises CalledProcessError."""
    command = [needed("docker-compose"), "--file", file, "config", "--format", "json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_old_versions_of_docker_can_start_all_services() -> None:
    """Docker before 25, which Debian 12 has, refuses `start_interval`."""
    assert not [name for name, service in SERVICES.items() if "start_interval" in service.get("healthcheck", {})]


def test_topics_can_be_created_as_soon_as_the_health_check_finds_kafka_ready(kafka_alone: Kafka) -> None:
    (node,) = kafka_alone.nodes
    look = [part.replace("19092", str(node.port)) for part in SERVICES["kafka"]["healthcheck"]["test"][1:]]
    assert subprocess.run(look, capture_output=True, check=False).returncode != 0
    node.launch()
    end = time.monotonic() + START_LIMIT
    while subprocess.run(look, capture_output=True, check=False).returncode != 0:
        assert time.monotonic() < end, "the health check never succeeded"
        time.sleep(0.05)
    command = [Path(sys.executable).with_name("newsmill"), *SERVICES["topics"]["command"]]
    environment = os.environ | {"NEWSMILL_BROKER": kafka_alone.url}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr


@pytest.fixture
def kafka_alone() -> Iterator[Kafka]:
    """A Kafka of the test's own, which is not started."""
    try:
        cluster = Kafka()
    except jars.KafkaUnavailable as error:
        pytest.skip(f"Apache Kafka is not available: {error}")
    yield cluster
    cluster.stop()


def test_mounted_files_exist_and_are_read_only() -> None:
    for service in SERVICES.values():
        for volume in service.get("volumes", ()):
            source, _, *options = volume.split(":")
            if source.startswith("."):
                assert (DEPLOY / source).exists()
                assert options == ["ro"]
            else:
                assert source in COMPOSE["volumes"]


def test_every_image_has_a_version_and_every_port_is_bound_to_localhost() -> None:
    for name, service in SERVICES.items():
        assert name in OURS or re.search(r":v?\d+\.\d+\.\d+$", service["image"])
        assert all(port.startswith("127.0.0.1:") for port in service.get("ports", ()))


def test_kafka_has_the_version_that_the_tests_run_on() -> None:
    assert SERVICES["kafka"]["image"] == f"apache/kafka:{jars.VERSION}"


def test_services_wait_for_the_services_they_need() -> None:
    assert SERVICES["newsmill"]["depends_on"] == {"topics": {"condition": "service_completed_successfully"}}
    assert SERVICES["topics"]["depends_on"] == {"kafka": {"condition": "service_healthy"}}
    for service in SERVICES.values():
        for name, wish in service.get("depends_on", {}).items():
            assert wish["condition"] != "service_healthy" or "test" in SERVICES[name]["healthcheck"]


def test_newsmill_is_built_here_and_is_as_restricted_as_on_kubernetes() -> None:
    assert OURS == ["topics", "newsmill"]
    for name in OURS:
        service = SERVICES[name]
        assert (DEPLOY / service["build"]["context"] / service["build"]["dockerfile"]).is_file()
        assert service["read_only"]
        assert service["cap_drop"] == ["ALL"]
        assert service["tmpfs"] == ["/tmp"]  # noqa: S108 - a mount of the container's own


def test_newsmill_has_the_commands_and_accepts_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in OURS:
        assert CliRunner().invoke(app, [*SERVICES[name]["command"], "--help"]).exit_code == 0
        assert set(SERVICES[name]["environment"]) <= {PREFIX + field.upper() for field in Settings.model_fields}
        for variable, value in SERVICES[name]["environment"].items():
            monkeypatch.setenv(variable, str(value))
        load()


def test_the_settings_repeat_no_default() -> None:
    for name in OURS:
        for variable, value in SERVICES[name]["environment"].items():
            assert getattr(defaults(), variable.removeprefix(PREFIX).lower()) != value


def test_the_grace_period_is_longer_than_the_drain() -> None:
    assert int(SERVICES["newsmill"]["stop_grace_period"].removesuffix("s")) >= Settings().drain_grace + 10


def test_kafka_listens_where_it_advertises_and_where_newsmill_connects() -> None:
    environment = SERVICES["kafka"]["environment"]

    def listeners(name: str) -> dict[str, str]:
        return dict(one.split("://") for one in environment[name].split(","))

    bound, advertised = listeners("KAFKA_LISTENERS"), listeners("KAFKA_ADVERTISED_LISTENERS")
    protocols = dict(one.split(":") for one in environment["KAFKA_LISTENER_SECURITY_PROTOCOL_MAP"].split(","))
    assert set(bound) == set(protocols)
    assert set(bound) - set(advertised) == {environment["KAFKA_CONTROLLER_LISTENER_NAMES"]}
    assert environment["KAFKA_INTER_BROKER_LISTENER_NAME"] in advertised
    assert all(address.endswith(bound[name]) for name, address in advertised.items())
    assert environment["KAFKA_CONTROLLER_QUORUM_VOTERS"] == f"{environment['KAFKA_NODE_ID']}@kafka{bound['CONTROLLER']}"
    assert SERVICES["newsmill"]["environment"]["NEWSMILL_BROKER"] == f"kafka://{advertised['PLAINTEXT']}"
    assert Settings().broker == f"kafka://{advertised['HOST']}"  # so that newsmill on the host needs no setting
    assert SERVICES["kafka"]["ports"] == [f"127.0.0.1{bound['HOST']}{bound['HOST']}"]
    assert environment["KAFKA_LOG_DIRS"] in [volume.split(":")[1] for volume in SERVICES["kafka"]["volumes"]]


def test_prometheus_finds_its_rules_and_every_worker() -> None:
    assert inside("prometheus", "/etc/prometheus/prometheus.yml").is_file()
    for pattern in PROMETHEUS["rule_files"]:
        assert inside("prometheus", str(Path(pattern).parent)) == DEPLOY / "prometheus" / "rules"
    (job,) = PROMETHEUS["scrape_configs"]
    (discovery,) = job["dns_sd_configs"]
    assert discovery["names"] == ["newsmill"]
    assert [str(discovery["port"])] == SERVICES["newsmill"]["expose"]
    assert discovery["port"] == Settings().http_port
    assert job.get("metrics_path", "/metrics") == "/metrics"


def test_promtool_accepts_the_configuration(promtool: str) -> None:
    done = subprocess.run(
        [promtool, "check", "config", "--syntax-only", DEPLOY / "prometheus" / "prometheus.yml"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_grafana_finds_its_data_source_and_dashboards() -> None:
    provisioning = inside("grafana", "/etc/grafana/provisioning")
    (source,) = yaml.safe_load((provisioning / "datasources" / "prometheus.yaml").read_text())["datasources"]
    assert source["url"] == "http://prometheus:9090"
    assert source["jsonData"]["timeInterval"] == PROMETHEUS["global"]["scrape_interval"]
    (provider,) = yaml.safe_load((provisioning / "dashboards" / "newsmill.yaml").read_text())["providers"]
    assert inside("grafana", provider["options"]["path"]) == DEPLOY / "grafana" / "dashboards"
