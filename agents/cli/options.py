"""The options that several commands share; each overrides the setting of the same name."""

from typing import Annotated

import typer

INPUTS = (
    "Pages (.html .xhtml .md .txt), folders of them, raw events (.jsonl .ndjson), archives (.warc), "
    "the latter two also as .gz, URLs, or - for JSON lines on standard input."
)
Inputs = Annotated[list[str], typer.Argument(metavar="INPUT", help=INPUTS, show_default=False)]
Broker = Annotated[
    str | None,
    typer.Option(metavar="URL", help="Kafka, kafka://host:port[,...]. [dim]NEWSMILL_BROKER[/]", show_default=False),
]
Stages = Annotated[
    str | None,
    typer.Option(
        metavar="NAMES",
        help="Of extract,fetch,deduplicate,enrich; all by default. [dim]NEWSMILL_STAGES[/]",
        show_default=False,
    ),
]
PoolSize = Annotated[
    int | None,
    typer.Option(metavar="N", help="Processes for CPU work; one a core. [dim]NEWSMILL_POOL_SIZE[/]"),
]
HttpHost = Annotated[
    str | None, typer.Option(metavar="ADDRESS", help="Where to serve metrics and health. [dim]NEWSMILL_HTTP_HOST[/]")
]
HttpPort = Annotated[int | None, typer.Option(metavar="PORT", help="Its port; 0 picks one. [dim]NEWSMILL_HTTP_PORT[/]")]
LogLevel = Annotated[
    str | None, typer.Option(metavar="LEVEL", help="DEBUG, INFO, WARNING or ERROR. [dim]NEWSMILL_LOG_LEVEL[/]")
]
Rate = Annotated[float, typer.Option(min=0, metavar="N", help="Events a second at most; 0 for no limit.")]
AsJson = Annotated[bool, typer.Option("--json", help="JSON instead of text for people.")]
