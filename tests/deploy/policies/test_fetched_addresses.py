"""The network policy of the fetch stage opens what the stage itself allows: ports, public addresses, networks."""

import ipaddress

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from ssrfguard import DEFAULT_DENIED, Block, Reach

from streams.settings import Settings
from tests.support.deploy.chart import Object, of_kind, render
from tests.support.deploy.chart_files import MAPPED
from tests.support.deploy.policies.world import World

REFUSED = [block for block in DEFAULT_DENIED.blocks if block.reach is not Reach.PERMITTED]


@pytest.fixture(scope="module")
def default() -> World:
    """What the chart's defaults render to."""
    return World(render({}))


def is_open(world: World, address: object) -> bool:
    return world.reaches("fetch", str(address), 443)


def rendered(settings: Object, **other: Object) -> World:
    return World(render({"settings": settings, **other}))


def ends(block: Block) -> list[str]:
    return [str(block.network[0]), str(block.network[-1])]


def test_the_policy_and_the_fetch_stage_refuse_the_same_networks(default: World) -> None:
    for block in DEFAULT_DENIED.blocks:
        nested = any(block.network != other.network and block.network.subnet_of(other.network) for other in REFUSED
                     if other.network.version == block.network.version)  # fmt: skip
        if block.network == MAPPED:
            continue  # sent as IPv4
        assert not any(is_open(default, end) for end in ends(block)) or (block.reach is Reach.PERMITTED and not nested)


@given(address=st.ip_addresses())
def test_no_address_that_the_fetch_stage_refuses_is_open_and_no_public_one_is_closed(
    default: World, address: ipaddress.IPv4Address | ipaddress.IPv6Address
) -> None:
    assume(address not in MAPPED)  # sent as IPv4
    verdict = DEFAULT_DENIED.classify(address)
    opened = is_open(default, address)
    if verdict.blocked:
        assert not opened
    elif verdict.block is None:
        assert opened


def test_every_exception_of_an_ip_block_is_a_part_of_it() -> None:
    *_, internet = of_kind(render({"settings": {"NEWSMILL_FETCH_NETWORKS": "10.0.0.0/8"}}), "NetworkPolicy")
    (rule,) = internet["spec"]["egress"]
    for peer in rule["to"]:
        whole = ipaddress.ip_network(peer["ipBlock"]["cidr"])
        parts = [ipaddress.ip_network(one) for one in peer["ipBlock"].get("except", ())]
        assert all(part != whole and part.subnet_of(whole) for part in parts)  # Kubernetes requires it


@pytest.mark.parametrize("stated", ["80,443", "8080, 8000-8009", "443"])
def test_the_policy_follows_the_ports_that_may_be_fetched_from(stated: str) -> None:
    world = rendered({"NEWSMILL_FETCH_PORTS": stated})
    opened = {
        port for port in (79, 80, 81, 442, 443, 444, *range(7990, 8090)) if world.reaches("fetch", "1.1.1.1", port)
    }
    assert opened == Settings(fetch_ports=stated).ports


@pytest.mark.parametrize("where", ["settings", "worker", "stage"])
def test_the_policy_follows_the_networks_that_may_be_fetched_from(where: str) -> None:
    settings = {"NEWSMILL_FETCH_NETWORKS": "10.1.0.0/16, fd00::1,192.168.7.7"}
    own = {"worker": {"worker": {"settings": settings}}, "stage": {"stages": {"fetch": {"settings": settings}}}}
    world = rendered(settings if where == "settings" else {}, **own.get(where, {}))
    assert all(is_open(world, address) for address in ("10.1.2.3", "fd00::1", "192.168.7.7", "1.1.1.1"))
    assert not any(is_open(world, address) for address in ("10.2.0.1", "fd00::2", "192.168.7.8"))
    assert [str(one) for one in Settings(fetch_networks=settings["NEWSMILL_FETCH_NETWORKS"]).fetch_networks] == [
        "10.1.0.0/16", "fd00::1/128", "192.168.7.7/32",
    ]  # fmt: skip


def test_a_stage_that_has_no_networks_of_its_own_has_a_policy_without_those_of_all_stages() -> None:
    world = rendered(
        {"NEWSMILL_FETCH_NETWORKS": "10.1.0.0/16"}, stages={"fetch": {"settings": {"NEWSMILL_FETCH_NETWORKS": ""}}}
    )
    assert is_open(world, "1.1.1.1")
    assert not is_open(world, "10.1.2.3")
