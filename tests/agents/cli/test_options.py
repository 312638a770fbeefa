"""The options that list stages take them from the table of stages."""

import pytest
from typer.testing import CliRunner

from agents.cli.app import app
from agents.cli.options import local_stages, one_of
from streams.stages import RETRY, Stage


def help_of(*command: str) -> str:
    return " ".join(CliRunner().invoke(app, [*command, "--help"], env={"COLUMNS": "400"}).stdout.split())


@pytest.mark.parametrize("names,text", [(["a"], "a"), (["a", "b"], "a or b"), (["a", "b", "c"], "a, b or c")])
def test_choices_are_a_list_with_or(names: list[str], text: str) -> None:
    assert one_of(names) == text


def test_every_stage_is_named_where_a_stage_may_be_chosen() -> None:
    assert f"some of {','.join(Stage)};" in help_of("worker")
    for command in ("list", "export", "summary", "redrive"):
        assert f"{one_of([*Stage, RETRY])};" in help_of("dead-letters", command)


def test_processing_ends_with_a_stage_that_runs_without_kafka_by_default_the_last() -> None:
    text = help_of("process")
    assert f"{one_of(local_stages())}. [default: {local_stages()[-1]}]" in text


@pytest.mark.parametrize("until", ["fetch", "nonsense", ""])
def test_a_stage_that_does_not_run_without_kafka_is_refused(until: str) -> None:
    result = CliRunner().invoke(app, ["process", "page.html", "--until", until])
    assert result.exit_code == 2
    assert result.output == f"newsmill: --until {until!r}: expected {one_of(local_stages())}\n"
