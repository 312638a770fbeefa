"""A console of rich that prints text from outside: no markup, no emoji codes, and only printable characters."""

from collections.abc import Iterable
from typing import Any, Literal, TextIO

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.text import Text

from streams.printable import is_printable, printable


class PrintableConsole(Console):
    """A console whose own colours and cursor movements are the only ones that reach the terminal."""

    def __init__(self, file: TextIO, *, width: int | None = None, colors: bool | None = None) -> None:
        """Print to a file; with colors if it is a terminal, unless `colors` says otherwise."""
        system: Literal["auto", "truecolor"] | None = "auto" if colors is None else "truecolor" if colors else None
        super().__init__(file=file, width=width, color_system=system, markup=False, emoji=False, highlight=False)

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """Render into segments; escape what is not printable in all that are not a command of rich's own."""
        for segment in super().render(renderable, options):
            safe = segment.control is not None or is_printable(segment.text)
            yield segment if safe else segment._replace(text=printable(segment.text, lines=True))

    def render_str(self, text: str, **how: Any) -> Text:
        """Escape before the layout, so that columns are as wide as what they show."""
        return super().render_str(printable(text, lines=True), **how)
