"""Grafana's dashboards as data: their panels, and the expressions that the panels send to Prometheus."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.paths import ROOT

FOLDER = ROOT / "deploy" / "grafana" / "dashboards"
FILES = sorted(FOLDER.glob("*.json"))

BUILT_IN = {"__rate_interval": "5m", "__range": "1h", "__interval": "15s"}


@dataclass(frozen=True)
class Panel:
    """A panel of a dashboard."""

    dashboard: str
    json: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.dashboard}: {self.json['title']}"

    @property
    def expressions(self) -> list[str]:
        """Its expressions as written, with Grafana's variables."""
        return [target["expr"] for target in self.json["targets"]]

    @property
    def no_value(self) -> str | None:
        """What it shows if its expressions have no value, instead of Grafana's `No data`; None if it sets none."""
        text: str | None = self.json["fieldConfig"]["defaults"].get("noValue")
        return text


def load(file: Path) -> dict[str, Any]:
    """Read a dashboard."""
    found: dict[str, Any] = json.loads(file.read_text())
    return found


def panels() -> Iterator[Panel]:
    """Yield all panels except rows, of all dashboards."""
    for file in FILES:
        yield from (Panel(file.stem, panel) for panel in load(file)["panels"] if panel["type"] != "row")


def substituted(expression: str, chosen: Mapping[str, str] = BUILT_IN) -> str:
    """Return an expression as Grafana sends it with these times, if all values of variables are chosen."""
    return re.sub(r"\$(\w+)", lambda name: chosen.get(name[1], ".*"), expression)
