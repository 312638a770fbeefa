"""What Prometheus answers to the queries of dashboards, in a file, so that pictures can be drawn again."""

import json
import math
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tests.support.deploy.dashboards import Panel, panels, substituted
from tests.support.deploy.prometheus import Prometheus

STEP = 4  # seconds between two values
RATE_WINDOW = "20s"  # Grafana's is four scrape intervals at least, and the pictures' data has one scrape a second
LABEL = re.compile(r"{{(\w+)}}")


@dataclass(frozen=True)
class Series:
    """One line, slice or row of a panel: its name, its labels, and a value (None is a gap) for each time."""

    name: str
    labels: Mapping[str, str]
    values: list[float | None]


@dataclass(frozen=True)
class Answers:
    """The series of each panel, by its dashboard and its number, and when they were measured."""

    times: list[float]  # seconds since the epoch
    panels: Mapping[str, list[Series]]

    def of(self, panel: Panel) -> list[Series]:
        """Return a panel's series, in the order of its queries; raises KeyError for one that was not asked for."""
        if key(panel) not in self.panels:
            raise KeyError(f"{panel} is new since these answers were measured: measure again")
        return self.panels[key(panel)]

    def save(self, file: Path) -> None:
        """Write them."""
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(asdict(self)))

    @classmethod
    def load(cls, file: Path) -> "Answers":
        """Read what `save` wrote; raises FileNotFoundError."""
        read = json.loads(file.read_text())
        return cls(read["times"], {one: [Series(**line) for line in lines] for one, lines in read["panels"].items()})


def key(panel: Panel) -> str:
    """Return what tells a panel from all others, also after its title was changed."""
    return f"{panel.dashboard}/{panel.json['id']}"


def ask(prometheus: Prometheus, start: float, end: float) -> Answers:
    """Send the queries of all panels, as Grafana would with this time chosen."""
    times = [start + STEP * number for number in range(int((end - start) / STEP) + 1)]
    chosen = {"__rate_interval": RATE_WINDOW, "__range": f"{end - start:.0f}s"}
    found: dict[str, list[Series]] = {}
    for panel in panels():
        found[key(panel)] = []
        for target in panel.json["targets"]:
            expression = substituted(target["expr"], chosen)
            asked = times if target["range"] else times[-1:]
            result = prometheus.range(expression, asked[0], asked[-1], STEP)
            found[key(panel)] += [_series(target["legendFormat"], one, asked) for one in result]
    return Answers(times, found)


def _series(legend: str, found: Mapping[str, Any], times: list[float]) -> Series:
    """Put the values of one series at their times; NaN, which a panel would show, raises ValueError."""
    labels = found["metric"]
    known = {round((at - times[0]) / STEP): float(value) for at, value in found["values"]}
    if any(map(math.isnan, known.values())):
        raise ValueError(f"{labels} has NaN")
    name = LABEL.sub(lambda label: labels.get(label[1], ""), legend)
    return Series(name, labels, [known.get(number) for number in range(len(times))])
