"""The floors of extraction: what the test of quality demands of each set, kept in a file beside the test."""

import json
import math
from collections.abc import Mapping
from typing import TypeAlias

from tests.support.extraction.measure import Figures
from tests.support.paths import ROOT

PATH = ROOT / "tests" / "agents" / "extract" / "floors.json"
GATED = ("body", "title", "authors", "date")
STEP = 1_000  # floors are in thousandths
SLACK = 0.0005  # below what is reached: other versions of a library round some page's number differently

Floors: TypeAlias = dict[str, dict[str, float]]
"""By set and figure."""


def read_floors() -> Floors:
    """Return the floors of all sets."""
    floors: Floors = json.loads(PATH.read_text())
    return floors


def below(reached: Figures, floors: Mapping[str, float]) -> dict[str, str]:
    """Return by figure what is wrong: it is below its floor, has none, or is not measured any more."""
    known = {name: value for name in GATED if (value := getattr(reached, name)) is not None}
    return {
        name: f"{known.get(name, 'no label')}, the floor is {floors.get(name, 'missing')}"
        for name in GATED
        if (name in known) != (name in floors) or (name in known and known[name] < floors[name])
    }


def moved(floors: Floors, reached: Mapping[str, Figures], *, lower: bool) -> Floors:
    """Return the floors raised to what is reached; with `lower`, also lowered to it. Other sets keep theirs."""
    return floors | {name: _of(floors.get(name, {}), found, lower=lower) for name, found in reached.items()}


def write_floors(floors: Floors) -> None:
    """Write the floors of all sets."""
    PATH.write_text(json.dumps(floors, indent=2) + "\n")


def _of(before: Mapping[str, float], found: Figures, *, lower: bool) -> dict[str, float]:
    values = {name: value for name in GATED if (value := getattr(found, name)) is not None}
    near = {name: max(0.0, math.floor((value - SLACK) * STEP) / STEP) for name, value in values.items()}
    return near if lower else {name: max(value, before.get(name, 0.0)) for name, value in near.items()}
