"""`newsmill settings`: every setting with its default and meaning."""

from typing import Annotated, Any

import typer

from agents.cli.output import console, say_lines


def settings(
    markdown: Annotated[bool, typer.Option("--markdown", help="Print a Markdown table, for documents.")] = False,
) -> None:
    """List every setting with its default and meaning.

    Settings are environment variables. Options of the commands override them.

    [dim]newsmill settings --markdown > settings.md[/]
    """
    if markdown:
        say_lines(markdown_table().rstrip("\n"))
        return
    from rich.table import Table

    table = Table("setting", "default", "meaning")
    for row in _rows():
        table.add_row(*row)
    console().print(table)


def markdown_table() -> str:
    """Return the settings as a Markdown table."""
    lines = ["| setting | default | meaning |", "|---|---|---|"]
    for name, default, meaning in _rows():
        shown = f"`{default}`" if default else ""
        lines.append(f"| `{name}` | {shown} | {meaning.replace('|', chr(92) + '|')} |")
    return "\n".join(lines) + "\n"


def _rows() -> list[tuple[str, str, str]]:
    from streams.security import PREFIX
    from streams.settings import Settings

    return [
        (PREFIX + name.upper(), "" if field.default_factory else _default(field.default), field.description or "")
        for name, field in Settings.model_fields.items()
    ]


def _default(value: Any) -> str:
    """Write a default as the value of the environment variable."""
    if isinstance(value, tuple):
        return ",".join(map(str, value))
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
