"""What the README says in tables is what the code has."""

import re

from streams.metrics import Metrics
from streams.settings import PREFIX, Settings
from tests.support.paths import ROOT

README = (ROOT / "README.md").read_text()


def table(name: str) -> dict[str, list[str]]:
    """The rows of a marked table, by their first cell."""
    block = re.search(rf"<!-- generated: {name} -->\n(.*?)<!-- /generated -->", README, re.DOTALL)
    assert block is not None
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in block[1].splitlines()[2:]]
    return {row[0].strip("`"): row[1:] for row in rows}


def test_every_setting_is_in_the_readme_with_its_meaning():
    meanings = {f"{PREFIX}{name.upper()}": field.description for name, field in Settings.model_fields.items()}
    assert {name: cells[-1] for name, cells in table("settings").items()} == meanings


def test_every_metric_is_in_the_readme_with_its_meaning():
    declared = {
        metric.name + ("_total" if metric.type == "counter" else ""): metric.documentation
        for metric in Metrics().registry.collect()
    }
    assert {name: cells[-1] for name, cells in table("metrics").items()} == declared
