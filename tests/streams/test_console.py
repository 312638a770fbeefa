"""The console prints what an event says as text: never as a command to the terminal, markup or an emoji code."""

import io

import pytest
from rich.json import JSON
from rich.live import Live
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from streams.console import PrintableConsole
from tests.support.hostile_text import HOSTILE, MARKUP, unsafe


def printed(*what: object, **how: object) -> str:
    output = io.StringIO()
    PrintableConsole(output, width=2000).print(*what, **how)
    return output.getvalue()


def table() -> Table:
    made = Table(HOSTILE, title=HOSTILE, caption=HOSTILE)
    made.add_row(HOSTILE)
    made.add_row(Text(HOSTILE))
    return made


@pytest.mark.parametrize("what", [HOSTILE, Text(HOSTILE), JSON.from_data({HOSTILE: HOSTILE}), Panel(HOSTILE), table()])
def test_no_way_to_print_lets_a_control_through(what: object) -> None:
    assert unsafe(printed(what)) == set()
    assert unsafe(printed(what, soft_wrap=True, style="bold")) == set()


def test_markup_and_emoji_codes_are_printed_as_they_are() -> None:
    assert MARKUP in printed(MARKUP)
    assert MARKUP in printed(HOSTILE)


def test_a_column_is_as_wide_as_the_escapes_in_it() -> None:
    made = Table("a")
    made.add_row("\x1b\x1b")
    assert "│ \\x1b\\x1b │" in printed(made)


def test_colors_and_cursor_movements_of_its_own_stay() -> None:
    output = io.StringIO()
    console = PrintableConsole(output, colors=True)
    console.print(Text("bad", style="red"))
    with Live(console=console, auto_refresh=False) as live:
        live.update(Text("\x1b[2J"), refresh=True)
    assert "\x1b[31mbad\x1b[0m" in output.getvalue()
    assert "\\x1b[2J" in output.getvalue()
