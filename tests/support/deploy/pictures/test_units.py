"""Values are written with three digits and a unit that people read."""

import pytest

from tests.support.deploy.dashboards import panels
from tests.support.deploy.pictures.units import formatted

WRITTEN = [
    (0.0, "s", "0"),
    (0.000_42, "s", "420 µs"),
    (0.012_345, "s", "12.3 ms"),
    (1.5, "s", "1.5 s"),
    (90.0, "s", "1.5 min"),
    (7200.0, "s", "2 h"),
    (0.014_4, "percentunit", "1.44 %"),
    (1.0, "percentunit", "100 %"),
    (1234.0, "short", "1.23 K"),
    (12.0, "short", "12"),
    (310 * 2**20, "bytes", "310 MiB"),
    (1.234_5, "suffix: /s", "1.23 /s"),
    (0.000_012_3, "suffix: /s", "0.00001 /s"),
    (600.4, "suffix: /s", "600 /s"),
]


@pytest.mark.parametrize("value, unit, text", WRITTEN)
def test_a_value_is_written_with_its_unit(value: float, unit: str, text: str) -> None:
    assert formatted(value, unit) == text


@pytest.mark.parametrize("unit", sorted({panel.json["fieldConfig"]["defaults"]["unit"] for panel in panels()}))
def test_every_unit_of_the_dashboards_can_be_written(unit: str) -> None:
    assert "0" in formatted(0.0, unit)
