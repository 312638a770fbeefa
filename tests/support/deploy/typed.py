"""Dashboards compiled by tsc as literals of Grafana's own types, which are in `tests/deploy/grafana/dashboard.ts`."""

import json
import re
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.support.deploy.npm import node_folder
from tests.support.paths import ROOT

TYPES = ROOT / "tests" / "deploy" / "grafana"
ERROR = re.compile(r"(?P<name>[^(\s]+)\.ts\(\d+,\d+\): error (?P<text>TS.*)")
LIMIT = 120  # seconds; it takes 6


def errors(folder: Path, dashboards: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return tsc's errors by the dashboards' names, which must be words; raises NpmUnavailable.

    The folder must be empty.
    """
    packages = node_folder() / "node_modules"
    for file in TYPES.iterdir():
        shutil.copy(file, folder)
    (folder / "node_modules").symlink_to(packages)
    for name, dashboard in dashboards.items():
        literal = json.dumps(dashboard, indent=2, ensure_ascii=False)
        source = f'import type {{ Dashboard }} from "./dashboard.ts";\nexport const {name}: Dashboard = {literal};\n'
        (folder / f"{name}.ts").write_text(source, encoding="utf-8")
    tsc = ["node", str(packages / "typescript" / "bin" / "tsc"), "--project", str(folder), "--pretty", "false"]
    done = subprocess.run(tsc, cwd=folder, capture_output=True, text=True, timeout=LIMIT, check=False)
    found: dict[str, list[str]] = defaultdict(list)
    for match in map(ERROR.match, done.stdout.splitlines()):
        if match is not None:
            found[match["name"]].append(match["text"])
    assert (done.returncode == 0) == (not found), done.stdout + done.stderr
    return dict(found)
