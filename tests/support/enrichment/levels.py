"""The measured levels of languages in `tests/agents/enrich/levels.json`, the table that is made of it, and the floors.

The file is committed, so that the table needs no data: `make evaluate ARGS=--write` measures and rewrites it.
"""

import json
import math
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

from babel import Locale

from agents.enrich.levels import ENTITIES_TRAINED, TRANSFERRED, entities_level, sentiment_level
from tests.support.enrichment.measure import ALL, TYPES
from tests.support.paths import ROOT

PATH = ROOT / "tests" / "agents" / "enrich" / "levels.json"
FLOORS = ROOT / "tests" / "agents" / "enrich" / "floors.json"
EXPERIMENTAL = 0.7  # F1 below which a language is called so
MISSING = "–"
STEP = 1_000  # floors are in thousandths
SLACK = 0.01  # below what is reached: a few names of some hundred, as when a rule or a library changes elsewhere
HEAD = ("code", "language", "entities", "F1", *TYPES, "F1, fast", "sentiment", "macro-F1", "macro-F1, fast")

Levels: TypeAlias = dict[str, dict[str, dict[str, float]]]
"""By section (`section`), by language, by figure: for entities F1 of each type and of all, for sentiment macro-F1."""


def section(what: str, tier: str) -> str:
    """Return the name of what is measured in a tier."""
    return f"{what}, {tier}"


def read(path: Path = PATH) -> Levels:
    """Return the measured levels, or the floors of another path."""
    levels: Levels = json.loads(path.read_text(encoding="utf-8"))
    return levels


def write(levels: Levels, path: Path = PATH) -> None:
    """Write measured levels, or the floors to another path."""
    ordered = {name: dict(sorted(levels[name].items())) for name in sorted(levels)}
    path.write_text(json.dumps(ordered, indent=1) + "\n", encoding="utf-8")


def updated(before: Levels, measured: Levels) -> Levels:
    """Return levels in which what was measured replaces the same languages of the same sections."""
    return before | {name: before.get(name, {}) | figures for name, figures in measured.items()}


def moved(floors: Levels, measured: Levels, *, lower: bool) -> Levels:
    """Return the floors raised to what is reached; with `lower`, also lowered to it. Others stay."""
    near = {
        name: {code: _near(figures, floors.get(name, {}).get(code, {}), lower=lower) for code, figures in one.items()}
        for name, one in measured.items()
    }
    return updated(floors, near)


def rows(levels: Levels) -> Iterator[tuple[str, ...]]:
    """Yield the table's rows: the languages with labels of their own first, then the others."""
    names = Locale("en").languages
    for code in [*sorted(ENTITIES_TRAINED), *sorted(TRANSFERRED)]:
        entities, fast = (levels.get(section("entities", tier), {}).get(code, {}) for tier in ("accurate", "fast"))
        toward, fast_toward = (
            levels.get(section("sentiment", tier), {}).get(code, {}) for tier in ("accurate", "fast")
        )
        yield (
            f"`{code}`",
            names[code],
            entities_level(code).value + (", experimental" if entities.get(ALL, 1.0) < EXPERIMENTAL else ""),
            *(_cell(entities, kind) for kind in (ALL, *TYPES)),
            _cell(fast, ALL),
            sentiment_level(code).value,
            _cell(toward, ALL),
            _cell(fast_toward, ALL),
        )


def _cell(figures: Mapping[str, float], name: str) -> str:
    return f"{figures[name]:.2f}" if name in figures else MISSING


def _near(figures: Mapping[str, float], before: Mapping[str, float], *, lower: bool) -> dict[str, float]:
    near = max(0.0, math.floor((figures[ALL] - SLACK) * STEP) / STEP)
    return {ALL: near if lower else max(near, before.get(ALL, 0.0))}
