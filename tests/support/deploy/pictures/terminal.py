"""The end of what `make demo` prints on a terminal, as a picture by rich's own export."""

import io
import os
import pty
import re
import subprocess
import sys
from html import unescape

from rich.cells import cell_len
from rich.console import Console
from rich.terminal_theme import DEFAULT_TERMINAL_THEME
from rich.text import Text

from tests.support.paths import ROOT

COLUMNS = 128
LIMIT = 240  # seconds; it takes 30
FIRST = "articles and duplicates"  # the title of the first table; the event before it is in the README
TITLE = "make demo"
FONTS = re.compile(r"@font-face \{[^}]*\}\s*")  # from a server that a picture may not ask
BORDERS = re.compile("[\N{BOX DRAWINGS LIGHT HORIZONTAL}-\N{BOX DRAWINGS HEAVY LEFT AND LIGHT RIGHT}]+")
WRITTEN = re.compile(r'(?<= textLength=")[\d.]+(?="[^>]*>([^<]*)<)')
COLUMN = 12.2  # of rich's export


def demo() -> str:
    """Run the demo on a terminal of its own; return the picture."""
    printed = _on_a_terminal([sys.executable, "-m", "agents.cli", "demo", "deploy/demo/samples"])
    shown = printed[printed.rindex("\n", 0, printed.index(FIRST)) + 1 :]
    console = Console(record=True, file=io.StringIO(), width=COLUMNS)
    text = Text.from_ansi(shown)
    text.highlight_regex(BORDERS, "bright_black")  # and each cell is a text of its own, at its own place
    console.print(text, soft_wrap=True)
    picture = console.export_svg(title=TITLE, theme=DEFAULT_TERMINAL_THEME, unique_id="demo")
    return _with_wide_characters(FONTS.sub("", picture))


def _with_wide_characters(picture: str) -> str:
    """Give texts the width of their columns: rich counts characters, and some take two columns."""
    return WRITTEN.sub(lambda text: f"{cell_len(unescape(text[1])) * COLUMN:g}", picture)


def _on_a_terminal(command: list[str]) -> str:
    ours, theirs = pty.openpty()
    environment = os.environ | {"COLUMNS": str(COLUMNS), "TERM": "xterm-256color"}
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=theirs, stderr=subprocess.DEVNULL
    )
    os.close(theirs)
    printed = b""
    try:
        while read := _read(ours):
            printed += read
        code = process.wait(LIMIT)
    finally:
        process.kill()
        os.close(ours)
    assert code == 0, f"the demo ended with {code}"
    return printed.decode().replace("\r\n", "\n")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65_536)
    except OSError:  # Linux says so when the other side is closed
        return b""
