"""All that the commands print: every text and every table goes through here, so that no event reaches the terminal raw.

A text of outside may have any character: in a title, a key, a header, a path, an answer of the broker.
"""

import sys
import threading
import traceback
from io import TextIOWrapper
from types import TracebackType
from typing import TYPE_CHECKING, Protocol

import typer

from streams.printable import printable, printable_json

if TYPE_CHECKING:
    from rich.console import Console

PIPE_WIDTH = 160  # columns when the output is not a terminal


class Sink(Protocol):
    """What lines of JSON are written to."""

    def write(self, line: bytes, /) -> object:
        """Write a line with its line break."""

    def flush(self) -> None:
        """Write what is buffered."""


def say(text: str, *, err: bool = False) -> None:
    """Print a line on stdout or stderr; a line break in the text becomes an escape."""
    typer.echo(printable(text), err=err)


def say_lines(text: str, *, err: bool = False) -> None:
    """Print text that has line breaks of newsmill's own."""
    typer.echo(printable(text, lines=True), err=err)


def complain(text: str) -> None:
    """Print a problem as one line on stderr, after the command's name."""
    say(f"newsmill: {text}", err=True)


def say_json(document: str | bytes) -> None:
    """Print a JSON document on stdout, in UTF-8 as JSON is."""
    text = document if isinstance(document, str) else document.decode()
    typer.echo(printable_json(text).encode())


def json_lines() -> Sink:
    """Return stdout for lines of JSON, which stay the same JSON; the caller flushes it."""
    return _JsonLines()


def raw_bytes(value: bytes) -> None:
    """Print bytes as they are; on a terminal, text with escapes."""
    if sys.stdout.isatty():
        say_lines(value.decode(errors="backslashreplace"))
    else:
        sys.stdout.buffer.write(value)
        sys.stdout.buffer.flush()


def console(*, stderr: bool = False) -> "Console":
    """Return a console for tables and progress on stdout or stderr."""
    from streams.console import PrintableConsole

    stream = sys.stderr if stderr else sys.stdout
    return PrintableConsole(stream, width=None if stream.isatty() else PIPE_WIDTH)


def prepare() -> None:
    """Have a defect's traceback printed with escapes, in any thread, and text that stdout's encoding lacks too."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # as stderr does
    sys.excepthook = _report
    threading.excepthook = lambda thrown: _report(thrown.exc_type, thrown.exc_value, thrown.exc_traceback)


def _report(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
    if not issubclass(kind, SystemExit):  # which ends a thread quietly
        say_lines("".join(traceback.format_exception(kind, error, trace)).rstrip("\n"), err=True)


class _JsonLines:
    def write(self, line: bytes, /) -> object:
        return sys.stdout.buffer.write(printable_json(line.decode()).encode())

    def flush(self) -> None:
        sys.stdout.buffer.flush()
