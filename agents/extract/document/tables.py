"""Tables in Markdown: a head, a line of dashes, and rows, with pipes between the cells.

The parser's own rule for tables is off: it fills short rows with up to 65,000 empty cells a table.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from agents.extract.page import CELL_END

DASHES = re.compile(r"^[ \t]{0,3}(?:\|[ \t]*+)?:?-++:?[ \t]*+(?:\|[ \t]*+(?:(?::?-++:?[ \t]*+)|$))++$", re.MULTILINE)
_PIPE = "|"


class Table(NamedTuple):
    """A table in a block: the lines before it, its rows with a tab between two cells, and the lines behind it."""

    before: tuple[str, ...]
    rows: tuple[str, ...]
    after: tuple[str, ...]


def table_in(lines: Sequence[str]) -> Table | None:
    """Return the first table in a block's lines, or None."""
    at = next((at for at, line in enumerate(lines) if at and _PIPE in lines[at - 1] and DASHES.match(line)), None)
    if at is None:
        return None
    end = next((end for end in range(at + 1, len(lines)) if _PIPE not in lines[end]), len(lines))
    rows = (_row(line) for line in (lines[at - 1], *lines[at + 1 : end]))
    return Table(tuple(lines[: at - 1]), tuple(row for row in rows if row), tuple(lines[end:]))


def _row(line: str) -> str:
    cells = line.removeprefix(_PIPE).removesuffix(_PIPE).split(_PIPE)
    return CELL_END.join(cell.strip() for cell in cells).rstrip(CELL_END)
