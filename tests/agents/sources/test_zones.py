from datetime import datetime, timedelta

import pytest

from agents.sources.zones import zone_of


@pytest.mark.parametrize(
    "name,language,hours",
    [
        ("CET", None, 1), ("est", None, -5), ("ET", None, -5), ("Europe/Helsinki", None, 2), ("CST", "en", -6),
        ("CST", "zh-CN", 8), ("IST", "hi", 5.5), ("IST", "he", 2), ("BST", "en-GB", 1), ("BST", "bn", 6),
    ],
)  # fmt: skip
def test_a_name_is_a_zone_as_the_language_means_it(name: str, language: str | None, hours: float) -> None:
    zone = zone_of(name, language)
    assert zone is not None
    assert zone.utcoffset(datetime(2026, 1, 3)) == timedelta(hours=hours)  # noqa: DTZ001


@pytest.mark.parametrize("name", ["XYZ", "", "Europe/Nowhere", "../../etc/passwd", "/etc/passwd", "a/b\0"])
def test_a_name_that_is_not_known_is_no_zone(name: str) -> None:
    assert zone_of(name) is None
