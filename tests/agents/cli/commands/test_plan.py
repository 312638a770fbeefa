"""`newsmill plan`: it prints the plan for people and for programs, and refuses what it cannot plan."""

import json

import pytest
from click.testing import Result
from typer.testing import CliRunner

from agents.cli.app import app
from agents.plan import MEASURED, Demand, make_plan
from agents.plan.demand import LANGUAGES


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["plan", *arguments])


def test_for_people_it_has_the_stages_the_topics_and_what_to_know() -> None:
    shown = run("--rate", "10")
    assert shown.exit_code == 0
    assert all(name in shown.stdout for name in ("extract", "deduplicate", "enrich", "raw", "articles"))
    assert "One worker with all stages is enough" in shown.stdout


def test_for_programs_it_is_the_same_plan() -> None:
    given = json.loads(run("--rate", "300", "--languages", "en=0.5, zh=0.5", "--enrichment", "fast", "--json").stdout)
    made = make_plan(Demand(300, languages={"en": 0.5, "zh": 0.5}, is_fast=True))
    assert (given["cores"], given["partitions"], given["disk"]) == (made.cores, made.partitions, made.disk)
    assert [stage["workers"] for stage in given["stages"]] == [stage.workers for stage in made.stages]
    assert given["demand"]["languages"] == {"en": 0.5, "zh": 0.5}


def test_without_options_the_languages_are_those_of_the_model() -> None:
    assert json.loads(run("--json").stdout)["demand"]["languages"] == LANGUAGES


def test_a_rate_that_is_too_high_is_a_plan_that_says_so() -> None:
    shown = run("--rate", "100000", "--json")
    assert shown.exit_code == 0
    given = json.loads(shown.stdout)
    assert given["is_feasible"] is False
    assert any(note.startswith("deduplicate is too busy") for note in given["notes"])


@pytest.mark.parametrize(
    "arguments, named",
    [
        (("--rate", "0"), "--rate: 0.0 is not above 0"),
        (("--languages", "en"), "--languages 'en': expected CODE=SHARE"),
        (("--languages", "en=0.5"), "--languages: the shares add up to 0.5"),
        (("--duplicates", "1"), "--duplicates"),
        (("--enrichment", "slow"), "--enrichment 'slow': expected accurate or fast"),
        (("--partitions", "0"), "--partitions"),
    ],
)
def test_an_invalid_option_is_named(arguments: tuple[str, ...], named: str) -> None:
    refused = run(*arguments)
    assert refused.exit_code == 2
    assert named in refused.output


def test_every_fault_of_a_demand_names_an_option() -> None:
    """As `rate: ...` becomes `--rate: ...`, the names must be those of options."""
    known = run("--help").stdout
    faulty = {
        "rate": 0, "page_bytes": 0, "remembered_days": 0, "duplicates": 2, "use": 2, "worker_cores": 0, "partitions": 0,
        "replication": 0, "subscribers": -1, "languages": {},
    }  # fmt: skip
    for given in ({name: value} for name, value in faulty.items()):
        with pytest.raises(ValueError, match=r"^[a-z-]+: ") as refused:
            Demand(**{"rate": 1} | given)  # type: ignore[arg-type]
        assert f"--{str(refused.value).partition(':')[0]} " in known


def test_the_figures_are_printed_with_their_commands() -> None:
    given = json.loads(run("--figures", "--json").stdout)
    assert {one["name"]: one["value"] for one in given}["decision_ms"] == MEASURED.decision_ms
    assert "make bench-capacity" in run("--figures").stdout
