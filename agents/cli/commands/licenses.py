"""`newsmill licenses`: the licences of newsmill and of every package that is installed with it."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from agents.cli.output import console, say_lines

if TYPE_CHECKING:
    from importlib.metadata import Distribution

LICENCE_FILES = re.compile(r"(licen[cs]e|copying|notice|authors|copyright)", re.IGNORECASE)
CLASSIFIER = "License :: "
NAME = 80  # characters: longer is the licence's text instead of its name


class Licence(NamedTuple):
    """What an installed package says about its licence."""

    package: str
    version: str
    name: str
    files: tuple[Path, ...]


def licenses(
    texts: Annotated[bool, typer.Option("--texts", help="Print the texts of the licence files too.")] = False,
) -> None:
    """List the licences of newsmill and of the packages that are installed with it.

    In the image these are the packages that the image has. What a package does not
    say itself is in newsmill's own NOTICE, which --texts prints.

    [dim]newsmill licenses[/]

    [dim]docker run --rm newsmill licenses --texts > licenses.txt[/]
    """
    from rich.table import Table

    table = Table("package", "version", "licence", "files")
    for one in sorted(installed(), key=lambda one: one.package.lower()):
        table.add_row(one.package, one.version, one.name, str(len(one.files)))
        if texts:
            for path in one.files:
                say_lines(f"{one.package} {one.version}: {path}\n\n{_text(path)}\n")
    if not texts:
        console().print(table)


def installed() -> Iterator[Licence]:
    """Yield the licence of each installed package, with its licence files."""
    from importlib.metadata import distributions

    for found in distributions():
        named = [path for path in found.files or () if LICENCE_FILES.search(path.name)]
        files = tuple(Path(str(found.locate_file(path))) for path in named if path.suffix not in {".py", ".pyc"})
        yield Licence(found.name, found.version, _name(found), files)


def _name(found: "Distribution") -> str:
    """Return the licence as the package states it: an SPDX expression, else a short name, else its classifiers."""
    for field in ("License-Expression", "License"):
        for stated in found.metadata.get_all(field) or ():
            if stated and len(stated) <= NAME:
                return " ".join(stated.split())
    given = found.metadata.get_all("Classifier") or ()
    return ", ".join(one.rpartition(" :: ")[2] for one in given if one.startswith(CLASSIFIER)) or "see NOTICE"


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace").rstrip()
