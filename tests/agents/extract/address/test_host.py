"""The mobile and the AMP site of an outlet are the outlet's."""

import pytest

from agents.extract.address.host import plain_host


@pytest.mark.parametrize(
    "host",
    ["example.com", "www.example.com", "m.example.com", "mobile.example.com", "amp.example.com", "www.m.example.com"],
)
def test_variants_of_a_host_have_one_form(host):
    assert plain_host(host) == "example.com"
    assert plain_host(f"{host}:8080") == "example.com:8080"


def test_a_label_inside_goes_too():
    assert plain_host("de.m.example.org") == "de.example.org"


@pytest.mark.parametrize(
    "host", ["m.com", "amp.de", "m.gov.uk", "m.blogspot.com", "em.example.com", "127.0.0.1", "[::1]:80"]
)
def test_what_is_a_name_of_its_own_stays(host):
    assert plain_host(host) == host
