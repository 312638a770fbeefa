"""The application with all subcommands: its help, its version, and errors printed in one line."""

from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from agents.cli.commands import (
    dead_letters,
    demo,
    explain,
    licenses,
    plan,
    process,
    publish,
    replay,
    run,
    schema,
    settings,
    status,
    tail,
    topics,
    worker,
)
from agents.cli.errors import problem
from agents.cli.output import complain, say
from streams.kafka.tansu import program
from streams.printable import printable


class Commands(TyperGroup):
    """A group whose commands print an expected error as one line on stderr; only a defect gives a traceback."""

    def invoke(self, ctx: Any) -> Any:
        """Run the subcommand."""
        try:
            return super().invoke(ctx)
        except Exception as error:
            known = problem(error)
            if known is None:
                if "message" in vars(error):  # of a wrong command line: it may repeat the name of a file
                    vars(error)["message"] = printable(str(vars(error)["message"]))
                raise
            complain(known.line)
            raise typer.Exit(known.exit_code) from None


WITHOUT_BROKER = program() is None  # the embedded one
_WAYS = """\
[bold]See it work[/]     newsmill demo
[bold]Without Kafka[/]   newsmill process page.html feed.jsonl -o articles.jsonl
[bold]As a service[/]    newsmill run
                and, in other terminals, newsmill tail, newsmill publish folder/
[bold]In production[/]   export NEWSMILL_BROKER=kafka://host:9092
                newsmill topics create, then newsmill worker"""
_WAYS_WITHOUT_BROKER = """\
[bold]As a service[/]    export NEWSMILL_BROKER=kafka://host:9092
                newsmill topics create, then newsmill worker
                then newsmill publish folder/, newsmill tail
[bold]Without Kafka[/]   newsmill process page.html feed.jsonl -o articles.jsonl"""

app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    add_completion=False,
)


def _show_version(wanted: bool) -> None:
    if wanted:
        from streams.version import VERSION

        say(f"newsmill {VERSION}")
        raise typer.Exit


def _help() -> str:
    """Return the help of the whole, with the commands to begin with that work in this installation."""
    return f"""Turn raw news articles into clean, deduplicated, enriched ones, as a service on Kafka or from files.

{_WAYS_WITHOUT_BROKER if WITHOUT_BROKER else _WAYS}

Settings are environment variables (newsmill settings lists them); options
override them. Each command explains itself: newsmill COMMAND --help.
Exit codes: 0 success, 1 failure, 2 wrong command line, input name or
setting, 3 the breaker of a worker tripped, 130 interrupted, 143 ended at
once by a second SIGTERM.
"""


@app.callback(help=_help())
def newsmill(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Print the version, if that is wanted; the subcommands do the rest."""


app.command(rich_help_panel="Try it", hidden=WITHOUT_BROKER)(demo.demo)
app.command(rich_help_panel="Try it")(process.process)
app.command(rich_help_panel="Try it")(explain.explain)
app.command(rich_help_panel="Try it", hidden=WITHOUT_BROKER)(run.run)
app.command(rich_help_panel="Publish and watch")(publish.publish)
app.command(rich_help_panel="Publish and watch")(tail.tail)
app.command(rich_help_panel="Publish and watch")(status.status)
app.command(rich_help_panel="In production")(worker.worker)
app.command(rich_help_panel="In production")(plan.plan)
app.add_typer(topics.app, name="topics", rich_help_panel="In production")
app.add_typer(schema.app, name="schema", rich_help_panel="In production")
app.command(rich_help_panel="In production")(settings.settings)
app.command(rich_help_panel="In production")(licenses.licenses)
app.add_typer(dead_letters.app, name="dead-letters", rich_help_panel="Redrive and replay")
app.command(rich_help_panel="Redrive and replay")(replay.replay)
