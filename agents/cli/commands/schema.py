"""`newsmill schema`: the contract for feeds and subscribers, as files."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from agents.cli.errors import Failed, Misused
from agents.cli.output import say

if TYPE_CHECKING:
    from streams.settings import Settings

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="rich",
    help="Write the contract of the public topics to files, for feeds and subscribers.\n\n"
    "[dim]newsmill schema export --output contract/[/]",
)
ASYNCAPI = "asyncapi.yaml"


@app.command()
def export(
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="DIR", help="Folder for the files; created if it is missing.")
    ] = Path("schemas"),
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit code 1 if a file is missing or out of date.")
    ] = False,
) -> None:
    """Write a JSON Schema of each public event, and an AsyncAPI document of the public topics.

    The schemas are json/*.json, dialect 2020-12. The document is asyncapi.yaml,
    version 3.0.0, which refers to them. The topics have the names, partitions and
    replication of the settings (NEWSMILL_TOPIC_PREFIX, NEWSMILL_PARTITIONS,
    NEWSMILL_REPLICATION_FACTOR); no broker is asked.

    [dim]newsmill schema export --output contract/[/]

    [dim]newsmill schema export --output contract/ --check[/]
    """
    from streams.security import PLAINTEXT
    from streams.settings import load

    files = {output / name: text.encode() for name, text in contract(load(**PLAINTEXT)).items()}
    if check:
        _compare(files, output)
        return
    for path, text in files.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text)
        except OSError as error:
            raise Misused(f"{path}: cannot write there: {error.strerror}") from None
        say(f"wrote {path}")


def contract(settings: "Settings") -> dict[str, str]:
    """Return the text of the contract's files by name, with topics as the settings name them."""
    from schemas.json_schema import PUBLIC, json_schema
    from streams.asyncapi import asyncapi

    files = {f"json/{name}.json": json.dumps(json_schema(name), indent=2, ensure_ascii=False) + "\n" for name in PUBLIC}
    return files | {ASYNCAPI: _yaml(asyncapi(settings))}


def _yaml(document: dict[str, Any]) -> str:
    """Write YAML that reads well: fields in their order, and texts of several lines as blocks."""
    import yaml

    class Dumper(yaml.SafeDumper):
        pass

    def text(dumper: Dumper, value: str) -> yaml.ScalarNode:
        return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|" if "\n" in value else None)

    Dumper.add_representer(str, text)
    return yaml.dump(document, Dumper=Dumper, sort_keys=False, allow_unicode=True, width=120)


def _compare(files: dict[Path, bytes], output: Path) -> None:
    """Report that all files are up to date; raises Failed with those that are not."""
    wrong = [str(path) for path, text in files.items() if not path.is_file() or path.read_bytes() != text]
    if wrong:
        raise Failed(
            f"missing or out of date with the events and settings: {', '.join(wrong)}; "
            f"newsmill schema export --output {output} writes them again"
        )
    say(f"{len(files)} files in {output} are up to date")
