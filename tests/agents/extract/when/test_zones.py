"""A zone's name is that of its language and country."""

from datetime import timedelta

import pytest

from agents.extract.when.zones import zone_of


@pytest.mark.parametrize(
    "name, language, region, hours",
    [
        ("JST", None, None, 9), ("mez", None, None, 1), ("CST", None, None, -6), ("CST", "zh-TW", None, 8),
        ("CST", "zh-CN", None, 8), ("CST", "en", None, -6), ("IST", "hi", None, 5.5), ("IST", "he", None, 2),
        ("PST", None, "PH", 8), ("BST", "bn", None, 6), ("BST", "en-GB", None, 1), ("est", None, None, -5),
    ],
)  # fmt: skip
def test_a_name_is_known(name, language, region, hours):
    zone = zone_of(name, language, region)
    assert zone is not None
    assert zone.utcoffset(None) == timedelta(hours=hours)


@pytest.mark.parametrize("name", ["XYZ", "", "Europe", "Europe/Nowhere", "../../etc/passwd", "/etc/passwd", "a/b\0"])
def test_other_names_are_not(name):
    assert zone_of(name) is None


def test_places_are_known():
    assert zone_of("Europe/Berlin") is not None
    assert zone_of("ET") is not None
