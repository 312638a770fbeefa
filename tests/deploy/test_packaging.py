"""The distribution: pyproject.toml lists every package, and the lock files name no registry."""

import re
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest

from tests.support.paths import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
LOCKS = sorted(ROOT.glob("requirements*.lock"))


def test_every_package_in_the_checkout_is_listed() -> None:
    found = {
        ".".join(path.parent.relative_to(ROOT).parts)
        for ring in ("schemas", "streams", "agents")
        for path in (ROOT / ring).rglob("__init__.py")
    }
    assert set(PROJECT["tool"]["setuptools"]["packages"]) == found


def test_every_data_file_is_listed() -> None:
    listed = PROJECT["tool"]["setuptools"]["package-data"]
    packed = {
        path
        for package, patterns in listed.items()
        for pattern in patterns
        for path in (ROOT / package.replace(".", "/")).glob(pattern)
    }
    found = {
        path
        for ring in ("schemas", "streams", "agents")
        for path in (ROOT / ring).rglob("*")
        if path.is_file() and path.suffix not in {".py", ".pyc"} and path.name != "README.md"
    }
    assert packed == found


def test_the_version_at_run_time_is_the_projects() -> None:
    assert version("newsmill") == PROJECT["project"]["version"]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_file_names_no_registry_and_has_a_hash_for_each_package(lock: Path) -> None:
    text = lock.read_text()
    assert "://" not in text
    pins = re.findall(r"^[a-z0-9].*?(?=^[a-z0-9]|\Z)", text, flags=re.MULTILINE | re.DOTALL)
    assert pins
    assert [pin for pin in pins if "--hash=sha256:" not in pin] == []


def test_nothing_replaces_the_pins_of_the_lock_files_at_an_install() -> None:
    """Overrides of versions in pyproject.toml do that to every install, and then the hashes fit no newer version."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8")).get("tool", {}).get("uv", {})
    assert not {"override-dependencies", "constraint-dependencies"} & set(settings)
