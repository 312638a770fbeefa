"""`newsmill settings`: the table has every setting, default and meaning."""

import re

import pytest
from typer.testing import CliRunner

from agents.cli.app import app
from streams.settings import PREFIX, Settings

ROW = re.compile(r"^\| `(\w+)` \| (?:`(.*?)`)? ?\| (.+) \|$")


def markdown_rows() -> dict[str, tuple[str, str]]:
    lines = CliRunner().invoke(app, ["settings", "--markdown"]).stdout.splitlines()[2:]
    matches = [ROW.match(line) for line in lines]
    assert all(matches)
    return {match[1]: (match[2] or "", match[3]) for match in matches if match}


def test_every_setting_is_listed_with_its_meaning() -> None:
    rows = markdown_rows()
    assert set(rows) == {PREFIX + name.upper() for name in Settings.model_fields}
    assert all(meaning for _, meaning in rows.values())


def test_every_default_is_written_as_the_environment_takes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = Settings()
    for name, (default, _) in markdown_rows().items():
        if default:
            monkeypatch.setenv(name, default)
    assert Settings() == expected


def test_for_people_it_is_a_table() -> None:
    output = CliRunner().invoke(app, ["settings"]).stdout
    assert "kafka://localhost:9092" in output
    assert "[,host:port...]" in output
