"""The progress of long work on stderr: a bar on a terminal, nothing elsewhere."""

import sys
from typing import TYPE_CHECKING

from agents.cli.output import console

if TYPE_CHECKING:
    from rich.progress import Progress


def bar() -> "Progress":
    """Return a progress display for tasks that count events and, if the size is known, bytes of input."""
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TextColumn("{task.fields[events]} events"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        console=console(stderr=True),
        disable=not sys.stderr.isatty(),
        transient=True,
    )
