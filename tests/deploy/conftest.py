"""Shared by the tests of deploy: a check of PromQL expressions."""

import json
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest


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
