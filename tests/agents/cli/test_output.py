"""What the commands print: lines, JSON, bytes and tracebacks of which a terminal obeys nothing; no other way to print.

The same with real records is in tests/integration/test_hostile_text.py.
"""

import ast
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import aiokafka.errors
import pytest
import typer
from rich.progress import Progress
from typer.testing import CliRunner

from agents.cli import output
from agents.cli.app import Commands
from agents.cli.errors import Failed, Misused
from streams.kafka.cluster import BrokerUnavailable
from tests.support.hostile_text import HOSTILE, own_lines, unsafe
from tests.support.paths import ROOT

Capture = pytest.CaptureFixture[str]
PRINTING = {"print", "rich.print", "typer.echo", "typer.secho", "click.echo", "pprint.pprint"}
STREAMS = {"sys.stdout", "sys.stderr", "sys.__stdout__", "sys.__stderr__"}
CONSOLES = {"rich.console.Console", "rich.get_console"}
# Those that may: the two that escape, the spans' exporter, which writes ASCII, the log, and programs for developers.
ALLOWED = {"agents/cli/output.py", "streams/console.py", "streams/log.py", "streams/watch/spans.py"}
PROGRAMS = {
    "agents/enrich/encoder/training/__main__.py",
    "agents/enrich/encoder/training/fit.py",
    "agents/enrich/encoder/training/learn.py",
    "agents/enrich/mentions/list_cities.py",
    "agents/enrich/mentions/train.py",
    "agents/enrich/sentiment/train.py",
    "agents/extract/training/train.py",
}


def test_a_line_stays_one_line_on_either_stream(capsys: Capture) -> None:
    output.say(HOSTILE)
    output.say(HOSTILE, err=True)
    output.complain(HOSTILE)
    written = capsys.readouterr()
    assert (written.out.count("\n"), written.err.count("\n")) == (1, 2)
    assert not unsafe(written.out) | unsafe(written.err)


def test_json_is_printed_as_the_same_json(capsys: Capture) -> None:
    output.say_json(json.dumps({HOSTILE: HOSTILE}, ensure_ascii=False))
    written = capsys.readouterr().out
    assert json.loads(written) == {HOSTILE: HOSTILE}
    assert not unsafe(written)


@pytest.mark.parametrize("error", [Failed, Misused, BrokerUnavailable, aiokafka.errors.KafkaError])
def test_no_error_reaches_the_terminal_as_a_command(error: type[Exception]) -> None:
    app = typer.Typer(cls=Commands, pretty_exceptions_enable=False)
    app.command()(lambda: None)

    @app.command()
    def fail() -> None:
        raise error(HOSTILE)

    done = CliRunner().invoke(app, ["fail"])
    assert done.exit_code in {1, 2}
    assert "newsmill: " in done.stderr
    assert not unsafe(done.stderr)
    assert own_lines(done.stderr) == []


def test_a_wrong_command_line_is_repeated_with_escapes() -> None:
    app = typer.Typer(cls=Commands, pretty_exceptions_enable=False)
    app.command()(lambda: None)
    app.command("other")(lambda: None)
    done = CliRunner().invoke(app, ["other", f"--{HOSTILE}"])
    assert done.exit_code == 2
    assert "No such option" in done.stderr
    assert not unsafe(done.stderr)


@pytest.fixture
def hooks() -> Iterator[None]:
    before = sys.excepthook, threading.excepthook
    yield
    sys.excepthook, threading.excepthook = before


@pytest.mark.usefixtures("hooks")
def test_the_traceback_of_a_defect_has_escapes(capsys: Capture) -> None:
    output.prepare()
    try:
        raise ValueError(HOSTILE)
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)

    def fail() -> None:
        raise ValueError(HOSTILE)

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    written = capsys.readouterr().err
    assert written.count("ValueError: a") == 2
    assert not unsafe(written)


def test_bytes_are_printed_as_they_are_in_a_pipe_and_with_escapes_on_a_terminal() -> None:
    program = f"from agents.cli.output import raw_bytes; raw_bytes({HOSTILE.encode() + bytes([0xFF])!r})"
    piped = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, cwd=ROOT)
    assert piped.stdout == HOSTILE.encode() + b"\xff"
    ours, theirs = os.openpty()
    subprocess.run([sys.executable, "-c", program], stdout=theirs, check=True, cwd=ROOT)
    os.close(theirs)
    assert not unsafe(os.read(ours, 1 << 16).replace(b"\r\n", b"\n"))
    os.close(ours)


def test_progress_is_shown_on_the_same_console() -> None:
    from agents.cli.progress import bar

    shown = bar()
    assert isinstance(shown, Progress)
    assert type(shown.console) is type(output.console())


def test_nothing_prints_in_another_way() -> None:
    found = {
        f"{path}:{line}: {name}"
        for root in ("agents", "streams", "schemas")
        for path in (one.relative_to(ROOT).as_posix() for one in (ROOT / root).rglob("*.py"))
        if path not in ALLOWED | PROGRAMS
        for line, name in printing(ROOT / path)
    }
    assert found == set()


def test_the_search_for_other_ways_finds_each(tmp_path: Path) -> None:
    for text in (
        "print(1)", "import sys\nsys.stdout.buffer.write(b'')", "from sys import stderr\nstderr.write('')",
        "import typer\ntyper.echo('')", "from typer import echo as say\nsay('')",
        "def f():\n from rich.console import Console\n Console().print('')", "from rich import print as p\np('')",
    ):  # fmt: skip
        (tmp_path / "a.py").write_text(text)
        assert list(printing(tmp_path / "a.py")), text
    (tmp_path / "a.py").write_text("if TYPE_CHECKING:\n from rich.console import Console\n")
    assert not list(printing(tmp_path / "a.py"))


def printing(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the lines of a module that print by themselves, or could, with the name that they use."""
    tree = ast.parse(path.read_bytes())
    for_types = {id(inner) for node in ast.walk(tree) if is_for_types(node) for inner in ast.walk(node)}
    names: dict[str, str] = {}
    for node in ast.walk(tree):
        if id(node) in for_types:
            continue
        if isinstance(node, ast.ImportFrom):
            names |= {one.asname or one.name: f"{node.module}.{one.name}" for one in node.names}
        elif isinstance(node, ast.Attribute | ast.Name) and isinstance(node.ctx, ast.Load):
            whole = names.get(ast.unparse(node), ast.unparse(node))
            if whole in PRINTING | STREAMS | CONSOLES and not is_asked_about(node, tree):
                yield node.lineno, whole


def is_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


def is_asked_about(node: ast.AST, tree: ast.AST) -> bool:
    """Tell whether a stream is only asked whether it is a terminal."""
    return any(isinstance(one, ast.Attribute) and one.value is node and one.attr == "isatty" for one in ast.walk(tree))
