"""The files that are generated from the code are up to date, and a difference is noticed."""

import re
from pathlib import Path

import pytest

from schemas import Reason
from streams.metrics import Metrics
from streams.security import variable
from streams.settings import Settings
from streams.stages import Stage
from streams.topics import Topics
from tests.support import generate
from tests.support.deploy.chart_files import CHART


def first_cells(table: str) -> list[str]:
    """Return the first cell of each row, without quotes."""
    return [line.split("|")[1].strip(" `") for line in table.splitlines()[2:]]


def test_every_generated_file_is_up_to_date(capsys: pytest.CaptureFixture[str]) -> None:
    assert generate.main(["--check"]) == 0, capsys.readouterr().out


def test_a_file_that_differs_is_named_and_left_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, missing = tmp_path / "README.md", tmp_path / "files" / "topology.json"
    old.write_text("by hand\n")
    monkeypatch.setattr(generate, "ROOT", tmp_path)
    monkeypatch.setattr(generate, "files", lambda: {old: "generated\n", missing: "{}\n"})
    assert generate.main(["--check"]) == 1
    said = capsys.readouterr().out
    assert "README.md" in said
    assert "files/topology.json" in said
    assert (old.read_text(), missing.exists()) == ("by hand\n", False)
    assert generate.main([]) == 0
    assert (old.read_text(), missing.read_text()) == ("generated\n", "{}\n")
    assert generate.main(["--check"]) == 0


@pytest.mark.parametrize("field, value", [("default", 30.5), ("description", "Seconds for a page.")])
def test_a_changed_default_or_meaning_of_a_setting_changes_the_table(
    monkeypatch: pytest.MonkeyPatch, field: str, value: float | str
) -> None:
    before = generate.settings_table()
    monkeypatch.setattr(Settings.model_fields["fetch_timeout"], field, value)
    (row,) = set(generate.settings_table().splitlines()) - set(before.splitlines())
    assert str(value) in row


def test_the_tables_have_a_row_for_each_setting_metric_topic_stage_and_reason() -> None:
    metrics = [family.name + "_total" * (family.type == "counter") for family in Metrics().registry.collect()]
    topics = Topics(generate.defaults()).all()
    assert first_cells(generate.settings_table()) == [variable(name) for name in Settings.model_fields]
    assert first_cells(generate.metrics_table()) == metrics
    assert first_cells(generate.topics_table()) == [topic.name for topic in topics]
    assert first_cells(generate.stages_table()) == [stage.value for stage in Stage]
    assert first_cells(generate.reasons_table()) == [reason.value for reason in Reason]


@pytest.mark.parametrize("table", ["settings", "metrics"])
def test_exactly_one_document_has_the_table(table: str) -> None:
    marked = [path for path in generate.documents() if f"<!-- generated: {table} -->" in path.read_text()]
    assert len(marked) == 1


def test_every_marked_table_ends_and_has_a_generator() -> None:
    for path in generate.documents():
        names = re.findall(r"<!-- generated: (\w+) -->", path.read_text())
        assert [match[2] for match in generate.MARKED.finditer(path.read_text())] == names
        assert set(names) <= generate.TABLES.keys()


def test_the_charts_files_are_generated() -> None:
    assert {CHART / "files" / "topology.json", CHART / "values.schema.json"} <= generate.files().keys()
