"""`newsmill schema export`: the contract in the repository is what the code has, and a difference is named."""

from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner, Result

from agents.cli.app import app
from tests.support.paths import ROOT

FILES = {
    "asyncapi.yaml",
    "json/article.v1.json",
    "json/dead-letter.v1.json",
    "json/duplicate.v1.json",
    "json/raw-article.v1.json",
}


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch):
    for name in ("NEWSMILL_TOPIC_PREFIX", "NEWSMILL_PARTITIONS", "NEWSMILL_REPLICATION_FACTOR"):
        monkeypatch.delenv(name, raising=False)


def export(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["schema", "export", *map(str, arguments)])


def test_the_committed_contract_is_what_the_code_has():
    result = export("--check", "--output", ROOT / "schemas")
    assert result.exit_code == 0, f"{result.output}: run newsmill schema export"


def test_a_check_passes_after_an_export(tmp_path):
    export("--output", tmp_path / "contract")
    written = {str(path.relative_to(tmp_path / "contract")) for path in tmp_path.rglob("*.*") if path.is_file()}
    assert written == FILES
    assert export("--check", "-o", tmp_path / "contract").exit_code == 0


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_check_names_the_file_that_differs_and_changes_nothing(name, tmp_path):
    export("--output", tmp_path)
    drifted = (tmp_path / name).read_text().replace("article", "Article", 1)
    (tmp_path / name).write_text(drifted)
    result = export("--check", "--output", tmp_path)
    assert result.exit_code == 1
    assert str(tmp_path / name) in result.output
    assert sum(str(tmp_path / other) in result.output for other in FILES) == 1
    assert (tmp_path / name).read_text() == drifted


def test_a_check_names_the_files_that_are_missing_in_one_line(tmp_path):
    result = export("--check", "--output", tmp_path)
    assert result.exit_code == 1
    assert len(result.output.splitlines()) == 1
    assert all(str(tmp_path / name) in result.output for name in FILES)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_named_in_one_line(tmp_path):
    (tmp_path / "file").touch()
    result = export("--output", tmp_path / "file")
    assert result.exit_code == 2
    assert "cannot write there" in result.output


def test_topics_are_named_as_the_settings_have_them(tmp_path, monkeypatch):
    monkeypatch.setenv("NEWSMILL_TOPIC_PREFIX", "staging-")
    monkeypatch.setenv("NEWSMILL_PARTITIONS", "3")
    export("--output", tmp_path)
    document = yaml.safe_load((tmp_path / "asyncapi.yaml").read_text())
    assert all(channel["address"].startswith("staging-news.") for channel in document["channels"].values())
    assert {channel["bindings"]["kafka"]["partitions"] for channel in document["channels"].values()} == {3}
    group = document["operations"]["readRaw"]["bindings"]["kafka"]["groupId"]
    assert group["enum"] == ["staging-newsmill-extract"]
