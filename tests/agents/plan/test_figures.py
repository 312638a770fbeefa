"""The measured figures: each says what it is and by which command it was measured, and that command exists."""

import re
from collections.abc import Mapping

from agents.plan.figures import MEASURED, REST, Figures
from tests.support.paths import ROOT

MAKEFILE = (ROOT / "Makefile").read_text()


def test_every_figure_says_what_it_is_and_how_it_was_measured() -> None:
    assert [one.name for one in MEASURED.sources() if not (one.meaning and one.command)] == []


def test_the_commands_are_targets_of_the_makefile() -> None:
    targets = {re.match(r"make ([\w-]+)", one.command)[1] for one in MEASURED.sources()}  # type: ignore[index]
    assert targets
    assert [target for target in targets if not re.search(rf"^{target}:", MAKEFILE, re.MULTILINE)] == []


def test_what_the_readme_says_of_a_rollout_is_the_figure() -> None:
    readme = " ".join((ROOT / "deploy" / "README.md").read_text().split())
    assert f"{MEASURED.restored_per_second:,.0f} records a second, measured with a million" in readme
    assert MEASURED.measured_entries == 1_000_000


def test_every_figure_is_above_zero() -> None:
    for one in MEASURED.sources():
        values = one.value.values() if isinstance(one.value, Mapping) else [one.value]
        assert all(value > 0 for value in values), one.name


def test_a_language_without_a_figure_takes_what_the_rest_takes() -> None:
    figures = Figures(fast_ms={"en": 1.0, REST: 3.0}, accurate_ms={"en": 2.0, REST: 4.0})
    assert figures.enrich_ms("en", is_fast=True) == 1.0
    assert figures.enrich_ms("fi", is_fast=True) == 3.0
    assert figures.enrich_ms("en", is_fast=False) == 2.0
    assert figures.enrich_ms("fi", is_fast=False) == 4.0
