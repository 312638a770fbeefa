"""Shared by the tests of deploy: a check of PromQL expressions, and the image."""

import json
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from tests.support.deploy.image.build import image as built
from tests.support.deploy.tools import REQUIRED, ToolUnavailable


@pytest.fixture
def check_expressions(promtool: str, tmp_path: Path) -> Callable[[Iterable[str]], None]:
    """Check that Prometheus's own parser accepts expressions."""

    def check(expressions: Iterable[str]) -> None:
        rules = [{"record": f"checked:{number}", "expr": one} for number, one in enumerate(expressions)]
        file = tmp_path / "expressions.yaml"
        file.write_text(json.dumps({"groups": [{"name": "checked", "rules": rules}]}))
        done = subprocess.run(
            [promtool, "check", "rules", str(file)], capture_output=True, text=True, timeout=60, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr

    return check


@pytest.fixture(scope="session")
def image() -> str:
    """The name of the image of this checkout; where it cannot be built, a test is skipped, but in CI it fails."""
    try:
        return built()
    except ToolUnavailable as error:
        give_up = pytest.fail if REQUIRED else pytest.skip
        give_up(f"the image cannot be built: {error}")
