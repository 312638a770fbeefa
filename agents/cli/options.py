"""The options that several commands share; an option overrides the setting of the same name."""

from collections.abc import Sequence
from typing import Annotated

import typer

from agents.cli.errors import Misused
from streams.stages import Stage

INPUTS = (
    "Pages (.html .xhtml .md .txt) or folders of them; raw events, one JSON object a line (.jsonl .ndjson, also .gz); "
    "web archives (.warc .wet, also .gz); URLs; or - for JSON lines on standard input."
)


def one_of(names: Sequence[str]) -> str:
    """Write choices for a help text: `extract, deduplicate or enrich`."""
    *first, last = names
    return f"{', '.join(first)} or {last}" if first else last


def local_stages() -> tuple[Stage, ...]:
    """Return the stages that `newsmill process` runs one after the other; fetching is a part of extract there."""
    return tuple(stage for stage in Stage if not stage.returns)


def _local_stage(text: str) -> Stage:
    """Read a stage that runs without Kafka; raises Misused."""
    if text not in local_stages():
        raise Misused(f"--until {text!r}: expected {one_of(local_stages())}")
    return Stage(text)


Inputs = Annotated[list[str], typer.Argument(metavar="INPUT", help=INPUTS, show_default=False)]
Broker = Annotated[
    str | None,
    typer.Option(
        metavar="URL",
        help="The Kafka to use: kafka://host:port,host:port. [dim]NEWSMILL_BROKER[/]",
        show_default=False,
    ),
]
Stages = Annotated[
    str | None,
    typer.Option(
        metavar="NAMES",
        help=f"The stages to run, some of {','.join(Stage)}; all by default. [dim]NEWSMILL_STAGES[/]",
        show_default=False,
    ),
]
UntilStage = Annotated[
    Stage,
    typer.Option("--until", metavar="STAGE", help=f"The last stage: {one_of(local_stages())}.", parser=_local_stage),
]
PoolSize = Annotated[
    int | None,
    typer.Option(metavar="N", help="Processes for CPU work; one for each core by default. [dim]NEWSMILL_POOL_SIZE[/]"),
]
HttpHost = Annotated[
    str | None,
    typer.Option(metavar="ADDRESS", help="Address to serve metrics and health at. [dim]NEWSMILL_HTTP_HOST[/]"),
]
HttpPort = Annotated[
    int | None,
    typer.Option(
        metavar="PORT", help="Port to serve metrics and health at; 0 picks a free one. [dim]NEWSMILL_HTTP_PORT[/]"
    ),
]
LogLevel = Annotated[
    str | None,
    typer.Option(
        metavar="LEVEL", help="Least severe log line: DEBUG, INFO, WARNING or ERROR. [dim]NEWSMILL_LOG_LEVEL[/]"
    ),
]
Rate = Annotated[float, typer.Option(min=0, metavar="N", help="At most N events a second; 0 is no limit.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
