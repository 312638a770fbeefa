"""`newsmill topics`: create, check and describe the topics that newsmill needs."""

import asyncio
import json
from typing import TYPE_CHECKING, Annotated

import typer

from agents.cli.options import AsJson, Broker
from agents.cli.output import complain, console, say, say_json

if TYPE_CHECKING:
    from streams.kafka.cluster import TopicState

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="rich",
    help="Create, check and describe newsmill's topics.\n\n"
    "[dim]newsmill topics create --partitions 12 --replication-factor 3[/]\n\n[dim]newsmill topics check[/]",
)
Partitions = Annotated[
    int | None,
    typer.Option(metavar="N", help="Partitions of each topic. [dim]NEWSMILL_PARTITIONS[/]", show_default=False),
]
Replicas = Annotated[
    int | None,
    typer.Option(
        metavar="N", help="Replicas of each partition. [dim]NEWSMILL_REPLICATION_FACTOR[/]", show_default=False
    ),
]


@app.command()
def create(broker: Broker = None, partitions: Partitions = None, replication_factor: Replicas = None) -> None:
    """Create the topics that are missing; existing topics stay as they are.

    Exit code 1 if an existing topic is not as newsmill needs it.

    [dim]newsmill topics create --partitions 12 --replication-factor 3[/]
    """
    from streams import log
    from streams.kafka.cluster import check_topics, create_topics
    from streams.settings import load
    from streams.topics import Topics

    settings = load(broker=broker, partitions=partitions, replication_factor=replication_factor)
    log.configure(settings)
    topics = Topics(settings)
    made = asyncio.run(create_topics(settings, topics))
    for topic in made:
        say(f"created {topic.name}")
    say(f"{len(made)} created, {len(topics.all()) - len(made)} existed")
    asyncio.run(check_topics(settings, topics))


@app.command()
def check(broker: Broker = None, as_json: AsJson = False) -> None:
    """Check that every topic exists and is as newsmill needs it; exit code 1 if one is not.

    Retry topics that no delay of NEWSMILL_RETRY_DELAYS names are listed too, with
    the number of events that still wait there.

    [dim]newsmill topics check --json[/]
    """
    _show(*_states(broker), as_json)


@app.command()
def describe(broker: Broker = None, as_json: AsJson = False) -> None:
    """Describe the topics: their events, keys, partitions and configuration, and what is wrong with them.

    [dim]newsmill topics describe[/]
    """
    _show(*_states(broker), as_json, in_full=True)


def _states(broker: str | None) -> "tuple[list[TopicState], str]":
    """Return the topics' states, and a note about topics that the broker may hide from newsmill."""
    from streams import log
    from streams.kafka.cluster import topic_states
    from streams.kafka.connection import unseen
    from streams.kafka.leftover import leftovers
    from streams.settings import load
    from streams.topics import Topics

    settings = load(broker=broker)
    log.configure(settings)
    topics = Topics(settings)

    async def states() -> "list[TopicState]":
        declared = await topic_states(settings, topics)
        return [*declared, *(one.state for one in await leftovers(settings, topics))]

    return asyncio.run(states()), unseen(settings)


def _show(states: "list[TopicState]", unseen: str, as_json: bool, *, in_full: bool = False) -> None:
    if as_json:
        say_json(json.dumps([_as_object(state) for state in states], indent=2))
    else:
        _show_table(states, in_full)
    wrong = sum(bool(state.problems) for state in states)
    if wrong and not in_full:
        complain(f"{wrong} of {len(states)} topics are missing or misconfigured: newsmill topics create creates the "
                 f"missing ones{unseen}")  # fmt: skip
        raise typer.Exit(1)


def _as_object(state: "TopicState") -> dict[str, object]:
    return {
        "name": state.topic.name,
        "public": state.topic.public,
        "key": state.topic.key,
        "meaning": state.topic.meaning,
        "config": state.topic.config,
        "partitions": state.partitions,
        "problems": list(state.problems),
        "note": state.note,
    }


def _show_table(states: "list[TopicState]", in_full: bool) -> None:
    from rich.table import Table

    table = Table("topic", "partitions", "state")
    if in_full:
        for title in ("events", "key", "configuration"):
            table.add_column(title)
    for state in states:
        partitions = "-" if state.partitions is None else str(state.partitions)
        state_text = "; ".join(state.problems) or state.note or "ok"
        more = (state.topic.meaning, state.topic.key, "\n".join(f"{k}={v}" for k, v in state.topic.config.items()))
        table.add_row(state.topic.name, partitions, state_text, *(more if in_full else ()))
    console().print(table)
