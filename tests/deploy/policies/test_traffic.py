"""Who may connect to whom with the chart's network policies: workers, Kafka, DNS, Prometheus, the web, strangers."""

import pytest

from streams.stages import Stage
from tests.support.deploy.chart import merged, render, values
from tests.support.deploy.policies.world import DNS, KAFKA, NOT_PUBLIC, PROMETHEUS, PUBLIC, STRANGERS, World

STAGES = [stage.value for stage in Stage]
OTHERS = [stage for stage in STAGES if stage != Stage.FETCH.value]
BROKER, METRICS, API_SERVER = 9093, 8080, ("10.96.0.1", 443)
PORTS = (22, 53, 80, 443, 2181, 5432, 6443, 8080, BROKER, 10250)


@pytest.fixture(scope="module")
def prod() -> World:
    """What `values-prod.yaml` renders to."""
    return World(render(values("values-prod.yaml")))


@pytest.fixture(scope="module")
def default() -> World:
    """What the chart's defaults render to, with the Job of the topics, which names no peers."""
    return World(render({"topicsJob": {"enabled": True}}))


@pytest.mark.parametrize("stage", STAGES)
def test_a_worker_reaches_kafka_and_dns_and_nothing_else_in_the_cluster(prod: World, stage: str) -> None:
    reached = {
        (name, port, protocol)
        for name, pod in {"Kafka": KAFKA, "DNS": DNS, "Prometheus": PROMETHEUS, **STRANGERS}.items()
        for port in PORTS
        for protocol in ("TCP", "UDP")
        if prod.reaches(stage, pod, port, protocol)
    }
    assert reached == {("Kafka", BROKER, "TCP"), ("DNS", 53, "TCP"), ("DNS", 53, "UDP")}
    assert not prod.reaches(stage, *API_SERVER)


def test_workers_do_not_reach_each_other(prod: World) -> None:
    assert not [
        (one, other) for one in STAGES for other in STAGES if one != other and prod.reaches(one, other, METRICS)
    ]


@pytest.mark.parametrize("address", PUBLIC)
def test_fetch_reaches_the_web_on_its_ports_alone(prod: World, address: str) -> None:
    assert [port for port in PORTS if prod.reaches("fetch", address, port)] == [80, 443]
    assert not prod.reaches("fetch", address, 443, "UDP")


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_fetch_reaches_no_address_that_is_not_public(prod: World, default: World, address: str) -> None:
    assert [port for port in PORTS if prod.reaches("fetch", address, port)] == []
    assert not any(default.reaches("fetch", address, port) for port in (80, 443))


@pytest.mark.parametrize("stage", OTHERS)
@pytest.mark.parametrize("address", [*PUBLIC, *NOT_PUBLIC])
def test_no_other_stage_reaches_any_address_outside_the_cluster(prod: World, stage: str, address: str) -> None:
    assert [port for port in PORTS if prod.reaches(stage, address, port)] == []


def test_prometheus_reads_the_metrics_and_no_one_else_does(prod: World) -> None:
    for stage in STAGES:
        assert [port for port in PORTS if prod.reaches(PROMETHEUS, stage, port)] == [METRICS]
        for name, pod in {"Kafka": KAFKA, "DNS": DNS, **STRANGERS}.items():
            assert not any(prod.reaches(pod, stage, port) for port in PORTS), name
        assert not any(prod.reaches(address, stage, METRICS) for address in (*PUBLIC, *NOT_PUBLIC))


def test_without_peers_the_metrics_the_brokers_and_dns_are_open_to_all_and_nothing_else_is(default: World) -> None:
    pods = [KAFKA, DNS, PROMETHEUS, *STRANGERS.values()]
    for stage in STAGES:
        assert all(default.reaches(pod, stage, METRICS) for pod in pods)
        assert not any(default.reaches(pod, stage, port) for pod in pods for port in PORTS if port != METRICS)
        for pod in pods:
            assert [port for port in (*PORTS, 9092) if default.reaches(stage, pod, port)] == [53, 9092]


@pytest.mark.parametrize("address", PUBLIC)
def test_without_peers_only_fetch_reaches_the_web(default: World, address: str) -> None:
    web = {name for name in default.pods if any(default.reaches(name, address, port) for port in (80, 443))}
    assert web == {"fetch"}


def test_the_job_of_the_topics_reaches_kafka_and_listens_on_no_port(default: World) -> None:
    assert default.reaches("topics", KAFKA, 9092)
    assert default.reaches("topics", DNS, 53, "UDP")
    assert not any(default.reaches(PROMETHEUS, "topics", port) for port in PORTS)


def test_the_one_deployment_of_all_stages_reaches_what_fetch_reaches() -> None:
    single = World(render({"mode": "single"}))
    assert [single.reaches("worker", address, 443) for address in (PUBLIC[0], "10.0.0.1")] == [True, False]


def test_without_the_fetch_stage_nothing_reaches_the_web() -> None:
    world = World(render({"stages": {"fetch": {"enabled": False}}}))
    assert sorted(world.pods) == sorted(OTHERS)
    assert not [name for name in world.pods if any(world.reaches(name, PUBLIC[0], port) for port in (80, 443))]


def test_with_a_proxy_fetch_reaches_the_proxy_and_no_site() -> None:
    peers = [{"podSelector": {"matchLabels": {"app": "shop"}}}]
    world = World(
        render(
            merged(
                values("values-prod.yaml"),
                {"settings": {"NEWSMILL_FETCH_PROXY": "http://proxy"}, "networkPolicy": {"proxyTo": peers}},
            )
        )
    )
    proxy = STRANGERS["a pod beside the workers"]
    assert [port for port in PORTS if world.reaches("fetch", proxy, port)] == [80]
    assert not world.reaches("extract", proxy, 80)
    assert not [(to, port) for to in (*PUBLIC, *NOT_PUBLIC) for port in PORTS if world.reaches("fetch", to, port)]


def test_peers_of_the_token_url_are_open_to_every_stage_on_its_port() -> None:
    tokens = {
        "settings": {
            "NEWSMILL_SECURITY_PROTOCOL": "SASL_SSL",
            "NEWSMILL_SASL_MECHANISM": "OAUTHBEARER",
            "NEWSMILL_SASL_TOKEN_URL": "https://id.example/token",
        },
        "sasl": {"clientSecret": {"name": "client"}},
        "networkPolicy": {"tokenTo": [{"ipBlock": {"cidr": "203.0.113.0/24"}}]},
    }
    world = World(render(tokens))
    for stage in STAGES:
        assert world.reaches(stage, "203.0.113.9", 443)
        assert not world.reaches(stage, "203.0.113.9", 80)
        assert world.reaches(stage, "1.1.1.1", 443) == (stage == "fetch")


def test_disabled_policies_close_nothing() -> None:
    world = World(render({"networkPolicy": {"enabled": False}}))
    assert all(world.reaches(stage, "169.254.169.254", 80) for stage in STAGES)
